// The files of this desk: the pilot, its texts and their register, and which of them are not saved.

import { texts, unsavedTexts } from "./coding.js";
import { desk } from "./desk.js";
import { REGISTER } from "./register.js";

/** @typedef {{name: string, text: string, type: string, what: string, isUnsaved: boolean}} DeskFile */

/**
 * The files, the pilot first.
 * @returns {DeskFile[]}
 */
export function deskFiles() {
  if (desk.file === null) return [];
  const { name, history } = desk.file;
  const pilot = { name, text: history.text, type: "text/yaml", what: "the pilot", isUnsaved: history.isUnsaved };
  if (texts.size === 0) return [pilot];
  const coded = [...texts.values()].map(({ document, title, text }) => ({
    name: `${document}.txt`,
    text,
    type: "text/plain",
    what: `the text “${title}”`,
    isUnsaved: unsavedTexts.has(`${document}.txt`),
  }));
  const register = { name: REGISTER, text: desk.register, type: "text/yaml", what: "the register: what each text is called, who wrote it, and what is set aside in it", isUnsaved: unsavedTexts.has(REGISTER) };
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
