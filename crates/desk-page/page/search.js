// Questions found by everyday words: by their own words, and by those that other people use for the same thing.


/** Words that say the same, as far as a search goes; the words of the vocabulary stand among those that people write. */
const SAME = [
  "session meeting appointment contact",
  "therapist counsellor counselor practitioner clinician psychologist supervisor staff",
  "therapy counselling counseling treatment psychological talking",
  "benefit payment money claim allowance esa jsa credit",
  "funder fund pay paid money budget grant cost",
  "sanction cut penalty punish deduct payment benefit",
  "privacy private confidential confidentiality data information sharing protection",
  "record note file",
  "accredited register registered registration qualified body chartered",
  "week wait waiting day queue list",
  "workshop group drop-in drop class psychoeducation course",
  "coach adviser advisor",
  "jobcentre dwp department",
  "venue room place where building library home",
  "refer referral referrer form send sent signpost mention",
  "voluntary choice free optional refuse refusal decline mandatory compulsory",
  "stop leave quit withdraw withdrawal miss",
  "gp doctor surgery family",
  "self alone telephone phone",
  "target quota number judged judge success succeed",
  "work job employment",
  "evaluation evaluate university research study measure trial",
  "comparison compare control",
  "published publish public website",
  "crisis suicide risk protocol safe",
  "complaint complain ombudsman",
  "start begin launch",
  "end finish close",
  "consent agree sign permission",
  "assessment assess dpia",
  "aim purpose goal",
  "consulted consult asked",
  "supervision supervise",
  "training train trained",
].map((line) => line.split(" "));

/** Words that tell nothing of what a text is about. */
const COMMON = new Set(
  "being let know nobody outside touch touched part regular see take taking whether yes yet a about all also an and any anybody anyone are as at be been by can could did do does each for from had has have here how if in into is it its many may more most much no not of on one or other our out people per person said say so some somebody someone than that the their them then there these they this those to up us was we were what when where which who will with would you".split(
    " ",
  ).map(stem),
);

/** A word without its endings, so that `meetings` and `meeting` are one. @param {string} word */
function stem(word) {
  const plain = word.replace(/['’]s?$/u, "");
  if (plain.length < 5) return plain.replace(/(?<=\w{2}[^s])s$/u, "");
  const single = plain.replace(/ies$/u, "y").replace(/(?<=[^s])s$/u, "");
  return single.length < 6 ? single.replace(/e$/u, "") : single.replace(/(ing|ed|e)$/u, "");
}

/** The words of a text, each without its endings. @param {string} text */
function stems(text) {
  return wordsIn(text).map(stem);
}

/** How many of the telling words of one text stand in another. @param {string} text @param {string} other */
export function wordsShared(text, other) {
  const there = new Set(stems(other));
  return new Set(stems(text).filter((word) => !COMMON.has(word) && there.has(word))).size;
}

/** Whether a word is one by which a value of a question is named. @param {{values: any[]}} fact @returns {(word: string) => boolean} */
export function namesValueOf({ values }) {
  const names = new Set(values.flatMap((value) => stems(String(value))).filter((word) => word.length > 3 && !COMMON.has(word)));
  return (word) => stems(word).some((one) => names.has(one));
}

/** @param {string} text @returns {string[]} */
function wordsIn(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? [];
}

/** Of each word, all that say the same. @type {Map<string, Set<string>>} */
const alike = new Map();
for (const line of SAME) {
  const all = line.flatMap(stems);
  for (const one of all) {
    const known = alike.get(one) ?? new Set();
    all.forEach((other) => known.add(other));
    alike.set(one, known);
  }
}

/** @typedef {import("./desk.js").Fact} Fact */

/** What each question can be found by: the words of what it asks, of its values, and of what these mean. */
let known = /** @type {{fact: Fact, parts: [Set<string>, number][]}[]} */ ([]);

/** The questions among which one looks. @param {{section: string, facts: Fact[]}[]} sections */
export function searchAmong(sections) {
  const words = (/** @type {string[]} */ ...texts) => new Set(texts.flatMap(stems));
  known = sections.flatMap(({ section, facts }) =>
    facts.map((fact) => ({
      fact,
      parts: /** @type {[Set<string>, number][]} */ ([
        [words(fact.ask, fact.fact.replaceAll(/[._]/g, " ")), 4],
        [words(fact.fact.replace(/^.*\./, "").replaceAll("_", " ")), 4],
        [words(...fact.values.map(String)), 3],
        [words(fact.means, ...fact.meanings, section), 2],
      ]),
    })),
  );
}

/**
 * How well a word fits a question: its own words count for more than others that say the same.
 * @param {[Set<string>, number][]} parts
 * @param {string} word
 */
function fit(parts, word) {
  const others = [...(alike.get(word) ?? [])];
  const begins = (/** @type {Set<string>} */ all) => word.length > 3 && [...all].some((one) => one.startsWith(word));
  return Math.max(
    ...parts.map(([all, weight]) => {
      // A question of few words is about each of them.
      const dense = weight * (1 + 2 / (all.size + 1));
      if (all.has(word)) return 2 * dense;
      const same = others.filter((one) => all.has(one)).length;
      return same > 0 || begins(all) ? dense * (1 + Math.max(same - 1, 0) / 3) : 0;
    }),
  );
}

/**
 * The questions that some words fit, the best first: all of the words, or, where no question fits all, any of them.
 * @param {string} text
 * @returns {Fact[]}
 */
export function questionsFor(text) {
  const all = [...new Set(stems(text))];
  const telling = all.filter((word) => !COMMON.has(word));
  const words = telling.length > 0 ? telling : all;
  if (words.length === 0) return [];
  const each = known.map(({ fact, parts }) => ({ fact, fits: words.map((word) => fit(parts, word)) }));
  // A word that many questions have tells less.
  const weights = words.map((_, at) => 1 / (4 + each.filter(({ fits }) => fits[at] > 0).length));
  const points = (/** @type {number[]} */ fits) => fits.reduce((sum, one, at) => sum + one * weights[at], 0);
  const whole = each.filter(({ fits }) => fits.every((one) => one > 0));
  const found = whole.length > 0 ? whole : each.filter(({ fits }) => fits.some((one) => one > 0));
  return found.sort((a, b) => points(b.fits) - points(a.fits)).map(({ fact }) => fact);
}
