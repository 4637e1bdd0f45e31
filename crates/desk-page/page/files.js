// Files in and out: what a person opens, drops or saves.

import { h } from "./dom.js";

/** What a file may be at most, in bytes: the engine reads no document that is larger. */
const LARGEST = 8 * 1024 * 1024;

/**
 * The text of a file, byte for byte; a byte order mark stays.
 * @param {Blob & {name?: string}} file
 * @returns {Promise<string>}
 */
export async function textOf(file) {
  if (file.size > LARGEST) throw new Error(`${file.name ?? "The file"} is larger than 8 megabytes, and so no pilot.`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(`${file.name ?? "The file"} is no text in UTF-8. Open it in an editor, and save it as UTF-8.`);
  }
}

/**
 * Lets the browser put a text into a file among its downloads.
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const anchor = h("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Whether the browser can write to the place that a person chooses. */
export function canChoosePlace() {
  return typeof globalThis.showSaveFilePicker === "function";
}

/**
 * Writes a text to the place that a person chooses, or to the one chosen before.
 * @param {string} name
 * @param {string} text
 * @param {any} handle the place chosen before, or null
 * @returns {Promise<any>} the place; null where the person chose none
 */
export async function saveAtPlace(name, text, handle) {
  try {
    const types = [{ description: "A pilot", accept: { "text/yaml": [".yaml", ".yml"] } }];
    const place = handle ?? (await globalThis.showSaveFilePicker({ suggestedName: name, types }));
    const writable = await place.createWritable();
    await writable.write(text);
    await writable.close();
    return place;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}

/**
 * A name as an id has it: lower case, digits and hyphens.
 * @param {string} title
 */
export function idOf(title) {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
}

/** The pilots that come with the page. @returns {{name: string, text: string}[]} */
export function shippedPilots() {
  const all = JSON.parse(document.getElementById("desk-pilots")?.textContent ?? "[]");
  return all.map((/** @type {any} */ one) => ({ ...one, name: one.name.replace(/^.*\//, "") }));
}

/**
 * Takes up files that are dropped anywhere on the page.
 * @param {(files: File[]) => void} take
 */
export function listenForDrops(take) {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) take(files);
  });
}
