"use strict";
/** Charts of the chosen province, or the whole run: capacity and need, tracks, late housing, the three burdens. */
const charts = (() => {
  const { say, term } = words;
  // In the order of the procedure.
  const TRACKS = ["registration", "dublin", "safe_country", "low_recognition", "regular", "permit_holder"];
  TRACKS.push("amv", "htl", "ibo", "rejected", "return");
  const persons = (value) => `${format.number(value)} ${say("unit persons")}`;
  const places = (value) => `${format.number(value)} ${say("unit places")}`;

  /** Sums per quarter of a column of rows that lie in the chosen province; `null` group: all together. */
  function perQuarter(run, table, value, keep = () => true) {
    const rows = store.rows(run, table).filter((row) => store.here(row) && keep(row));
    const sums = d3.rollup(
      rows,
      (some) => d3.sum(some, value),
      (row) => row.period,
    );
    return run.periods.map((period) => ({ run: run.letter, period, value: sums.get(period) ?? 0 }));
  }

  const together = (make) => store.shown().flatMap(make);
  const labelled = (rows, kind, label, write) => rows.map((row) => ({ ...row, kind, label, text: write(row.value) }));

  /** Rows of a table of figures: one per quarter, a column per kind and run. */
  function figuresOf(kinds, rows) {
    const columns = store.shown().flatMap((run) => kinds.map((kind) => ({ ...kind, run: run.letter })));
    const value = new Map(rows.map((row) => [`${row.run} ${row.kind} ${row.period}`, row.value]));
    const prefix = (run) => (store.other() ? `${run}: ` : "");
    return {
      head: [say("quarter"), ...columns.map(({ run, label }) => prefix(run) + label)],
      rows: store.base.periods.map((period) => [
        period,
        ...columns.map(({ run, key }) => [format.number(value.get(`${run} ${key} ${period}`))]),
      ]),
    };
  }

  /** Places that would be needed: persons with and without a place, at the occupancy norm. */
  function need(run) {
    const present = perQuarter(run, "regions", (row) => row.persons + row.permit_holders_without_place);
    const missing = (period) => (store.isWhole() ? run.without_place[period] : 0);
    return present.map((row) => ({ ...row, kind: "need", value: (row.value + missing(row.period)) / run.occupancy }));
  }

  function capacity() {
    const kinds = shapes.types.map((key, n) => ({ key, label: term(key), colour: plots.COLOURS[n] }));
    const rows = together((run) =>
      kinds.flatMap(({ key, label }) =>
        labelled(
          perQuarter(run, "regions", (row) => row[`places_${key}`]),
          key,
          label,
          places,
        ),
      ),
    );
    const line = together(need);
    const title = say("chart_capacity");
    return plots.figure({
      title,
      told: say(store.isWhole() ? "chart_capacity_told" : "chart_capacity_told_province"),
      drawn: plots.stacked({ title, unit: say("unit places"), rows, kinds, line }),
      kinds,
      line: say("need"),
      table: figuresOf([...kinds, { key: "need", label: say("need") }], [...rows, ...line]),
    });
  }

  function ofTypes() {
    const some = (type) => ({
      wide: together((run) =>
        labelled(
          perQuarter(run, "regions", (row) => row[`places_${type}`]),
          `${type} places`,
          say("places"),
          places,
        ),
      ),
      narrow: together((run) =>
        labelled(
          perQuarter(
            run,
            "placements",
            (row) => row.persons,
            (row) => row.location_type === type,
          ),
          `${type} persons`,
          say("persons"),
          persons,
        ),
      ),
    });
    const all = shapes.types
      .map((type) => ({ type, ...some(type) }))
      .filter(({ wide }) => wide.some(({ value }) => value));
    const kinds = all.flatMap(({ type }) => [
      { key: `${type} places`, label: `${term(type)}, ${say("places")}` },
      { key: `${type} persons`, label: `${term(type)}, ${say("persons")}` },
    ]);
    const one = ({ type, wide, narrow }) =>
      titled(
        term(type),
        plots.within({
          title: `${say("chart_types")}: ${term(type)}`,
          unit: say("places_and_persons"),
          wide,
          narrow,
          width: wideness(),
        }),
      );
    return plots.figure({
      title: say("chart_types"),
      told: say("chart_types_told"),
      drawn: all.map(one),
      small: true,
      table: figuresOf(
        kinds,
        all.flatMap(({ wide, narrow }) => [...wide, ...narrow]),
      ),
    });
  }

  function tracks() {
    const found = new Set(together((run) => store.rows(run, "placements").map(({ track }) => track)));
    const names = [...TRACKS.filter((track) => found.has(track)), ...d3.difference(found, TRACKS)];
    const parts = [
      { key: "own", label: say("own_type"), colour: plots.COLOURS[0] },
      { key: "overflow", label: say("overflow"), colour: plots.COLOURS[1] },
    ];
    const rowsOf = (track) =>
      together((run) =>
        parts.flatMap(({ key, label }) => {
          const keep = (row) => row.track === track && row.overflow === (key === "overflow");
          return labelled(
            perQuarter(run, "placements", (row) => row.persons, keep),
            key,
            label,
            persons,
          );
        }),
      );
    const all = names.map((track) => ({ track, rows: rowsOf(track) }));
    const one = ({ track, rows }) =>
      titled(
        term(track),
        plots.stacked({
          title: `${say("chart_tracks")}: ${term(track)}`,
          unit: say("unit persons"),
          rows,
          kinds: parts,
          width: wideness(),
          height: 190,
        }),
      );
    const named = (track, kind) => `${track} ${kind}`;
    const kinds = all.flatMap(({ track }) =>
      parts.map(({ key, label }) => ({ key: named(track, key), label: `${term(track)}, ${label}` })),
    );
    return plots.figure({
      title: say("chart_tracks"),
      told: say("chart_tracks_told"),
      drawn: all.map(one),
      kinds: parts,
      small: true,
      table: figuresOf(
        kinds,
        all.flatMap(({ track, rows }) => rows.map((row) => ({ ...row, kind: named(track, row.kind) }))),
      ),
    });
  }

  function late() {
    const kinds = [
      { key: "in_time", label: say("waiting_in_time"), colour: plots.COLOURS[4] },
      { key: "late", label: say("waiting_late"), colour: plots.COLOURS[5] },
    ];
    const rows = together((run) => [
      ...labelled(
        perQuarter(run, "housing", (row) => row.waiting_persons - row.late_persons),
        "in_time",
        say("waiting_in_time"),
        persons,
      ),
      ...labelled(
        perQuarter(run, "housing", (row) => row.late_persons),
        "late",
        say("waiting_late"),
        persons,
      ),
    ]);
    const title = say("chart_late");
    return plots.figure({
      title,
      told: say("chart_late_told"),
      drawn: plots.stacked({ title, unit: say("unit persons"), rows, kinds }),
      kinds,
      table: figuresOf(kinds, rows),
    });
  }

  /** Burdens per 1,000 inhabitants: of regions, or of the municipalities of the chosen province. */
  function burdenRows(run, kinds) {
    const of = state.get("province")
      ? (row) => store.nameOf(row.municipality_code)
      : (row) => store.regionName(row.region_code);
    const [ukraine, housing] = run.weights.map((weight) => weight ?? 1);
    const value = {
      asylum: (row) => row.task_places,
      ukraine: (row) => ukraine * (row.ukraine_places ?? 0),
      housing: (row) => housing * row.housing_task_persons,
    };
    const grouped = d3.groups(store.rows(run, "tasks").filter(store.here), of);
    return grouped.flatMap(([place, rows]) =>
      kinds.map(({ key, label }) => {
        const rate = (1000 * d3.sum(rows, value[key])) / d3.sum(rows, (row) => row.population);
        return { run: run.letter, place, kind: key, label, value: rate, text: format.number(rate, 1) };
      }),
    );
  }

  function burdens() {
    const kinds = ["asylum", "ukraine", "housing"].map((key, n) => ({
      key,
      label: say(`burden_${key}`),
      colour: plots.COLOURS[n],
    }));
    const rows = together((run) => burdenRows(run, kinds));
    const heavy = d3.rollup(
      rows.filter(({ run }) => run === "A"),
      (some) => -d3.sum(some, (row) => row.value),
      (row) => row.place,
    );
    const order = d3.sort(heavy.keys(), (place) => heavy.get(place));
    const value = new Map(rows.map((row) => [`${row.run} ${row.kind} ${row.place}`, row.text]));
    const columns = store.shown().flatMap((run) => kinds.map((kind) => ({ ...kind, run: run.letter })));
    const title = say("chart_burdens");
    const unknown = store
      .rows(store.base, "tasks")
      .filter((row) => store.here(row) && !format.known(row.ukraine_places)).length;
    return plots.figure({
      title,
      told:
        say("chart_burdens_told") + (unknown ? ` ${say("ukraine_unknown", { count: format.number(unknown) })}` : ""),
      drawn: plots.across({ title, unit: say("unit places per 1,000 inhabitants"), rows, kinds, places: order }),
      kinds,
      table: {
        head: [
          say(state.get("province") ? "municipality" : "region"),
          ...columns.map(({ run, label }) => (store.other() ? `${run}: ` : "") + label),
        ],
        rows: order.map((place) => [place, ...columns.map(({ run, key }) => [value.get(`${run} ${key} ${place}`)])]),
      },
    });
  }

  const wideness = () => (store.other() ? 500 : 300);
  const titled = (title, drawn) => dom.make("div", { class: "small-plot" }, dom.make("h4", {}, title), drawn);

  function draw() {
    const where = state.get("province") ? store.provinceName(state.get("province")) : say("all_provinces");
    dom.byId("charts-told").textContent = say("charts_told", { where });
    dom.byId("charts").replaceChildren(capacity(), late(), ofTypes(), tracks(), burdens());
  }

  const start = () => state.watch(["language", "province", "other"], draw);

  return { start, draw };
})();
