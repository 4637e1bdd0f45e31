// What somebody does with the words of a text: opens a paragraph, marks a phrase, chooses the question that it answers.
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const proposal = fs.readFileSync(path.join(__dirname, "proposal.txt"), "utf8");

// Says what the text is that was put in, and takes it apart.
async function begin(page) {
  await page.fill("#author", "the Steady Steps team");
  await page.check("[name=kind][value=proposal]");
  await page.click("main button.main");
  await page.waitForSelector(".opened");
}

// Opens a paragraph by its number.
async function openParagraph(page, number) {
  await page.click(`#paragraph-${number} > p:last-child > a`);
  await page.waitForSelector(`#paragraph-${number}.opened`);
}

// Presses a word of the paragraph that is open, counted among those that are written alike.
async function press(page, word, which = 0) {
  await page.locator(".opened [data-word]").filter({ hasText: new RegExp(`^${word}$`) }).nth(which).click();
}

// Draws with the pointer from the middle of a phrase's first word to the middle of its last.
async function draw(page, phrase) {
  const [from, to] = await page.evaluate((words) => {
    const item = [...document.querySelectorAll(".paragraphs > li")].find((one) => one.textContent.includes(words));
    const place = item.querySelector("p");
    place.scrollIntoView({ block: "center" });
    const start = place.textContent.indexOf(words);
    const middle = (at) => {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      let left = at;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (left < node.length) {
          const range = document.createRange();
          range.setStart(node, left);
          range.setEnd(node, left + 1);
          const box = range.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }
        left -= node.length;
      }
      throw new Error(`${words} has no such letter`);
    };
    return [middle(start), middle(start + words.length - 1)];
  }, phrase);
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 6 });
  await page.mouse.up();
}

// Waits until a phrase is marked.
async function marked(page, phrase) {
  await page.waitForFunction((words) => document.querySelector("mark.chosen")?.textContent === words, phrase);
}

// The row of a question, among those that are proposed or from all.
async function question(page, fact) {
  const rows = page.locator(`.question[data-fact="${fact}"]`);
  if ((await rows.count()) === 0 && (await page.locator("#more-rows").count())) await page.click("#more-rows");
  if ((await rows.count()) === 0) {
    if (!(await page.isVisible("#fact"))) await page.click("text=All questions, by section");
    await page.selectOption("#fact", fact);
  }
  await rows.first().waitFor();
  return rows.first();
}

// Does something by which an answer is saved, and waits until its line stands there.
async function kept(page, fact, act) {
  const lines = page.locator(`.saved-line[data-fact="${fact}"]`);
  const before = await lines.count();
  await act();
  await lines.nth(before).waitFor();
}

// Presses an answer of a row.
async function answered(page, fact, value) {
  const row = await question(page, fact);
  await kept(page, fact, () => row.locator(`[data-answer="${value}"]`).click());
}

// What a row would cite.
async function citedBy(row) {
  await row.locator(".quotation").waitFor();
  return (await row.locator(".quotation").textContent()).slice(1, -1);
}

module.exports = { proposal, begin, openParagraph, press, draw, marked, question, kept, answered, citedBy };
