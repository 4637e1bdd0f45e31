// The verdicts as they are now, what the last answer moved, and what to answer next. They stand beside every page of a pilot.

import { announce, count, details, fill, h, link } from "./dom.js";
import { desk, factOf } from "./desk.js";
import { inRow, onOneWord, tally, VERDICTS, verdictWords } from "./words.js";

/**
 * A verdict by its sign, its word and its frame.
 * @param {string} verdict
 */
export function mark(verdict) {
  const { word, sign, frame } = verdictWords(verdict);
  return h("strong", { class: `verdict ${frame}` }, h("span", { "aria-hidden": "true" }, sign), ` ${word}`);
}

/** What turns on an answer. @param {{musts: number, rules: unknown[], may_apply: unknown[]}} question */
function whatTurns({ musts, rules, may_apply: mayApply }) {
  if (rules.length === 0) return `It tells whether ${count(mayApply.length, "condition")} ${mayApply.length === 1 ? "applies" : "apply"}.`;
  const ofThese = rules.length === 1 ? ", a must" : `, ${musts} of them a must`;
  return `${count(rules.length, "condition")}${musts === 0 ? "" : ofThese}.`;
}

/** The questions to answer next, as a list. */
export function decisiveList(most = 3) {
  const questions = (desk.open?.questions ?? []).slice(0, most);
  if (desk.checked === null)
    return h("p", {}, "The file has a mistake, and so it cannot be told which questions are open. ", link("text", "See what is wrong"));
  if (questions.length === 0) return h("p", {}, "No question is open on which a condition turns.");
  const item = (/** @type {any} */ one) =>
    h("li", {}, link(`fact/${one.fact}`, factOf(one.fact)?.ask ?? one.ask), " ", h("span", { class: "soft" }, whatTurns(one)));
  return [
    h("p", { class: "small soft" }, "Those first on which most musts, then most conditions, turn."),
    h("ol", { class: "next" }, questions.map(item)),
  ];
}

/** What the last change moved, in words for the ear. */
export function movedWords() {
  if (desk.moved.length === 0) return "";
  const told = desk.moved.slice(0, 3).map(({ rule, is }) => `${rule} is now ${verdictWords(is).word.toLowerCase()}`);
  const more = desk.moved.length - told.length;
  if (more > 0) told.push(`${more} more ${more === 1 ? "verdict has" : "verdicts have"} changed`);
  return `${inRow(told)}.`;
}

/** The title of a rule set, by which its codes are known. @param {string} id */
export function setTitle(id) {
  return desk.ruleSets.find(({ ruleset }) => ruleset === id)?.title ?? id;
}

function movedList() {
  if (desk.moved.length === 0) return null;
  const item = (/** @type {any} */ one) =>
    h(
      "li",
      {},
      h("b", {}, one.rule),
      ` was ${verdictWords(one.was).word.toLowerCase()}, is now `,
      mark(one.is),
      " ",
      one.word ? `, ${one.word}: ` : " ",
      h("span", { class: "small" }, one.title, h("span", { class: "soft" }, ` (${setTitle(one.ruleset)})`)),
    );
  const [first, rest] = [desk.moved.slice(0, 4), desk.moved.slice(4)];
  return [
    h("h3", {}, "What the last change did"),
    h("ul", { class: "moved" }, first.map(item)),
    rest.length > 0 ? details(`${rest.length} more`, h("ul", { class: "moved" }, rest.map(item))) : null,
  ];
}

/** Shows the panel as the verdicts are now. */
export function showPanel() {
  const panel = /** @type {HTMLElement} */ (document.getElementById("verdicts"));
  panel.hidden = desk.file === null;
  if (desk.file === null) return;
  if (!desk.checked) {
    fill(
      panel,
      h("h2", { id: "verdicts-title" }, "Verdicts now"),
      h("p", { class: "alert" }, "There are none: the file has a mistake. ", link("text", "See what is wrong")),
    );
    return;
  }
  const summary = tally(desk.checked.results);
  const row = (/** @type {any} */ one) =>
    h("li", {}, h("b", { class: "figure" }, summary[one.verdict]), " ", mark(one.verdict));
  fill(
    panel,
    h("h2", { id: "verdicts-title" }, "Verdicts now"),
    h(
      "p",
      { class: "small soft" },
      `${count(desk.checked.results.length, "condition")} of ${count(desk.chosen.length, "rule set")}, each stated by somebody. `,
      link("rules", "Choose whose count"),
    ),
    h("ul", { class: "counts" }, VERDICTS.map(row)),
    movedList(),
    h("div", { class: "decisive" }, h("h3", {}, "Answers on which most turns"), decisiveList()),
    details(
      "What the words say",
      h(
        "dl",
        {},
        VERDICTS.map((one) => [h("dt", {}, one.word), h("dd", {}, one.means)]),
      ),
    ),
  );
  if (desk.moved.length > 0) announce(movedWords());
}
