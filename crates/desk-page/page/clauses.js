// The words round a place in a paragraph that can be cited for it: the stretch that says most of the sentence in as many words as
// there may be, from where a clause or a part of one begins to where one ends, with the words in it that limit or deny what it says.

import { divisionAfter, endsClause, isRelative, isVerb, joinsAlike, sentenceOf, wordAt } from "./divisions.js";
import { limitsOf } from "./limits.js";

/**
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./divisions.js").Division} Division
 * @typedef {import("./paragraph_words.js").Words} Words
 */

/** How well a phrase begins where something begins. @type {Record<Division, number>} */
const BEGINS = { sentence: 3, comma: 2, joining: 1, verb: 0, noun: -0.1, named: -0.9, preposition: -0.7, none: -5 };

/** How well a phrase ends before something begins. @type {Record<Division, number>} */
const ENDS = { sentence: 3.6, comma: 2.4, joining: -0.3, verb: -2.5, noun: -2, named: -3, preposition: -0.8, none: -12 };

/** Words with which no phrase ends well. */
const LOOSE = new Set("a an the of to in at on by for from with and or but that which who is are be would will was were its their his her our".split(" "));

/**
 * Words of a paragraph that can be cited for some of them.
 * @param {Paragraph} paragraph
 * @param {Words} kept the words that are to be among them
 * @param {number} most how many there may be
 * @param {(word: string) => boolean} isWanted whether a word of the same clause is to be among them where it can
 * @returns {Words}
 */
export function clauseOf(paragraph, kept, most, isWanted = () => false) {
  const sentence = sentenceOf(paragraph, kept);
  const limits = limitsOf(paragraph, kept);
  const limiting = [...limits.before, ...limits.within, ...limits.behind];
  const wanted = wantedRound(paragraph, kept, isWanted);
  /** @type {[number, Words][]} */
  const stretches = [];
  for (let { first } = sentence; first <= kept.first; first += 1) {
    for (let last = Math.min(first + most - 1, sentence.last); last >= kept.last; last -= 1)
      stretches.push([worth(paragraph, { first, last }, limiting, wanted), { first, last }]);
  }
  // Of a place that is too long itself, the beginning is cited.
  if (stretches.length === 0) return { first: kept.first, last: kept.first + most - 1 };
  return stretches.reduce((best, one) => (one[0] > best[0] ? one : best))[1];
}

/** The words of a clause that are wanted. @param {Paragraph} paragraph @param {Words} kept @param {(word: string) => boolean} isWanted */
function wantedRound(paragraph, { first, last }, isWanted) {
  while (!endsClause(paragraph, first - 1)) first -= 1;
  while (!endsClause(paragraph, last)) last += 1;
  const found = [];
  for (let at = first; at <= last; at += 1) if (isWanted(paragraph.words[at].word)) found.push(at);
  return found;
}

/** How well a stretch says what its sentence says. @param {Paragraph} paragraph @param {Words} stretch @param {number[]} limiting @param {number[]} wanted */
function worth(paragraph, { first, last }, limiting, wanted) {
  const holds = (/** @type {number} */ at) => at >= first && at <= last;
  const end = divisionAfter(paragraph, last);
  let points = BEGINS[divisionAfter(paragraph, first - 1)] + ENDS[end] + (last - first) / 10;
  points += 2.5 * limiting.filter(holds).length + 3 * wanted.filter(holds).length;
  for (let at = first; at < last; at += 1) if (endsClause(paragraph, at)) points -= 0.6;
  if (end !== "sentence" && LOOSE.has(wordAt(paragraph, last))) points -= 12;
  // Half of two things that are joined says less than both; what only tells who or what is meant begins without its verb.
  if (end === "joining" && joinsAlike(paragraph, last + 1) && !isVerb(paragraph, last + 2) && wordAt(paragraph, last + 2) !== "to") points -= 0.8;
  if (isRelative(paragraph, first)) points -= 1;
  // A condition before it belongs to what it holds for: `and, if they agree, tell`.
  if (wordAt(paragraph, first) === "if" || (joinsAlike(paragraph, first) && wordAt(paragraph, first + 1) === "if")) points += 0.5;
  return points;
}
