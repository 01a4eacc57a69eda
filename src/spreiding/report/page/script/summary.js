"use strict";
/** The figures at the top: sums of the chosen province, or of all. */
const summary = (() => {
  const sum = (name) => (run) => d3.sum(store.rows(run, "tasks").filter(store.here), (row) => row[name]);
  const inQuarter = (name) => (run) =>
    d3.sum(
      store.rows(run, "regions").filter((row) => store.here(row) && row.period === state.get("period")),
      (row) => row[name],
    );
  const open = (run) => standing.sites(run, state.get("period")).filter(store.here).length;
  const withoutPlace = (run) => {
    const others = store.isWhole() ? run.without_place[state.get("period")] : 0;
    return inQuarter("permit_holders_without_place")(run) + others;
  };
  const TILES = [
    ["indicative", sum("indicative_places")],
    ["task", sum("task_places")],
    ["durable", sum("durable_places")],
    ["shortfall", sum("shortfall_places")],
    ["sites_open", open],
    ["open_places", inQuarter("places")],
    ["emergency_places", inQuarter("emergency_places")],
    ["persons_in_reception", inQuarter("persons")],
    ["without_place", withoutPlace],
    ["late", inQuarter("late_persons")],
  ];

  const label = (key) => words.say(key === "without_place" && !store.isWhole() ? "tile_permit_holders" : `tile_${key}`);

  function tile([key, value]) {
    const figures = store.shown().map(value);
    const lines = store.other()
      ? [
          `A ${format.number(figures[0])}`,
          `${store.other().letter} ${format.number(figures[1])} (${format.signed(figures[1] - figures[0])})`,
        ]
      : [format.number(figures[0])];
    const numbers = lines.map((line) => dom.make("dd", {}, line));
    return dom.make("div", { "data-tile": key }, dom.make("dt", {}, label(key)), ...numbers);
  }

  function draw() {
    dom.byId("tiles").replaceChildren(...TILES.map(tile));
  }

  const start = () => state.watch(["language", "province", "period", "other"], draw);

  return { start, draw };
})();
