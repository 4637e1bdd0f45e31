// Who says what the words of a row say, on what basis, and whether it is settled: folded, as it mostly is as it was given with the
// text.

import { button, details, fill, h } from "./dom.js";
import { pilot } from "./desk.js";
import { fitBasis, hedgedField, LEAVE_IS_SETTLED, noteField, speakerFields, speakers } from "./source_fields.js";
import { BASES } from "./words.js";

/** How many names are offered, besides the one that the row begins with. */
const NAMES = 5;

const CLOSED = "Not settled, a note, another speaker";

/** The names that are offered, where there is more than one to choose from. @param {string | undefined} now @param {string} author */
function names(now, author) {
  const others = [...new Set([...speakers(), author])].filter((one) => one !== "" && one !== now);
  return others.length > 0 ? [...(now ? [now] : []), ...others.slice(-NAMES)] : [];
}

/** What stands behind it, within a sentence. @param {string} basis */
export function basisWords(basis) {
  const word = BASES.find((one) => one.basis === basis)?.word ?? "";
  return `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
}

/**
 * The fields, folded; what differs from how the text speaks is told on the fold.
 * @param {Record<string, any>} told what a statement says of that, or what it begins with
 * @param {{by: string, basis: string}} usual how the text speaks by itself
 * @param {boolean} isOther whether it is asked first who speaks, as it is not the author of the text
 */
export function rowSource(told, usual, isOther) {
  const summary = h("span", {});
  const owner = h("p", { class: "hint", role: "status" });
  const used = h("div", {});
  const settled = [
    hedgedField(told, "It is not settled: said with words such as “may”, “likely” or “to be settled”", LEAVE_IS_SETTLED),
    noteField(told),
  ];
  const speaker = [used, speakerFields(told), owner];
  const fold = details(
    summary,
    isOther ? [speaker, settled] : [settled, speaker],
  );
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (fold.querySelector(`[name=${name}]`));
  const [by, hedged, note] = ["by", "hedged", "note"].map(field);
  const basis = () => /** @type {HTMLInputElement | null} */ (fold.querySelector("[name=basis]:checked"))?.value ?? "";

  /** Offers who was named before, also since the row was drawn. */
  function offerNames() {
    const offered = names(told.by, usual.by).map((name) => button(name, () => speak(name)));
    fill(used, offered.length > 0 ? h("p", { class: "used small" }, "Named before: ", offered) : null);
  }

  /** @param {string} name */
  function speak(name) {
    by.value = name;
    by.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function tell() {
    const name = by.value.trim();
    used.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", String(one.textContent === name)));
    const behind = basis() === "" ? (name === "" ? "" : ", and what stands behind it is not said yet") : `: ${basisWords(basis())}`;
    const differs = name !== usual.by || basis() !== usual.basis;
    const parts = [
      isOther && name === "" ? "Somebody else says it: who?" : differs ? `Said by ${name || "the author of this file"}${behind}` : null,
      hedged.checked ? "Not settled" : null,
      note.value.trim() === "" ? null : "With a note",
    ].filter(Boolean);
    const isOwner = basis() === "observed" && (pilot()?.owners ?? []).includes(name);
    fill(owner, isOwner ? `${name} answers for the pilot: what they say is claimed, or binding. The report will say so.` : null);
    fill(summary, parts.length > 0 ? h("b", {}, `${parts.join(". ")}.`.replace("?.", "?")) : CLOSED);
  }

  fitBasis(fold);
  offerNames();
  fold.addEventListener("toggle", () => {
    offerNames();
    tell();
  });
  fold.addEventListener("input", tell);
  fold.addEventListener("change", tell);
  tell();
  fold.toggleAttribute("open", isOther || (Boolean(told.by) && !told.basis && !told.unanswered));
  return fold;
}
