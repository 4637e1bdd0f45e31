// What can be done on every page of a pilot: go to its parts, undo, redo, save.

import { announce, button, fill, h, link } from "./dom.js";
import { desk, pilot, step } from "./desk.js";
import { mayLeaveForm } from "./leave.js";
import { showAgain } from "./router.js";
import { unsavedNames } from "./unsaved.js";
import { movedWords } from "./verdict_panel.js";

const PARTS = [
  ["tasks", "What to do"],
  ["code", "Take a text apart"],
  ["findings", "Findings"],
  ["letter", "Letter"],
  ["report", "Report"],
  ["save", "Save"],
];

/**
 * Takes the last change back, or makes it again.
 * @param {"undo" | "redo"} way
 * @param {string} [place] a selector of where the reader goes on; where the button is that they pressed, if not given
 */
export async function take(way, place) {
  const what = way === "undo" ? desk.file?.history.undoes : desk.file?.history.redoes;
  if (what === null || what === undefined || !(await mayLeaveForm())) return;
  await step(way);
  await showAgain();
  const again = document.getElementById(way);
  const there = place ? document.querySelector(place) : again?.hasAttribute("disabled") ? null : again;
  /** @type {HTMLElement | null} */ (there ?? document.querySelector("h1"))?.focus();
  announce(`${way === "undo" ? "Undone" : "Done again"}: ${what}. ${movedWords()}`);
}

/** Shows the tools as they are now. */
export function showTools() {
  const tools = /** @type {HTMLElement} */ (document.getElementById("tools"));
  tools.hidden = desk.file === null;
  if (desk.file === null) return;
  const { history, name } = desk.file;
  const way = (/** @type {"undo" | "redo"} */ id, /** @type {string} */ word, /** @type {string | null} */ what) =>
    button([word, what ? h("span", { class: "unseen" }, `: ${what}`) : null], () => take(id), {
      id,
      disabled: what === null,
      title: what ?? undefined,
    });
  fill(
    tools,
    h(
      "div",
      { class: "tools" },
      h(
        "p",
        { class: "file" },
        h("b", {}, pilot()?.title ?? name),
        " ",
        h("span", { class: "soft" }, unsavedNames().length > 0 ? "not saved" : "saved"),
      ),
      h(
        "ul",
        {},
        PARTS.map(([route, text]) => h("li", {}, link(route, text))),
      ),
      h("div", { class: "buttons" }, way("undo", "Undo", history.undoes), way("redo", "Redo", history.redoes)),
    ),
  );
}

/** Undoes by the keys that everybody knows, where they do not belong to a field. */
export function listenForUndo() {
  addEventListener("keydown", (event) => {
    const isField = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, dialog") !== null;
    if (isField || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    void take(key === "y" || event.shiftKey ? "redo" : "undo");
  });
}
