// The register of the texts: what each is called, who wrote it, which of its paragraphs are set aside, and which words are kept.

import { askJson } from "./engine.js";
import { isTitle } from "./titles.js";
import { aboutKind, kindOfText, kindToldBy } from "./words.js";

/**
 * @typedef {{paragraph: number | string, phrase: string, note: string | null}} Noted words that are kept although no question asks for them
 * @typedef {{document: string, title: string, author: string | null, about: string, set_aside: [number, number][], noted: Noted[]}} Entry
 */

/** The register, as a file. */
export const REGISTER = "documents.yaml";

/** Why a paragraph is set aside, as the register has it. */
const NOTHING_HERE = "nothing here for the conditions that it was held against";
const TITLE = "the title of the text";

/** What a register that was opened says of its texts, by their names; and its entries, as they are written. */
const opened = { text: "", entries: /** @type {Map<string, Entry>} */ (new Map()), written: /** @type {Map<string, string>} */ (new Map()) };

/** What a register has where it is not told what a text is. */
const NOT_TOLD = "not written yet";

/** What a text is: as the register that was opened has it, in words of somebody's own; else of which kind it is. @param {{document: string, kind: string}} text */
function aboutOf({ document, kind }) {
  const before = opened.entries.get(document)?.about ?? NOT_TOLD;
  const now = kindOfText(kind);
  return now && (before === NOT_TOLD || kindToldBy(before)) ? aboutKind(now) : before;
}

/** Forgets the register that was opened. */
export function forgetRegister() {
  opened.text = "";
  opened.entries.clear();
  opened.written.clear();
}

/** What the register that was opened says of a text. @param {string} document */
export function entryOf(document) {
  return opened.entries.get(document);
}

/**
 * What a register says of its documents, in their order.
 * @param {string} register
 * @returns {Promise<Entry[]>}
 */
async function read(register) {
  const files = [{ name: REGISTER, text: register }];
  return (await askJson("documents", { files, pilots: [], options: { documents: [REGISTER] } })).documents;
}

/**
 * Takes up a register that was saved. Its entries are kept as they are written, also those of texts that are not here.
 * @param {string} register
 */
export async function openRegister(register) {
  forgetRegister();
  const entries = await read(register);
  const [, ...items] = register.replaceAll("\r\n", "\n").split(/^(?= *- *["']?document["']?:)/mu);
  if (items.length !== entries.length) throw new Error(`${REGISTER} is not written line by line, and so cannot be gone on with here.`);
  opened.text = register;
  for (const [at, entry] of entries.entries()) {
    const indent = /^ */.exec(items[at])?.[0].length ?? 0;
    const lines = items[at].trimEnd().split("\n");
    opened.entries.set(entry.document, entry);
    opened.written.set(entry.document, lines.map((line) => (line.trim() === "" ? "" : `  ${line.slice(indent)}`)).join("\n"));
  }
}

/**
 * The register of some texts, an entry for each, and of those of which the one tells that was opened.
 * @param {import("./coding.js").CodedText[]} all
 */
export async function registerOf(all) {
  let register = "";
  for (const { document, title, author, kind, text, paragraphs, words, noted } of all) {
    const reason = (/** @type {number} */ paragraph) => (isTitle(paragraphs[paragraph - 1]?.text ?? "", title) ? TITLE : NOTHING_HERE);
    const before = register === "" ? {} : { files: [{ name: REGISTER, text: register }] };
    const aside = [...words].filter(([, word]) => word === "aside");
    const entry = {
      document,
      title,
      author: author === "" ? null : author,
      about: aboutOf({ document, kind }),
      text,
      set_aside: aside.map(([paragraph]) => ({ paragraph, reason: reason(paragraph) })),
      noted,
      register: register === "" ? null : REGISTER,
    };
    ({ register } = await askJson("register", { ...before, with: entry }));
  }
  if (all.length === 0) return opened.text;
  const others = [...opened.written].filter(([document]) => !all.some((one) => one.document === document));
  if (others.length === 0) return register;
  const whole = `${register}${others.map(([, written]) => `${written}\n`).join("")}`;
  // What was put together is read back before it counts.
  const names = (await read(whole)).map(({ document }) => document);
  if (names.length !== all.length + others.length) throw new Error(`${REGISTER} cannot be put together.`);
  return whole;
}
