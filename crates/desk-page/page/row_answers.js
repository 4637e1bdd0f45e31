// The answers of a question as a row has them: what can be said at one press, what is put in and saved, and what is folded.

import { button, details, h } from "./dom.js";
import { checkboxes, radios, textField } from "./fields.js";
import { basisWords } from "./row_speaker.js";
import { unansweredFields } from "./source_fields.js";
import { SPOKEN_ONLY } from "./spoken_only.js";
import { choices, day, number, taken, UNANSWERED, valueChoices } from "./value_fields.js";
import { isSpoken } from "./words.js";

/** @typedef {import("./desk.js").Fact} Fact */

/** What is said of words that leave a question open. */
const SPOKEN = "Speaks of it only:";

/** What is meant by that, and by what is not settled. */
const SPOKEN_MEANS =
  "Words that do not answer it are kept by a button beside “Speaks of it only”: that decides nothing, and the report and the letter ask. “Not settled yet” goes with an answer that may still change; it decides nothing either.";

/**
 * How a row is answered, told above all of them: in full until something is answered.
 * @param {{by: string, basis: string}} usual how the text speaks by itself
 * @param {boolean} isBegun whether something is answered already
 */
export function howToAnswer({ by, basis }, isBegun) {
  const told = h(
    "p",
    { class: "hint small" },
    "An answer is saved at one press, with the words in quotation marks",
    by === "" ? ". " : [", as said by ", h("b", {}, by), basis === "" ? ". " : `: ${basisWords(basis)}. `],
    "That a question stands here says nothing of its answer. ",
    h("span", { id: "spoken-means" }, SPOKEN_MEANS),
  );
  return isBegun ? details("How to answer", told) : told;
}

/** Of how many members each is told at once what it means. */
const FEW = 4;

/** Answers that need more than a press, by the types of facts: they are folded. */
const FOLDED = ["one_of", "none_of", "between", "none", "kept"];

/**
 * The answers.
 * @param {Fact} fact
 * @param {Record<string, any> | null} told the statement that is changed
 * @param {import("./note_parts.js").NoteParts} parts what its note says
 * @param {HTMLElement | null} beside what stands beside a yes and a no
 * @param {(answer: string) => void} press is told which answer is pressed; a field that belongs to it stands in the row
 * @returns the answers that decide something, those that do not, and whether an answer is settled, where that does not stand beside them
 */
export function rowAnswers(fact, told, parts, beside, press) {
  const now = told !== null && isSpoken(told) ? parts.answer : answerNow(fact, told);
  const answer = (/** @type {string} */ value, /** @type {unknown} */ label, /** @type {Record<string, unknown>} */ attributes = {}) =>
    button([label, value === now ? " (as now)" : null], () => press(value), { "data-answer": value, ...attributes });
  // What an answer comes to that is not settled stands on its button.
  const settling = (/** @type {string} */ label) => [label, h("span", { class: "unsettled" }, ", not settled")];
  const hedged = h(
    "div",
    { class: "choice hedged" },
    h("input", { type: "checkbox", id: "hedged", name: "hedged", value: "true", checked: told?.hedged === true, "aria-describedby": "spoken-means" }),
    h("label", { for: "hedged" }, "not settled yet"),
  );
  // Beside a yes and a no there is room for it.
  const isBeside = fact.type === "bool";
  return { decided: decided(), spokenOnly: spokenOnly(), hedged: isBeside ? null : hedged };

  /** The answers that decide something. */
  function decided() {
    switch (fact.type) {
      case "bool":
        return h("div", { class: "answers" }, answer("true", settling("Yes")), answer("false", settling("No")), isBeside ? hedged : null, beside);
      case "choice":
        return h("ul", { class: "answers of-choice" }, valueChoices(fact).map(choice));
      case "set":
        return [
          members(fact, told),
          h("div", { class: "answers" }, answer("part", "At least these"), answer("whole", "These, and nothing else"), answer("empty", "None at all")),
        ];
      default:
        return h("div", { class: "answers of-field" }, fieldOf(fact, told), save(fact, told, press));
    }
  }

  /** The answers that keep the words, and decide nothing. */
  function spokenOnly() {
    return h(
      "div",
      { class: "spoken-only", role: "group", "aria-label": SPOKEN.slice(0, -1), "aria-describedby": "spoken-means" },
      h("span", { class: "soft" }, SPOKEN),
      SPOKEN_ONLY.map((one) => answer(one.answer, one.label)),
      h("label", { for: "of-what" }, "of what?"),
      h("input", { type: "text", id: "of-what", name: "of-what", value: parts.ofWhat, autocomplete: "off" }),
    );
  }

  /** @param {ReturnType<typeof valueChoices>[number]} one */
  function choice({ value, label, hint }) {
    const id = `means-${value}`;
    return h(
      "li",
      {},
      answer(`value:${value}`, settling(label), { "aria-describedby": hint ? id : null }),
      hint ? h("span", { class: "soft", id }, hint) : null,
    );
  }
}

/** Which answer a statement gives; none where there is no statement, or where its words do not answer. @param {Fact} fact @param {Record<string, any> | null} told */
function answerNow(fact, told) {
  return told === null || isSpoken(told) ? "" : taken(fact, told);
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
