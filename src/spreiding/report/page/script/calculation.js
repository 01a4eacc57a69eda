"use strict";
/** How a municipality comes to its number, as lines of a label and a text, with figures of tasks.csv and run.json. */
const calculation = (() => {
  const { number, signed, percent } = format;

  function factor(run, row) {
    const { inhabitants } = run.share;
    const score = `(${number(row.ses_woa, 3)} + 1) × ${number(row.population)} / ${number(inhabitants)}`;
    return `${score} = ${number(row.weighting_factor, 9)}`;
  }

  function share(run, row) {
    const { national_need: need, sum_of_weighting_factors: sum } = run.share;
    const formula = `${number(need)} × ${number(row.weighting_factor, 9)} / ${number(sum, 9)}`;
    return `${formula} = ${number(row.unrounded_places, 3)} → ${number(row.indicative_places)}`;
  }

  /** Lines for one run; `[key of words.yaml, text]`. */
  function lines(run, code) {
    const row = store.tasks(run).get(code);
    const period = state.get("period");
    const open = standing.places(run, period).get(code) ?? 0;
    const task = words.say("sum_of_kinds", { regular: number(row.task_regular), amv: number(row.task_amv) });
    return [
      ["weighting_factor", factor(run, row)],
      ["ses_origin", words.term(row.ses_woa_origin)],
      ["indicative_share", share(run, row)],
      ["of_which_amv", number(row.indicative_amv)],
      ["exchanged", words.say("with_amv", { all: signed(row.exchanged_places), amv: signed(row.exchanged_amv) })],
      ["task", `${number(row.task_places)} = ${task}`],
      ["deviation", `${signed(row.deviation_places)} (${percent(row.deviation_places / row.indicative_places)})`],
      ["durable", number(row.durable_places)],
      ["shortfall", number(row.shortfall_places)],
      ["open_places", words.say("open_in", { places: number(open), period })],
      ["per_1000", number((1000 * open) / row.population, 1)],
    ];
  }

  /** Lines about the other burdens, for the panel. */
  function more(run, code) {
    const row = store.tasks(run).get(code);
    const late = standing.late(run, state.get("period")).get(code) ?? 0;
    return [
      ["today", words.say("today_and_change", { today: number(row.today_places), change: signed(row.change_places) })],
      ["ukraine", format.known(row.ukraine_places) ? number(row.ukraine_places) : words.say("unknown")],
      ["housing_task", number(row.housing_task_persons, 1)],
      ["burden_per_1000", number(row.burden_per_1000, 1)],
      ["late", number(late, 1)],
    ];
  }

  return { lines, more };
})();
