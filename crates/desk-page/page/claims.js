// What a yes or a no claims that goes further than the words which are cited for it: taken from what the question means.

/** Words by which a meaning takes in much: of all, in full, the same, of several things at once. */
const LARGE = /\b(?:all|every\w*|each|always|only|in full|in writing|same|at any time|own|regular|clinical(?:ly)?|independent|follows?|cannot|both)\b/giu;

/** Several things at once, of which a yes claims each. */
const SEVERAL = /\band\b|,[^,]*\bor\b/iu;

/** That one of some is enough for a yes. */
const ANY = /\b(?:any|anyone|anybody|anyone['’]s|anybody['’]s|someone|somebody)\b/iu;

/** Things one after the other, of which one is enough for a yes. */
const ONE_OF_SEVERAL = /,[^,]*\bor\b/iu;

/**
 * What is claimed further; nothing where it is no more than the phrase.
 * @param {import("./desk.js").Fact} fact
 * @param {string} phrase
 * @returns {{told: string, means: string} | null}
 */
export function claimedBeyond({ type, ask, means }, phrase) {
  if (type !== "bool" || !means) return null;
  if (ANY.test(`${ask} ${means}`)) return ONE_OF_SEVERAL.test(means) || ONE_OF_SEVERAL.test(ask) ? { told: "No means that none of this is so: ", means } : null;
  const said = phrase.toLowerCase();
  const isUnsaid = [...means.matchAll(LARGE)].some(([word]) => !said.includes(word.toLowerCase()));
  return isUnsaid || SEVERAL.test(means) ? { told: "Yes means: ", means } : null;
}
