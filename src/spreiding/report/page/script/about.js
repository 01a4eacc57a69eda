"use strict";
/** Where the figures come from: run, model, data with their origins, goals, what differs, and what to keep in mind. */
const about = (() => {
  const { say, term } = words;
  const UNSURE = ["synthetic", "historic", "estimate", "assumption"];

  const tableName = (table) => (store.data.words[`input ${table}`] ? say(`input ${table}`) : table);

  const counts = ({ origins }) =>
    Object.entries(origins)
      .map(([origin, rows]) => `${term(origin)}: ${format.number(rows)}`)
      .join(", ");

  /** Tables with rows that are invented, old, estimated or assumed. */
  const unsure = (run) => run.inputs.filter(({ origins }) => UNSURE.some((origin) => origins[origin]));
  const isInvented = (run) => run.inputs.some(({ origins }) => origins.synthetic || origins.historic);

  function warnings() {
    const { data, base, shown } = store;
    const told = [];
    if (!data.released) told.push(["concept", say("concept")]);
    if (shown().some(isInvented)) {
      const tables = unsure(base).map((input) => `${tableName(input.table)} (${counts(input)})`);
      told.push(["invented", say("invented", { tables: tables.join("; ") })]);
    }
    if (data.schematic) told.push(["schematic", say("schematic")]);
    const against = data.against.find(({ letter }) => letter === store.other()?.letter);
    if (against?.other_data) told.push(["other-data", say("other_data", { run: against.letter })]);
    shown()
      .filter((run) => run.left_out)
      .forEach((run) =>
        told.push(["left-out", say("left_out", { run: run.letter, count: format.number(run.left_out) })]),
      );
    shown()
      .filter((run) => run.findings)
      .forEach((run) =>
        told.push(["findings", say("audit_found", { run: run.letter, count: format.number(run.findings) })]),
      );
    if (base.status !== "optimal") told.push(["status", say("not_optimal", { status: term(base.status) })]);
    return told.map(([kind, text]) => dom.make("p", { class: `warning ${kind}` }, text));
  }

  function provenance(run) {
    const named = (scenario) => (store.data.words[`scenario ${scenario}`] ? say(`scenario ${scenario}`) : scenario);
    const scenario = run.scenario ? say("scenario_is", { scenario: named(run.scenario) }) : say("no_scenario");
    return say("provenance", {
      run: run.name,
      sha: run.sha256.slice(0, 12),
      model: run.model.title ?? run.model.name,
      model_sha: run.model.sha256.slice(0, 12),
      version: run.spreiding,
      scenario,
    });
  }

  function inputs(run) {
    const rows = run.inputs.map((input) => [
      tableName(input.table),
      say(`supplied_${input.supplied}`),
      [format.number(input.rows)],
      counts(input),
    ]);
    return dom.simpleTable(
      say("inputs_of", { run: run.letter }),
      [say("table"), say("supplied"), say("rows"), say("origin")],
      rows,
    );
  }

  /** Small values with their decimals: a ratio of 2.4 is not 2. */
  const amount = (value) => (format.known(value) && Math.abs(value) < 100 ? format.short(value) : format.number(value));

  function goals(run) {
    const rows = run.goals.map(({ goal, unit, value, bound, plan_gap: gap }) => [
      term(goal),
      [amount(value)],
      words.unit(unit),
      [amount(bound)],
      [format.known(gap) ? `${format.number(100 * gap, 1)} %` : "–"],
    ]);
    return dom.simpleTable(
      say("goals_of", { run: run.letter }),
      [say("goal"), say("value"), say("unit"), say("bound"), say("gap")],
      rows,
    );
  }

  function grounds() {
    const against = store.data.against.find(({ letter }) => letter === store.other()?.letter);
    if (!against) return [];
    const items = against.grounds.length ? against.grounds : [say("no_grounds")];
    const more = against.grounds_left ? [dom.make("li", {}, say("grounds_left", { count: against.grounds_left }))] : [];
    const list = dom.make("ul", {}, ...items.map((text) => dom.make("li", {}, text)), ...more);
    return [dom.make("h3", {}, say("grounds", { run: against.letter })), list];
  }

  function draw() {
    const runs = store.shown();
    document.title = `${say("title")}: ${runs.map(({ name }) => name).join(" / ")}`;
    dom.byId("title").textContent = say(runs.length > 1 ? "title_compared" : "title");
    const lines = runs.map((run) => (runs.length > 1 ? `${run.letter}: ${provenance(run)}` : provenance(run)));
    dom.byId("provenance").replaceChildren(...lines.flatMap((line, n) => (n ? [dom.make("br"), line] : [line])));
    dom.byId("warnings").replaceChildren(...warnings());
    const tables = runs.flatMap((run) => [inputs(run), goals(run)]);
    dom
      .byId("about")
      .replaceChildren(
        ...grounds(),
        dom.make("p", {}, say("about_told")),
        ...tables.map((made) => dom.scroller(made.caption.textContent, made)),
      );
  }

  const start = () => state.watch(["language", "other"], draw);

  return { start, draw };
})();
