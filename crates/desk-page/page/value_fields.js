// What can be said of a fact, as a form: a value, a part of one, that nothing is taken down, or that somebody did not answer.

import { details, h } from "./dom.js";
import { checkboxes, radios, textField } from "./fields.js";
import { quantity } from "./quantities.js";
import { plain, said } from "./words.js";

/** @typedef {import("./desk.js").Fact} Fact */

const UNSAID = {
  value: "unsaid",
  label: "Nothing has been taken down of it",
  hint: "It stays an open question. To say nothing is not to say no.",
};
export const UNANSWERED = { value: "unanswered", label: "Asked, not answered", hint: "Somebody was asked, and has not answered." };

/** @param {Fact} fact */
export function valueChoices(fact) {
  return fact.values.map((value, at) => ({ value, label: plain(value), hint: fact.meanings[at] }));
}

/**
 * The choices that a type of fact has, with what each reveals.
 * @param {Fact} fact
 * @param {Record<string, any>} told the statement that is changed; empty where it is a new one
 * @returns {import("./fields.js").Choice[]}
 */
export function choices(fact, told) {
  const values = valueChoices(fact);
  const several = (/** @type {string} */ id, /** @type {string} */ legend) =>
    checkboxes({ id, legend, choices: values, values: told[id] ?? [] });
  const exclusions = () => {
    const part = details("Say what is not among it", several("excludes", "These are not among it"));
    part.toggleAttribute("open", (told.excludes ?? []).length > 0);
    return part;
  };
  const unit = fact.unit ?? "";
  switch (fact.type) {
    case "bool":
      return [
        { value: "true", label: "Yes" },
        { value: "false", label: "No" },
      ];
    case "choice":
      return [
        ...values.map((one) => ({ ...one, value: `value:${one.value}` })),
        { value: "one_of", label: "One of several, it is not known which", reveals: several("one_of", "It is one of these") },
        { value: "none_of", label: "Known only is what it is not", reveals: several("none_of", "It is none of these") },
      ];
    case "set":
      return [
        {
          value: "part",
          label: "Some of it is named; there may be more",
          hint: "Of all that you do not mark, nothing is said.",
          reveals: [several("includes", "These are named"), exclusions()],
        },
        {
          value: "whole",
          label: "These, and nothing else: it is said that this is all",
          reveals: checkboxes({ id: "members", legend: "These, and nothing else", choices: values, values: told.value ?? [] }),
        },
        { value: "empty", label: "None: it is said that there are none" },
      ];
    case "number":
      return [
        { value: "exact", label: "A number", reveals: number("exact-number", "How many", told.value, unit) },
        {
          value: "between",
          label: "A number that is known in part",
          reveals: [number("at_least", "At least", told.at_least, unit), number("at_most", "At most", told.at_most, unit)],
        },
      ];
    case "date":
      return [
        { value: "exact", label: "A day", reveals: day("exact-day", "Which day", told.value) },
        {
          value: "between",
          label: "A day that is known in part",
          reveals: [day("from", "On this day or later", told.from), day("until", "On this day or earlier", told.until)],
        },
      ];
    default:
      return [
        {
          value: "text",
          label: "This",
          reveals: textField({ id: "text", label: "In your words", value: told.value === "none" ? "" : (told.value ?? "") }),
        },
        { value: "none", label: "None: it is known that there is none" },
      ];
  }
}

/** @param {string} id @param {string} label @param {unknown} value @param {string} unit */
export function number(id, label, value, unit) {
  const told = h("p", { class: "hint", role: "status" });
  const field = textField({
    id,
    label: unit === "" ? label : `${label} (${unit})`,
    value: value === undefined ? "" : String(value),
    inputmode: "text",
    class: "short",
    oninput: (/** @type {Event} */ event) => {
      const read = quantity(/** @type {HTMLInputElement} */ (event.target).value, unit);
      told.textContent = "digits" in read && read.isChanged ? `That is ${read.digits} ${unit}, and is written so.` : "";
    },
  });
  field.append(told);
  return field;
}

/** @param {string} id @param {string} label @param {unknown} value */
export function day(id, label, value) {
  return textField({
    id,
    label,
    hint: "Year, month and day, such as 2026-03-31",
    value: value === undefined ? "" : String(value),
    class: "short",
  });
}

/**
 * Which of the choices a statement takes.
 * @param {Fact} fact
 * @param {Record<string, any> | null} told
 */
export function taken(fact, told) {
  if (told === null) return "unsaid";
  if (told.unanswered) return "unanswered";
  if (told.includes || told.excludes) return "part";
  if (told.one_of) return "one_of";
  if (told.none_of) return "none_of";
  if (told.value === undefined) return "between";
  if (fact.type === "bool") return String(told.value);
  if (fact.type === "choice") return `value:${told.value}`;
  if (fact.type === "set") return told.value.length === 0 ? "empty" : "whole";
  if (fact.type === "text") return told.value === "none" ? "none" : "text";
  return "exact";
}

/**
 * The fields for what is said of a fact.
 * @param {Fact} fact
 * @param {Record<string, any> | null} told the statement that is changed; null where there is none
 * @param {string} legend
 */
export function valueFields(fact, told, legend) {
  const hint = fact.means ? h("span", { class: "range" }, `What it tells: ${fact.means}.`) : null;
  const value = taken(fact, told);
  const offered = choices(fact, told ?? {});
  // What these fields cannot say is kept as the file has it.
  const isOffered = told === null || told.unanswered || offered.some((one) => one.value === value);
  const kept = isOffered ? [] : [{ value: "kept", label: said(told ?? {}, fact), hint: "As the file has it." }];
  return radios({
    id: "said",
    legend,
    hint,
    choices: [...kept, ...offered, "or", UNSAID, UNANSWERED],
    value: isOffered ? value : "kept",
  });
}
