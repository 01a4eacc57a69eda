"use strict";
/**
 * What the reader has chosen, and who wants to know when it changes.
 *
 * The choices stand behind the # of the address, so that a view can be kept or sent.
 */
const state = (() => {
  const chosen = new Map();
  const watchers = [];

  const get = (name) => chosen.get(name);

  /** Change choices, and tell whoever watches one that is different now. */
  function set(changes) {
    const changed = Object.keys(changes).filter((name) => chosen.get(name) !== changes[name]);
    changed.forEach((name) => chosen.set(name, changes[name]));
    watchers.filter(({ names }) => names.some((name) => changed.includes(name))).forEach(({ react }) => react());
    return changed.length > 0;
  }

  const watch = (names, react) => watchers.push({ names, react });

  /** Take choices from the address: only names that are known, and values that `allowed` lets through. */
  function fromAddress(allowed) {
    const told = new URLSearchParams(window.location.hash.slice(1));
    const taken = {};
    for (const [name, accepts] of Object.entries(allowed)) {
      const value = told.get(name);
      if (value !== null && accepts(value)) taken[name] = value;
    }
    return taken;
  }

  function toAddress(names) {
    const told = new URLSearchParams(names.filter((name) => get(name)).map((name) => [name, get(name)]));
    window.history.replaceState(null, "", `#${told}`);
  }

  return { get, set, watch, fromAddress, toAddress };
})();
