"use strict";
/** What a map can show: the value of every municipality, its classes and their colours. */
const measures = (() => {
  const FEWER_TO_MORE = store.data.fewer_to_more;
  const NONE = "#f2f2f2";
  const UNKNOWN = "#bdbdbd";
  const STEPS = 5;
  // Light is little. The darkest end of viridis is left out, so that borders and sites stay visible on it.
  const LITTLE_TO_MUCH = d3.range(STEPS).map((step) => d3.interpolateViridis(0.95 - (0.8 * step) / (STEPS - 1)));

  const task = (name) => (run) => (row) => row[name];
  const ALL = {
    deviation: { diverging: true, decimals: 0, of: task("deviation_places") },
    deviation_percent: {
      diverging: true,
      decimals: 0,
      of: () => (row) => (row.indicative_places ? (100 * row.deviation_places) / row.indicative_places : null),
    },
    per_1000: {
      decimals: 1,
      of: (run, period) => (row) =>
        (1000 * (standing.places(run, period).get(row.municipality_code) ?? 0)) / row.population,
    },
    task: { decimals: 0, of: task("task_places") },
    shortfall: { decimals: 0, of: task("shortfall_places") },
    indicative: { decimals: 0, of: task("indicative_places") },
    open_places: {
      decimals: 0,
      of: (run, period) => (row) => standing.places(run, period).get(row.municipality_code) ?? 0,
    },
    late: { decimals: 1, of: (run, period) => (row) => standing.late(run, period).get(row.municipality_code) ?? 0 },
    burden_per_1000: { decimals: 1, of: task("burden_per_1000") },
  };

  /** Measures that the data know of: the burdens are only there when the model file counts them together. */
  const names = () =>
    Object.keys(ALL).filter(
      (name) => name !== "burden_per_1000" || store.rows(store.base, "tasks").some((row) => format.known(row[name])),
    );

  /** Values of a measure per municipality code, rounded as they are shown; null where it is not known. */
  function values(run, name) {
    const { of, decimals } = ALL[name];
    const value = of(run, state.get("period"));
    const rounded = (number) => (format.known(number) ? Number(number.toFixed(decimals)) : null);
    return new Map(store.rows(run, "tasks").map((row) => [row.municipality_code, rounded(value(row))]));
  }

  /** Values of the second less those of the first. */
  function difference(first, second) {
    const less = (code) =>
      format.known(first.get(code)) && format.known(second.get(code)) ? second.get(code) - first.get(code) : null;
    return new Map([...first.keys()].map((code) => [code, less(code)]));
  }

  /** Two significant figures, so that the edges of classes can be read. */
  const nice = (value) => Number(Number(value).toPrecision(2));

  function edges(sizes, parts, unit) {
    const sorted = sizes.filter((size) => size > 0).sort(d3.ascending);
    const found = parts.map((part) => Math.max(nice(d3.quantile(sorted, part) ?? 0), unit));
    return [...new Set(found)].sort(d3.ascending);
  }

  /** Classes of numbers above none: `[low, high]`, of which the last has no end. */
  const between = (starts) => starts.map((low, n) => [low, starts[n + 1] ?? Infinity]);

  function classes(numbers, diverging, unit) {
    const none = { low: 0, high: 0, colour: diverging ? FEWER_TO_MORE[3] : NONE };
    const parts = diverging ? [0.5, 0.85] : d3.range(1, STEPS).map((n) => n / STEPS);
    const steps = between([unit, ...edges(numbers.map(Math.abs), parts, unit).filter((edge) => edge > unit)]);
    if (!diverging) return [none, ...steps.map(([low, high], n) => ({ low, high, colour: LITTLE_TO_MUCH[n] }))];
    const more = steps.map(([low, high], n) => ({ low, high, colour: FEWER_TO_MORE[4 + n] }));
    const fewer = steps.map(([low, high], n) => ({
      low: -high,
      high: -low,
      colour: FEWER_TO_MORE[2 - n],
      fewer: true,
    }));
    return [...fewer.reverse(), none, ...more];
  }

  function holds({ low, high, fewer }, value) {
    if (low === 0 && high === 0) return value === 0;
    return fewer ? value > low && value <= high : value >= low && value < high;
  }

  function label({ low, high, fewer }, decimals) {
    if (low === 0 && high === 0) return format.number(0);
    const text = (value) => (decimals ? format.number(value, decimals) : format.short(value));
    const [least, most] = fewer ? [-high, -low] : [low, high];
    const minus = fewer ? "−" : "";
    if (most === Infinity) return words.say(fewer ? "or_fewer" : "or_more", { from: minus + text(least) });
    return words.say("from_to", { from: minus + text(least), to: minus + text(most) });
  }

  /** The classes that hold all of some maps of values: `colourOf(value)` and `legend` of colours and labels. */
  function scale(maps, name, diverging = Boolean(ALL[name].diverging)) {
    const { decimals } = ALL[name];
    const rounded = (value) => Number(value.toFixed(decimals));
    const numbers = maps.flatMap((map) => [...map.values()].filter(format.known).map(rounded));
    const all = classes(numbers, diverging, 10 ** -decimals).filter((one) =>
      numbers.some((value) => holds(one, value)),
    );
    const colourOf = (value) =>
      format.known(value) ? (all.find((one) => holds(one, rounded(value)))?.colour ?? UNKNOWN) : UNKNOWN;
    const legend = all.map((one) => ({ colour: one.colour, label: label(one, decimals) }));
    if (numbers.length < d3.sum(maps, (map) => map.size)) legend.push({ colour: UNKNOWN, label: words.say("unknown") });
    return { colourOf, legend };
  }

  const shown = (name, value, sign = ALL[name].diverging) =>
    (sign ? format.signed : format.number)(value, ALL[name].decimals);

  return { names, values, difference, scale, shown, decimalsOf: (name) => ALL[name].decimals };
})();
