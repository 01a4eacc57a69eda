"use strict";
/** The kinds of charts that the page uses, drawn by Observable Plot, each with its figures in a table beside it. */
const plots = (() => {
  // Okabe and Ito's colours, which readers who see colours differently can tell apart.
  const COLOURS = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#555555"];
  const EDGE = "#333333";
  const FONT = { fontSize: "13px", fontFamily: "inherit" };
  const letters = () => store.shown().map(({ letter }) => letter);
  const isCompared = () => letters().length > 1;

  /** Quarters below an axis: the year stands below the first one of it. */
  const quarter = (period, n, all) => {
    const [year, part] = period.split("-");
    return n === 0 || all[n - 1].split("-")[0] !== year ? `${part}\n${year}` : part;
  };

  function quarters() {
    const domain = store.base.periods;
    return {
      label: null,
      domain,
      tickFormat: (period) => quarter(period, domain.indexOf(period), domain),
      tickSize: 0,
    };
  }

  const amounts = (label) => ({ label, grid: true, tickFormat: format.short, nice: true, zero: true, ticks: 5 });
  const runs = () => (isCompared() ? { fx: { label: null, domain: letters() } } : {});
  const facet = () => (isCompared() ? { fx: "run" } : {});

  function plot(options) {
    const drawn = Plot.plot({ marginLeft: 64, marginBottom: 40, style: FONT, ...options });
    const svg = drawn.tagName === "svg" ? drawn : drawn.querySelector("svg");
    // One picture with a name, of which the table has the figures: names of its parts would only be noise.
    svg.querySelectorAll("[aria-label]").forEach((part) => part.removeAttribute("aria-label"));
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", options.title_);
    return drawn;
  }

  const tip = (row) => `${row.label}, ${row.period}${isCompared() ? `, ${row.run}` : ""}: ${row.text}`;
  const stack = (kinds) => ({ domain: kinds.map(({ key }) => key), range: kinds.map(({ colour }) => colour) });

  /**
   * Bars per quarter, stacked by `kind`, with a line over them. Rows: run, period, kind, value, label and text (for the
   * tooltip); `line`: run, period, value.
   */
  function stacked({ title, unit, rows, kinds, line = [], width = 640, height = 300 }) {
    return plot({
      title_: title,
      width,
      height,
      x: quarters(),
      y: amounts(unit),
      ...runs(),
      color: stack(kinds),
      marks: [
        Plot.barY(rows, {
          ...facet(),
          x: "period",
          y: "value",
          fill: "kind",
          order: kinds.map(({ key }) => key),
          stroke: EDGE,
          strokeWidth: 0.5,
          title: tip,
          tip: true,
        }),
        Plot.ruleY([0]),
        Plot.lineY(line, {
          ...facet(),
          x: "period",
          y: "value",
          stroke: "#000",
          strokeWidth: 2.5,
          marker: "circle-stroke",
        }),
      ],
    });
  }

  /** Wide light bars with narrow dark ones before them: what there is, and what is used of it. */
  function within({ title, unit, wide, narrow, width = 300, height = 190 }) {
    const bar = { ...facet(), x: "period", y: "value", title: tip, tip: true };
    return plot({
      title_: title,
      width,
      height,
      x: quarters(),
      y: amounts(unit),
      ...runs(),
      marks: [
        Plot.barY(wide, { ...bar, fill: "#cfe3f2", stroke: EDGE, strokeWidth: 0.5, inset: 0.5 }),
        Plot.barY(narrow, { ...bar, fill: COLOURS[0], insetLeft: 6, insetRight: 6 }),
        Plot.ruleY([0]),
      ],
    });
  }

  /** Bars per place, stacked by kind. Rows: run, place, kind, value, label, text; `places` in order. */
  function across({ title, unit, rows, kinds, places, width = 640 }) {
    return plot({
      title_: title,
      width,
      height: 60 + 22 * places.length,
      marginLeft: 170,
      x: { label: unit, grid: true, tickFormat: format.short, axis: isCompared() ? "bottom" : "both" },
      y: { label: null, domain: places, tickSize: 0 },
      ...runs(),
      color: stack(kinds),
      marks: [
        Plot.barX(rows, {
          ...facet(),
          y: "place",
          x: "value",
          fill: "kind",
          order: kinds.map(({ key }) => key),
          stroke: EDGE,
          strokeWidth: 0.5,
          title: (row) => `${row.place}${isCompared() ? `, ${row.run}` : ""}: ${row.label} ${row.text}`,
          tip: true,
        }),
        Plot.ruleX([0]),
      ],
    });
  }

  function legend(kinds, line) {
    const item = ({ colour, label }, className) => {
      const swatch = dom.make("span", { class: className, "aria-hidden": "true" });
      swatch.style.background = colour;
      return dom.make("li", {}, swatch, label);
    };
    const items = kinds.map((kind) => item(kind, "swatch"));
    if (line) items.push(item({ colour: "#000", label: line }, "swatch stroke"));
    return dom.make("ul", { class: "swatches" }, ...items);
  }

  /** A chart with title, explanation, legend and its figures: `drawn` is a plot or several, `table` head and rows. */
  function figure({ title, told, drawn, kinds = [], line = null, table, small = false }) {
    const figures = dom.make("details", {}, dom.make("summary", {}, words.say("show_figures")));
    figures.append(dom.scroller(title, dom.simpleTable(title, table.head, table.rows)));
    const holder = dom.make("div", { class: small ? "small-plots" : "plot-holder" }, ...[drawn].flat());
    return dom.make(
      "figure",
      { class: "chart" },
      dom.make("figcaption", {}, dom.make("h3", {}, title), dom.make("p", { class: "told" }, told)),
      kinds.length ? legend(kinds, line) : null,
      holder,
      figures,
    );
  }

  return { COLOURS, stacked, within, across, figure };
})();
