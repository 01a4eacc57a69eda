"use strict";
/** Texts in the chosen language: those of the page, and the words of the data. */
const words = (() => {
  const LANGUAGES = ["nl", "en"];
  const place = () => LANGUAGES.indexOf(state.get("language"));

  /** A text of words.yaml, with `{name}` replaced by the value given for it. */
  function say(key, values = {}) {
    const pair = store.data.words[key];
    if (!pair) throw new Error(`no words for ${key}`);
    return pair[place()].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** The shorter form of a text, if it has one. */
  const brief = (key) => say(store.data.words[`short ${key}`] ? `short ${key}` : key);

  /** A word of the data, such as a type of site or an origin. */
  const term = (word) => store.data.terms[word]?.[place()] ?? String(word).replaceAll("_", " ");

  /** A unit of the data; one without words stays as it is. */
  const unit = (name) => (store.data.words[`unit ${name}`] ? say(`unit ${name}`) : name);

  /** What a column is called. */
  const column = ({ name, dutch }) => (state.get("language") === "nl" ? dutch : name.replaceAll("_", " "));

  /** Write every text that stands in the template. */
  function apply() {
    document.documentElement.lang = state.get("language");
    const write = (attribute, put) =>
      document
        .querySelectorAll(`[${attribute}]`)
        .forEach((element) => put(element, say(element.getAttribute(attribute))));
    write("data-word", (element, text) => (element.textContent = text));
    write("data-label", (element, text) => element.setAttribute("aria-label", text));
    write("data-placeholder", (element, text) => element.setAttribute("placeholder", text));
    document
      .querySelectorAll("[data-language]")
      .forEach((button) =>
        button.setAttribute("aria-pressed", String(button.dataset.language === state.get("language"))),
      );
  }

  return { LANGUAGES, say, brief, unit, term, column, apply };
})();
