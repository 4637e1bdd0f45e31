// Which page is shown: what stands behind the `#/` of the address.

import { announce, fill, h, link } from "./dom.js";
import { desk } from "./desk.js";
import { form, mayLeaveForm } from "./leave.js";

/**
 * @typedef {{title: string, caption?: string, back?: {route: string, text: string} | null, content: unknown[], isTouched?: () => boolean, arrival?: string}} Page a page may
 *   tell by a selector where in it its reader begins, where that is not its heading
 * @typedef {{path: RegExp, show: (...parts: string[]) => Page | Promise<Page>, needsPilot?: boolean}} Route
 */

/** @type {Route[]} */
let routes = [];
let current = "";
let turn = 0;
let arrival = "h1";
/** Whether the top of a page stays in sight, where its reader begins further down and that is in sight, too. */
let isFromTop = false;

/** What stands behind the `#/` now. */
export function route() {
  return decodeURIComponent(location.hash.replace(/^#\/?/, "")) || "start";
}

/**
 * Goes to a page; what stands in the form of this one is done with.
 * @param {string} to
 * @param {string} [place] a selector of where in it the reader goes on; its heading, if not given
 * @param {boolean} [fromTop] whether its top stays in sight, where the place is in sight, too
 */
export function go(to, place = "h1", fromTop = false) {
  form.isTouched = () => false;
  isFromTop = fromTop;
  arrival = place;
  if (route() === to) void show(to, true);
  else location.hash = `#/${to}`;
}

/**
 * Goes to a page as by a link: what stands in the form of this one is asked about.
 * @param {string} to
 * @param {string} place a selector of where in it the reader goes on
 */
export function follow(to, place) {
  arrival = place;
  location.hash = `#/${to}`;
}

/**
 * Shows a page and, where it is a new one, takes the reader to its heading.
 * @param {string} to
 * @param {boolean} isNew
 */
async function show(to, isNew) {
  turn += 1;
  const mine = turn;
  const found = routes.find(({ path }) => path.test(to)) ?? routes[0];
  const needs = found.needsPilot && desk.file === null;
  const { path, show: page } = needs ? routes[0] : found;
  const shown = await page(...(path.exec(to) ?? []).slice(1));
  if (mine !== turn) return;
  current = to;
  form.isTouched = shown.isTouched ?? (() => false);
  document.body.dataset.page = to.split("/")[0];
  document.title = `${shown.title} – Watching Brief`;
  const back = shown.back ? link(shown.back.route, shown.back.text, { class: "back" }) : null;
  const heading = h(
    "h1",
    { tabindex: "-1" },
    shown.caption ? h("span", { class: "caption" }, shown.caption) : null,
    shown.title,
  );
  const content = /** @type {HTMLElement} */ (document.getElementById("content"));
  fill(content, back, heading, shown.content);
  if (isNew) {
    scrollTo(0, 0);
    const place = content.querySelector(arrival === "h1" && shown.arrival ? shown.arrival : arrival) ?? heading;
    arrival = "h1";
    const isSeen = isFromTop && place.getBoundingClientRect().bottom < innerHeight;
    isFromTop = false;
    if (place !== heading && !isSeen) place.scrollIntoView({ block: place.matches(".words") ? "start" : "center" });
    /** @type {HTMLElement} */ (place).focus({ preventScroll: true });
  }
}

/** Shows the page anew, after the file has changed under it. */
export async function showAgain() {
  await show(current || route(), false);
}

/** @param {Route[]} all the first is where to begin */
export function startRouter(all) {
  routes = all;
  addEventListener("hashchange", async () => {
    const to = route();
    if (to === current || location.hash === "#content") return;
    if (form.isTouched()) {
      history.replaceState(null, "", `#/${current}`);
      if (!(await mayLeaveForm())) {
        arrival = "h1";
        return announce("You are still on the same page.");
      }
      form.isTouched = () => false;
      history.replaceState(null, "", `#/${to}`);
    }
    await show(to, true);
  });
  void show(route(), false);
}
