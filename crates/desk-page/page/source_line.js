// Who says what a text says, and on what basis, as a line that can be changed: it begins as it is given with the text.

import { details, fill, h } from "./dom.js";
import { radios, textField } from "./fields.js";
import { fitBasis, speakers } from "./source_fields.js";
import { BASES } from "./words.js";

/**
 * The line, with the fields that it opens.
 * @param {Record<string, any>} told what a statement says of that, or what it begins with
 */
export function sourceLine(told) {
  const line = h("p", { class: "whose" });
  const fields = details(
    "Somebody else says it, or something else stands behind it",
    textField({
      id: "by",
      label: "Who says so?",
      hint: "A person or a body, spelt in one way, such as DWP. Leave it empty where it is your own specification.",
      value: told.by ?? "",
      list: speakers(),
    }),
    radios({
      id: "basis",
      legend: "What stands behind it?",
      choices: BASES.map(({ basis, word, hint }) => ({ value: basis, label: word, hint })),
      value: told.basis ?? "",
    }),
    textField({
      id: "note",
      label: "Note",
      hint: "How you read it, where another could read it differently",
      value: told.note ?? "",
      lines: 2,
    }),
  );
  const unanswered = h(
    "div",
    { class: "when-unanswered" },
    textField({ id: "who-was-asked", label: "Who was asked?", value: told.unanswered ? (told.by ?? "") : "", list: speakers() }),
    textField({
      id: "asked",
      label: "When were they asked?",
      hint: "Year, month and day, such as 2026-03-31. Leave it empty if you do not know.",
      value: told.asked ?? "",
      class: "short",
    }),
  );
  const place = h(
    "div",
    { class: "source-line" },
    h(
      "div",
      { class: "when-said" },
      line,
      fields,
      h(
        "div",
        { class: "choice" },
        h("input", { type: "checkbox", id: "hedged", name: "hedged", value: "true", checked: told.hedged === true }),
        h("label", { for: "hedged" }, "It is not settled: said with words such as “may”, “likely” or “to be settled”"),
      ),
    ),
    unanswered,
  );
  const field = /** @type {HTMLInputElement} */ (fields.querySelector("#by"));
  const chosen = () => /** @type {HTMLInputElement | null} */ (fields.querySelector("[name=basis]:checked"));

  function tell() {
    const by = field.value.trim();
    const basis = BASES.find((one) => one.basis === chosen()?.value);
    const missing = by !== "" && !basis;
    fill(
      line,
      "Counts as said by ",
      h("b", {}, by || "the author of this file"),
      basis ? `: ${basis.word.charAt(0).toLowerCase()}${basis.word.slice(1)}.` : missing ? ". What stands behind it is not said yet." : ".",
    );
  }

  fitBasis(fields);
  field.addEventListener("input", tell);
  fields.addEventListener("change", tell);
  tell();
  const isLacking = Boolean(told.by) && !told.basis && !told.unanswered;
  fields.toggleAttribute("open", isLacking || Boolean(told.note));
  return place;
}
