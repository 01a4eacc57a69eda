"use strict";
/** Elements of the page. Texts only ever come in as text, never as HTML. */
const dom = (() => {
  const byId = (id) => document.getElementById(id);

  /** Make an element: `make("td", { class: "number" }, "12")`. Attributes that are null or false are left out. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  /** Fill a select with `[value, text]` pairs and choose one. */
  function options(select, pairs, value) {
    select.replaceChildren(...pairs.map(([key, text]) => make("option", { value: key }, text)));
    select.value = value;
  }

  /** A table of texts: `head` of columns, rows of cells; a cell that is an array is a number's text. */
  function simpleTable(caption, head, rows) {
    const cell = (content, tag = "td") =>
      Array.isArray(content) ? make(tag, { class: "number" }, ...content) : make(tag, {}, content);
    const heading = (text, n) =>
      make("th", { scope: "col", class: Array.isArray(rows[0]?.[n]) ? "number" : null }, text);
    return make(
      "table",
      {},
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...head.map(heading))),
      make(
        "tbody",
        {},
        ...rows.map(([first, ...rest]) =>
          make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((content) => cell(content))),
        ),
      ),
    );
  }

  /** A box that scrolls sideways when its content is too wide, with the keyboard too. */
  const scroller = (label, content) =>
    make("div", { class: "scroll", role: "group", tabindex: "0", "aria-label": label }, content);

  return { byId, make, options, simpleTable, scroller };
})();
