// What a form says of a fact, under the keys of a statement, or what is wrong with it.

import { digits } from "./engine.js";
import { quantity } from "./quantities.js";
import { plain } from "./words.js";

/**
 * @typedef {import("./desk.js").Fact} Fact
 * @typedef {ReturnType<typeof import("./fields.js").valuesOf>} Values
 */

/** The keys of a statement that say what it says. */
const CONTENT = ["value", "includes", "excludes", "one_of", "none_of", "at_least", "at_most", "from", "until"];

/**
 * What was said, under the keys of a statement; or what is wrong with it.
 * @param {Fact} fact
 * @param {Values} values
 * @param {Record<string, any> | null} [told] the statement that is changed
 * @returns {{content: Record<string, unknown> | null, mistakes: import("./fields.js").Mistake[]}}
 */
export function readValue(fact, values, told = null) {
  const kind = values.one("said");
  const content = (/** @type {Record<string, unknown>} */ keys) => ({ content: keys, mistakes: [] });
  const wrong = (/** @type {string} */ id, /** @type {string} */ text) => ({ content: null, mistakes: [{ id, text }] });
  if (kind === "kept") {
    const kept = Object.entries(told ?? {}).filter(([key]) => CONTENT.includes(key));
    const whole = (/** @type {unknown} */ value) => (fact.type === "number" && typeof value === "string" ? digits(value) : value);
    return content(Object.fromEntries(kept.map(([key, value]) => [key, whole(value)])));
  }
  if (kind === "unsaid" || kind === "") return { content: null, mistakes: [] };
  if (kind === "unanswered" || kind === "spoken") return content({ unanswered: true });
  if (kind === "true" || kind === "false") return content({ value: kind === "true" });
  if (kind.startsWith("value:")) return content({ value: kind.slice("value:".length) });
  if (kind === "empty") return content({ value: [] });
  if (kind === "none") return content({ value: "none" });
  if (kind === "whole") {
    const members = values.all("members");
    return members.length > 0
      ? content({ value: members })
      : wrong("members", "Mark at least one of these, or say that there are none");
  }
  if (kind === "one_of" || kind === "none_of") {
    const marked = values.all(kind);
    return marked.length > 0 ? content({ [kind]: marked }) : wrong(kind, "Mark at least one of these");
  }
  if (kind === "part") {
    const [includes, excludes] = [values.all("includes"), values.all("excludes")];
    const both = includes.filter((one) => excludes.includes(one));
    if (both.length > 0) return wrong("excludes", `${plain(both[0])} is marked as among it, and as not among it`);
    if (includes.length + excludes.length === 0)
      return wrong("includes", "Mark at least one that is among it, or one that is not");
    return content({ ...(includes.length > 0 ? { includes } : {}), ...(excludes.length > 0 ? { excludes } : {}) });
  }
  if (kind === "text") {
    const text = values.one("text");
    return text === "" ? wrong("text", "Write what is said, or choose another answer") : content({ value: text });
  }
  return fact.type === "number" ? numbers() : days();

  function numbers() {
    const ids = (kind === "exact" ? ["exact-number"] : ["at_least", "at_most"]).filter((id) => values.one(id) !== "");
    const read = ids.map((id) => ({ id, ...quantity(values.one(id), fact.unit ?? "") }));
    const wrongOne = read.find((one) => "mistake" in one);
    if (ids.length === 0) return wrong(kind === "exact" ? "exact-number" : "at_least", "Write a number in digits, such as 12 or 6.5");
    if (wrongOne && "mistake" in wrongOne) return wrong(wrongOne.id, wrongOne.mistake);
    const told = read.map((one) => ({ id: one.id, number: digits("digits" in one ? one.digits : "") }));
    const tooLong = told.find((one) => one.number === null);
    if (tooLong) return wrong(tooLong.id, "Write it with 15 digits at most: this browser keeps no more");
    return content(Object.fromEntries(told.map((one) => [one.id === "exact-number" ? "value" : one.id, one.number])));
  }

  function days() {
    const ids = (kind === "exact" ? ["exact-day"] : ["from", "until"]).filter((id) => values.one(id) !== "");
    const unfit = ids.length === 0 ? (kind === "exact" ? "exact-day" : "from") : ids.find((id) => !/^\d{4}-\d{2}-\d{2}$/.test(values.one(id)));
    const isWithoutYear = unfit && /\d/.test(values.one(unfit)) && !/\d{4}/.test(values.one(unfit));
    if (isWithoutYear) return wrong(unfit, "The year is wanted, too, as in 2026-03-31. Where the text gives none, it speaks of the day and does not answer");
    if (unfit) return wrong(unfit, "Write a day as year, month and day, such as 2026-03-31");
    return content(Object.fromEntries(ids.map((id) => [id === "exact-day" ? "value" : id, values.one(id)])));
  }
}
