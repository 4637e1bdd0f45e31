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
 * @returns {Promise<boolean>}
 */
export function confirmed(question, text, yes, no) {
  return new Promise((resolve) => {
    const answer = (/** @type {boolean} */ whether) => {
      dialog.close();
      resolve(whether);
    };
    const dialog = h("dialog", {
      "aria-labelledby": "question",
      oncancel: () => resolve(false),
      onclose: () => dialog.remove(),
    });
    fill(
      dialog,
      h("h2", { id: "question" }, question),
      h("p", {}, text),
      h(
        "div",
        { class: "buttons" },
        button(no, () => answer(false), { class: "main", autofocus: true }),
        button(yes, () => answer(true)),
      ),
    );
    document.body.append(dialog);
    /** @type {HTMLDialogElement} */ (dialog).showModal();
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
