// Elements, made so that a text can only ever be text.

/**
 * An element. Of its attributes, a function listens to the event that its name tells (`onclick`), true sets an attribute
 * without a value, and false, null and undefined leave it out. Children are elements or texts; lists of them are opened,
 * and what is null, undefined or false is left out.
 * @param {string} name
 * @param {Record<string, unknown>} [attributes]
 * @param {...unknown} children
 * @returns {HTMLElement}
 */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/**
 * Puts children into an element.
 * @param {Element} element
 * @param {unknown} children
 */
export function append(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Puts children in the place of those that an element has.
 * @param {Element} element
 * @param {...unknown} children
 */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * A link within the page.
 * @param {string} route what stands behind the `#/`
 * @param {unknown} text
 * @param {Record<string, unknown>} [attributes]
 */
export function link(route, text, attributes = {}) {
  return h("a", { href: `#/${route}`, ...attributes }, text);
}

/**
 * A button that does something at once.
 * @param {unknown} text
 * @param {() => unknown} act
 * @param {Record<string, unknown>} [attributes]
 */
export function button(text, act, attributes = {}) {
  return h("button", { type: "button", ...attributes, onclick: act }, text);
}

/**
 * A part that can be opened.
 * @param {unknown} summary
 * @param {...unknown} content
 */
export function details(summary, ...content) {
  return h("details", {}, h("summary", {}, summary), content);
}

/**
 * Says something to those who use a screen reader, without taking them from where they are.
 * @param {string} text
 */
export function announce(text) {
  const place = document.getElementById("announcements");
  if (place) place.textContent = text;
}

/**
 * How many of something, in words: `3 conditions`, `1 condition`.
 * @param {number} number
 * @param {string} noun
 * @param {string} [many] its plural, where it is not made by an s
 */
export function count(number, noun, many = `${noun}s`) {
  return `${number} ${number === 1 ? noun : many}`;
}
