// Who says what the words of a row say. Mostly that is the author of the text, which one line tells; where somebody else is named
// beside the words, or told of, it is asked before anything is saved.

import { button, details, fill, h } from "./dom.js";
import { pilot } from "./desk.js";
import { basisOf, speakers } from "./source_fields.js";
import { BASES } from "./words.js";

/** @typedef {import("./named_speakers.js").Named} Named */

/** How many names are offered that were used before, besides those in the text. */
const NAMES = 4;

/** The choice of a name that is to be written. */
const ANOTHER = "";

/** What stands behind it, within a sentence. @param {string} basis */
export function basisWords(basis) {
  const word = BASES.find((one) => one.basis === basis)?.word ?? "";
  return `${word.charAt(0).toLowerCase()}${word.slice(1)}`;
}

/**
 * @param {string} own the name of the row, which its fields bear
 * @param {{by: string, basis: string}} usual how the text speaks by itself
 * @param {{by: string, basis: string, isToldOf: boolean} | null} told how the statement speaks that is changed
 * @param {{isAsked: boolean, named: Named[], besides: string[], choose: (named: Named) => void}} how whether it is asked who says it; who is
 *   named nearby; whose names are not offered, as they have said something already; and who is told that somebody named is chosen
 */
export function rowSpeaker(own, usual, told, { isAsked, named, besides, choose }) {
  const author = usual.by || "the author of this file";
  const first = told?.by ?? (isAsked ? null : usual.by);
  const line = h("span", { class: "said-by" }, "as said by ", h("b", {}, author), " · ", button(["change", h("span", { class: "unseen" }, " who says it")], open, { class: "plain-button", "data-act": "speaker" }));
  const names = h("div", { class: "names" });
  const written = field("input", { type: "text", name: "by", "aria-label": "The name of whoever says it", autocomplete: "off", oninput: fitBasis });
  const toldOf = field("input", { type: "checkbox", id: `${own}-told-of`, name: "told-of", value: "true", checked: told?.isToldOf ?? true, onchange: fitBasis });
  const hearsay = h("div", { class: "choice" }, toldOf, h("label", { for: toldOf.id }, `Told of by ${author}, not in their own words`));
  const behind = h("span", {});
  const bases = BASES.map(({ basis }, at) => field("input", { type: "radio", id: `${own}-basis-${at}`, name: "basis", value: basis, "aria-describedby": `${own}-basis-${at}-hint`, onchange: tell }));
  const basis = details(["What stands behind it: ", behind], h("fieldset", {}, h("legend", { class: "unseen" }, "What stands behind it"), BASES.map(basisChoice)));
  const owner = h("p", { class: "hint", role: "status" });
  const block = h("fieldset", { class: "who", "aria-describedby": `${own}-cited` }, h("legend", {}, "Who says this?"), names, hearsay, basis, owner);
  const isOpen = isAsked || (told?.basis || usual.basis) === "" || (told !== null && (told.by !== usual.by || (told.basis !== "" && told.basis !== usual.basis)));
  offer(first);
  takeBasis(told?.basis || usual.basis);
  show(isOpen);
  // Others may have been named since the row was drawn.
  block.addEventListener("focusin", () => offer(current()));
  block.addEventListener("pointerenter", () => offer(current()));
  return { line, block, read };

  /** @param {string} name @param {Record<string, unknown>} attributes */
  function field(name, attributes) {
    return /** @type {HTMLInputElement} */ (h(name, attributes));
  }

  /** @param {typeof BASES[number]} one @param {number} at */
  function basisChoice({ word, hint }, at) {
    return h("div", { class: "choice" }, bases[at], h("label", { for: bases[at].id }, word), h("p", { class: "hint", id: `${bases[at].id}-hint` }, hint));
  }

  /** The radio button that is chosen. */
  function chosen() {
    return /** @type {HTMLInputElement | null} */ (names.querySelector("[name=speaker]:checked"));
  }

  /** The name that is chosen; nothing where none is. */
  function current() {
    const now = chosen()?.value ?? null;
    return now === ANOTHER ? written.value.trim() : now;
  }

  /** Offers names, and keeps the one that is chosen. @param {string | null} now */
  function offer(now) {
    const isWritten = chosen()?.value === ANOTHER;
    const before = speakers().filter((one) => one !== usual.by).slice(-NAMES);
    const all = [...new Set([usual.by, ...named.map(({ name }) => name), ...before, ...(now && !isWritten ? [now] : [])])];
    const offered = [...all.filter((one) => one !== "" && (one === now || !besides.includes(one))), ANOTHER];
    const isThere = [...names.querySelectorAll("[name=speaker]")].map((one) => /** @type {HTMLInputElement} */ (one).value);
    if (isThere.join("\n") === offered.join("\n")) return;
    const focused = /** @type {HTMLInputElement | null} */ (document.activeElement?.closest("[name=speaker]"))?.value;
    const choice = (/** @type {string} */ name, /** @type {number} */ at) => {
      const id = `${own}-speaker-${at}`;
      const checked = isWritten ? name === ANOTHER : name === now;
      return h("span", { class: "name" }, h("input", { type: "radio", id, name: "speaker", value: name, checked, onchange: chooseName }), h("label", { for: id }, name === ANOTHER ? "somebody else" : name));
    };
    fill(names, offered.map(choice), written);
    if (focused !== undefined) [...names.querySelectorAll("input")].find((one) => one.value === focused)?.focus();
  }

  function chooseName() {
    fitBasis();
    const one = named.find(({ name }) => name === current());
    if (one) choose(one);
    if (chosen()?.value === ANOTHER) written.focus();
  }

  /** Sees that what stands behind it fits whoever is said to speak: at second hand they claim it; else as they spoke before. */
  function fitBasis() {
    const name = current() ?? "";
    if (name === usual.by) takeBasis(usual.basis);
    else if (toldOf.checked) takeBasis("claimed");
    else takeBasis(basisOf(name) ?? (usual.basis === "claimed" ? "claimed" : ""));
    tell();
  }

  /** @param {string} now */
  function takeBasis(now) {
    bases.forEach((one) => {
      one.checked = one.value === now;
    });
    if (now === "") basis.toggleAttribute("open", true);
  }

  /** Shows what belongs to whoever is chosen. */
  function tell() {
    const name = current();
    const by = bases.find((one) => one.checked)?.value ?? "";
    written.hidden = chosen()?.value !== ANOTHER;
    hearsay.hidden = name === null || name === usual.by;
    basis.hidden = name === null;
    fill(behind, by === "" ? h("b", {}, "not said yet") : basisWords(by));
    const isOwner = by === "observed" && (pilot()?.owners ?? []).includes(name);
    owner.hidden = !isOwner;
    fill(owner, isOwner ? `${name} answers for the pilot: what they say is claimed, or binding. The report will say so.` : null);
  }

  /** @param {boolean} is whether the block is shown, and not the line */
  function show(is) {
    block.hidden = !is;
    line.hidden = is;
    tell();
  }

  function open() {
    show(true);
    offer(current());
    chosen()?.focus();
  }

  /** Who speaks, or what is lacking. @returns {{by: string, isToldOf: boolean, mistakes: import("./fields.js").Mistake[]}} */
  function read() {
    if (block.hidden) return { by: usual.by, isToldOf: false, mistakes: [] };
    const name = current();
    const lacks = name === null ? [{ id: "speaker", text: "Say who says this" }] : name === "" && chosen()?.value === ANOTHER ? [{ id: "by", text: "Write who says so" }] : [];
    return { by: name ?? "", isToldOf: !hearsay.hidden && toldOf.checked, mistakes: lacks };
  }
}
