// The texts that are coded: each as paragraphs, with what the pilot says is found in it.

import { askJson } from "./engine.js";
import { desk, fileRequest, pilot } from "./desk.js";
import { forgetRegister, REGISTER, registerOf } from "./register.js";
import { isTitle } from "./titles.js";

/**
 * @typedef {{paragraph: number, text: string, words: {word: string, range: [number, number]}[]}} Paragraph
 * @typedef {{fact: string, at: number, phrase: string | null, state: string, passage: {paragraph: number, range: [number, number]} | null}} Located
 * @typedef {"done" | "aside"} Word what somebody says of a paragraph: all is taken from it, or there is nothing in it
 * @typedef {{document: string, title: string, author: string, kind: string, text: string}} GivenText
 * @typedef {GivenText & {paragraphs: Paragraph[], words: Map<number, Word>, noted: import("./register.js").Noted[]}} CodedText
 * @typedef {{paragraph: Paragraph, state: Word | "part" | "open", carried: Located[]}} Progress how far a paragraph is
 */

/** The texts at hand, by the names under which the pilot cites them. @type {Map<string, CodedText>} */
export const texts = new Map();

/** The files, of the texts and of their register, that are not saved yet. @type {Set<string>} */
export const unsavedTexts = new Set();

/**
 * Takes up a text, or another version of one.
 * @param {GivenText} given
 * @param {import("./register.js").Noted[]} kept the words that its register keeps
 */
export async function takeText(given, kept = []) {
  const { text, paragraphs } = await askJson("passages", { with: { text: given.text } });
  const old = texts.get(given.document);
  // What was said of a paragraph holds as long as it is the same.
  const isSame = (/** @type {number} */ number) => old?.paragraphs[number - 1]?.text === paragraphs[number - 1]?.text;
  const words = new Map([...(old?.words ?? [])].filter(([number]) => isSame(number)));
  if (!old) setTitleAside(given.title, paragraphs, words);
  const noted = [...(old?.noted ?? []).filter((one) => typeof one.paragraph !== "number" || isSame(one.paragraph)), ...kept];
  const coded = { ...given, text, paragraphs, words, noted };
  const register = await registerOf([...new Map(texts).set(given.document, coded).values()]);
  texts.set(given.document, coded);
  desk.register = register;
  unsavedTexts.add(REGISTER).add(`${given.document}.txt`);
}

/**
 * Sets the line aside that a text begins with, where it says no more than its title.
 * @param {string} title
 * @param {Paragraph[]} paragraphs
 * @param {Map<number, Word>} words
 */
function setTitleAside(title, paragraphs, words) {
  const first = paragraphs.find((one) => one.words.length > 0);
  if (first && isTitle(first.text, title)) words.set(first.paragraph, "aside");
}

/**
 * Takes somebody's word on a paragraph, or takes it back. The register tells which are set aside.
 * @param {CodedText} coded
 * @param {number} paragraph
 * @param {Word | null} word
 */
export async function takeWord(coded, paragraph, word) {
  const before = coded.words.get(paragraph) ?? null;
  if (word === before) return;
  if (word === null) coded.words.delete(paragraph);
  else coded.words.set(paragraph, word);
  if (word !== "aside" && before !== "aside") return;
  desk.register = await registerOf([...texts.values()]);
  unsavedTexts.add(REGISTER);
}

/**
 * Keeps words of a text that fit no question: these, and no others. The register tells of them.
 * @param {CodedText} coded
 * @param {import("./register.js").Noted[]} noted
 */
export async function setNoted(coded, noted) {
  coded.noted = noted;
  desk.register = await registerOf([...texts.values()]);
  unsavedTexts.add(REGISTER);
  desk.changed();
}

/**
 * How far each paragraph of a text is, those without a word left out.
 * @param {CodedText} coded
 * @param {Located[]} statements
 * @returns {Progress[]}
 */
export function progressOf(coded, statements) {
  return coded.paragraphs
    .filter(({ words }) => words.length > 0)
    .map((paragraph) => {
      const carried = statements.filter((one) => one.passage?.paragraph === paragraph.paragraph);
      const word = coded.words.get(paragraph.paragraph);
      const isTaken = carried.length > 0 || coded.noted.some((one) => one.paragraph === paragraph.paragraph);
      const state = isTaken ? (word === "done" ? word : "part") : word === "aside" ? word : "open";
      return { paragraph, state, carried };
    });
}

/** Whether there is something to do about a paragraph. @param {Progress} progress */
export function isLeft({ state }) {
  return state === "open" || state === "part";
}

/**
 * Where the statements that cite a text are found in it.
 * @param {CodedText} coded
 * @returns {Promise<{statements: Located[]}>}
 */
export async function located(coded) {
  const answer = await askJson("locate", { ...fileRequest(), with: { document: coded.document, text: coded.text } });
  const id = pilot()?.pilot;
  return { ...answer, statements: answer.statements.filter((/** @type {any} */ one) => one.pilot === id) };
}

/**
 * The texts of which some paragraphs are not done yet.
 * @returns {Promise<{coded: CodedText, left: number, all: number}[]>}
 */
export async function notDone() {
  const each = [...texts.values()].map(async (coded) => {
    const progress = progressOf(coded, (await located(coded)).statements);
    return { coded, left: progress.filter(isLeft).length, all: progress.length };
  });
  return (await Promise.all(each)).filter(({ left }) => left > 0);
}

/**
 * The texts that the pilot cites, and that are not here.
 * @returns {{document: string, statements: number}[]}
 */
export function textsAway() {
  /** @type {Map<string, number>} */
  const cited = new Map();
  for (const { statements } of pilot()?.facts ?? []) {
    for (const { document } of statements) {
      if (document && !texts.has(document)) cited.set(document, (cited.get(document) ?? 0) + 1);
    }
  }
  return [...cited].map(([document, statements]) => ({ document, statements }));
}

/** Clears the desk of texts, for another pilot. */
export function clearTexts() {
  texts.clear();
  unsavedTexts.clear();
  forgetRegister();
  desk.register = "";
}

/**
 * The phrase from one word of a paragraph to another, as it can be cited; refused, with the reason, where it cannot.
 * @param {CodedText} coded
 * @param {number} paragraph
 * @param {number} first
 * @param {number} last
 * @returns {Promise<{phrase: string, words: number, range: [number, number], found: [number, number]}>}
 */
export async function phraseOf(coded, paragraph, first, last) {
  return askJson("phrase", { with: { text: coded.text, paragraph, first, last } });
}

/**
 * A text with some stretches of it marked.
 * @param {string} text
 * @param {[number, number][]} stretches
 * @returns {{text: string, marked: number[]}[]} the pieces in order, each with the stretches that it lies in
 */
export function pieces(text, stretches) {
  const letters = [...text];
  const cuts = [...new Set([0, letters.length, ...stretches.flat()])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => ({
    text: letters.slice(from, cuts[at + 1]).join(""),
    marked: stretches.flatMap(([start, end], number) => (start <= from && cuts[at + 1] <= end ? [number] : [])),
  }));
}
