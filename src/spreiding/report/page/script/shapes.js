"use strict";
/** Outlines and points of the map, in units of ten metres (EPSG:28992), and the marks of site types. */
const shapes = (() => {
  const pairs = (flat) => d3.range(0, flat.length, 2).map((n) => [flat[n], flat[n + 1]]);
  const closed = (ring) => [...ring, ring[0]];
  const geometry = (polygons) => ({
    type: "MultiPolygon",
    coordinates: polygons.map((rings) => rings.map((ring) => closed(pairs(ring)))),
  });
  const features = (outlines) =>
    Object.entries(outlines).map(([code, polygons]) => ({ type: "Feature", code, geometry: geometry(polygons) }));

  const municipalities = features(store.data.outlines.municipalities);
  const provinces = features(store.data.outlines.provinces);
  const path = d3.geoPath();
  const centres = new Map(municipalities.map((feature) => [feature.code, path.centroid(feature)]));

  /** What the map must show: the chosen province, or everything. */
  function domain() {
    const chosen = provinces.filter(({ code }) => code === state.get("province"));
    return { type: "FeatureCollection", features: chosen.length ? chosen : provinces };
  }

  /** Height divided by width of what the map must show. */
  function aspect() {
    const [[west, south], [east, north]] = path.bounds(domain());
    return (north - south) / (east - west);
  }

  // Every type has a shape of its own: colour is never the only sign.
  const SYMBOLS = {
    registration: d3.symbolTriangle,
    accelerated: d3.symbolSquare,
    azc: d3.symbolCircle,
    amv: d3.symbolDiamond,
    htl: d3.symbolStar,
    ibo: d3.symbolCross,
    return: d3.symbolWye,
  };
  const types = Object.keys(SYMBOLS);

  /** The mark of a type as a small picture for a legend. */
  function mark(type) {
    const svg = d3.create("svg").attr("width", 18).attr("height", 18).attr("viewBox", "-9 -9 18 18");
    svg.attr("aria-hidden", "true").attr("focusable", "false");
    svg.append("path").attr("class", "site").attr("d", d3.symbol(SYMBOLS[type], 70)());
    return svg.node();
  }

  /** Sites of a run with their points. */
  const sites = (run) =>
    store.kept(`${run.letter} points`, () =>
      store.rows(run, "sites").map((site, n) => ({ ...site, x: run.points[0][n], y: run.points[1][n] })),
    );

  /** The municipality that lies nearest in a direction (`[1, 0]`: east), no more than 60 degrees off; null for none. */
  function next(code, [east, north]) {
    const [x, y] = centres.get(code);
    const others = [...centres].filter(([other]) => other !== code && store.here(store.tasks(store.base).get(other)));
    const steps = others.map(([other, [a, b]]) => {
      const along = (a - x) * east + (b - y) * north;
      const aside = Math.abs((a - x) * north - (b - y) * east);
      return { other, along, aside, cost: along + 2 * aside };
    });
    const ahead = steps.filter(({ along, aside }) => along > 0 && aside < 1.8 * along);
    return d3.least(ahead, ({ cost }) => cost)?.other ?? null;
  }

  return { municipalities, provinces, centres, domain, aspect, SYMBOLS, types, mark, sites, next };
})();
