// Where what a paragraph says divides: into sentences, into clauses, and into parts of these.

/**
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 * @typedef {"sentence" | "comma" | "joining" | "verb" | "noun" | "named" | "preposition" | "none"} Division what begins behind a word: among
 *   others what is named, apart or behind a preposition
 */

/** @param {string} words */
const set = (words) => new Set(words.split(" "));

/** Words that join a clause to another of its kind. */
const JOINING_ALIKE = set("and but or so nor yet");

/** Words that hang a clause on another, or on a word of it. */
const HANGING = set("if unless because although though when while where whether that which who whose whom until");

/** Words that tell which of some things a clause is about. */
const RELATIVE = set("who which whose whom that");

/** Words with which what is said of somebody begins. */
const VERBS = set("is are was were will would can could may might must shall should has have had does do did");

/** Words with which somebody or something is named. */
const NAMING = set("a an the this these those their its our your his her we they it he she you i everybody everyone nobody somebody each every any no all most some");

const PREPOSITIONS = set("in on at for with by from to into about over under after before during between among through without");

/** Words to which a preposition or a number belongs that stands behind them. */
const LEADING = set("up out according due next one two three least less more than rather");

/** Titles, after which a full stop ends nothing. */
const TITLES = set("mr mrs ms dr prof st rev cllr");

/** A word as lists have it. @param {Paragraph} paragraph @param {number} at */
export function wordAt({ words }, at) {
  return (words[at]?.word ?? "").toLowerCase().replace(/['’](s|(?=$))/gu, "");
}

/** Whether a word hangs a clause on what stands before it. @param {Paragraph} paragraph @param {number} at */
export function isHanging(paragraph, at) {
  return HANGING.has(wordAt(paragraph, at));
}

/** Whether a word begins a clause that tells which of some things is meant. @param {Paragraph} paragraph @param {number} at */
export function isRelative(paragraph, at) {
  return RELATIVE.has(wordAt(paragraph, at));
}

/** Whether what is said of somebody begins with a word. @param {Paragraph} paragraph @param {number} at */
export function isVerb(paragraph, at) {
  // A month is no verb.
  return paragraph.words[at]?.word !== "May" && VERBS.has(wordAt(paragraph, at));
}

/** Whether a word joins a clause to another of its kind. @param {Paragraph} paragraph @param {number} at */
export function joinsAlike(paragraph, at) {
  return JOINING_ALIKE.has(wordAt(paragraph, at));
}

/** What begins behind a word; a sentence, where it is the last. @param {Paragraph} paragraph @param {number} before @returns {Division} */
export function divisionAfter(paragraph, before) {
  const { words, text } = paragraph;
  if (before < 0 || before + 1 >= words.length) return "sentence";
  const between = [...text].slice(words[before].range[1], words[before + 1].range[0]).join("");
  if (/[?!;:]/u.test(between) || (between.includes(".") && !TITLES.has(wordAt(paragraph, before)))) return "sentence";
  if (/[,–—()“”]/u.test(between)) return "comma";
  const [word, last] = [wordAt(paragraph, before + 1), wordAt(paragraph, before)];
  if (JOINING_ALIKE.has(word) || HANGING.has(word)) return "joining";
  if (isVerb(paragraph, before + 1)) return "verb";
  if (LEADING.has(last)) return "none";
  if (NAMING.has(word)) return PREPOSITIONS.has(last) || last === "of" ? "named" : "noun";
  if (PREPOSITIONS.has(last) || last === "of") return "none";
  return PREPOSITIONS.has(word) ? "preposition" : "none";
}

/** Whether one is out of a clause behind a word. @param {Paragraph} paragraph @param {number} before */
export function endsClause(paragraph, before) {
  return ["sentence", "comma"].includes(divisionAfter(paragraph, before));
}

/** The sentence in which some words stand. @param {Paragraph} paragraph @param {Words} kept @returns {Words} */
export function sentenceOf(paragraph, { first, last }) {
  while (divisionAfter(paragraph, first - 1) !== "sentence") first -= 1;
  while (divisionAfter(paragraph, last) !== "sentence") last += 1;
  return { first, last };
}
