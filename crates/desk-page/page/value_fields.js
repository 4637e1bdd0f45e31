// What can be said of a fact, as a form: a value, a part of one, that nothing is taken down, or that somebody did not answer.

import { button, details, h } from "./dom.js";
import { checkboxes, radios, textField } from "./fields.js";
import { digits } from "./engine.js";
import { quantity } from "./quantities.js";
import { plain, said } from "./words.js";

/**
 * @typedef {import("./desk.js").Fact} Fact
 * @typedef {ReturnType<typeof import("./fields.js").valuesOf>} Values
 */

const UNSAID = {
  value: "unsaid",
  label: "Nothing has been taken down of it",
  hint: "It stays an open question. To say nothing is not to say no.",
};
const UNANSWERED = { value: "unanswered", label: "Asked, not answered", hint: "Somebody was asked, and has not answered." };

/** @param {Fact} fact */
function valueChoices(fact) {
  return fact.values.map((value, at) => ({ value, label: plain(value), hint: fact.meanings[at] }));
}

/**
 * The choices that a type of fact has, with what each reveals.
 * @param {Fact} fact
 * @param {Record<string, any>} told the statement that is changed; empty where it is a new one
 * @returns {import("./fields.js").Choice[]}
 */
function choices(fact, told) {
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
function number(id, label, value, unit) {
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
function day(id, label, value) {
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
function taken(fact, told) {
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
 * @param {{isFromPhrase?: boolean}} [how] whether a phrase is marked that says it, so that it is not open whether it is said
 */
export function valueFields(fact, told, legend, { isFromPhrase = false } = {}) {
  const hint = fact.means && !isFromPhrase ? h("span", { class: "range" }, `What it tells: ${fact.means}.`) : null;
  const value = taken(fact, told);
  const offered = choices(fact, told ?? {});
  // What these fields cannot say is kept as the file has it.
  const isOffered = told === null || told.unanswered || offered.some((one) => one.value === value);
  const kept = isOffered ? [] : [{ value: "kept", label: said(told ?? {}, fact), hint: "As the file has it." }];
  return radios({
    id: "said",
    legend,
    hint,
    choices: [...kept, ...offered, "or", ...(isFromPhrase ? [] : [UNSAID]), UNANSWERED],
    value: isFromPhrase && told === null ? (SAID_BY_WORDS[fact.type] ?? "") : isOffered ? value : "kept",
  });
}

/**
 * The answers of a question that has a few, each as a button that says it at once; nothing for other questions.
 * @param {Fact} fact
 * @param {Record<string, any> | null} told the statement that is changed
 * @param {(answer: string) => void} press
 */
export function pressedAnswers(fact, told, press) {
  if (fact.type !== "bool" && fact.type !== "choice") return null;
  const now = told === null ? "" : taken(fact, told);
  const offered = choices(fact, told ?? {});
  const part = [...offered.filter(({ reveals }) => reveals), UNANSWERED];
  const answer = (/** @type {import("./fields.js").Choice} */ { value, label, hint }) =>
    h(
      "li",
      {},
      button([label, value === now ? " (as now)" : null], () => press(value), { "data-answer": value, "aria-describedby": hint ? `answer-${value}` : null }),
      hint ? [" ", h("span", { class: "soft", id: `answer-${value}` }, hint)] : null,
    );
  const more = details(
    fact.type === "bool" ? "Asked, not answered" : "Known only in part; or asked, not answered",
    radios({ id: "said", legend: "What is said?", choices: part, value: now }),
    h("div", { class: "buttons" }, h("button", { type: "submit" }, "Save")),
  );
  more.toggleAttribute("open", part.some(({ value }) => value === now));
  return [
    h("p", { class: "hint" }, "3. Press the answer. It is saved at once, and can be undone."),
    h("ul", { class: `answers of-${fact.type}` }, offered.filter(({ reveals }) => !reveals).map(answer)),
    more,
  ];
}

/** How much is said where a phrase says it, as long as nobody says otherwise. Which value it is, is never chosen before. */
const SAID_BY_WORDS = /** @type {Record<string, string>} */ ({ set: "part", number: "exact", date: "exact", text: "text" });

/**
 * Keeps what is marked as said in part and what is marked as the whole alike, while somebody goes from one to the other.
 * @param {Element} form
 */
export function keepMarksAlike(form) {
  form.addEventListener("change", ({ target }) => {
    const { name, value, checked } = /** @type {HTMLInputElement} */ (target);
    const other = { includes: "members", members: "includes" }[name];
    const twin = other && form.querySelector(`[name=${other}][value="${CSS.escape(value)}"]`);
    if (twin) /** @type {HTMLInputElement} */ (twin).checked = checked;
  });
}

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
  if (kind === "unanswered") return content({ unanswered: true });
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
    if (unfit) return wrong(unfit, "Write a day as year, month and day, such as 2026-03-31");
    return content(Object.fromEntries(ids.map((id) => [id === "exact-day" ? "value" : id, values.one(id)])));
  }
}
