// The files of this desk: the pilot, its texts and their register, and which of them are not saved.

import { texts, unsavedTexts } from "./coding.js";
import { desk } from "./desk.js";
import { REGISTER } from "./register.js";

/** @typedef {{name: string, text: string, type: string, what: string, needed: string, isUnsaved: boolean}} DeskFile */

/**
 * The files, the pilot first.
 * @returns {DeskFile[]}
 */
export function deskFiles() {
  if (desk.file === null) return [];
  const { name, history } = desk.file;
  const pilot = { name, text: history.text, type: "text/yaml", what: "what you have answered, each with its words, its speaker and its place", needed: "Whoever goes on with the work or checks it", isUnsaved: history.isUnsaved };
  if (texts.size === 0) return [pilot];
  const coded = [...texts.values()].map(({ document, title, text }) => ({
    name: `${document}.txt`,
    text,
    type: "text/plain",
    what: `the text “${title}”, as you put it in`,
    needed: "Whoever wants to see the words marked in it",
    isUnsaved: unsavedTexts.has(`${document}.txt`),
  }));
  const register = { name: REGISTER, text: desk.register, type: "text/yaml", what: "a list of the texts: what each is called, what it is and who wrote it, what is set aside in it, and the words that are kept", needed: "Whoever opens a text again", isUnsaved: unsavedTexts.has(REGISTER) };
  return [pilot, ...coded, register];
}

/** The names of those that are not saved. */
export function unsavedNames() {
  return deskFiles()
    .filter((one) => one.isUnsaved)
    .map((one) => one.name);
}

/** Notes that a file is saved. @param {string} name */
export function markSaved(name) {
  if (name === desk.file?.name) desk.file.history.markSaved();
  unsavedTexts.delete(name);
}
