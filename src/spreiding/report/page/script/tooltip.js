"use strict";
/** What hovers beside the pointer, or beside what the keyboard is at. Escape takes it away. */
const tooltip = (() => {
  const box = dom.byId("tooltip");
  const GAP = 14;
  const STILL = 4; // pixels: what comes into view when the keyboard gets there is no scrolling away
  let shownAt = 0;

  /** Show a title and lines of `[label, text]` at a point of the screen. */
  function show(title, lines, { x, y }) {
    const list = dom.make(
      "dl",
      {},
      ...lines.flatMap(([label, text]) => [dom.make("dt", {}, label), dom.make("dd", {}, text)]),
    );
    box.replaceChildren(dom.make("p", { class: "tooltip-title" }, title), list);
    box.hidden = false;
    shownAt = window.scrollY;
    const { width, height } = box.getBoundingClientRect();
    const fits = (at, size, room) => (at + GAP + size > room ? Math.max(at - GAP - size, 4) : at + GAP);
    box.style.left = `${fits(x, width, document.documentElement.clientWidth)}px`;
    box.style.top = `${fits(y, height, window.innerHeight)}px`;
  }

  function hide() {
    box.hidden = true;
  }

  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });
  const scrolled = () => Math.abs(window.scrollY - shownAt) > STILL && hide();
  document.addEventListener("scroll", scrolled, { passive: true });
  return { show, hide };
})();
