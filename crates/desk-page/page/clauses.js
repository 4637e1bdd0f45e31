// The words round a place in a paragraph that can be cited for it: the stretch that says most of the sentence in as many words as
// there may be, cut where clauses end, with the words in it that limit or deny what it says.

/**
 * @typedef {import("./coding.js").Paragraph} Paragraph
 * @typedef {import("./paragraph_words.js").Words} Words
 */

const JOINING = new Set("and but or so because if though although whether which who that while when where unless".split(" "));

/** Words with which no phrase begins or ends well. */
const LOOSE = new Set("a an the of to in at on by for from with and or but that which who is are be would will was were their its his her our".split(" "));

/** Words that limit or deny what is said: a phrase without them may say more than its sentence. */
const LIMITING = new Set(
  "no not nobody none never nothing neither nor without cannot only most mostly some few half roughly about nearly almost if unless except may might hope hopes".split(" "),
);

/** Words of these that are not missed where they are left out. */
const WEAK = new Set("if roughly about nearly almost".split(" "));

/** Words that belong to what comes after them. */
const BINDING = new Set([...LIMITING, "one", "two", "three", "up", "least", "less", "more", "than"]);

/** A word as the lists above have it. @param {Paragraph} paragraph @param {number} at */
function wordAt({ words }, at) {
  return words[at].word.toLowerCase().replace(/['’]s$/u, "");
}

/** Whether a word limits or denies. @param {Paragraph} paragraph @param {number} at */
function isLimiting(paragraph, at) {
  // A month is no leave.
  if (paragraph.words[at].word === "May") return false;
  return LIMITING.has(wordAt(paragraph, at)) || /n['’]t$/u.test(wordAt(paragraph, at));
}

/** What stands between a word and the next one: how strongly it divides them: 3 between sentences. @param {Paragraph} paragraph @param {number} before */
function divides(paragraph, before) {
  const { words, text } = paragraph;
  if (before < 0 || before + 1 >= words.length) return 3;
  const between = [...text].slice(words[before].range[1], words[before + 1].range[0]).join("");
  if (/[.?!;:]/u.test(between)) return 3;
  if (/[,–—()“”]/u.test(between)) return 2;
  return JOINING.has(wordAt(paragraph, before + 1)) ? 0.5 : 0;
}

/** The words round some others up to where a division of some strength stands. @param {Paragraph} paragraph @param {Words} kept @param {number} strength @returns {Words} */
function within(paragraph, kept, strength) {
  let { first, last } = kept;
  while (divides(paragraph, first - 1) < strength) first -= 1;
  while (divides(paragraph, last) < strength) last += 1;
  return { first, last };
}

/** The sentence in which some words stand. @param {Paragraph} paragraph @param {Words} kept */
export function sentenceOf(paragraph, kept) {
  return within(paragraph, kept, 3);
}

/**
 * Words of a paragraph that can be cited for some of them.
 * @param {Paragraph} paragraph
 * @param {Words} kept the words that are to be among them
 * @param {number} most how many there may be
 * @returns {Words}
 */
export function clauseOf(paragraph, kept, most) {
  const sentence = sentenceOf(paragraph, kept);
  /** @type {[number, Words][]} */
  const stretches = [];
  for (let { first } = sentence; first <= kept.first; first += 1) {
    for (let last = Math.min(first + most - 1, sentence.last); last >= kept.last; last -= 1)
      stretches.push([worth(paragraph, { first, last }), { first, last }]);
  }
  // Of a place that is too long itself, the beginning is cited.
  if (stretches.length === 0) return { first: kept.first, last: kept.first + most - 1 };
  return stretches.reduce((best, one) => (one[0] > best[0] ? one : best))[1];
}

/** Whether a word and the next one are of one name. @param {Paragraph} paragraph @param {number} at */
function isName({ words }, at) {
  return [at, at + 1].every((one) => /^\p{Lu}/u.test(words[one]?.word ?? ""));
}

/** How well a stretch says what its sentence says. @param {Paragraph} paragraph @param {Words} stretch */
function worth(paragraph, { first, last }) {
  const edges = [divides(paragraph, first - 1), divides(paragraph, last)];
  let points = edges[0] + 1.2 * edges[1] + (last - first) / 10;
  for (let at = first; at <= last; at += 1) if (isLimiting(paragraph, at)) points += 1.5;
  for (let at = first; at < last; at += 1) if (divides(paragraph, at) >= 2) points -= 0.6;
  if (edges[0] === 0 && LOOSE.has(wordAt(paragraph, first))) points -= 1;
  if (edges[1] === 0) points -= LOOSE.has(wordAt(paragraph, last)) || isName(paragraph, last) ? 4 : 2.5;
  else if (edges[1] < 1) points -= 1.5;
  if (isLimiting(paragraph, last) && edges[1] === 0) points -= 2;
  if (edges[0] === 0 && first > 0 && BINDING.has(wordAt(paragraph, first - 1))) points -= 2;
  return points;
}

/**
 * The words of the sentence of a stretch that deny or limit what it says, and that it leaves out; not those that it has itself,
 * too.
 * @param {Paragraph} paragraph
 * @param {Words} stretch
 * @returns {string[]}
 */
export function leftOut(paragraph, stretch) {
  const { first, last } = sentenceOf(paragraph, stretch);
  const outside = paragraph.words.flatMap((_, at) => (at >= first && at <= last && (at < stretch.first || at > stretch.last) ? [at] : []));
  const own = new Set(paragraph.words.slice(stretch.first, stretch.last + 1).map((_, at) => wordAt(paragraph, stretch.first + at)));
  const isMissed = (/** @type {number} */ at) => isLimiting(paragraph, at) && !WEAK.has(wordAt(paragraph, at)) && !own.has(wordAt(paragraph, at));
  return outside.filter(isMissed).map((at) => paragraph.words[at].word);
}
