"use strict";
/**
 * One map: areas by colour, sites by shape and size, couplings as arrows.
 *
 * `makeMap(holder, hears)` gives `draw(content)`, `ring(code, which)` and `zoom(factor)`. `hears.area(code, event)` and
 * `hears.site(site, event)` are called when the pointer comes over one (null: it left), `hears.choose(code)` on
 * a click.
 */
function makeMap(holder, hears) {
  let svg = null;
  let zoomer = null;

  /** `content`: colourOf(code), sites, couplings, width, height. */
  function draw(content) {
    const { width, height, colourOf } = content;
    const plot = Plot.plot({
      width,
      height,
      margin: 6,
      projection: { type: "reflect-y", domain: shapes.domain(), inset: 2, clip: false },
      color: { type: "identity" },
      symbol: { domain: shapes.types, range: shapes.types.map((type) => shapes.SYMBOLS[type]) },
      r: { type: "sqrt", domain: [0, 2000], range: [0, content.largest] },
      marks: [
        Plot.geo(shapes.municipalities, { className: "areas", fill: ({ code }) => colourOf(code), stroke: "none" }),
        Plot.geo(shapes.provinces, { className: "provinces" }),
        Plot.arrow(content.couplings, {
          className: "couplings",
          x1: ({ from }) => shapes.centres.get(from)[0],
          y1: ({ from }) => shapes.centres.get(from)[1],
          x2: ({ to }) => shapes.centres.get(to)[0],
          y2: ({ to }) => shapes.centres.get(to)[1],
          strokeWidth: ({ persons }) => (Math.min(1 + Math.sqrt(persons) / 4, 7) * content.largest) / 16,
          bend: true,
          headLength: 6,
          insetEnd: 2,
        }),
        Plot.dot(content.sites, {
          className: "sites",
          x: "x",
          y: "y",
          r: ({ places }) => Math.max(places, 60),
          symbol: "location_type",
          fill: ({ emergency }) => (emergency ? "#ffffff" : "#1a1a1a"),
          stroke: ({ emergency }) => (emergency ? "#1a1a1a" : "#ffffff"),
          strokeWidth: ({ emergency }) => (emergency ? 1.4 : 0.7),
        }),
      ],
    });
    holder.replaceChildren(plot);
    svg = d3.select(plot).attr("aria-hidden", "true").attr("focusable", "false");
    listen(content);
    makeZoomable();
  }

  function listen({ sites }) {
    const areas = svg.selectAll(".areas path");
    areas.classed("elsewhere", (n) => !store.here(store.tasks(store.base).get(shapes.municipalities[n].code)));
    areas.on("pointermove", (event, n) => hears.area(shapes.municipalities[n].code, event));
    areas.on("pointerleave", () => hears.area(null));
    areas.on("click", (_, n) => hears.choose(shapes.municipalities[n].code));
    const dots = svg.selectAll(".sites path, .sites circle");
    dots.on("pointermove", (event, n) => hears.site(sites[n], event));
    dots.on("pointerleave", () => hears.site(null));
    dots.on("click", (_, n) => hears.choose(sites[n].municipality_code));
  }

  /** Dragging moves a map that is enlarged; the wheel zooms with Ctrl only, so that a page can be scrolled over it. */
  function makeZoomable() {
    const layer = svg.append("g").attr("class", "layer");
    svg.selectAll(":scope > g:not(.layer)").each(function move() {
      layer.node().append(this);
    });
    layer.append("path").attr("class", "ring chosen");
    layer.append("path").attr("class", "ring pointed");
    const marks = svg.selectAll(".sites path");
    const places = marks.nodes().map((mark) => mark.getAttribute("transform"));
    const size = [svg.node().clientWidth, svg.node().clientHeight];
    zoomer = d3
      .zoom()
      .scaleExtent([1, 12])
      .translateExtent([[0, 0], size])
      .extent([[0, 0], size])
      .filter((event) => (event.type === "wheel" ? event.ctrlKey : !event.button))
      .on("zoom", ({ transform }) => {
        layer.attr("transform", transform);
        // Marks grow less than the map does, so that those that lie on each other come apart.
        marks.attr("transform", (_, n) => `${places[n]} scale(${transform.k ** -0.7})`);
      });
    svg.call(zoomer).on("dblclick.zoom", null);
  }

  /** Put the ring of what is `chosen`, or `pointed` at, around a municipality (null: around none). */
  function ring(code, which) {
    const at = shapes.municipalities.findIndex((feature) => feature.code === code);
    const area = svg.selectAll(".areas path").filter((n) => n === at);
    svg.select(`.ring.${which}`).attr("d", area.empty() ? null : area.attr("d"));
  }

  /** Make larger or smaller by a factor; 0 shows all again. */
  function zoom(factor) {
    if (factor) svg.call(zoomer.scaleBy, factor);
    else svg.call(zoomer.transform, d3.zoomIdentity);
  }

  /** Where a municipality stands on the screen, for a tooltip that no pointer asked for. */
  function corner(code) {
    const at = shapes.municipalities.findIndex((feature) => feature.code === code);
    const area = svg.selectAll(".areas path").filter((n) => n === at);
    return area.empty() ? null : area.node().getBoundingClientRect();
  }

  return { draw, ring, zoom, corner };
}
