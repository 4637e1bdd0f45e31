// The engine as the page sees it: a call by its name, and its answer.

/** What the engine refuses to answer, with what is wrong in words. */
export class Refused extends Error {
  /**
   * @param {string} message
   * @param {{message: string, line?: number | null, hint?: string | null}[]} diagnostics
   */
  constructor(message, diagnostics) {
    super(message);
    this.diagnostics = diagnostics;
  }
}

const waiting = new Map();
let worker = null;
let asked = 0;
let failed = null;
let answeredAt = 0;

/**
 * The bytes of a block of the page as a text of base 64.
 * @param {string} id
 */
function block(id) {
  return document.getElementById(id)?.textContent?.trim() ?? "";
}

/** Starts the engine. Requests may be made at once; they are answered when it is there. */
function start() {
  const source = Uint8Array.from(atob(block("desk-worker")), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  worker = new Worker(address);
  worker.onmessage = ({ data }) => {
    if (data.id === undefined) failed = data.text;
    for (const id of data.id === undefined ? [...waiting.keys()] : [data.id]) {
      waiting.get(id)?.(data);
      waiting.delete(id);
    }
  };
  const form = document.getElementById("desk-engine")?.getAttribute("data-form") ?? "wasm";
  worker.postMessage({ base64: block("desk-engine"), form });
}

/** Whether nobody waits for an answer, or has for so many milliseconds. @param {number} most */
export function waitsForNothing(most) {
  return waiting.size === 0 && performance.now() - answeredAt >= most;
}

/**
 * Puts a call to the engine.
 * @param {string} call its name
 * @param {Record<string, unknown>} [request] what it is handed, besides its name and the day
 * @returns {Promise<string>} the text of the answer
 */
export async function ask(call, request = {}) {
  if (worker === null) start();
  const day = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const today = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
  asked += 1;
  const id = asked;
  const answered =
    failed === null
      ? new Promise((resolve) => {
          waiting.set(id, resolve);
        })
      : { status: 2, text: failed };
  if (failed === null) worker.postMessage({ id, request: JSON.stringify({ call, today, ...request }) });
  const { status, text } = await answered;
  answeredAt = performance.now();
  if (status === 0) return text;
  if (status === 1) {
    const { diagnostics } = JSON.parse(text);
    throw new Refused(diagnostics.map((/** @type {{message: string}} */ one) => one.message).join("; "), diagnostics);
  }
  const message = text || "The engine stopped at this. Nothing that you wrote is lost: undo the last change, or save.";
  throw new Refused(message, [{ message }]);
}

/**
 * Puts a call to the engine whose answer is JSON.
 * @param {string} call
 * @param {Record<string, unknown>} [request]
 * @returns {Promise<any>}
 */
export async function askJson(call, request = {}) {
  return JSON.parse(await ask(call, request), longNumber);
}

/** As many digits as a script keeps of any number. */
const KEPT_DIGITS = 15;

/** Whether a script would round a number that is written so. @param {string} text */
function isLong(text) {
  return text.replace(/\D/g, "").length > KEPT_DIGITS;
}

/**
 * A number as a request has it: with all of its digits, also where a script would round it. Nothing where this browser cannot
 * write it so.
 * @param {string} text digits as people write them
 * @returns {unknown}
 */
export function digits(text) {
  if (!isLong(text)) return Number(text);
  return JSON.rawJSON?.(text.replace(/^(-?)0+(?=\d)/, "$1")) ?? null;
}

/**
 * A number of an answer that a script would round, as the text that it is written as.
 * @param {string} key
 * @param {unknown} value
 * @param {{source?: string}} [written]
 */
function longNumber(key, value, written) {
  return typeof value === "number" && written?.source !== undefined && isLong(written.source) ? written.source : value;
}
