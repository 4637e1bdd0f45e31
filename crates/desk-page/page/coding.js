// The texts that are coded: each as paragraphs, with what the pilot says is found in it.

import { askJson } from "./engine.js";
import { desk, fileRequest, pilot } from "./desk.js";

/**
 * @typedef {{paragraph: number, text: string, words: {word: string, range: [number, number]}[]}} Paragraph
 * @typedef {{fact: string, at: number, phrase: string | null, state: string, passage: {paragraph: number, range: [number, number]} | null}} Located
 * @typedef {{document: string, title: string, author: string, text: string, paragraphs: Paragraph[]}} CodedText
 */

/** The texts at hand, by the names under which the pilot cites them. @type {Map<string, CodedText>} */
export const texts = new Map();

/** The register of these texts, as a file. */
export const REGISTER = "documents.yaml";

/** The files, of the texts and of their register, that are not saved yet. @type {Set<string>} */
export const unsavedTexts = new Set();

/**
 * Takes up a text, or another version of one.
 * @param {{document: string, title: string, author: string, text: string}} given
 */
export async function takeText(given) {
  const { text, paragraphs } = await askJson("passages", { with: { text: given.text } });
  const all = new Map(texts).set(given.document, { ...given, text, paragraphs });
  const register = await registerOf([...all.values()]);
  texts.set(given.document, { ...given, text, paragraphs });
  desk.register = register;
  unsavedTexts.add(REGISTER).add(`${given.document}.txt`);
}

/**
 * The register of some texts, an entry for each.
 * @param {CodedText[]} all
 */
async function registerOf(all) {
  let register = "";
  for (const { document, title, author, text } of all) {
    const about = author === "" ? null : `Written by ${author}.`;
    const before = register === "" ? {} : { files: [{ name: REGISTER, text: register }] };
    const entry = { document, title, about, text, register: register === "" ? null : REGISTER };
    ({ register } = await askJson("register", { ...before, with: entry }));
  }
  return register;
}

/**
 * Where the statements that cite a text are found in it.
 * @param {CodedText} coded
 * @returns {Promise<{statements: Located[], not_coded: number[]}>}
 */
export async function located(coded) {
  const answer = await askJson("locate", { ...fileRequest(), with: { document: coded.document, text: coded.text } });
  const id = pilot()?.pilot;
  return { ...answer, statements: answer.statements.filter((/** @type {any} */ one) => one.pilot === id) };
}

/**
 * The texts of which some paragraphs are not coded yet.
 * @returns {Promise<{coded: CodedText, left: number, all: number}[]>}
 */
export async function notCoded() {
  const each = [...texts.values()].map(async (coded) => {
    const { not_coded: left } = await located(coded);
    const all = coded.paragraphs.filter(({ text }) => text.trim() !== "").length;
    return { coded, left: left.length, all };
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
