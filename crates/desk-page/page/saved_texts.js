// Texts that were saved with a pilot, opened together with it.

import { takeText, texts, unsavedTexts } from "./coding.js";
import { desk, pilot } from "./desk.js";
import { entryOf, openRegister, REGISTER, registerOf } from "./register.js";
import { KINDS_OF_TEXT, kindToldBy } from "./words.js";

/** The short name of a text, by that of its file. @param {string} name */
function nameOf(name) {
  return name.replace(/\.txt$/i, "");
}

/**
 * Takes up texts, as their register tells of them.
 * @param {{name: string, text: string}[]} files the texts, each by its short name and `.txt`
 * @param {string} register the register; nothing where there is none
 */
export async function takeSavedTexts(files, register) {
  if (register !== "") await openRegister(register);
  for (const { name, text } of files) {
    const document = nameOf(name);
    const entry = entryOf(document);
    const author = entry?.author ?? "";
    const given = { document, title: entry?.title ?? document, author, kind: kindToldBy(entry?.about ?? "")?.kind ?? kindBefore(document, author), text };
    await takeText(given, entry?.noted);
    const coded = texts.get(document);
    for (const [first, last] of entry?.set_aside ?? []) {
      const within = coded?.paragraphs.filter(({ paragraph }) => paragraph >= first && paragraph <= last) ?? [];
      within.forEach(({ paragraph }) => coded?.words.set(paragraph, "aside"));
    }
  }
  desk.register = await registerOf([...texts.values()]);
  // What is as it was in its file is saved.
  if (desk.register === register) unsavedTexts.delete(REGISTER);
  files.filter(({ name, text }) => texts.get(nameOf(name))?.text === text).forEach(({ name }) => unsavedTexts.delete(name));
}

/** What kind of text it was taken for before, by what stands behind what its author says in it. @param {string} document @param {string} author */
function kindBefore(document, author) {
  const statements = (pilot()?.facts ?? []).flatMap((/** @type {any} */ fact) => fact.statements);
  const of = statements.filter((/** @type {any} */ one) => one.document === document && one.by === author && one.basis);
  const isOne = of.length > 0 && of.every((/** @type {any} */ one) => one.basis === of[0].basis);
  return isOne ? (KINDS_OF_TEXT.find(({ basis }) => basis === of[0].basis)?.kind ?? "") : "";
}
