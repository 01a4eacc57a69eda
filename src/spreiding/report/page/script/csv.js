"use strict";
/**
 * Rows as a file that a spreadsheet opens without asking.
 *
 * In Dutch: semicolons and a decimal comma, as Excel in the Netherlands wants them; in English commas and a decimal
 * point. A text that a spreadsheet would take for a formula gets an apostrophe in front, as in the files of a run.
 */
const csv = (() => {
  const BYTE_ORDER_MARK = "\ufeff";
  const FORMULA = /^[=+\-@\t\r]/;

  function cell(value, { kind, decimals }, dutch, separator) {
    if (value === null || value === undefined) return "";
    if (kind === "whole" || kind === "decimal") {
      const text = decimals === null ? String(value) : value.toFixed(decimals);
      return dutch ? text.replace(".", ",") : text;
    }
    const text = kind === "boolean" ? words.say(value ? "yes" : "no") : String(value);
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /["\n\r]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  /** The text of a file: `columns` have name, heading, kind, decimals and `of(row)`. */
  function text(columns, rows) {
    const dutch = state.get("language") === "nl";
    const separator = dutch ? ";" : ",";
    const heading = { kind: "text", decimals: null };
    const lines = [
      columns.map((column) => cell(column.heading, heading, dutch, separator)),
      ...rows.map((row) => columns.map((column) => cell(column.of(row), column, dutch, separator))),
    ];
    return BYTE_ORDER_MARK + lines.map((line) => line.join(separator)).join("\r\n") + "\r\n";
  }

  function save(name, content) {
    const address = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
    dom.make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  return { text, save };
})();
