// Questions that are not among those proposed: found by some words, or chosen from all.

import { button, details, fill, h } from "./dom.js";
import { desk, factOf } from "./desk.js";
import { selectField, textField } from "./fields.js";
import { questionsFor } from "./search.js";
import { sectionName } from "./words.js";

/** How many questions are found at once. */
const FOUND = 8;

/** @param {(fact: import("./desk.js").Fact) => void} choose is told which question somebody chooses */
export function findQuestion(choose) {
  const list = h("ul", { class: "found", "aria-live": "polite" });
  const take = (/** @type {import("./desk.js").Fact} */ fact) => {
    fill(list);
    field.value = "";
    choose(fact);
  };
  const item = (/** @type {import("./desk.js").Fact} */ one) =>
    h("li", {}, button(one.ask, () => take(one), { class: "found-question", "data-found": one.fact }));
  const show = () => {
    const wanted = field.value.trim();
    const found = wanted === "" ? [] : questionsFor(wanted).slice(0, FOUND);
    const none = wanted === "" ? null : h("li", { class: "soft" }, "No question fits. Try another word, or choose from all of them.");
    fill(list, found.length > 0 ? found.map(item) : none);
    if (found.length > 0) list.scrollIntoView({ block: "nearest" });
  };
  const box = textField({
    id: "find",
    label: "Find another question by a word or two, such as meetings or privacy",
    oninput: show,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      // Who looks for a question and presses Enter takes the first that is found.
      list.querySelector("button")?.click();
    },
  });
  const field = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const every = selectField({ id: "fact", label: "Question", choices: [{ value: "", label: "Choose a question" }] });
  const select = /** @type {HTMLSelectElement} */ (every.querySelector("select"));
  const options = desk.sections.map(({ section, facts }) =>
    h("optgroup", { label: sectionName(section) }, facts.map((one) => h("option", { value: one.fact }, one.ask))),
  );
  select.append(...options);
  select.addEventListener("change", () => {
    const fact = factOf(select.value);
    select.value = "";
    if (fact) take(fact);
  });
  return h("div", { class: "find-question" }, box, list, details("All questions, by section", every));
}
