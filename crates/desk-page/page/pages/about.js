// The pilot itself: its title, how far it has come, who answers for it.

import { h, link } from "../dom.js";
import { change, pilot } from "../desk.js";
import { Refused } from "../engine.js";
import { selectField, showMistakes, textField, valuesOf } from "../fields.js";
import { go } from "../router.js";
import { STATUSES } from "../words.js";

/** The names that stand one to a line. @param {string} text */
function lines(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** The page about the pilot itself. */
export function aboutPage() {
  const one = pilot() ?? {};
  const before = { title: one.title ?? "", pilot: one.pilot ?? "", status: one.status ?? "proposed", owners: one.owners ?? [] };
  const read = () => {
    const values = valuesOf(form);
    return {
      title: values.one("title"),
      pilot: values.one("pilot"),
      status: values.one("status"),
      owners: lines(values.one("owners")),
    };
  };
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const now = read();
          const mistakes = [];
          if (now.title === "") mistakes.push({ id: "title", text: "Say in a few words what the pilot is" });
          if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(now.pilot))
            mistakes.push({
              id: "pilot",
              text: "Write the short name in lower case letters, digits and hyphens, such as harbour-clinic",
            });
          showMistakes(form, mistakes);
          if (mistakes.length > 0) return;
          const differs = Object.entries(now).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]));
          const changes = differs.map(([key, value]) => ({ change: "set", key, value: value.length === 0 ? null : value }));
          try {
            if (changes.length > 0) await change(changes, "what the pilot itself is");
            go("tasks");
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
            showMistakes(
              form,
              error.diagnostics.map((each) => ({ id: "title", text: each.message })),
            );
          }
        },
      },
      textField({ id: "title", label: "What is the pilot?", hint: "In a few words", value: before.title }),
      textField({
        id: "pilot",
        label: "Its short name",
        hint: "Lower case letters, digits and hyphens. Reports call it so.",
        value: before.pilot,
      }),
      selectField({
        id: "status",
        label: "How far has it come?",
        choices: STATUSES.map((status) => ({ value: status, label: status })),
        value: before.status,
      }),
      textField({
        id: "owners",
        label: "Who answers for it?",
        hint: "One to a line: those who run it, pay for it or promote it. What they say is claimed, or binding, and never observed.",
        value: before.owners.join("\n"),
        lines: 4,
      }),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "submit", class: "main" }, "Save"),
        link("tasks", "Leave without saving"),
      ),
    )
  );
  return {
    title: "The pilot itself",
    back: { route: "tasks", text: "Back to what to do" },
    content: [form],
    isTouched: () => JSON.stringify(read()) !== JSON.stringify(before),
  };
}
