// What a reader should know before relying on a page.

import { count, h, link } from "./dom.js";

/**
 * Says that a text is not looked through to its end; nothing where all of them are.
 * @param {Awaited<ReturnType<typeof import("./coding.js").notDone>>} left
 */
export function notDoneNotice(left) {
  if (left.length === 0) return null;
  const item = ({ coded, left: number, all }) =>
    h(
      "p",
      {},
      `${number} of ${count(all, "paragraph")} of `,
      link(`code/${coded.document}`, coded.title),
      number === 1 ? " is not done yet: " : " are not done yet: ",
      "it has not been said that all is taken from them, or that there is nothing in them. What else they say is not counted.",
    );
  return h("div", { class: "panel" }, left.map(item));
}
