// The texts that a pilot file has had, so that every change can be taken back.

/** The text of a file, with those before it and those that were taken back. */
export class History {
  /**
   * @param {string} text the text as it was opened
   * @param {boolean} isSaved whether it stands in a file already
   */
  constructor(text, isSaved) {
    this.steps = [{ text, what: "" }];
    this.at = 0;
    this.saved = isSaved ? text : null;
  }

  /** The text as it is now. */
  get text() {
    return this.steps[this.at].text;
  }

  /** Whether something would be lost if the page were closed. */
  get isUnsaved() {
    return this.text !== this.saved;
  }

  /**
   * Takes up a new text; what was taken back is gone.
   * @param {string} text
   * @param {string} what what was changed, to be named when it is taken back
   */
  push(text, what) {
    if (text === this.text) return;
    this.steps.length = this.at + 1;
    this.steps.push({ text, what });
    this.at += 1;
  }

  /** What undoing takes back, or null. */
  get undoes() {
    return this.at > 0 ? this.steps[this.at].what : null;
  }

  /** What redoing brings back, or null. */
  get redoes() {
    return this.at + 1 < this.steps.length ? this.steps[this.at + 1].what : null;
  }

  undo() {
    if (this.at > 0) this.at -= 1;
  }

  redo() {
    if (this.at + 1 < this.steps.length) this.at += 1;
  }

  /** Notes that the text stands in a file. */
  markSaved() {
    this.saved = this.text;
  }
}
