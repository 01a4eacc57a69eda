"use strict";
/** Numbers as readers of the chosen language write them. */
const format = (() => {
  const LOCALES = { nl: "nl-NL", en: "en-GB" };
  const writers = new Map();

  function writer(settings) {
    const locale = LOCALES[state.get("language")];
    const key = `${locale} ${JSON.stringify(settings)}`;
    if (!writers.has(key)) writers.set(key, new Intl.NumberFormat(locale, settings));
    return writers.get(key);
  }

  const known = (value) => value !== null && value !== undefined && !Number.isNaN(value);

  /** A number with a fixed number of decimals; a dash for none. A minus is a minus sign. */
  function number(value, decimals = 0, sign = "auto") {
    if (!known(value)) return "–";
    const settings = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: sign };
    return writer(settings).format(value).replace("-", "−");
  }

  /** A day such as 2025-07-01 in words; a dash for none. */
  function day(text) {
    if (!text) return "–";
    const settings = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
    return new Intl.DateTimeFormat(LOCALES[state.get("language")], settings).format(new Date(`${text}T00:00:00Z`));
  }

  const signed = (value, decimals = 0) => number(value, decimals, "exceptZero");
  const percent = (ratio) => (known(ratio) ? `${signed(100 * ratio, 1)} %` : "–");

  /** With as few decimals as it needs: for axes and classes. */
  const short = (value) => writer({ maximumFractionDigits: 3 }).format(value).replace("-", "−");

  return { number, signed, percent, short, day, known };
})();
