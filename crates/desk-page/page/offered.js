// Which of the questions that a paragraph may answer stand below it at once, and which where somebody asks for more.

import { statementsOf } from "./desk.js";
import { proposedFor } from "./proposals.js";

/** How many questions stand below a paragraph before more are asked for. */
const SHOWN = 9;

/**
 * The questions. What the author of the text has answered already waits, where no words are marked for which it is looked.
 * @param {import("./coding.js").Paragraph} paragraph
 * @param {import("./paragraph_words.js").Words | null} marked
 * @param {Set<string>} answered the questions that are answered from this paragraph
 * @param {string} author who wrote the text
 */
export function offeredFor(paragraph, marked, answered, author) {
  const proposed = proposedFor(paragraph, marked).filter(({ fact }) => marked !== null || !answered.has(fact.fact));
  const isSaid = (/** @type {{fact: import("./desk.js").Fact}} */ { fact }) => statementsOf(fact.fact).some(({ by }) => by === author);
  const all = [...proposed.filter((one) => !isSaid(one)), ...proposed.filter(isSaid)];
  const atOnce = marked !== null ? all : all.filter((one) => !isSaid(one));
  const first = atOnce.slice(0, SHOWN);
  const later = all.filter((one) => !first.includes(one));
  return { first, later, areSaid: later.length > 0 && later.every(isSaid) };
}
