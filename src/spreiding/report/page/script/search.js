"use strict";
/** A field that finds municipalities and sites by any part of their name or code, as a combobox (WAI-ARIA). */
const search = (() => {
  const MOST = 12;
  const field = dom.byId("search");
  const list = dom.byId("found");
  let found = [];
  let active = -1;

  /** Without capitals and accents, so that Sudwest finds Súdwest. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const entries = () =>
    store.kept("search", () => {
      const towns = store.rows(store.base, "tasks").map((row) => ({
        text: `${row.municipality} (${row.municipality_code})`,
        code: row.municipality_code,
      }));
      const sites = store.runs.flatMap((run) =>
        store.rows(run, "sites").map((site) => ({
          text: `${site.name}, ${store.nameOf(site.municipality_code)} (${site.site_id})`,
          code: site.municipality_code,
        })),
      );
      const unique = new Map([...towns, ...sites].map((entry) => [entry.text, entry]));
      return [...unique.values()].map((entry) => ({ ...entry, key: plain(entry.text) }));
    });

  function look() {
    const wanted = plain(field.value.trim());
    const hits = wanted ? entries().filter(({ key }) => key.includes(wanted)) : [];
    const begins = ({ key }) => (key.startsWith(wanted) ? 0 : 1);
    found = d3.sort(hits, begins).slice(0, MOST);
    active = found.length ? 0 : -1;
    show();
  }

  function show() {
    const option = ({ text }, n) =>
      dom.make(
        "li",
        {
          role: "option",
          id: `found-${n}`,
          "aria-selected": String(n === active),
          onpointerdown: (event) => pick(n, event),
        },
        text,
      );
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(Boolean(found.length)));
    if (active >= 0) field.setAttribute("aria-activedescendant", `found-${active}`);
    else field.removeAttribute("aria-activedescendant");
    if (field.value.trim() && !found.length) dom.byId("announcer").textContent = words.say("nothing_found");
  }

  function close() {
    found = [];
    active = -1;
    show();
  }

  /** Choose the municipality of an entry; another province than the chosen one makes way for the whole country. */
  function pick(n, event) {
    event?.preventDefault();
    const { code } = found[n];
    field.value = store.nameOf(code);
    close();
    const far = !store.here(store.tasks(store.base).get(code));
    state.set({ municipality: code, ...(far ? { province: "" } : {}) });
    dom.byId("announcer").textContent = words.say("chosen", { name: store.nameOf(code) });
  }

  function onKey(event) {
    const { key } = event;
    if (key === "Escape") close();
    else if (!found.length) return;
    else if (key === "ArrowDown") active = (active + 1) % found.length;
    else if (key === "ArrowUp") active = (active - 1 + found.length) % found.length;
    else if (key === "Enter") return pick(active, event);
    else return;
    event.preventDefault();
    show();
  }

  function start() {
    field.addEventListener("input", look);
    field.addEventListener("keydown", onKey);
    field.addEventListener("blur", close);
  }

  return { start };
})();
