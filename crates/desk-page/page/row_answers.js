// The answers of a question as a row has them: what can be said at one press, what is put in and saved, and what is folded.

import { button, details, h } from "./dom.js";
import { checkboxes, radios, textField } from "./fields.js";
import { basisWords } from "./row_source.js";
import { unansweredFields } from "./source_fields.js";
import { choices, day, number, taken, UNANSWERED, valueChoices } from "./value_fields.js";
import { isSpoken } from "./words.js";

/** @typedef {import("./desk.js").Fact} Fact */

/** Words that are about a question, and leave it open. */
const SPOKEN = "Speaks of it, does not answer it";

/** What is meant by that. */
const SPOKEN_MEANS =
  "Part of an answer, something near it, promised and not yet done: press “Speaks of it, does not answer it”. That keeps the words and decides nothing; the report and the letter ask.";

/**
 * How a row is answered, told once above all of them.
 * @param {{by: string, basis: string}} usual how the text speaks by itself
 */
export function howToAnswer({ by, basis }) {
  return h(
    "p",
    { class: "hint small" },
    "An answer is saved at one press, with the words in quotation marks",
    by === "" ? ". " : [", as said by ", h("b", {}, by), basis === "" ? ". " : `: ${basisWords(basis)}. `],
    "That a question stands here says nothing of its answer. ",
    h("span", { id: "spoken-means" }, SPOKEN_MEANS),
  );
}

/** Of how many members each is told at once what it means. */
const FEW = 4;

/** Answers that need more than a press, by the types of facts: they are folded. */
const FOLDED = ["one_of", "none_of", "between", "none", "kept"];

/**
 * The answers.
 * @param {Fact} fact
 * @param {Record<string, any> | null} told the statement that is changed
 * @param {(answer: string) => void} press is told which answer is pressed; a field that belongs to it stands in the row
 */
export function rowAnswers(fact, told, press) {
  const now = answerNow(fact, told);
  const answer = (/** @type {string} */ value, /** @type {unknown} */ label, /** @type {Record<string, unknown>} */ attributes = {}) =>
    button([label, value === now ? " (as now)" : null], () => press(value), { "data-answer": value, ...attributes });
  const spoken = answer("spoken", SPOKEN, { class: "spoken", "aria-describedby": "spoken-means" });
  switch (fact.type) {
    case "bool":
      return h("div", { class: "answers" }, answer("true", "Yes"), answer("false", "No"), spoken);
    case "choice":
      return h("ul", { class: "answers of-choice" }, valueChoices(fact).map(choice), h("li", {}, spoken));
    case "set":
      return [
        members(fact, told),
        h(
          "div",
          { class: "answers" },
          answer("part", "At least these"),
          answer("whole", "These, and nothing else"),
          answer("empty", "None at all"),
          spoken,
        ),
      ];
    default:
      return h("div", { class: "answers of-field" }, fieldOf(fact, told), save(fact, told, press), spoken);
  }

  /** @param {ReturnType<typeof valueChoices>[number]} one */
  function choice({ value, label, hint }) {
    const id = `means-${value}`;
    return h(
      "li",
      {},
      answer(`value:${value}`, label, { "aria-describedby": hint ? id : null }),
      hint ? h("span", { class: "soft", id }, hint) : null,
    );
  }
}

/** Which answer a statement gives; none where there is no statement. @param {Fact} fact @param {Record<string, any> | null} told */
function answerNow(fact, told) {
  if (told === null) return "";
  return isSpoken(told) ? "spoken" : taken(fact, told);
}

/** The button that saves what is put in. @param {Fact} fact @param {Record<string, any> | null} told @param {(answer: string) => void} press */
function save(fact, told, press) {
  const value = fact.type === "text" ? "text" : "exact";
  return button(told ? "Save the change" : "Save", () => press(value), { "data-answer": value, class: "main" });
}

/** The field of a number, a day or a text. @param {Fact} fact @param {Record<string, any> | null} told */
function fieldOf(fact, told) {
  if (fact.type === "number") return number("exact-number", "The number", told?.value, fact.unit ?? "");
  if (fact.type === "date") return day("exact-day", "The day", told?.value);
  return textField({ id: "text", label: "In your words", value: told?.value === "none" ? "" : (told?.value ?? "") });
}

/** The members of a set, to be ticked; what each means is shown where somebody asks for it. @param {Fact} fact @param {Record<string, any> | null} told */
function members(fact, told) {
  const values = [told?.includes ?? told?.value ?? []].flat();
  const boxes = checkboxes({ id: "includes", legend: "Which of these do the words name?", choices: valueChoices(fact), values });
  boxes.classList.add("members");
  const areFew = fact.values.length <= FEW;
  boxes.classList.toggle("with-meanings", areFew);
  const means = button("What do these mean?", () => means.setAttribute("aria-pressed", String(boxes.classList.toggle("with-meanings"))), {
    class: "small plain-button",
    "aria-pressed": "false",
  });
  const excluded = details(
    "Say what is not among it",
    checkboxes({ id: "excludes", legend: "These are not among it", choices: valueChoices(fact), values: told?.excludes ?? [] }),
  );
  excluded.toggleAttribute("open", (told?.excludes ?? []).length > 0);
  return [boxes, h("div", { class: "beside" }, fact.meanings.length > 0 && !areFew ? means : null, excluded)];
}

/**
 * Answers that are known only in part, and that nobody answered.
 * @param {Fact} fact
 * @param {Record<string, any> | null} told the statement that is changed
 * @param {(answer: string) => void} press is told that they are to be saved
 */
export function foldedAnswers(fact, told, press) {
  const now = answerNow(fact, told);
  const partly = choices(fact, told ?? {}).filter(({ value }) => FOLDED.includes(value));
  const asked = { ...UNANSWERED, reveals: unansweredFields(told ?? {}) };
  const fold = details(
    partly.length > 0 ? "Known only in part; or asked, not answered" : "Asked, not answered",
    radios({ id: "said", legend: "What is said?", choices: [...partly, asked], value: now }),
    h("div", { class: "buttons" }, button("Save", () => press(""), { "data-answer": "" })),
  );
  fold.toggleAttribute("open", [...partly, asked].some(({ value }) => value === now));
  return fold;
}
