// Questions that a paragraph may answer, proposed by what people write in such texts. That a question is proposed says nothing
// of its answer, nor that the text has one.

import { clauseOf } from "./clauses.js";
import { CUES } from "./cues.js";
import { sentenceOf } from "./divisions.js";
import { namesValueOf, questionsFor, wordsShared } from "./search.js";
import { LONGEST_PHRASE } from "./source_fields.js";

/**
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 */

/** How many questions are proposed for no more than the words that they share with a text. */
const SHARING = 3;

/** Of how many words at most a heading is that stands before a paragraph's first sentence. */
const LONGEST_HEADING = 6;

/** @typedef {{fact: import("./desk.js").Fact, words: Words}} Proposal a question, and the words for which it is proposed */

/** The words that a stretch of a paragraph touches. @param {Paragraph} paragraph @param {number} start @param {number} end both in code units @returns {Words} */
function wordsOver({ text, words }, start, end) {
  // Ranges count characters.
  const [from, to] = [start, end].map((at) => [...text.slice(0, at)].length);
  const within = words.flatMap(({ range }, at) => (range[0] < to && range[1] > from ? [at] : []));
  return { first: within[0], last: within[within.length - 1] };
}

/**
 * The words of a paragraph that say something: all but a heading at its beginning that only asks, such as `Who is told what.`
 * @param {Paragraph} paragraph
 * @returns {Words}
 */
function sayingWords(paragraph) {
  const all = { first: 0, last: paragraph.words.length - 1 };
  const [heading] = /^[^.?!:]+[.?!:]\s/u.exec(paragraph.text) ?? [];
  if (!heading || !/^\s*(who|whom|what|where|when|how|why|which)\b/iu.test(heading)) return all;
  const { last } = wordsOver(paragraph, 0, heading.length - 1);
  return last < LONGEST_HEADING && last < all.last ? { ...all, first: last + 1 } : all;
}

/**
 * The questions that are meant by what stands between two words of a paragraph, in the order of what means them.
 * @param {Paragraph} paragraph
 * @param {Words} within
 * @returns {Proposal[]}
 */
function meantBy(paragraph, within) {
  /** @type {Map<import("./desk.js").Fact, Words>} */
  const found = new Map();
  for (const [cue, asked] of CUES) {
    const words = placeOf(paragraph, within, cue);
    const [fact] = words ? questionsFor(asked) : [];
    if (words && fact && !found.has(fact)) found.set(fact, words);
  }
  return [...found].sort(([, a], [, b]) => a.first - b.first || a.last - b.last).map(([fact, words]) => ({ fact, words }));
}

/** The words of the first place between two words of a paragraph that a cue fits. @param {Paragraph} paragraph @param {Words} within @param {RegExp} cue */
function placeOf(paragraph, within, cue) {
  for (const match of paragraph.text.matchAll(new RegExp(cue.source, `${cue.flags}g`))) {
    const words = wordsOver(paragraph, match.index, match.index + match[0].length);
    if (words.first >= within.first && words.last <= within.last) return words;
  }
  return null;
}

/** Questions that share words with a paragraph of which nothing is known, each with the sentence that shares most. @param {Paragraph} paragraph @returns {Proposal[]} */
function sharingWords(paragraph) {
  const sentences = [...paragraph.text.matchAll(/[^.?!]+[.?!]*/gu)].filter((one) => /[\p{L}\p{N}]/u.test(one[0]));
  return questionsFor(paragraph.text)
    .slice(0, SHARING)
    .flatMap((fact) => {
      const each = sentences.map((one) => ({ one, shared: wordsShared(`${fact.ask} ${fact.means}`, one[0]) }));
      const [best] = each.sort((a, b) => b.shared - a.shared);
      // A word or two that many questions have is no sign.
      if (!best || best.shared < 2 || 2 * best.shared < wordsShared(fact.ask, fact.ask)) return [];
      return [{ fact, words: wordsOver(paragraph, best.one.index, best.one.index + best.one[0].length) }];
    });
}

/**
 * The questions that a paragraph may answer, each with the words for which it is proposed, in their order; where words are
 * marked, those that these may answer, the likeliest first.
 * @param {Paragraph} paragraph
 * @param {Words | null} marked
 * @returns {Proposal[]}
 */
export function proposedFor(paragraph, marked) {
  if (marked === null) {
    const meant = meantBy(paragraph, sayingWords(paragraph));
    const all = meant.length > 0 ? meant : sharingWords(paragraph);
    return all.map(({ fact, words }) => ({ fact, words: clauseOf(paragraph, words, LONGEST_PHRASE, namesValueOf(fact)) }));
  }
  const letters = [...paragraph.text];
  const text = letters.slice(paragraph.words[marked.first].range[0], paragraph.words[marked.last].range[1]).join("");
  const sentence = sentenceOf(paragraph, marked);
  const likely = [...meantBy(paragraph, marked).map(({ fact }) => fact), ...questionsFor(text).slice(0, SHARING), ...meantBy(paragraph, sentence).map(({ fact }) => fact)];
  return [...new Set(likely)].map((fact) => ({ fact, words: marked }));
}
