// A document that the engine makes, such as a report, shown within the page. Nothing in it can act: it runs no script, and
// loads nothing.

import { h } from "./dom.js";

/**
 * The document without its script and its own head and foot, its links opening elsewhere.
 * @param {string} html
 */
function prepared(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  parsed.querySelectorAll("script, .masthead, .skip, body > footer, form").forEach((part) => part.remove());
  parsed.querySelectorAll("a[href]").forEach((anchor) => {
    if (anchor.getAttribute("href")?.startsWith("#")) return;
    anchor.setAttribute("target", "_blank");
    anchor.setAttribute("rel", "noopener noreferrer");
  });
  return `<!DOCTYPE html>\n${parsed.documentElement.outerHTML}`;
}

/**
 * A document of HTML in a frame that is as high as its content.
 * @param {string} html
 * @param {string} title
 */
export function documentView(html, title) {
  const frame = /** @type {HTMLIFrameElement} */ (
    h("iframe", { class: "document", title, sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox" })
  );
  frame.srcdoc = prepared(html);
  frame.addEventListener("load", () => {
    const root = frame.contentDocument?.documentElement;
    if (!root) return;
    const fit = () => {
      frame.style.blockSize = `${Math.ceil(root.getBoundingClientRect().height) + 4}px`;
    };
    new ResizeObserver(fit).observe(root);
    fit();
  });
  return frame;
}
