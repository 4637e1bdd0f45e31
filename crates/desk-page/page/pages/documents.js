// A file with several pilots: which of them is worked on.

import { h } from "../dom.js";
import { desk, refresh } from "../desk.js";
import { radios, valuesOf } from "../fields.js";
import { go } from "../router.js";

/** The page on which one of several pilots is chosen. */
export function documentsPage() {
  const all = desk.read?.documents ?? [];
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          if (desk.file) desk.file.document = Number(valuesOf(form).one("document"));
          await refresh();
          go("rules");
        },
      },
      radios({
        id: "document",
        legend: "Pilot",
        choices: all.map((/** @type {any} */ one) => ({
          value: String(one.document),
          label: one.title ?? one.pilot,
          hint: one.pilot,
        })),
        value: String(desk.file?.document ?? 0),
      }),
      h("button", { type: "submit", class: "main" }, "Continue"),
    )
  );
  return {
    title: "This file holds several pilots. Which one?",
    back: { route: "start", text: "Back to the start" },
    content: [form],
  };
}
