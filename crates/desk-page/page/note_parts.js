// A note as a row puts it together, and takes it apart again: that the author tells of what another says, why words do not answer,
// what stands beside them, and what somebody writes.

import { SPOKEN_ONLY } from "./spoken_only.js";

/**
 * @typedef {{isToldOf: boolean, answer: string, ofWhat: string, beside: string, own: string}} NoteParts whether the author of the text
 *   tells of it; by which answer words are kept that do not answer, and of whom or what they speak; what limits them and stands
 *   beside them; and somebody's own note
 */

/** What stands beside words, as a note has it. */
const BESIDE = /^(?:Before|Behind) these words stands “[^”]*”(?:, and behind these words stands “[^”]*”)?\.\s*/u;

/** That somebody's words are told of by the author of the text. @param {string} author */
function toldBy(author) {
  return `As told by ${author}, not in the speaker's own words.`;
}

/** @param {NoteParts} parts @param {string} author */
export function noteOf({ isToldOf, answer, ofWhat, beside, own }, author) {
  const reason = SPOKEN_ONLY.find((one) => one.answer === answer)?.note;
  const parts = [isToldOf ? toldBy(author) : "", reason ? `${reason}${ofWhat === "" ? "" : `: ${ofWhat.replace(/[.]$/u, "")}`}.` : "", beside, own];
  return parts.filter((one) => one !== "").join(" ");
}

/** @param {string} note @param {string} author @returns {NoteParts} */
export function partsOf(note, author) {
  let left = note.trim();
  const isToldOf = left.startsWith(toldBy(author));
  if (isToldOf) left = left.slice(toldBy(author).length).trim();
  const reason = SPOKEN_ONLY.find((one) => left.startsWith(`${one.note}.`) || left.startsWith(`${one.note}: `));
  let ofWhat = "";
  if (reason) {
    const [whole, what = ""] = /^(?:: ([^.]*))?\.\s*/u.exec(left.slice(reason.note.length)) ?? [left.slice(reason.note.length)];
    ofWhat = what;
    left = left.slice(reason.note.length + whole.length);
  }
  const [beside = ""] = BESIDE.exec(left) ?? [];
  return { isToldOf, answer: reason?.answer ?? "", ofWhat, beside: beside.trim(), own: left.slice(beside.length).trim() };
}
