// Nothing is lost without being asked: neither what stands in a form, nor a file that is not saved.

import { button, fill, h } from "./dom.js";
import { desk } from "./desk.js";
import { unsavedNames } from "./unsaved.js";
import { inRow } from "./words.js";

/** Whether the form that is shown holds something that would be lost. */
export const form = { isTouched: () => false };

/**
 * Asks a question that has two answers.
 * @param {string} question
 * @param {string} text
 * @param {string} yes
 * @param {string} no
 */
export async function confirmed(question, text, yes, no) {
  return (await chosenOf(question, text, [["no", no], ["yes", yes]])) === "yes";
}

/**
 * Asks a question that has some answers, of which the first is at hand; nothing where somebody leaves without one.
 * @param {string} question
 * @param {string} text
 * @param {[string, string][]} answers each by its name and in words
 * @returns {Promise<string | null>}
 */
export function chosenOf(question, text, answers) {
  return new Promise((resolve) => {
    const dialog = /** @type {HTMLDialogElement} */ (
      h("dialog", {
        "aria-labelledby": "question",
        onclose: () => {
          dialog.remove();
          resolve(dialog.returnValue || null);
        },
      })
    );
    fill(
      dialog,
      h("h2", { id: "question" }, question),
      h("p", {}, text),
      h(
        "div",
        { class: "buttons" },
        answers.map(([name, words], at) =>
          button(words, () => dialog.close(name), { class: at === 0 ? "main" : null, autofocus: at === 0 }),
        ),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/**
 * Tells something that has one answer.
 * @param {string} title
 * @param {string} text
 */
export function tell(title, text) {
  const dialog = h("dialog", { "aria-labelledby": "told", onclose: () => dialog.remove() });
  fill(
    dialog,
    h("h2", { id: "told" }, title),
    h("p", {}, text),
    button("Go on", () => dialog.close(), { class: "main" }),
  );
  document.body.append(dialog);
  /** @type {HTMLDialogElement} */ (dialog).showModal();
}

/** Whether a form may be left. */
export async function mayLeaveForm() {
  if (!form.isTouched()) return true;
  return confirmed(
    "Leave without saving this answer?",
    "What you have put in on this page would be lost.",
    "Leave without saving",
    "Stay here",
  );
}

/** Whether another file may take the place of this one. */
export async function mayLeaveFile() {
  const names = desk.file === null ? [] : unsavedNames();
  if (names.length === 0) return true;
  return confirmed(
    "Leave this pilot without saving it?",
    `Not saved yet, and lost if you leave: ${inRow(names)}.`,
    "Leave without saving",
    "Go back",
  );
}

/** Lets the browser ask before the page is closed. */
export function guardPage() {
  addEventListener("beforeunload", (event) => {
    if (unsavedNames().length > 0 || form.isTouched()) event.preventDefault();
  });
}
