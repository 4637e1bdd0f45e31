// What somebody does in haste: an answer that is not saved yet, a phrase that is too long, a statement to be mended.
"use strict";
const { hold, open } = require("../browser");
const { proposal, begin, openParagraph, press, draw, marked, question, kept } = require("../marking");

// How many statements are taken from the text.
async function statements(page) {
  return Number(/(\d+) statements? taken from it/.exec(await page.textContent("main"))[1]);
}

// Whether an element is within what the window shows.
async function isSeen(page, selector) {
  return page.$eval(selector, (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

exports.slips = async function slips(browser) {
  for (const width of [1440, 390]) await slipsAt(browser, width);
};

async function slipsAt(browser, width) {
  const page = await open(browser, { viewport: { width, height: 800 } });
  await page.click("text=Paste or open a proposal");
  await page.fill("#text", proposal);
  await begin(page);
  // The line that a text begins with says no more than its title.
  hold(await page.evaluate(() => document.activeElement.matches("#paragraph-2 .words")), "the title is the first to be taken apart");
  hold((await page.textContent("#paragraph-1")).includes("Set aside: it is what the text is called"), "the title is not set aside");
  // An answer that is put in and not saved: who goes on is asked, and can go back, save it, or leave it.
  await openParagraph(page, 3);
  await draw(page, "up to eight meetings of fifty minutes");
  await marked(page, "up to eight meetings of fifty minutes");
  await question(page, "service.sessions");
  await page.click("#onward");
  await page.waitForSelector("#paragraph-4.opened");
  hold((await page.textContent("#paragraph-3")).includes("Set aside"), "a question that is only looked at holds somebody up");
  await openParagraph(page, 3);
  await draw(page, "up to eight meetings of fifty minutes");
  await question(page, "service.sessions");
  await page.fill("#exact-number", "8");
  await page.click("#onward");
  await page.waitForSelector("dialog[open] >> text=Save this answer first?");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-3 .questions h3"));
  hold((await page.inputValue("#exact-number")) === "8", "an answer is gone, although somebody went back to it");
  await page.click("text=Another question");
  await page.waitForSelector("dialog[open]");
  await page.click("dialog >> text=Stay here");
  await page.click("#onward");
  await page.click("dialog >> text=Save it and go on");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-4 .words"));
  hold((await statements(page)) === 1, "an answer is not saved that somebody saved in going on");
  hold((await page.textContent("#paragraph-4 .saved")).includes("at most? 8"), "not told what is saved in going on");
  hold(/ 1 done, 1 set aside/.test(await page.textContent("main")), "a paragraph with a statement is not done");
  // An answer that was refused stands as it was, is seen to be refused, and is not dropped either.
  await openParagraph(page, 7);
  await draw(page, "A privacy assessment is being drafted by the council's information officer and will");
  await page.waitForSelector(".phrase-told >> text=These are 13 words, 1 more than can be cited");
  await question(page, "data_sharing.impact_assessment");
  await page.click("[data-answer='value:published']");
  await page.waitForFunction(() => document.activeElement.matches(".mistakes"));
  hold(await isSeen(page, ".mistakes"), `at ${width} what is refused is not seen`);
  hold((await page.textContent(".not-saved")).startsWith("Not saved yet."), "not told at the answer that it is not saved");
  await page.click("#onward");
  await page.click("dialog >> text=Save it and go on");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-7 .mistakes"));
  hold((await statements(page)) === 1, "what cannot be saved is saved");
  // One press makes the phrase as long as it may be; the answer is at hand.
  await page.click(".mistakes a");
  hold(await page.evaluate(() => document.activeElement.id === "shorter"), "the mistake does not lead to what mends it");
  await page.keyboard.press("Enter");
  await marked(page, "A privacy assessment is being drafted by the council's information officer and");
  hold(await page.evaluate(() => document.activeElement.dataset.answer === "value:published"), "the answer is not at hand again");
  hold((await page.locator(".mistakes").count()) === 0, "what is mended is still told to be a problem");
  hold((await page.textContent(".not-saved")).startsWith("Not saved yet."), "what is mended, and not saved, is not told to be so");
  hold((await page.locator(".shorter button").count()) === 0, "a phrase that fits is offered to be shortened");
  await page.click("#onward");
  await page.click("dialog >> text=Save it and go on");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-8 .words"));
  hold((await statements(page)) === 2, "what is mended is not saved");
  // Who says so leaves it.
  await draw(page, "supervision");
  await openLeft(page);
  // A statement is pressed: the reader is at its form, wherever that stands.
  await page.evaluate(() => scrollTo(0, 0));
  await page.click("#paragraph-7 .carried a");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-7 .questions > h3"));
  hold(await isSeen(page, "#paragraph-7 .questions > h3"), `at ${width} the form of a statement is not seen`);
  await page.click("text=Leave it as it is");
  await page.waitForFunction(() => document.activeElement.matches("#paragraph-7 .words"));
  await spokenBefore(page);
  await page.context().close();
}

// Leaves an answer that is begun.
async function openLeft(page) {
  await question(page, "workforce.clinical_supervision");
  await page.check("#hedged");
  await page.click("#onward");
  await page.click("dialog >> text=Go on without it");
  await page.waitForSelector("#paragraph-9.opened");
  hold((await statements(page)) === 2, "what somebody leaves is saved");
}

// Somebody who was named once is named again at one press, on the basis on which they spoke.
async function spokenBefore(page) {
  await openParagraph(page, 6);
  await press(page, "Taking");
  await press(page, "choice");
  await question(page, "voluntariness.participation");
  const size = (selector) => page.$eval(selector, (one) => getComputedStyle(one).fontSize);
  hold((await size(".opened .range")) === (await size(".opened .questions > h3")), "how far a question reaches is told in small print");
  hold((await page.locator(".used").count()) === 0, "a name is offered where there is one alone");
  hold((await page.textContent("#hedged-hint")).includes("gives leave"), "not told which may is not meant");
  await page.click(".source-line summary");
  await page.fill("#by", "Ms Okafor");
  await page.check("[name=basis][value=observed]");
  await page.click("[data-answer='value:voluntary']");
  await kept(page);
  await question(page, "voluntariness.sanction_for_refusal");
  await page.click("text=Another question");
  await openParagraph(page, 8);
  await draw(page, "supervision");
  await question(page, "workforce.clinical_supervision");
  await page.click(".used >> text=Ms Okafor");
  hold((await page.textContent(".whose")).includes("Ms Okafor: it was seen"), "a name is offered without what stands behind it");
  hold((await page.getAttribute(".used >> text=Ms Okafor", "aria-pressed")) === "true", "not told which name is taken");
  await page.click("[data-answer=true]");
  await kept(page);
  hold((await page.textContent("#paragraph-8 .carried")).includes("Ms Okafor"), "the name is not saved");
}
