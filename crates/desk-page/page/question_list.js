// Questions to choose from: those that a paragraph may answer, those that some words find, and all.

import { button, details, fill, h } from "./dom.js";
import { desk, factOf } from "./desk.js";
import { selectField, textField } from "./fields.js";
import { proposedFor } from "./proposals.js";
import { questionsFor } from "./search.js";
import { sectionName } from "./words.js";

/** @typedef {import("./desk.js").Fact} Fact */

/** How many questions are offered at once. */
const OFFERED = 8;

/**
 * The questions.
 * @param {{text: string, words: string, answered: Set<string>, choose: (fact: Fact | null) => void}} about the paragraph, the words
 *   that are marked in it, the questions that it answers already, and what is to be done with the one that somebody chooses
 */
export function questionList({ text, words, answered, choose }) {
  const list = h("ul", { class: "proposals" });
  const item = (/** @type {Fact} */ one) =>
    h(
      "li",
      {},
      button(one.ask, () => choose(one), { class: "proposal", "data-fact": one.fact }),
      answered.has(one.fact) ? h("span", { class: "soft small" }, " answered from this paragraph") : null,
    );
  const show = (/** @type {string} */ wanted) => {
    const found = wanted === "" ? proposedFor(text, words, OFFERED) : questionsFor(wanted).slice(0, OFFERED);
    fill(list, found.length > 0 ? found.map(item) : h("li", {}, "No question fits. Try another word, or choose from all of them."));
  };
  const every = selectField({
    id: "fact",
    label: "Question",
    choices: [{ value: "", label: "Choose a question" }],
    onchange: (/** @type {Event} */ event) => choose(factOf(/** @type {HTMLSelectElement} */ (event.target).value) ?? null),
  });
  const options = (/** @type {Fact[]} */ facts) => facts.map((one) => h("option", { value: one.fact }, one.ask));
  const sections = desk.sections.map(({ section, facts }) => h("optgroup", { label: sectionName(section) }, options(facts)));
  every.querySelector("select")?.append(...sections);
  show("");
  return [
    h("h3", {}, "2. Choose the question that they answer"),
    h("p", { class: "hint" }, "These may fit. That one stands here says nothing of its answer."),
    list,
    textField({
      id: "find",
      label: "Find another by a word or two, such as meetings or privacy",
      oninput: (/** @type {Event} */ event) => show(/** @type {HTMLInputElement} */ (event.target).value.trim()),
    }),
    details("All questions, by section", every),
  ];
}
