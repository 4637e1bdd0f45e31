// Names of elements that are each but once on a page, where several forms of one kind stand on it.

/** What names elements by their ids. */
const NAMING = ["for", "list", "aria-describedby"];

/**
 * Puts a word of their own before the ids within an element, and wherever these are named in it.
 * @param {Element} root
 * @param {string} own
 */
export function ownIds(root, own) {
  const there = new Set([...root.querySelectorAll("[id]")].map(({ id }) => id));
  root.querySelectorAll("[id]").forEach((one) => {
    one.id = `${own}-${one.id}`;
  });
  for (const name of NAMING) {
    for (const one of root.querySelectorAll(`[${name}]`)) {
      const ids = (one.getAttribute(name) ?? "").split(" ").map((id) => (there.has(id) ? `${own}-${id}` : id));
      one.setAttribute(name, ids.join(" "));
    }
  }
}
