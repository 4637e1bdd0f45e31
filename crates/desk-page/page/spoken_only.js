// Answers that are neither yes nor no: words that speak of a question and do not answer it, each with why not, in words of its note.

/** @typedef {{answer: string, label: string, note: string}} SpokenOnly */

/** Why words do not answer what they speak of. @type {SpokenOnly[]} */
export const SPOKEN_ONLY = [
  { answer: "spoken-part", label: "Of a part only", note: "Said of a part only" },
  { answer: "spoken-plan", label: "Planned, not settled", note: "Planned, and not settled" },
  { answer: "spoken-near", label: "Something near it", note: "Said of something near it, and not of this" },
  { answer: "spoken-leave", label: "Leave to ask, no promise", note: "Leave to ask, and no promise that it is given" },
];

/** The answer by which leave is told from a promise: it stands there where words give leave. */
export const LEAVE = "spoken-leave";

/** Words by which leave is given to ask, and nothing is promised. */
const LEAVE_TO_ASK = /\b(may|might|could|can) (also |then )?(ask|request|apply|choose|express|prefer)\b/iu;

/** Whether words give leave to ask. @param {string} phrase */
export function givesLeave(phrase) {
  return LEAVE_TO_ASK.test(phrase);
}

/** Whether an answer keeps words that do not answer. @param {string} answer */
export function isSpokenOnly(answer) {
  return SPOKEN_ONLY.some((one) => one.answer === answer);
}
