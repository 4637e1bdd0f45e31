// What a text is called, as its first line has it.

/** A line without what stands in brackets. @param {string} line */
function withoutBrackets(line) {
  return line.replace(/\s*\([^)]*\)/gu, "").trim();
}

/**
 * What a text may be called, by its first line: that line without what stands in brackets, and up to its first full stop.
 * @param {string} text
 */
export function titleOf(text) {
  const line = withoutBrackets(text.trim().split("\n", 1)[0]);
  return /^.{0,100}?(?=[.?!](\s|$)|$)/.exec(line)?.[0].trim() ?? "";
}

/** Whether a paragraph says no more than what the text is called. @param {string} paragraph @param {string} title */
export function isTitle(paragraph, title) {
  const plain = (/** @type {string} */ text) => withoutBrackets(text).replace(/[.?!]$/u, "").replace(/\s+/gu, " ").toLowerCase();
  return plain(title) !== "" && plain(paragraph) === plain(title);
}
