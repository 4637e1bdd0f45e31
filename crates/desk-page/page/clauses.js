// The words round a place in a paragraph that can be cited for it: its sentence or its clause, or as much of that as fits.

/**
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 */

/** What divides a paragraph, from the strongest to the weakest: sentences, clauses, and words that join two of these. */
const DIVISIONS = [
  (/** @type {string} */ between) => /[.?!;:]/u.test(between),
  (/** @type {string} */ between) => /[,–—()“”]/u.test(between),
  joins,
];

/** How many words a clause may have too many, to be cut at its edges rather than at a word that joins two clauses. */
const FEW = 3;

/** @param {string} _ @param {string} next */
function joins(_, next) {
  return JOINING.has(next);
}

const JOINING = new Set(["and", "but", "or", "so", "because", "if", "though", "although", "whether", "which", "who", "while", "when", "where", "unless"]);

/** Words with which no phrase begins or ends that is cut from a longer one. */
const LOOSE = new Set(
  "a an the of to in at on by for from with and or but that which who is are be would will was were their its his her our".split(" "),
);

const DENYING = /^(no|not|nobody|nothing|none|never|neither|nor|without|cannot|\w+n['’]t)$/iu;

/** @param {Paragraph} paragraph @param {number} at */
function wordAt({ words }, at) {
  return words[at].word.toLowerCase();
}

/** The words from one to another that no division parts from some words of theirs. @param {Paragraph} paragraph @param {Words} within @param {Words} kept @param {typeof DIVISIONS[number]} divides */
function undivided(paragraph, within, kept, divides) {
  const letters = [...paragraph.text];
  const isDivided = (/** @type {number} */ before) => {
    const [from, to] = [paragraph.words[before].range[1], paragraph.words[before + 1].range[0]];
    return divides(letters.slice(from, to).join(""), wordAt(paragraph, before + 1));
  };
  let { first, last } = kept;
  while (first > within.first && !isDivided(first - 1)) first -= 1;
  while (last < within.last && !isDivided(last)) last += 1;
  return { first, last };
}

/** How many words there are. @param {Words} words */
function length({ first, last }) {
  return last - first + 1;
}

/**
 * Words of a paragraph that can be cited for some of them.
 * @param {Paragraph} paragraph
 * @param {Words} kept the words that are to be among them
 * @param {number} most how many there may be
 * @returns {Words}
 */
export function clauseOf(paragraph, kept, most) {
  let within = { first: 0, last: paragraph.words.length - 1 };
  for (const divides of DIVISIONS) {
    const part = undivided(paragraph, within, kept, divides);
    // A clause that is a little too long says more than its first or last part.
    if (divides === joins && length(part) <= most && length(within) <= most + FEW) break;
    within = part;
    if (length(within) <= most) return within;
  }
  return cut(paragraph, within, kept, most);
}

/** As much of a clause as fits: its end, which says what it comes to; its beginning where a word stands there that denies it. @param {Paragraph} paragraph @param {Words} clause @param {Words} kept @param {number} most */
function cut(paragraph, clause, kept, most) {
  const isKept = (/** @type {Words} */ { first, last }) => first <= kept.first && last >= kept.last;
  const start = { first: clause.first, last: clause.first + most - 1 };
  const end = { first: clause.last - most + 1, last: clause.last };
  const left = paragraph.words.slice(clause.first, end.first);
  const isDenied = left.some(({ word }) => DENYING.test(word.replace(/['’]s$/u, "")));
  const middle = Math.max(clause.first, Math.min(kept.first - 4, clause.last - most + 1));
  const around = { first: middle, last: middle + most - 1 };
  const fits = (isDenied ? [start, end] : [end, start]).find(isKept) ?? around;
  return trimmed(paragraph, clause, fits, kept);
}

/** A cut without the loose words at its edges. @param {Paragraph} paragraph @param {Words} clause @param {Words} now @param {Words} kept */
function trimmed(paragraph, clause, now, kept) {
  let { first, last } = now;
  while (first > clause.first && first < kept.first && LOOSE.has(wordAt(paragraph, first))) first += 1;
  while (last < clause.last && last > kept.last && LOOSE.has(wordAt(paragraph, last))) last -= 1;
  return { first, last };
}
