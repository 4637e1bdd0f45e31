// The phrase that some words of a paragraph make, as it is cited.

import { phraseOf } from "./coding.js";
import { Refused } from "./engine.js";
import { lengthOf, tooLong } from "./shorter_phrase.js";
import { LONGEST_PHRASE } from "./source_fields.js";
import { sentence } from "./words.js";

/**
 * @typedef {import("./coding.js").CodedText} CodedText
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 */

/** The words of a paragraph from one to another, as they are written. @param {Paragraph} paragraph @param {Words} words */
export function wordsFrom(paragraph, { first, last }) {
  const [start, end] = [paragraph.words[first].range[0], paragraph.words[last].range[1]];
  return [...paragraph.text].slice(start, end).join("");
}

/** The words of a paragraph that a passage touches. @param {Paragraph} paragraph @param {[number, number]} range @returns {Words | null} */
export function wordsWithin({ words }, [start, end]) {
  const within = words.flatMap(({ range }, at) => (range[0] < end && range[1] > start ? [at] : []));
  return within.length > 0 ? { first: within[0], last: within[within.length - 1] } : null;
}

/**
 * The phrase, and whether the same words stand earlier, where they are found; or why it is none, as a mistake.
 * @param {CodedText} coded
 * @param {Paragraph} paragraph
 * @param {Words | null} words
 * @returns {Promise<{phrase: string | null, isEarlier: boolean, mistakes: import("./fields.js").Mistake[]}>}
 */
export async function citable(coded, paragraph, words) {
  const none = (/** @type {string[]} */ texts) => ({ phrase: null, isEarlier: false, mistakes: texts.map((text) => ({ id: "words", text })) });
  if (words === null) return none(["Mark the words that say so: the first and the last of them"]);
  const length = lengthOf(words);
  if (length > LONGEST_PHRASE) return none([tooLong(length)]);
  try {
    const { phrase, found, range } = await phraseOf(coded, paragraph.paragraph, words.first, words.last);
    return { phrase, isEarlier: found.join() !== range.join(), mistakes: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return none(error.diagnostics.map((one) => sentence(one.message)));
  }
}
