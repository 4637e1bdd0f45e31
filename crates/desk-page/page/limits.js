// The words that limit or deny what others of their clause say, and which of them a phrase leaves out.

import { divisionAfter, endsClause, isHanging, isRelative, isVerb, joinsAlike, sentenceOf, wordAt } from "./divisions.js";

/**
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 */

/** Words that limit or deny what is said: a phrase without them may say more than its clause. */
const LIMITING = new Set(
  "no not nobody none never nothing neither nor without cannot only most mostly some few half unless except may might hope hopes".split(" "),
);

/** How many words of what a phrase leaves out are told at most. */
const TOLD = 12;

/** Whether a word limits or denies. @param {Paragraph} paragraph @param {number} at */
function isLimiting(paragraph, at) {
  const word = wordAt(paragraph, at);
  // A month is no leave; to say no denies nothing; half a year is as long as it is.
  if (paragraph.words[at].word === "May") return false;
  if (word === "no" && /^(say|says|said|saying)$/u.test(wordAt(paragraph, at - 1))) return false;
  if (word === "half" && !/^(of|the|our|their)$/u.test(wordAt(paragraph, at + 1))) return false;
  return LIMITING.has(word) || /n['’]t$/u.test(word);
}

/** Whether a word behind a comma belongs to what stands before it: `and nothing else`, `but not`, `unless`. @param {Paragraph} paragraph @param {number} at */
function limitsBackwards(paragraph, at) {
  if (joinsAlike(paragraph, at)) {
    if (at + 1 >= paragraph.words.length || !isLimiting(paragraph, at + 1)) return false;
    // `And nothing else is planned` is a clause of its own.
    return wordAt(paragraph, at + 1) === "not" || !range(at + 2, at + 3).some((one) => isVerb(paragraph, one));
  }
  return ["unless", "except", "only"].includes(wordAt(paragraph, at));
}

/** The words before a stretch that limit it. @param {Paragraph} paragraph @param {Words} stretch @param {number} from where the sentence begins */
function before(paragraph, stretch, from) {
  const found = [];
  let start = stretch.first;
  for (; start > from; start -= 1) {
    if (!endsClause(paragraph, start - 1)) continue;
    // What hangs on another clause is limited by what limits that one: `Nobody is asked, or if they are, told`.
    if (!isHanging(paragraph, joinsAlike(paragraph, start) ? start + 1 : start)) break;
  }
  for (let at = start; at < stretch.first; at += 1) if (isLimiting(paragraph, at) && !isAside(at)) found.push(at);
  return found;

  /** Whether a word only tells who is meant, and what is said of them comes behind it: `those who do not come may ask`. @param {number} at */
  function isAside(at) {
    const behind = range(at + 1, stretch.last).some((one) => isVerb(paragraph, one));
    return behind && range(start, at - 2).some((one) => isRelative(paragraph, one));
  }
}

/** The words behind a stretch that limit it. @param {Paragraph} paragraph @param {Words} stretch @param {number} to where the sentence ends */
function behind(paragraph, stretch, to) {
  const found = [];
  for (let at = stretch.last + 1; at <= to; at += 1) {
    if (divisionAfter(paragraph, at - 1) === "comma" && !limitsBackwards(paragraph, at)) break;
    if (isHanging(paragraph, at) && !isLimiting(paragraph, at)) break;
    if (isLimiting(paragraph, at)) found.push(at);
  }
  return found;
}

/** @param {number} first @param {number} last */
function range(first, last) {
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, at) => first + at);
}

/**
 * The words that limit or deny what a stretch says: those in it, and those of its clause that it leaves out.
 * @param {Paragraph} paragraph
 * @param {Words} stretch
 */
export function limitsOf(paragraph, stretch) {
  const { first, last } = sentenceOf(paragraph, stretch);
  const within = range(stretch.first, stretch.last).filter((at) => isLimiting(paragraph, at));
  const own = new Set(within.map((at) => wordAt(paragraph, at)));
  // What a stretch says itself it does not lack.
  const lacks = (/** @type {number[]} */ all) => all.filter((at) => !own.has(wordAt(paragraph, at)));
  return { within, before: lacks(before(paragraph, stretch, first)), behind: lacks(behind(paragraph, stretch, last)) };
}

/**
 * What a phrase leaves out that limits or denies what it says: these words, and where they stand, in words of the text.
 * @param {Paragraph} paragraph
 * @param {Words} stretch
 * @param {(words: Words) => string} textOf
 * @returns {{words: string[], told: string} | null}
 */
export function leftOut(paragraph, stretch, textOf) {
  const limits = limitsOf(paragraph, stretch);
  const missed = [...limits.before, ...limits.behind];
  if (missed.length === 0) return null;
  const [first, last] = [limits.before[0], limits.behind.at(-1)];
  const parts = [];
  if (first !== undefined) parts.push(`Before these words stands “${textOf({ first, last: Math.min(stretch.first - 1, first + TOLD - 1) })}”`);
  if (last !== undefined) {
    let end = last;
    while (!endsClause(paragraph, end) && end < stretch.last + TOLD) end += 1;
    parts.push(`${parts.length > 0 ? "behind" : "Behind"} these words stands “${textOf({ first: Math.max(stretch.last + 1, end - TOLD + 1), last: end })}”`);
  }
  return { words: missed.map((at) => paragraph.words[at].word), told: `${parts.join(", and ")}.` };
}
