// Whose conditions count.

import { announce, count, h } from "../dom.js";
import { addOwn, desk, refresh } from "../desk.js";
import { Refused } from "../engine.js";
import { checkboxes, showMistakes, valuesOf } from "../fields.js";
import { textOf } from "../files.js";
import { go, showAgain } from "../router.js";
import { inRow, sentence } from "../words.js";

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
    set.issued_by?.length > 0 ? `By ${inRow(set.issued_by)}. ` : "",
    `${firstSentence(set.summary ?? "")} `,
    h("span", {}, `${count(set.rules.length, "condition")}: ${inRow(told)}.`),
  ];
}

/** The files of rule sets and vocabularies of one's own, to be added. @param {() => HTMLFormElement} form where mistakes are told */
function ownRules(form) {
  const file = h("input", {
    type: "file",
    id: "own",
    accept: ".yaml,.yml",
    multiple: true,
    "aria-describedby": "own-hint",
    onchange: async () => {
      const chosen = [.../** @type {HTMLInputElement} */ (file).files ?? []];
      if (chosen.length === 0) return;
      try {
        await addOwn(await Promise.all(chosen.map(async (one) => ({ name: one.name, text: await textOf(one) }))));
        await refresh();
        await showAgain();
        document.getElementById("own")?.focus();
        announce(`Added: ${inRow(chosen.map(({ name }) => name))}.`);
      } catch (error) {
        const wrong = error instanceof Refused ? error.diagnostics.map((one) => one.message) : [/** @type {Error} */ (error).message];
        showMistakes(
          form(),
          wrong.map((text) => ({ id: "own", text: sentence(text) })),
        );
      }
    },
  });
  return h(
    "div",
    { class: "field" },
    h("label", { for: "own" }, "Add rules of your own"),
    h(
      "p",
      { class: "hint", id: "own-hint" },
      "A rule set, and with it the vocabulary that it speaks if that is one of your own: files that end in .yaml. They are there until this page is closed.",
    ),
    file,
  );
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
      ownRules(() => form),
      h("button", { type: "submit", class: "main" }, "Continue"),
    )
  );
  const isTouched = () => valuesOf(form).all("rulesets").join() !== desk.chosen.join();
  return { title: "Whose conditions count?", back: { route: "tasks", text: "Back to what to do" }, content: [form], isTouched };
}
