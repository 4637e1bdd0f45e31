// Words of a paragraph that matter, though no question fits them: they are kept in the register of the texts.

import { setNoted } from "./coding.js";
import { announce, button, details, fill, h } from "./dom.js";
import { textField } from "./fields.js";
import { citable } from "./phrases.js";

/**
 * @typedef {import("./coding.js").CodedText} CodedText
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 * @typedef {import("./register.js").Noted} Noted
 */

/** What is kept of a paragraph. @param {CodedText} coded @param {number} number @returns {Noted[]} */
export function notedIn(coded, number) {
  return coded.noted.filter(({ paragraph }) => paragraph === number);
}

/** Where the kept words stand in their paragraph, as passages; those that do not stand there are left out. @param {CodedText} coded @param {Paragraph} paragraph */
export function notedPassages(coded, { paragraph: number, text }) {
  return notedIn(coded, number).flatMap(({ phrase }) => {
    const start = text.indexOf(phrase);
    if (start < 0) return [];
    // Ranges count characters.
    const from = [...text.slice(0, start)].length;
    return [{ fact: "kept: no question fits", passage: { range: [from, from + [...phrase].length] } }];
  });
}

/** Kept words in one line, within what is taken from a paragraph. @param {Noted} noted */
export function notedText({ phrase, note }) {
  return [`“${phrase}” `, h("b", {}, "Kept: no question fits."), note ? h("span", { class: "soft" }, ` Note: ${note}`) : null];
}

/**
 * Kept words as a line below their paragraph.
 * @param {CodedText} coded
 * @param {Noted} noted
 * @param {() => unknown} changed is told when they are taken away
 */
export function notedLine(coded, noted, changed) {
  const away = async () => {
    await setNoted(coded, coded.noted.filter((one) => one !== noted));
    await changed();
    announce(`Taken away: “${noted.phrase}”`);
  };
  return h(
    "li",
    { class: "saved-line noted-line" },
    h("p", {}, h("span", { class: "sign", "aria-hidden": "true" }, "✓ "), notedText(noted)),
    h("div", { class: "acts small" }, button(["Take away", h("span", { class: "unseen" }, `: ${noted.phrase}`)], away, { class: "plain-button" })),
  );
}

/**
 * The form in which words are kept.
 * @param {CodedText} coded
 * @param {Paragraph} paragraph
 * @param {{words: () => Words | null, kept: () => unknown}} of the words that are marked, and who is told when some are kept
 */
export function keepForm(coded, paragraph, { words, kept }) {
  const cited = h("p", { class: "cited", role: "status" });
  const wrong = h("div", { class: "not-saved", role: "alert", tabindex: "-1" });
  const note = textField({ id: "kept-note", label: "Note, if you wish", hint: "Why they matter, or what stays open", lines: 2 });
  const field = /** @type {HTMLTextAreaElement} */ (note.querySelector("textarea"));
  const keep = async () => {
    const { phrase, mistakes } = await citable(coded, paragraph, words());
    if (phrase === null) {
      fill(wrong, h("p", { class: "mistake" }, `Not kept yet. ${mistakes.map(({ text }) => text).join(" ")}`));
      return wrong.focus();
    }
    const said = field.value.trim();
    const one = { paragraph: paragraph.paragraph, phrase, ...(said === "" ? {} : { note: said }) };
    const others = coded.noted.filter((other) => other.paragraph !== one.paragraph || other.phrase !== phrase);
    await setNoted(coded, [...others, one]);
    field.value = "";
    element.removeAttribute("open");
    await kept();
    announce(`Kept: “${phrase}”`);
  };
  const element = details(
    "No question fits: keep the words",
    h("p", { class: "hint" }, "Words that matter to whoever decides are kept with the text, and stand in the report. They decide nothing."),
    cited,
    note,
    h("div", { class: "buttons" }, button("Keep these words", keep, { id: "keep-words" })),
    wrong,
  );
  element.id = "keep";
  void tell();
  return { element, tell, isTouched: () => field.value.trim() !== "", isOpen: () => element.hasAttribute("open"), open };

  /** Tells which words would be kept. */
  async function tell() {
    const { phrase, mistakes } = await citable(coded, paragraph, words());
    fill(wrong);
    fill(cited, phrase === null ? h("span", { class: "soft" }, words() === null ? "Mark the words in the paragraph." : mistakes.map(({ text }) => text).join(" ")) : h("span", { class: "quotation" }, `“${phrase}”`));
  }

  /** Opens it, for somebody who says that no question fits. */
  function open() {
    element.toggleAttribute("open", true);
    element.scrollIntoView({ block: "nearest" });
    element.querySelector("summary")?.focus({ preventScroll: true });
  }
}
