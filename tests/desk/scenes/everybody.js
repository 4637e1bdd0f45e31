// Every page, as everybody meets it.
"use strict";
const path = require("node:path");
const axe = require("node:fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { hold, open, go, take } = require("../browser");

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** At which widths, and in which schemes, every page is looked at. */
const LOOKS = [
  [390, "dark"],
  [390, "light"],
  [1440, "dark"],
  [1440, "light"],
];

/** A window of 1,280 pixels at 400%. */
const ZOOMED = { width: 320, height: 256 };

exports.everybody = async function everybody(browser) {
  // Colours that are on their way from one scheme to the other are those of neither.
  const page = await open(browser, { reducedMotion: "reduce" });
  const session = await page.context().newCDPSession(page);
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const look = async (name) => {
    await page.evaluate(() =>
      [...document.querySelectorAll("main details")].slice(0, 6).forEach((part) => {
        part.open = true;
      }),
    );
    await page.setViewportSize(ZOOMED);
    hold((await over()) <= 0, `${name} at 400% is ${await over()} pixels too wide`);
    // What is put in from outside is not bound by the page's own policy.
    await session.send("Runtime.evaluate", { expression: axe });
    for (const [width, colorScheme] of LOOKS) {
      const at = `${name} at ${width} in the ${colorScheme}`;
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      hold((await over()) <= 0, `${at} is ${await over()} pixels too wide`);
      // Reports are held to the same by tests of their own.
      const found = await page.evaluate(
        (values) => window.axe.run({ exclude: [["iframe"]] }, { runOnly: values, iframes: false, resultTypes: ["violations"] }),
        rules,
      );
      for (const one of found.violations) hold(false, `${at}: ${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}`);
      hold(found.passes.length > 10, `${at}: only ${found.passes.length} rules were held against it`);
      if (process.env.PICTURES)
        await page.screenshot({
          path: path.join(process.env.PICTURES, `${name.replaceAll("/", "-")}-${width}-${colorScheme}.png`),
          fullPage: true,
        });
    }
  };
  await look("start");
  await go(page, "begin", "#pilot-title");
  await page.click("main button.main");
  await page.waitForSelector(".mistakes");
  await look("begin");
  await go(page, "start", "#title");
  await page.click("text=Begin >> nth=-1");
  await page.waitForSelector(".mistakes");
  await look("start-mistake");
  await take(page, "working-well-phase-2.yaml");
  await look("rules");
  for (const [route, selector] of PAGES) {
    await go(page, route, selector);
    await look(route);
  }
  await go(page, "code", "a[href='#/new-text']");
  await look("code");
  await go(page, "new-text", "#text");
  await look("new-text");
  await page.fill("#text", "One thing is said here.\n\nAnother is said there, in more words than can be cited, one after the other.");
  await page.fill("#title", "A text");
  await page.fill("#author", "DWP");
  await page.check("[name=kind][value=specification]");
  await page.fill("#name", "a-text");
  await page.click("main button.main");
  await page.waitForSelector(".opened");
  await look("code-text");
  await page.click("text=Nothing here for these conditions: go on");
  await page.waitForSelector("#paragraph-2.opened");
  await page.click("text=All questions, by section");
  for (const fact of ["voluntariness.participation", "service.sessions", "referral.routes", "governance.starts_on", "evaluation.planned"]) {
    await page.selectOption("#fact", fact);
    await page.waitForSelector(`.question[data-fact="${fact}"]`);
  }
  await page.evaluate(() => document.querySelectorAll(".opened details").forEach((part) => (part.open = true)));
  await look("code-rows");
  await page.click("#unmark");
  await page.click(".question[data-fact='referral.routes'] .other-words");
  await page.click(".opened [data-word='0']");
  await page.click(".opened [data-word='14']");
  await page.click(".question[data-fact='referral.routes'] [data-answer=part]");
  await page.waitForSelector(".not-saved .mistake");
  await look("code-refused");
  await page.click("#onward");
  await page.waitForSelector("dialog[open]");
  await look("code-dialogue");
  await page.keyboard.press("Escape");
  await page.click(".question.held .shorter button >> nth=0");
  await page.click(".question[data-fact='referral.routes'] [data-answer=empty]");
  await page.waitForSelector(".saved-line");
  await look("code-saved");
  await page.click("text=That is all of this paragraph: go on");
  await page.waitForSelector(".all-done");
  await look("code-done");
  await page.click(".carried a");
  await page.waitForSelector("text=Take this statement away");
  await look("code-change");
  await page.click("text=Leave it as it is");
  await page.waitForFunction(() => !document.querySelector("main").textContent.includes("Take this statement away"));
  await go(page, "save", ".each-file");
  await look("save-text");
  await go(page, "fact/referral.routes/add", "#said-set");
  await page.check("[name=said][value=part]");
  await page.fill("#by", "DWP");
  await page.click("button[value=back]");
  await page.waitForSelector(".mistakes");
  await look("fact-mistake");
  await page.click("main >> text=Leave without saving");
  await page.waitForSelector("dialog[open]");
  await look("dialogue");
  await page.context().close();
};

const PAGES = [
  ["tasks", ".tasks"],
  ["about", "#owners"],
  ["section/referral", ".summary-list"],
  ["fact/referral.work_coach_role", ".cards"],
  ["fact/referral.work_coach_role/0", "#said-set"],
  ["fact/service.waiting_weeks", "#said-set"],
  ["findings", ".tally"],
  ["letter", ".letter"],
  ["promises", "iframe"],
  ["repair", "iframe"],
  ["report", "iframe"],
  ["text", "#text"],
  ["save", ".buttons"],
  ["agree", "#second"],
];
