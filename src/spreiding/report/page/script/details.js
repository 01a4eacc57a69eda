"use strict";
/** The panel about the municipality that is chosen: its calculation, burdens, sites and couplings. */
const details = (() => {
  const MOST_FLOWS = 12;
  const { say, term } = words;

  /** Lines about a site, of a label and a text. */
  function siteLines(site) {
    const minutes = ["minutes_education", "minutes_care", "minutes_station"].map((name) => format.number(site[name]));
    const kind = [site.durable ? "durable" : "not durable", ...(site.emergency ? ["emergency"] : [])];
    return [
      [say("type"), term(site.location_type)],
      [say("places"), format.number(site.places)],
      [say("kind"), kind.map(term).join(", ")],
      [say("opens"), format.day(site.opens)],
      [say("closes"), format.day(site.closes)],
      [say("minutes"), minutes.join(" / ")],
      [say("origin"), term(site.origin)],
    ];
  }

  function calculationTable(code) {
    const runs = store.shown();
    const all = runs.map((run) => [...calculation.lines(run, code), ...calculation.more(run, code)]);
    const rows = all[0].map(([key], n) => [say(key), ...all.map((lines) => lines[n][1])]);
    const heads = runs.map((run) => (runs.length > 1 ? `${run.letter}: ${run.name}` : say("value")));
    return dom.simpleTable(say("calculation"), [say("item"), ...heads], rows);
  }

  function sitesTable(run, code) {
    const sites = store.rows(run, "sites").filter((site) => site.municipality_code === code);
    if (!sites.length) return dom.make("p", {}, say("no_sites"));
    const rows = d3
      .sort(sites, (site) => -site.places)
      .map((site) => [
        site.name,
        term(site.location_type),
        [format.number(site.places)],
        format.day(site.opens),
        format.day(site.closes),
      ]);
    return dom.simpleTable(
      caption(run, "sites_here"),
      [say("name"), say("type"), say("places"), say("opens"), say("closes")],
      rows,
    );
  }

  function flowsTable(run, code) {
    const flows = standing.couplings(run).filter(({ from, to }) => from === code || to === code);
    if (!flows.length) return null;
    const rows = d3
      .sort(flows, ({ persons }) => -persons)
      .slice(0, MOST_FLOWS)
      .map(({ from, to, persons }) => [store.nameOf(from), store.nameOf(to), [format.number(persons, 1)]]);
    return dom.simpleTable(caption(run, "couplings_here"), [say("from"), say("to"), say("persons")], rows);
  }

  const caption = (run, key) => (store.other() ? `${run.letter}: ${say(key)}` : say(key));

  function draw() {
    const code = state.get("municipality");
    const title = dom.byId("details-title");
    const body = dom.byId("details-body");
    if (!code) {
      title.textContent = say("details");
      body.replaceChildren(dom.make("p", {}, say("details_hint")));
      return;
    }
    const row = store.tasks(store.base).get(code);
    title.textContent = store.nameOf(code);
    const where = `${code}, ${store.regionName(row.region_code)}, ${store.provinceName(row.province_code)}`;
    const clear = dom.make(
      "button",
      { type: "button", id: "clear", onclick: () => state.set({ municipality: "" }) },
      say("clear"),
    );
    const parts = store.shown().flatMap((run) => [sitesTable(run, code), flowsTable(run, code)]);
    const tables = [calculationTable(code), ...parts.filter(Boolean)];
    body.replaceChildren(
      dom.make("p", {}, where),
      clear,
      ...tables.map((table) => dom.scroller(title.textContent, table)),
    );
  }

  function start() {
    state.watch(["language", "municipality", "period", "other"], draw);
  }

  return { start, draw, siteLines };
})();
