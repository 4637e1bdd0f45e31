// What a reader should know before relying on a page.

import { count, h, link } from "./dom.js";

/**
 * Says that a text is not coded to its end; nothing where all of them are.
 * @param {Awaited<ReturnType<typeof import("./coding.js").notCoded>>} left
 */
export function notCodedNotice(left) {
  if (left.length === 0) return null;
  const item = ({ coded, left: number, all }) =>
    h(
      "p",
      {},
      `${number} of ${count(all, "paragraph")} of `,
      link(`code/${coded.document}`, coded.title),
      number === 1 ? " is not coded yet. " : " are not coded yet. ",
      "What they say is not counted, nor what a marked paragraph says besides its marks.",
    );
  return h("div", { class: "panel" }, left.map(item));
}
