// Who says so, on what basis, and where it is written, as a form.

import { h } from "./dom.js";
import { desk, pilot } from "./desk.js";
import { radios, textField } from "./fields.js";
import { BASES } from "./words.js";

/**
 * @typedef {ReturnType<typeof import("./fields.js").valuesOf>} Values
 */

/** The longest phrase that is kept, in words. */
export const LONGEST_PHRASE = 12;

/** What is told where somebody says that a thing is not settled. */
const LEAVE_IS_SETTLED = "A “may” that gives leave is not meant: “people may ask for another place” settles that they may ask. That they will get one it does not say.";

/** All statements of the pilot. */
function statements() {
  return (pilot()?.facts ?? []).flatMap((/** @type {any} */ fact) => fact.statements);
}

/** Who speaks in this pilot, and who answers for it. */
export function speakers() {
  const all = [...(pilot()?.owners ?? []), ...statements().map((/** @type {any} */ one) => one.by)];
  return [...new Set(all.filter(Boolean))];
}

/** The documents that this pilot cites. */
function documentsCited() {
  return [
    ...new Set(
      statements()
        .map((/** @type {any} */ one) => one.document)
        .filter(Boolean),
    ),
  ];
}

/** The source of the last answer, or what the pilot says of all its statements: what a new statement begins with. */
export function likelySource() {
  const defaults = pilot()?.provenance ?? {};
  const { by, basis, document } = Object.keys(desk.lastSource).length > 0 ? desk.lastSource : defaults;
  return { by, basis, document };
}

/** Who says so, and what stands behind it. @param {Record<string, any>} told */
function speakerFields(told) {
  return [
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
  ];
}

/** Whether it is settled. @param {Record<string, any>} told @param {string} label @param {string} hint */
function hedgedField(told, label, hint) {
  const attributes = { type: "checkbox", id: "hedged", name: "hedged", value: "true", "aria-describedby": "hedged-hint" };
  return h(
    "div",
    { class: "choice" },
    h("input", { ...attributes, checked: told.hedged === true }),
    h("label", { for: "hedged" }, label),
    h("p", { class: "hint", id: "hedged-hint" }, hint),
  );
}

/** Who was asked in vain, and when. @param {Record<string, any>} told */
export function unansweredFields(told) {
  return h(
    "div",
    { class: "when-unanswered" },
    textField({
      id: "who-was-asked",
      label: "Who was asked?",
      value: told.unanswered ? (told.by ?? "") : "",
      list: speakers(),
    }),
    textField({
      id: "asked",
      label: "When were they asked?",
      hint: "Year, month and day, such as 2026-03-31. Leave it empty if you do not know.",
      value: told.asked ?? "",
      class: "short",
    }),
  );
}

/** A note. @param {Record<string, any>} told */
export function noteField(told) {
  return textField({
    id: "note",
    label: "Note",
    hint: "How you read it, where another could read it differently",
    value: told.note ?? "",
    lines: 2,
  });
}

/**
 * The fields for where a statement comes from.
 * @param {Record<string, any>} told what they begin with
 * @param {{isKept: boolean}} how whether that is kept from the last answer
 */
export function sourceFields(told, { isKept }) {
  const kept = isKept && (told.by || told.document);
  const said = h(
    "div",
    { class: "when-said" },
    kept
      ? h(
          "p",
          { class: "small soft" },
          "Who says so, what stands behind it and the document are kept from your last answer. Change what differs.",
        )
      : null,
    speakerFields(told),
    hedgedField(
      told,
      "It is said with words such as “may”, “likely” or “to be settled”",
      `Mark this, too, where it is still open. It is shown beside the question, and decides nothing. ${LEAVE_IS_SETTLED}`,
    ),
  );
  const place = h(
    "fieldset",
    { class: "when-told" },
    h("legend", {}, "Where is it written?"),
    h("p", { class: "hint" }, "None of this is needed, but it lets a stranger find the place."),
    textField({
      id: "document",
      label: "Document",
      hint: "A short name of your own, such as provider-leaflet",
      value: told.document ?? "",
      list: documentsCited(),
    }),
    textField({
      id: "paragraph",
      label: "Paragraph",
      hint: "Its number, or two for a range, as in 4-6",
      value: told.paragraph ?? "",
      class: "short",
    }),
    textField({
      id: "phrase",
      label: "Phrase",
      hint: `The words that say so, copied exactly, ${LONGEST_PHRASE} at most`,
      value: told.phrase ?? "",
    }),
    textField({
      id: "date",
      label: "When was it said?",
      hint: "As in 2026-03-31, or 2026",
      value: told.date ?? "",
      class: "short",
    }),
    textField({ id: "url", label: "Address on the web", value: told.url ?? "", inputmode: "url" }),
    noteField(told),
  );
  return [said, unansweredFields(told), place];
}

/** On what basis somebody spoke last in this pilot. @param {string} by */
export function basisOf(by) {
  return statements().findLast((/** @type {any} */ one) => one.by === by && one.basis)?.basis;
}

/**
 * Sees that the basis fits whoever is said to speak: as they spoke before in this pilot; or, as long as the last one claims it,
 * as a claim. What binds or was seen by one need not bind or be seen by another, and is asked for anew.
 * @param {Element} form
 */
export function fitBasis(form) {
  const field = /** @type {HTMLInputElement | null} */ (form.querySelector("#by"));
  const bases = () => /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=basis]")]);
  field?.addEventListener("input", () => {
    const before = bases().find((one) => one.checked)?.value;
    const basis = basisOf(field.value.trim()) ?? (before === "claimed" ? before : undefined);
    bases().forEach((one) => {
      one.checked = one.value === basis;
    });
  });
}

/**
 * Shows of these fields those that the answer asks for.
 * @param {HTMLFormElement} form
 * @param {string} kind
 */
export function showSourceFields(form, kind) {
  const show = (/** @type {string} */ part, /** @type {boolean} */ is) =>
    form.querySelectorAll(part).forEach((one) => {
      one.hidden = !is;
    });
  show(".when-said", kind !== "unsaid" && kind !== "unanswered");
  show(".when-unanswered", kind === "unanswered");
  show(".when-told", kind !== "unsaid");
}

/**
 * The source, under the keys of a statement; and what is wrong with it.
 * @param {Values} values
 */
export function readSource(values) {
  const isUnanswered = values.one("said") === "unanswered";
  const isSpoken = values.one("said") === "spoken";
  const mistakes = [];
  /** @type {Record<string, unknown>} */
  const source = {};
  const by = values.one(isUnanswered ? "who-was-asked" : "by");
  const basis = values.one("basis");
  if (by !== "") source.by = by;
  if (isSpoken) {
    if (by === "") mistakes.push({ id: "by", text: "Say who speaks of it" });
  } else if (isUnanswered) {
    if (by === "") mistakes.push({ id: "who-was-asked", text: "Say who was asked" });
    if (values.one("asked") !== "") source.asked = values.one("asked");
    if (values.one("asked") !== "" && !/^\d{4}-\d{2}-\d{2}$/.test(values.one("asked"))) {
      mistakes.push({ id: "asked", text: "Write the day as year, month and day, such as 2026-03-31" });
    }
  } else {
    if (by !== "" && basis === "")
      mistakes.push({ id: "basis", text: `Say what stands behind it: do they claim it, is it binding, or was it seen by ${by}?` });
    if (basis !== "") source.basis = basis;
    if (values.one("hedged") !== "") source.hedged = true;
  }
  for (const key of ["document", "paragraph", "phrase", "date", "url", "note"]) {
    if (values.one(key) !== "") source[key] = values.one(key);
  }
  if (typeof source.paragraph === "string" && /^[1-9]\d{0,8}$/.test(source.paragraph))
    source.paragraph = Number(source.paragraph);
  const words = values.one("phrase").split(/\s+/).length;
  if (words > LONGEST_PHRASE)
    mistakes.push({ id: "phrase", text: `The phrase has ${words} words. Keep ${LONGEST_PHRASE} at most: those that say it` });
  if (!source.document && (source.paragraph || source.phrase))
    mistakes.push({ id: "document", text: "Say in which document this stands" });
  return { source, mistakes };
}
