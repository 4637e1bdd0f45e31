// Who says what a text says, and on what basis, as a line that can be changed: it begins as it is given with the text.

import { button, details, fill, h } from "./dom.js";
import { fitBasis, hedgedField, LEAVE_IS_SETTLED, noteField, speakerFields, speakers, unansweredFields } from "./source_fields.js";
import { BASES } from "./words.js";

/** How many names are offered, besides the one that the line begins with. */
const NAMES = 5;

/** The names that are offered, where there is more than one to choose from. @param {string | undefined} now @param {string} author */
function names(now, author) {
  const others = [...new Set([...speakers(), author])].filter((one) => one !== "" && one !== now);
  return others.length > 0 ? [...(now ? [now] : []), ...others.slice(-NAMES)] : [];
}

/**
 * The line, with the fields that it opens.
 * @param {Record<string, any>} told what a statement says of that, or what it begins with
 * @param {string} author who wrote the text
 */
export function sourceLine(told, author) {
  const line = h("p", { class: "whose" });
  const fields = details(
    "Somebody else says it, or something else stands behind it",
    speakerFields(told),
    noteField(told),
  );
  const used = names(told.by, author).map((name) => button(name, () => speak(name)));
  const place = h(
    "div",
    { class: "source-line" },
    h(
      "div",
      { class: "when-said" },
      line,
      used.length > 0 ? h("p", { class: "used small" }, "Named before: ", used) : null,
      fields,
      hedgedField(told, "It is not settled: said with words such as “may”, “likely” or “to be settled”", LEAVE_IS_SETTLED),
    ),
    unansweredFields(told),
  );
  const field = /** @type {HTMLInputElement} */ (fields.querySelector("#by"));
  const chosen = () => /** @type {HTMLInputElement | null} */ (fields.querySelector("[name=basis]:checked"));

  /** @param {string} name */
  function speak(name) {
    field.value = name;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    fields.toggleAttribute("open", !chosen());
  }

  function tell() {
    const by = field.value.trim();
    used.forEach((one) => one.setAttribute("aria-pressed", String(one.textContent === by)));
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
