"use strict";
/** The data of the page: rows of a run's tables, as objects by column name. Nothing here changes after loading. */
const store = (() => {
  const data = JSON.parse(document.getElementById("page-data").textContent);
  const made = new Map();

  function kept(key, make) {
    if (!made.has(key)) made.set(key, make());
    return made.get(key);
  }

  /** From packed columns (packed.py) to rows. */
  function unpack(columns) {
    const names = Object.keys(columns);
    const lists = names.map((name) => {
      const column = columns[name];
      return Array.isArray(column) ? column : column.at.map((place) => column.words[place]);
    });
    return (lists[0] ?? []).map((_, row) => Object.fromEntries(names.map((name, n) => [name, lists[n][row]])));
  }

  const runs = data.runs;
  const base = runs[0];

  /** Rows of a table of a run, such as `rows(store.base, "sites")`. */
  const rows = (run, table) => kept(`${run.letter} ${table}`, () => unpack(run.tables[table]));

  /** Rows of a table of differences between the base run and another. */
  const differences = (other, table) =>
    kept(`difference ${other.letter} ${table}`, () =>
      unpack(data.against.find(({ letter }) => letter === other.letter).tables[table]),
    );

  /** Rows of `tasks` by municipality code. */
  const tasks = (run) =>
    kept(`${run.letter} by code`, () => new Map(rows(run, "tasks").map((row) => [row.municipality_code, row])));

  const names = new Map(rows(base, "tasks").map((row) => [row.municipality_code, row.municipality]));
  const nameOf = (code) => names.get(code) ?? code;
  const provinceName = (code) => data.provinces[code] ?? code;
  const regionNames = new Map(rows(base, "regions").map((row) => [row.region_code, row.region]));
  const regionName = (code) => regionNames.get(code) ?? code;

  /** The run that is held against the base run; null on a page of one run. */
  const other = () => (runs.length > 1 ? runs.find(({ letter }) => letter === state.get("other")) : null);

  /** The runs that are shown now: the base run, and the other if there is one. */
  const shown = () => [base, other()].filter(Boolean);

  /** Whether all that is shown is all that its run plans: only then are all persons without a place known. */
  const isWhole = () => !state.get("province") && shown().every((run) => run.without_place);

  /** Whether a row lies in the province that is chosen. */
  const here = (row) => !state.get("province") || row.province_code === state.get("province");

  return {
    data,
    runs,
    base,
    other,
    shown,
    isWhole,
    rows,
    differences,
    tasks,
    kept,
    here,
    nameOf,
    provinceName,
    regionName,
  };
})();
