// A statement that is taken from a paragraph, as one line in the place of its question.

import { button, h } from "./dom.js";
import { factOf, statementsOf } from "./desk.js";
import { said, whose } from "./words.js";

/** A statement, among those of a text. @param {import("./coding.js").Located} one */
export function keyOf({ fact, at }) {
  return `${fact}/${at}`;
}

/**
 * The line; nothing where there is no such statement.
 * @param {import("./coding.js").Located} located
 * @param {{by: string, basis: string}} usual how the text speaks by itself
 * @param {{isNew: boolean, withdraw: () => unknown, change: () => unknown, add: () => unknown}} acts
 */
export function savedLine({ fact: path, at, phrase }, usual, { isNew, withdraw, change, add }) {
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
      act("Somebody says otherwise, or more", add, "add"),
    ),
  );
}
