// Which of the questions that a paragraph may answer stand below it at once, and which where somebody asks for more.

import { statementsOf } from "./desk.js";
import { proposedFor } from "./proposals.js";
import { isMoot } from "./why.js";

/** How many questions stand below a paragraph before more are asked for. */
const SHOWN = 6;

/**
 * The questions. What is answered elsewhere, and what no condition turns on that counts, waits, where no words are marked for which
 * it is looked.
 * @param {import("./coding.js").Paragraph} paragraph
 * @param {import("./paragraph_words.js").Words | null} marked
 * @param {Set<string>} answered the questions that are answered from this paragraph
 */
export function offeredFor(paragraph, marked, answered) {
  const proposed = proposedFor(paragraph, marked).filter(({ fact }) => marked !== null || !answered.has(fact.fact));
  const isSaid = (/** @type {{fact: import("./desk.js").Fact}} */ { fact }) => statementsOf(fact.fact).length > 0;
  const waits = (/** @type {{fact: import("./desk.js").Fact}} */ one) => isSaid(one) || isMoot(one.fact);
  const all = [...proposed.filter((one) => !waits(one)), ...proposed.filter(waits)];
  const atOnce = marked !== null ? all : all.filter((one) => !waits(one));
  const first = (atOnce.length > 0 ? atOnce : all).slice(0, SHOWN);
  const later = all.filter((one) => !first.includes(one));
  return { first, later, areWaiting: later.length > 0 && later.every(waits) };
}
