// A text, read by numbered paragraphs: what is marked in it, and what is not yet.

import { button, count, fill, h, link } from "../dom.js";
import { located, pieces, texts, textsAway, unsavedTexts } from "../coding.js";
import { factOf, statementsOf } from "../desk.js";
import { whenPointed, wordsPointedAt } from "../phrase_pointer.js";
import { showAgain } from "../router.js";
import { LONGEST_PHRASE } from "../source_fields.js";
import { newTextPage } from "./new_text.js";
import { said, whose } from "../words.js";

/** @typedef {import("../coding.js").CodedText} CodedText */

/** Whether only those paragraphs are shown that nobody has coded. */
const shows = { uncodedOnly: false };

/** A text that the pilot cites, and that is not here. @param {{document: string, statements: number}} one */
function awayItem({ document, statements }) {
  return h(
    "li",
    {},
    "Paste or open ",
    link(`new-text/${document}`, document),
    ` again to see its passages: ${count(statements, "statement")} ${statements === 1 ? "is" : "are"} from it.`,
  );
}

/** The page on which a text is put in, or chosen. */
export function codePage() {
  const away = textsAway();
  if (texts.size === 0 && away.length === 0) return newTextPage();
  const item = (/** @type {CodedText} */ one) =>
    h("li", {}, link(`code/${one.document}`, one.title), ` (${one.document}, ${count(one.paragraphs.length, "paragraph")})`);
  return {
    title: "Take a text apart",
    back: { route: "tasks", text: "Back to what to do" },
    content: [
      texts.size > 0 ? [h("h2", {}, "Texts on the desk"), h("ul", {}, [...texts.values()].map(item))] : null,
      h("p", {}, link("new-text", texts.size > 0 ? "Put in another text" : "Put in a text", { class: "as-button" })),
      away.length > 0
        ? [
            h("h2", {}, "Texts that are not here"),
            h("p", {}, "The pilot cites them. Its file does not hold them."),
            h("ul", {}, away.map(awayItem)),
          ]
        : null,
    ],
  };
}

/**
 * The facts that a paragraph carries, each by its question.
 * @param {import("../coding.js").Located[]} statements
 * @param {string} from the text and the paragraph, to which one comes back
 */
function carried(statements, from) {
  const item = (/** @type {import("../coding.js").Located} */ one) => {
    const fact = factOf(one.fact);
    const statement = statementsOf(one.fact)[one.at];
    if (!fact || !statement) return null;
    return h(
      "li",
      {},
      link(`fact/${one.fact}/${one.at}/from/${from}`, fact.ask),
      " ",
      h("b", {}, said(statement, fact)),
      h("span", { class: "soft" }, `, ${whose(statement)}`),
      statement.note ? [h("br"), h("span", { class: "soft" }, `Note: ${statement.note}`)] : null,
      one.passage ? null : [h("br"), h("strong", { class: "mistake" }, "Not found"), ` in this text: “${one.phrase ?? ""}”`],
    );
  };
  return statements.length > 0 ? h("ul", { class: "small carried" }, statements.map(item)) : null;
}

/**
 * A paragraph with its marked passages.
 * @param {string} text
 * @param {any[]} passages the statements that are found in it
 */
function markedText(text, passages) {
  return pieces(
    text,
    passages.map((one) => one.passage.range),
  ).map((piece) => {
    if (piece.marked.length === 0) return piece.text;
    const names = piece.marked.map((number) => passages[number].fact);
    return h("mark", { title: names.join(", ") }, piece.text);
  });
}

/** @param {number} paragraph */
function markWords(paragraph) {
  return ["Mark a phrase", h("span", { class: "unseen" }, ` in paragraph ${paragraph}`)];
}

/**
 * Lets the words that are marked with the pointer be carried to where they are coded.
 * @param {CodedText} coded
 */
function takePointed({ document: name, paragraphs }) {
  whenPointed(() => {
    const anchor = getSelection()?.anchorNode;
    const item = (anchor instanceof Element ? anchor : anchor?.parentElement)?.closest(".paragraphs > li");
    const paragraph = paragraphs.find((one) => `paragraph-${one.paragraph}` === item?.id);
    const place = item?.querySelector("p");
    const to = item?.querySelector("a[data-paragraph]");
    if (!paragraph || !place || !to) return;
    const pointed = wordsPointedAt(place, paragraph);
    if (pointed === null) return;
    const [first, last] = pointed;
    document.querySelectorAll(".paragraphs a.pointed").forEach((old) => unpoint(old, name));
    to.className = "pointed as-button";
    to.setAttribute("href", `#/code/${name}/${paragraph.paragraph}/${first}-${last}`);
    const words = last - first + 1;
    const marked = `${count(words, "word")} from “${paragraph.words[first].word}” to “${paragraph.words[last].word}”`;
    to.textContent = words > LONGEST_PHRASE ? `Shorten the ${marked}: a mark has at most ${LONGEST_PHRASE}` : `Mark the ${marked}`;
  });
}

/** @param {Element} to @param {string} name */
function unpoint(to, name) {
  const paragraph = Number(to.getAttribute("data-paragraph"));
  to.className = "";
  to.setAttribute("href", `#/code/${name}/${paragraph}`);
  fill(to, markWords(paragraph));
}

/** The page of a text: its paragraphs, what is coded, and what is not. @param {string} name */
export async function textToCodePage(name) {
  const coded = texts.get(name);
  if (!coded) return codePage();
  const { statements, not_coded: uncoded } = await located(coded);
  const open = new Set(uncoded);
  const lost = statements.filter((one) => one.passage === null);
  const shown = coded.paragraphs.filter((one) => one.text.trim() !== "" && (!shows.uncodedOnly || open.has(one.paragraph)));
  const item = (/** @type {import("../coding.js").Paragraph} */ one) => {
    const here = statements.filter((each) => each.passage?.paragraph === one.paragraph);
    return h(
      "li",
      { value: one.paragraph, id: `paragraph-${one.paragraph}`, class: open.has(one.paragraph) ? "uncoded" : null },
      h("p", {}, markedText(one.text, here)),
      carried(here, `${name}/${one.paragraph}`),
      h(
        "p",
        {},
        link(`code/${name}/${one.paragraph}`, markWords(one.paragraph), { "data-paragraph": one.paragraph }),
      ),
    );
  };
  const toggle = button(
    shows.uncodedOnly ? "Show all paragraphs" : "Show only what is not coded yet",
    async () => {
      shows.uncodedOnly = !shows.uncodedOnly;
      await showAgain();
      document.getElementById("toggle")?.focus();
    },
    { id: "toggle" },
  );
  takePointed(coded);
  return {
    title: coded.title,
    caption: `Take a text apart: ${coded.document}`,
    back: { route: "code", text: "Back to the texts" },
    content: [
      h(
        "p",
        {},
        `${count(coded.paragraphs.length, "paragraph")}, ${count(statements.length, "statement")} from it, ${count(uncoded.length, "paragraph")} not coded yet.`,
      ),
      lost.length > 0
        ? h(
            "div",
            { class: "alert" },
            h("h2", {}, "Not found in this text"),
            h("p", {}, "The pilot cites these phrases, and they do not stand in the paragraph that it names."),
            carried(lost, `${name}/1`),
          )
        : null,
      h(
        "div",
        { class: "buttons" },
        toggle,
        link(`new-text/${name}`, "Put in another version"),
        unsavedTexts.size > 0 ? link("save", "Save the text") : null,
      ),
      h(
        "p",
        { class: "hint" },
        "Mark the words that say something with the pointer and follow the link below them, or choose them from two lists there.",
      ),
      shown.length > 0 ? h("ol", { class: "paragraphs" }, shown.map(item)) : h("p", {}, "Every paragraph is coded."),
    ],
  };
}
