// A text, read by numbered paragraphs: one of them is open, to be taken apart; the others show what is taken from them.

import { button, count, fill, h, link } from "../dom.js";
import { isLeft, located, progressOf, texts, textsAway, unsavedTexts } from "../coding.js";
import { factOf, statementsOf } from "../desk.js";
import { notedIn, notedPassages, notedText } from "../noted_words.js";
import { openedParagraph, WORDS_HERE } from "../opened_paragraph.js";
import { forgetHand } from "../paragraph_hand.js";
import { wordsToMark } from "../paragraph_words.js";
import { entryOf } from "../register.js";
import { follow, showAgain } from "../router.js";
import { newTextPage } from "./new_text.js";
import { isTitle } from "../titles.js";
import { said, whose } from "../words.js";

/** @typedef {import("../coding.js").CodedText} CodedText */
/** @typedef {import("../coding.js").Progress} Progress */

/** Whether only those paragraphs are shown that are not done. */
const shows = { leftOnly: false };

/** A text that the pilot cites, and that is not here. @param {{document: string, statements: number}} one */
function awayItem({ document, statements }) {
  return h(
    "li",
    {},
    "Paste or open ",
    link(`new-text/${document}`, entryOf(document)?.title ?? document),
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
 * @param {string} name the text
 */
function carriedList(statements, name) {
  const item = (/** @type {import("../coding.js").Located} */ one) => {
    const fact = factOf(one.fact);
    const statement = statementsOf(one.fact)[one.at];
    if (!fact || !statement) return null;
    const place = one.passage?.paragraph;
    return h(
      "li",
      {},
      link(place ? `code/${name}/${place}/change/${one.fact}/${one.at}` : `fact/${one.fact}/${one.at}/from/${name}`, fact.ask),
      " ",
      h("b", {}, said(statement, fact)),
      h("span", { class: "soft" }, `, ${whose(statement)}`),
      statement.note ? [h("br"), h("span", { class: "soft" }, `Note: ${statement.note}`)] : null,
      place ? null : [h("br"), h("strong", { class: "mistake" }, "Not found"), ` in this text: “${one.phrase ?? ""}”`],
    );
  };
  return statements.length > 0 ? h("ul", { class: "small carried" }, statements.map(item)) : null;
}

/** How far a paragraph is, in words. */
const STATES = {
  open: "Not looked at yet",
  part: "Taken apart in part: is there more?",
  done: "Done",
  aside: "Set aside: nothing here for these conditions",
};

const TITLE_ASIDE = "Set aside: it is what the text is called";

/**
 * A paragraph that is closed: what it says, and the way to open it. A word that is pressed, or words that are drawn over, open it with these marked.
 * @param {CodedText} coded
 * @param {Progress} progress
 */
function closed(coded, { paragraph, state, carried }) {
  const { document: name, title } = coded;
  const { paragraph: number } = paragraph;
  const noted = notedIn(coded, number);
  const unseen = h("span", { class: "unseen" }, `: paragraph ${number}`);
  const { place } = wordsToMark(paragraph, [...carried, ...notedPassages(coded, paragraph)], ({ first, last }) => follow(`code/${name}/${number}/${first}-${last}`, WORDS_HERE));
  return [
    place,
    carriedList(carried, name),
    noted.length > 0 ? h("ul", { class: "small carried" }, noted.map((one) => h("li", {}, notedText(one)))) : null,
    h(
      "p",
      { class: "small" },
      h("span", { class: `state-${state}` }, state === "aside" && isTitle(paragraph.text, title) ? TITLE_ASIDE : STATES[state]),
      " ",
      link(`code/${name}/${number}`, [state === "part" ? "Go on with it" : state === "open" ? "Take it apart" : "Open it again", unseen]),
    ),
  ];
}

/** How far one is with a text, in words. @param {CodedText} coded @param {import("../coding.js").Located[]} statements */
function progressWords(coded, statements) {
  const all = progressOf(coded, statements);
  const of = (/** @type {Progress["state"]} */ state) => all.filter((one) => one.state === state).length;
  const kept = coded.noted.length > 0 ? `, ${count(coded.noted.length, "phrase")} kept that no question fits` : "";
  return `${count(all.length, "paragraph")}: ${of("done")} done, ${of("aside")} set aside, ${of("part")} in part, ${of("open")} not looked at. ${count(statements.length, "statement")} taken from it${kept}.`;
}

/** The page of what a text says, with one of its paragraphs open. */
export async function textToCodePage(name, number = "", first = "", last = "", fact = "", at = "") {
  const coded = texts.get(name);
  if (!coded) return codePage();
  const { statements } = await located(coded);
  const all = progressOf(coded, statements);
  const left = all.filter(isLeft);
  const lost = statements.filter((one) => one.passage === null);
  const here = all.find(({ paragraph }) => paragraph.paragraph === Number(number));
  const following = left.filter(({ paragraph }) => paragraph.paragraph !== here?.paragraph.paragraph);
  const next = following.find(({ paragraph }) => paragraph.paragraph > Number(number)) ?? following[0];
  const words = here?.paragraph.words.length ?? 0;
  const isMarked = first !== "" && Number(first) <= Number(last) && Number(last) < words;
  const summary = h("p", {});
  const recount = (/** @type {import("../coding.js").Located[]} */ now) => fill(summary, progressWords(coded, now));
  recount(statements);
  const opened = here
    ? openedParagraph(coded, here, {
        words: isMarked ? { first: Number(first), last: Number(last) } : null,
        changed: statementsOf(fact)[Number(at)] ? { fact, at: Number(at) } : null,
        next: next ? `code/${name}/${next.paragraph.paragraph}` : `code/${name}`,
        isBegun: statements.length > 0,
        recount,
      })
    : null;
  if (!here) forgetHand();
  const item = (/** @type {Progress} */ one) => {
    const { paragraph } = one.paragraph;
    const isOpen = one === here;
    return h(
      "li",
      { value: paragraph, id: `paragraph-${paragraph}`, class: isOpen ? "opened" : isLeft(one) ? "left" : null },
      isOpen ? [h("h2", { class: "unseen" }, `Paragraph ${paragraph}`), opened?.content] : closed(coded, one),
    );
  };
  const toggle = button(
    shows.leftOnly ? "Show all paragraphs" : "Show only what is not done yet",
    async () => {
      shows.leftOnly = !shows.leftOnly;
      await showAgain();
      document.getElementById("toggle")?.focus();
    },
    { id: "toggle" },
  );
  return {
    title: coded.title,
    caption: "Take a text apart",
    back: { route: "code", text: "Back to the texts" },
    isTouched: opened?.isTouched,
    arrival: opened?.arrival,
    content: [
      summary,
      left.length === 0 ? allDone() : null,
      lost.length > 0
        ? h(
            "div",
            { class: "alert" },
            h("h2", {}, "Not found in this text"),
            h("p", {}, "The pilot cites these phrases, and they do not stand in the paragraph that it names."),
            carriedList(lost, name),
          )
        : null,
      h(
        "div",
        { class: "buttons" },
        next && !here ? link(`code/${name}/${next.paragraph.paragraph}`, `Go on with paragraph ${next.paragraph.paragraph}`, { class: "as-button main" }) : null,
        toggle,
        link(`new-text/${name}`, "Put in another version"),
        unsavedTexts.size > 0 ? link("save", "Save the text") : null,
      ),
      h("ol", { class: "paragraphs" }, all.filter((one) => one === here || !shows.leftOnly || isLeft(one)).map(item)),
    ],
  };
}

/** What to do when all of a text is looked through. */
function allDone() {
  return h(
    "div",
    { class: "panel all-done", tabindex: "-1" },
    h("p", {}, h("b", {}, "Every paragraph is done or set aside."), " See what comes of it:"),
    h(
      "div",
      { class: "buttons" },
      link("findings", "Findings", { class: "as-button main" }),
      link("letter", "The open questions as a letter", { class: "as-button" }),
      link("report", "The report", { class: "as-button" }),
    ),
  );
}
