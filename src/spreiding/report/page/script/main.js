"use strict";
/** Starts the page: first choices, what the fields choose, and everything drawn once. */
(() => {
  const KEPT = ["language", "province", "measure", "period", "municipality", "type", "other"];
  const { base, data, runs } = store;

  function firstChoices() {
    const codes = Object.keys(data.provinces);
    const allowed = {
      language: (value) => words.LANGUAGES.includes(value),
      province: (value) => codes.includes(value),
      measure: (value) => measures.names().includes(value),
      period: (value) => base.periods.includes(value),
      municipality: (value) => store.tasks(base).has(value),
      type: (value) => shapes.types.includes(value),
      other: (value) => runs.slice(1).some(({ letter }) => letter === value),
    };
    state.set({
      language: "nl",
      province: codes.length === 1 ? codes[0] : "",
      measure: "deviation",
      period: base.due,
      municipality: "",
      type: "",
      sites: true,
      couplings: false,
      filter: "",
      other: runs[1]?.letter ?? "",
    });
    state.set(state.fromAddress(allowed));
    state.set({ table: table.choices()[0][0] });
  }

  /** Fields whose texts depend on the language or on the other run. */
  function fill() {
    const { say, term } = words;
    const codes = d3.sort(Object.keys(data.provinces), store.provinceName);
    const all = codes.length > 1 ? [["", say("all_provinces")]] : [];
    dom.options(
      dom.byId("province"),
      [...all, ...codes.map((code) => [code, store.provinceName(code)])],
      state.get("province"),
    );
    dom.options(
      dom.byId("period"),
      base.periods.map((period) => [period, period === base.due ? say("due_quarter", { period }) : period]),
      state.get("period"),
    );
    dom.options(
      dom.byId("measure"),
      measures.names().map((name) => [name, say(`measure_${name}`)]),
      state.get("measure"),
    );
    dom.options(
      dom.byId("type"),
      [["", say("all_types")], ...shapes.types.map((type) => [type, term(type)])],
      state.get("type"),
    );
    dom.options(
      dom.byId("other"),
      runs.slice(1).map(({ letter, name }) => [letter, `${letter}: ${name}`]),
      state.get("other"),
    );
    dom.options(dom.byId("table"), table.choices(), state.get("table"));
    dom.byId("other-choice").hidden = runs.length < 3;
    dom.byId("sites").checked = state.get("sites");
    dom.byId("couplings").checked = state.get("couplings");
  }

  function told() {
    const name = state.get("measure");
    dom.byId("measure-told").textContent = words.say(`told_${name}`, { period: state.get("period"), due: base.due });
    dom.byId("map-note").textContent = data.schematic ? words.say("schematic") : "";
  }

  function otherRun() {
    if (!table.choices().some(([key]) => key === state.get("table"))) state.set({ table: table.choices()[0][0] });
    fill();
  }

  function listen() {
    for (const name of ["province", "period", "measure", "type", "other", "table"]) {
      dom.byId(name).addEventListener("change", ({ target }) => state.set({ [name]: target.value }));
      state.watch([name], () => (dom.byId(name).value = state.get(name)));
    }
    for (const name of ["sites", "couplings"]) {
      dom.byId(name).addEventListener("change", ({ target }) => state.set({ [name]: target.checked }));
    }
    document
      .querySelectorAll("[data-language]")
      .forEach((button) => button.addEventListener("click", () => state.set({ language: button.dataset.language })));
    state.watch(["language"], () => {
      words.apply();
      fill();
    });
    state.watch(["other"], otherRun);
    state.watch(["language", "measure", "period"], told);
    state.watch(KEPT, () => state.toAddress(KEPT));
  }

  function redrawWhenWider() {
    let width = window.innerWidth;
    const later = () => {
      if (window.innerWidth === width) return;
      width = window.innerWidth;
      maps.draw();
    };
    let timer = null;
    window.addEventListener("resize", () => {
      clearTimeout(timer);
      timer = setTimeout(later, 200);
    });
  }

  firstChoices();
  listen();
  words.apply();
  fill();
  told();
  const parts = [about, summary, maps, details, charts, table];
  [...parts, search].forEach((part) => part.start());
  parts.forEach((part) => part.draw());
  redrawWhenWider();
  document.documentElement.dataset.ready = "true";
})();
