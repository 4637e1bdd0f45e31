// A statement that is taken from a paragraph, as one line in the place of its question.

import { button, h } from "./dom.js";
import { factOf, statementsOf } from "./desk.js";
import { said, whose } from "./words.js";

/** Where the line of a statement is. @param {{fact: string, at: number}} which */
export function lineSelector({ fact, at }) {
  return `.saved-line[data-fact="${CSS.escape(fact)}"][data-at="${at}"]`;
}

/**
 * Puts a line in the place of a row, and gives the next row that is open. That stays where it is; where it was out of sight, the
 * line is where the reader was.
 * @param {HTMLElement} row
 * @param {HTMLElement} line
 */
export function putLine(row, line) {
  let next = row.nextElementSibling;
  while (next && !next.matches(".question")) next = next.nextElementSibling;
  const before = next?.getBoundingClientRect().top ?? 0;
  row.replaceWith(line);
  if (next && before < innerHeight) scrollBy(0, next.getBoundingClientRect().top - before);
  else line.scrollIntoView({ block: "nearest" });
  return next;
}

/** A statement, among those of a text. @param {import("./coding.js").Located} one */
export function keyOf({ fact, at }) {
  return `${fact}/${at}`;
}

/**
 * The line; nothing where there is no such statement.
 * @param {import("./coding.js").Located} located
 * @param {{by: string, basis: string}} usual how the text speaks by itself
 * @param {{isNew: boolean, withdraw: () => unknown, change: () => unknown, add: () => unknown, more: () => unknown}} acts
 */
export function savedLine({ fact: path, at, phrase }, usual, { isNew, withdraw, change, add, more }) {
  const fact = factOf(path);
  const statement = statementsOf(path)[at];
  if (!fact || !statement) return null;
  const isUsual = statement.by === usual.by && (statement.unanswered || statement.basis === usual.basis);
  const act = (/** @type {string} */ words, /** @type {() => unknown} */ does, /** @type {string} */ name) =>
    button([words, h("span", { class: "unseen" }, `: ${fact.ask}`)], does, { class: "plain-button", "data-act": name });
  return h(
    "li",
    { class: "saved-line", "data-fact": path, "data-at": at },
    h("p", {}, h("span", { class: "sign", "aria-hidden": "true" }, "✓ "), fact.ask, " ", h("b", {}, `${said(statement, fact)}.`)),
    h(
      "p",
      { class: "small soft" },
      phrase ? `“${phrase}”` : null,
      isUsual ? null : `, ${whose(statement)}`,
      statement.note ? `. Note: ${statement.note}` : null,
    ),
    h(
      "div",
      { class: "acts small" },
      act(isNew ? "Undo" : "Take away", withdraw, "withdraw"),
      act("Change", change, "change"),
      act("Add another answer", more, "more"),
      act("Somebody else says otherwise", add, "add"),
    ),
  );
}
