"use strict";
/** The tables of the run, and of differences: sorted by any column, filtered by a text, fifty rows at a time. */
const table = (() => {
  const PAGE = 50;
  const TERMS = /^(location_type|track|origin|operator|owner|goal|better|change)$|_origin$|^location_type_base$/;
  // More or fewer than something else: shown with a sign.
  const CHANGES = /_difference$|^deviation_|^exchanged_|^change_/;
  const NAMES = [
    [/municipality_code$/, store.nameOf],
    [/^province_code$/, store.provinceName],
    [/^region_code$/, store.regionName],
  ];
  let sorted = { name: null, down: false };
  let page = 0;

  /** Tables that can be chosen: `[key, title]`; a key is the letter of a run, what it is, and the table's name. */
  function choices() {
    const { tables, differences } = store.data;
    const title = ({ dutch, meaning }) =>
      state.get("language") === "nl" ? dutch.replace(/\.$/, "") : meaning.split(/[.:] /)[0].replace(/\.$/, "");
    const letter = (run) => (store.other() ? `${run.letter}: ` : "");
    const between = store.other() ? Object.entries(differences) : [];
    return [
      ...between.map(([name, told]) => [
        `${store.other().letter} differences ${name}`,
        `${words.say("differences")}: ${title(told)}`,
      ]),
      ...store
        .shown()
        .flatMap((run) =>
          Object.entries(tables).map(([name, told]) => [`${run.letter} rows ${name}`, letter(run) + title(told)]),
        ),
    ];
  }

  function chosen() {
    const [letter, what, name] = state.get("table").split(" ");
    const run = store.runs.find((one) => one.letter === letter);
    const told = what === "rows" ? store.data.tables[name] : store.data.differences[name];
    const rows = what === "rows" ? store.rows(run, name) : store.differences(run, name);
    return { letter, name: what === "rows" ? name : `differences-${name}`, told, rows };
  }

  const nameFor = (column) => NAMES.find(([pattern]) => pattern.test(column.name))?.[1];
  const isNumber = ({ kind }) => kind === "whole" || kind === "decimal";

  function shown(value, column) {
    if (value === null || value === undefined || value === "") return "–";
    if (column.kind === "decimal" && column.decimals === null) return format.short(value);
    if (isNumber(column))
      return (CHANGES.test(column.name) ? format.signed : format.number)(value, column.decimals ?? 0);
    if (column.kind === "date") return format.day(value);
    if (column.kind === "boolean") return words.say(value ? "yes" : "no");
    if (column.name === "unit") return words.unit(value);
    if (TERMS.test(column.name)) return words.term(value);
    const name = nameFor(column);
    return name && name(value) !== value ? `${name(value)} (${value})` : value;
  }

  const heading = (column) => {
    const unit = column.unit && !["date", "unit"].includes(column.unit) ? ` (${words.unit(column.unit)})` : "";
    return words.column(column) + unit;
  };

  function order(rows, columns) {
    const column = columns.find(({ name }) => name === sorted.name);
    if (!column) return rows;
    const collator = new Intl.Collator(state.get("language"), { numeric: true });
    const name = nameFor(column) ?? ((value) => value);
    const none = (value) => value === null || value === "";
    const compare =
      isNumber(column) || column.kind === "boolean" ? d3.ascending : (a, b) => collator.compare(name(a), name(b));
    return [...rows].sort((one, two) => {
      const [a, b] = [one[column.name], two[column.name]];
      if (none(a) || none(b)) return none(a) - none(b);
      return sorted.down ? compare(b, a) : compare(a, b);
    });
  }

  /** Rows of the chosen table that lie in the chosen province and hold the text of the filter, in the chosen order. */
  function wanted({ rows, told }) {
    const text = state.get("filter").trim().toLowerCase();
    const inside = (row) => !("province_code" in row) || store.here(row);
    const holds = (row) =>
      !text || told.columns.some((column) => String(shown(row[column.name], column)).toLowerCase().includes(text));
    return order(
      rows.filter((row) => inside(row) && holds(row)),
      told.columns,
    );
  }

  function sortBy(column) {
    const again = sorted.name === column.name;
    sorted = { name: column.name, down: again ? !sorted.down : isNumber(column) };
    page = 0;
    draw();
    dom.byId("table-holder").querySelector(`button[data-column="${column.name}"]`).focus();
  }

  function head(column) {
    const direction = sorted.name !== column.name ? null : sorted.down ? "descending" : "ascending";
    const arrow = { null: "", ascending: " ▲", descending: " ▼" }[direction];
    const button = dom.make(
      "button",
      {
        type: "button",
        "data-column": column.name,
        title: state.get("language") === "en" ? column.meaning : null,
        onclick: () => sortBy(column),
      },
      heading(column),
    );
    button.append(dom.make("span", { "aria-hidden": "true" }, arrow));
    return dom.make("th", { scope: "col", "aria-sort": direction, class: isNumber(column) ? "number" : null }, button);
  }

  function draw() {
    const { told, rows: all } = chosen();
    const rows = wanted({ told, rows: all });
    const pages = Math.max(Math.ceil(rows.length / PAGE), 1);
    page = Math.min(page, pages - 1);
    const cells = (row) =>
      told.columns.map((column) =>
        dom.make("td", { class: isNumber(column) ? "number" : null }, shown(row[column.name], column)),
      );
    const body = rows.slice(page * PAGE, (page + 1) * PAGE).map((row) => dom.make("tr", {}, ...cells(row)));
    const caption = dom.make(
      "caption",
      { class: "hidden-text" },
      choices().find(([key]) => key === state.get("table"))[1],
    );
    dom
      .byId("table-holder")
      .replaceChildren(
        dom.make(
          "table",
          { class: "wide" },
          caption,
          dom.make("thead", {}, dom.make("tr", {}, ...told.columns.map(head))),
          dom.make("tbody", {}, ...body),
        ),
      );
    dom.byId("table-told").textContent = words.say("csv_told");
    dom.byId("table-count").textContent = words.say("rows_shown", {
      count: format.number(rows.length),
      all: format.number(all.length),
    });
    dom.byId("page-number").textContent = words.say("page_of", {
      page: format.number(page + 1),
      pages: format.number(pages),
    });
    dom.byId("page-back").disabled = page === 0;
    dom.byId("page-on").disabled = page >= pages - 1;
  }

  /** Columns of a file: those of the table, and after a code the name that it stands for. */
  function fileColumns({ columns }) {
    const known = new Set(columns.map(({ name }) => name));
    return columns.flatMap((column) => {
      const own = {
        ...column,
        decimals: column.kind === "whole" ? 0 : column.decimals,
        heading: heading(column),
        of: (row) => row[column.name],
      };
      const name = nameFor(column);
      if (!name || known.has(column.name.replace(/_code$/, ""))) return [own];
      const named = {
        kind: "text",
        decimals: null,
        heading: `${heading(column)}: ${words.say("name")}`,
        of: (row) => (row[column.name] ? name(row[column.name]) : ""),
      };
      return [own, named];
    });
  }

  function download() {
    const { letter, name, told, rows } = chosen();
    const run = store.runs.find((one) => one.letter === letter);
    const where = state.get("province") ? `-${state.get("province")}` : "";
    csv.save(`${run.name}-${name}${where}.csv`, csv.text(fileColumns(told), wanted({ told, rows })));
  }

  function turn(step) {
    page += step;
    draw();
  }

  function start() {
    dom.byId("filter").addEventListener("input", ({ target }) => state.set({ filter: target.value }));
    dom.byId("page-back").addEventListener("click", () => turn(-1));
    dom.byId("page-on").addEventListener("click", () => turn(1));
    dom.byId("download").addEventListener("click", download);
    state.watch(["table"], () => (sorted = { name: null, down: false }));
    state.watch(["table", "filter", "province"], () => (page = 0));
    state.watch(["language", "table", "filter", "province"], draw);
  }

  return { start, draw, choices };
})();
