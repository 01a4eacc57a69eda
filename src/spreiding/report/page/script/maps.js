"use strict";
/** The map of the run; or of two runs, with the difference between them. What one map points at, all of them show. */
const maps = (() => {
  const DIRECTIONS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const TALLEST = 720;
  let drawn = [];
  let showing = [];
  let pointed = null;

  /** What each map shows: its title, values by municipality, the run whose sites it has, and its classes. */
  function contents() {
    const name = state.get("measure");
    const values = store.shown().map((run) => measures.values(run, name));
    const scale = measures.scale(values, name);
    const single = store
      .shown()
      .map((run, n) => ({ run, title: `${run.letter}: ${run.name}`, values: values[n], scale }));
    if (!store.other()) return single;
    const difference = measures.difference(...values);
    const title = words.say("difference", { run: store.other().letter });
    const last = { run: store.other(), title, values: difference, scale: measures.scale([difference], name, true) };
    return [...single, { ...last, isDifference: true }];
  }

  function couplings(run) {
    if (!state.get("couplings")) return [];
    const code = state.get("municipality");
    const place = (end) => store.tasks(run).get(end);
    const wanted = ({ from, to }) => (code ? from === code || to === code : place(from) && store.here(place(from)));
    const drawable = ({ from, to }) => from !== to && shapes.centres.has(from) && shapes.centres.has(to);
    return standing.couplings(run).filter((flow) => drawable(flow) && wanted(flow));
  }

  function sites(run) {
    if (!state.get("sites")) return [];
    const type = state.get("type");
    const open = shapes
      .sites(run)
      .filter((site) => standing.isOpen(run, site, state.get("period")) && store.here(site));
    return open.filter((site) => !type || site.location_type === type);
  }

  /** Sites of either run that the other does not have, or has with another use, size or first day. */
  function changedSites(run) {
    const changed = new Set(
      store
        .differences(run, "sites")
        .filter(({ change }) => change !== "same")
        .map((site) => site.site_id),
    );
    const both = [...sites(store.base), ...sites(run)].filter(({ site_id: id }) => changed.has(id));
    return [...new Map(both.map((site) => [site.site_id, site])).values()];
  }

  function leave() {
    tooltip.hide();
    ring(null);
  }

  function frame(content) {
    const label = words.say("map_label", {
      title: content.title,
      measure: words.say(`measure_${state.get("measure")}`),
    });
    const holder = dom.make("div", { class: "map", role: "application", tabindex: "0", "aria-label": label });
    holder.addEventListener("keydown", onKey);
    holder.addEventListener("focus", () => point(pointed ?? state.get("municipality") ?? null));
    holder.addEventListener("blur", leave);
    const title = store.other() ? dom.make("figcaption", {}, content.title) : null;
    return { holder, figure: dom.make("figure", { class: "map-figure" }, title, holder), content };
  }

  function draw() {
    if (!shapes.municipalities.length) {
      dom.byId("maps").replaceChildren(dom.make("p", {}, words.say("no_outlines")));
      return;
    }
    const all = contents();
    showing = all;
    const frames = all.map(frame);
    const box = dom.byId("maps");
    box.className = all.length > 1 ? "three" : "";
    box.replaceChildren(...frames.map(({ figure }) => figure));
    drawn = frames.map(({ holder, content }) => {
      const map = makeMap(holder, { area: onArea, site: onSite, choose });
      const width = Math.max(holder.clientWidth, 240);
      map.draw({
        width,
        height: Math.min(Math.round(width * shapes.aspect()), TALLEST),
        colourOf: (code) => content.scale.colourOf(content.values.get(code)),
        sites: content.isDifference ? changedSites(content.run) : sites(content.run),
        couplings: content.isDifference ? [] : couplings(content.run),
        largest: state.get("province") ? 16 : all.length > 1 ? 6 : 9,
      });
      return map;
    });
    drawLegend(all);
    ringChosen();
  }

  function swatches(title, { legend }) {
    const item = ({ colour, label }) => {
      const swatch = dom.make("span", { class: "swatch", "aria-hidden": "true" });
      swatch.style.background = colour;
      return dom.make("li", {}, swatch, label);
    };
    return dom.make("div", {}, dom.make("h3", {}, title), dom.make("ul", { class: "swatches" }, ...legend.map(item)));
  }

  function marks() {
    const items = shapes.types.map((type) => dom.make("li", {}, shapes.mark(type), words.term(type)));
    const told = dom.make("p", { class: "told" }, words.say(store.other() ? "marks_told_difference" : "marks_told"));
    return dom.make(
      "div",
      {},
      dom.make("h3", {}, words.say("site_types")),
      dom.make("ul", { class: "swatches" }, ...items),
      told,
    );
  }

  function drawLegend(all) {
    const title = words.say(`measure_${state.get("measure")}`);
    const parts = [swatches(title, all[0].scale)];
    if (all.length > 1) parts.push(swatches(all.at(-1).title, all.at(-1).scale));
    if (state.get("sites")) parts.push(marks());
    if (state.get("couplings")) parts.push(dom.make("p", { class: "told" }, words.say("couplings_told")));
    dom.byId("legend").replaceChildren(...parts);
  }

  const ring = (code) => drawn.forEach((map) => map.ring(code, "pointed"));
  const ringChosen = () => drawn.forEach((map) => map.ring(state.get("municipality"), "chosen"));

  /** What the box beside the pointer tells of a municipality. */
  function lines(code) {
    const name = state.get("measure");
    const runs = store.shown();
    if (runs.length === 1) return calculation.lines(runs[0], code).map(([key, text]) => [words.brief(key), text]);
    const values = showing.map(({ title, values: map, isDifference }) => [
      title,
      measures.shown(name, map.get(code), isDifference),
    ]);
    const line = (key) => (run) => [
      `${run.letter}: ${words.brief(key)}`,
      new Map(calculation.lines(run, code)).get(key),
    ];
    const measure = [words.say("shown_measure"), words.say(`measure_${name}`)];
    return [measure, ...values, ...runs.map(line("indicative_share")), ...runs.map(line("task"))];
  }

  function onArea(code, event) {
    if (code === null) {
      leave();
      return;
    }
    ring(code);
    tooltip.show(store.nameOf(code), lines(code), { x: event.clientX, y: event.clientY });
  }

  function onSite(site, event) {
    if (site === null) {
      tooltip.hide();
      return;
    }
    tooltip.show(site.name, details.siteLines(site), { x: event.clientX, y: event.clientY });
  }

  function choose(code) {
    pointed = code;
    state.set({ municipality: state.get("municipality") === code ? "" : code });
  }

  /** Point at a municipality with the keyboard: ring, tooltip, and a sentence for who can't see them. */
  function point(code) {
    pointed = code;
    if (!code) return;
    ring(code);
    const at = [...dom.byId("maps").querySelectorAll(".map")].indexOf(document.activeElement);
    const corner = drawn[Math.max(at, 0)].corner(code);
    if (corner) tooltip.show(store.nameOf(code), lines(code), { x: corner.right, y: corner.top });
    const told = showing.map(({ title, values, isDifference }) => {
      const value = measures.shown(state.get("measure"), values.get(code), isDifference);
      return store.other() ? `${title}: ${value}` : value;
    });
    dom.byId("announcer").textContent =
      `${store.nameOf(code)}. ${words.say(`measure_${state.get("measure")}`)}: ${told.join("; ")}`;
  }

  function first() {
    const here = shapes.municipalities.filter(({ code }) => store.here(store.tasks(store.base).get(code)));
    return d3.least(here, ({ code }) => store.nameOf(code))?.code ?? null;
  }

  function onKey(event) {
    const { key } = event;
    if (key in DIRECTIONS) point(pointed ? (shapes.next(pointed, DIRECTIONS[key]) ?? pointed) : first());
    else if (key === "Enter" || key === " ") pointed && choose(pointed);
    else if (key === "+" || key === "=") zoom(1.5);
    else if (key === "-") zoom(1 / 1.5);
    else if (key === "0") zoom(0);
    else return;
    event.preventDefault();
  }

  const zoom = (factor) => drawn.forEach((map) => map.zoom(factor));

  function start() {
    dom.byId("zoom-in").addEventListener("click", () => zoom(1.5));
    dom.byId("zoom-out").addEventListener("click", () => zoom(1 / 1.5));
    dom.byId("zoom-reset").addEventListener("click", () => zoom(0));
    state.watch(["language", "province", "measure", "period", "sites", "type", "couplings", "other"], draw);
    state.watch(["municipality"], () => {
      pointed = state.get("municipality") || pointed;
      if (state.get("couplings")) draw();
      else ringChosen();
    });
    state.watch(["province"], () => (pointed = null));
  }

  return { start, draw };
})();
