// Who else than the author of a text is said to say something in it: by their names, and by words that tell of what others say.
// It is asked who says so wherever such words stand; nobody is ever taken for the speaker because of them.

import { sentenceOf } from "./divisions.js";

/**
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 * @typedef {{name: string, words: Words}} Named somebody, and the sentence that names them
 */

/** Somebody with a title, by this and the names that follow it. */
const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|Sir|Lady|Lord|Dame|Rev|Reverend)\.?(?:\s+\p{Lu}[\p{L}’'-]*)+/gu;

/** What somebody does who says something; to say no tells nothing. */
const SAYING =
  "(?:(?:says|said|claims|claimed|denies|denied|argues|argued|warns|warned|believes|insists|insisted|disagrees)(?! no\\b| yes\\b)|told (?:the|our|us|me|a)\\b|(?:reports|reported|states|stated|confirms|confirmed|promises) that\\b|assures|assured|promised)";

/** Where a clause begins. */
const BEGIN = "(?:^|[.?!;:,]\\s+|\\b(?:but|and|though|while|whereas|what|as|which)\\s+)";

/** A body or a person without a name, before what they do: `the claimants' group at the centre says`. */
const SUBJECT = new RegExp(`${BEGIN}([Tt]he (?:[\\p{L}\\p{N}’'-]+ ){1,7}?)(?:has |have |had )?${SAYING}`, "gu");

/** A body by its name alone. */
const BODY = new RegExp(`${BEGIN}(?!(?:It|He|She|They|We|I|You|This|That|The|Its|Their|Our|His|Her|Who|Nobody|Somebody|Everybody|Anybody) )((?:\\p{Lu}[\\p{L}&]+ ){1,4})(?:has |have |had )?${SAYING}`, "gu");

const ACCORDING = /\b[Aa]ccording to ((?:[\p{L}\p{N}’'.-]+ ?){1,7})/gu;

/** Words that tell of what somebody else says. */
const TOLD_OF = [
  /\bspokes(?:man|woman|person|people)\b/iu,
  /\b(?:told|assured|promised) (?:the|our|us|me|a)\b/iu,
  /(?<!\b(?:we|I|it|who) )\b(?:says|said|claims|claimed) (?:that|the|it|they|he|she|so)\b/iu,
  /\bassur(?:ance|ances|ed)\b/iu,
  /\b(?:we|I) (?:(?:have|had) been|were|was|are|am) (?:told|assured|promised|informed)\b/iu,
  /\baccording to (?!plan|need|the plan|their needs?)/iu,
  /\b(?:have|has|had|were|was) been told (?:to|that)\b/iu,
];

/** The words of a paragraph before a stretch, in it and behind it, up to the next sentences. @param {Paragraph} paragraph @param {Words} words @returns {Words[]} */
function sentencesRound(paragraph, words) {
  const own = sentenceOf(paragraph, words);
  const before = own.first > 0 ? [sentenceOf(paragraph, { first: own.first - 1, last: own.first - 1 })] : [];
  const behind = own.last + 1 < paragraph.words.length ? [sentenceOf(paragraph, { first: own.last + 1, last: own.last + 1 })] : [];
  return [own, ...behind, ...before];
}

/** @param {Paragraph} paragraph @param {Words} words */
function textOf(paragraph, { first, last }) {
  return [...paragraph.text].slice(paragraph.words[first].range[0], paragraph.words[last].range[1]).join("");
}

/** The names in a sentence, each once. @param {string} sentence */
function namesIn(sentence) {
  const titled = [...sentence.matchAll(TITLED)].map((one) => ({ at: one.index, name: one[0] }));
  const subjects = [SUBJECT, BODY].flatMap((cue) => [...sentence.matchAll(cue)]).filter((one) => !/ (?:was|were|is|are|be|been) $/u.test(one[1])).map((one) => ({ at: one.index, name: one[1] }));
  const according = [...sentence.matchAll(ACCORDING)].map((one) => ({ at: one.index, name: one[1] }));
  const named = [...titled, ...subjects, ...according].sort((a, b) => a.at - b.at);
  return [...new Set(named.map(({ name }) => name.trim().replace(/^The /u, "the ").replace(/[’'](s)?$/u, (end) => (end.length > 1 ? "" : end)).replace(/\.$/u, "")))];
}

/** Whether a name is that of the author, or a part of it. @param {string} name @param {string} author */
function isAuthor(name, author) {
  const plain = (/** @type {string} */ one) => one.toLowerCase().replace(/^the /u, "").trim();
  return plain(author) !== "" && (plain(author).includes(plain(name)) || plain(name).includes(plain(author)));
}

/**
 * Who else may say what some words say: those who are named in their sentence and the two beside it; and whether it has to be asked
 * who it is, as somebody is named there, or told of.
 * @param {Paragraph} paragraph
 * @param {Words | null} words
 * @param {string} author
 * @returns {{isAsked: boolean, named: Named[]}}
 */
export function namedNear(paragraph, words, author) {
  if (words === null) return { isAsked: false, named: namedIn(paragraph, [{ first: 0, last: paragraph.words.length - 1 }], author) };
  const near = sentencesRound(paragraph, words);
  const named = namedIn(paragraph, near, author);
  const isToldOf = near.some((one) => TOLD_OF.some((cue) => cue.test(textOf(paragraph, one))));
  return { isAsked: named.length > 0 || isToldOf, named };
}

/** Who is named in some stretches, each once. @param {Paragraph} paragraph @param {Words[]} stretches @param {string} author @returns {Named[]} */
function namedIn(paragraph, stretches, author) {
  /** @type {Map<string, Words>} */
  const found = new Map();
  for (const stretch of stretches) {
    for (let { first } = stretch; first <= stretch.last; ) {
      const sentence = sentenceOf(paragraph, { first, last: first });
      for (const name of namesIn(textOf(paragraph, sentence))) if (!found.has(name) && !isAuthor(name, author)) found.set(name, sentence);
      first = sentence.last + 1;
    }
  }
  return [...found].map(([name, words]) => ({ name, words }));
}
