// Whose conditions count.

import { count, h } from "../dom.js";
import { desk, refresh } from "../desk.js";
import { checkboxes, showMistakes, valuesOf } from "../fields.js";
import { go } from "../router.js";
import { inRow } from "../words.js";

/** The first sentence of a text. @param {string} text */
function firstSentence(text) {
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}

/** @param {any} set */
function hint(set) {
  const of = (/** @type {string} */ force) => set.rules.filter((/** @type {any} */ rule) => rule.force === force).length;
  const forces = [
    [of("must"), "required"],
    [of("should"), "raised as a concern"],
    [of("ask"), "put as a question"],
  ];
  const told = forces.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  return [
    `By ${inRow(set.issued_by)}. ${firstSentence(set.summary)} `,
    h("span", {}, `${count(set.rules.length, "condition")}: ${inRow(told)}.`),
  ];
}

/** The page on which rule sets are chosen. */
export function rulesPage() {
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      {
        novalidate: true,
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const chosen = valuesOf(form).all("rulesets");
          showMistakes(
            form,
            chosen.length === 0
              ? [{ id: "rulesets", text: "Choose at least one, or there is nothing to hold the pilot against" }]
              : [],
          );
          if (chosen.length === 0) return;
          desk.chosen = chosen;
          await refresh();
          go("tasks");
        },
      },
      checkboxes({
        id: "rulesets",
        legend: "Conditions of",
        hint: "You can change this at any time. None outranks another.",
        choices: desk.ruleSets.map((set) => ({ value: set.ruleset, label: set.title, hint: hint(set) })),
        values: desk.chosen,
      }),
      h("button", { type: "submit", class: "main" }, "Continue"),
    )
  );
  const isTouched = () => valuesOf(form).all("rulesets").join() !== desk.chosen.join();
  return { title: "Whose conditions count?", back: { route: "tasks", text: "Back to what to do" }, content: [form], isTouched };
}
