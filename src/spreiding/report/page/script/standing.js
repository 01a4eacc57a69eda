"use strict";
/** What stands, and who waits, in a quarter. */
const standing = (() => {
  const sums = (entries) =>
    d3.rollup(
      entries,
      (some) => d3.sum(some, ([, value]) => value),
      ([code]) => code,
    );

  /** Whether a site is open in the whole quarter: from its first period until it closes. */
  function isOpen(run, site, period) {
    const at = run.periods.indexOf(period);
    return run.periods.indexOf(site.opens_period) <= at && (!site.closes || run.ends[at] <= site.closes);
  }

  const sites = (run, period) => store.rows(run, "sites").filter((site) => isOpen(run, site, period));

  /** Places of open sites per municipality code. */
  const places = (run, period) =>
    store.kept(`${run.letter} places ${period}`, () =>
      sums(sites(run, period).map((site) => [site.municipality_code, site.places])),
    );

  /** Permit holders coupled longer ago than the norm, at the end of a quarter, per municipality that houses them. */
  const late = (run, period) =>
    store.kept(`${run.letter} late ${period}`, () =>
      sums(
        store
          .rows(run, "housing")
          .filter((row) => row.period === period)
          .map((row) => [row.to_municipality_code, row.late_persons]),
      ),
    );

  /** Flows of permit holders between municipalities, all quarters together; those without a start are left out. */
  const couplings = (run) =>
    store.kept(`${run.letter} couplings`, () => {
      const rows = store.rows(run, "housing").filter((row) => row.from_municipality_code && row.coupled_persons > 0);
      const grouped = d3.rollups(
        rows,
        (some) => d3.sum(some, (row) => row.coupled_persons),
        (row) => row.from_municipality_code,
        (row) => row.to_municipality_code,
      );
      return grouped.flatMap(([from, ends]) => ends.map(([to, persons]) => ({ from, to, persons })));
    });

  return { isOpen, sites, places, late, couplings };
})();
