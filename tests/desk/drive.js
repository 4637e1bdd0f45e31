// Uses the desk as somebody would who was handed it: in a browser, with the keyboard alone where that is said. Writes a line for
// each thing that is wrong.
//
// node drive.js CHROMIUM PAGE FOLDER SCENE...
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { chromium } = require("playwright-core");

const [program, file, folder, ...scenes] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const wrong = [];
const hold = (holds, what) => { if (!holds) wrong.push(what); };
const inFolder = (name) => path.join(folder, name);

// Opens the desk, which may ask for nothing but itself, and tells of what its script complains.
async function open(browser, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  context.on("request", (request) => hold(/^(file|blob|data):/.test(request.url()), `the page asks for ${request.url()}`));
  page.on("console", (message) => {
    // What looks at the page speaks with the frames in it, too, and a file may not be named as where it speaks from.
    if (!message.text().includes("postMessage")) wrong.push(`the page says ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`the page fails: ${error.stack}`));
  await page.goto(`file://${path.resolve(file)}`);
  await page.waitForSelector("main h1:not(:empty)");
  return page;
}

// Presses a key until something has the focus.
async function until(page, key, selector, most = 60) {
  for (let at = 0; at < most; at += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${selector} is not reached by ${key} on ${page.url()}: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`);
}

const tab = (page, selector, most) => until(page, "Tab", selector, most);

// Waits for a page and sees that its reader is at its heading.
async function arrived(page, route, heading) {
  await page.waitForFunction((wanted) => location.hash === `#/${wanted}`, route);
  await page.waitForFunction((wanted) => document.querySelector("main h1")?.textContent.includes(wanted), heading);
  await page.waitForFunction(() => document.activeElement?.tagName === "H1");
  hold((await page.title()).includes(heading), `the title on ${route} is ${await page.title()}`);
}

async function follow(page, selector, route, heading) {
  await tab(page, selector);
  await page.keyboard.press("Enter");
  await arrived(page, route, heading);
}

// Goes to a page as somebody who knows its address.
async function go(page, route, selector) {
  await page.evaluate((to) => {
    if ((location.hash || "#/start") === `#/${to}`) return;
    document.querySelector("main h1").setAttribute("data-old", "");
    location.hash = `#/${to}`;
  }, route);
  await page.waitForSelector("main h1:not([data-old])");
  await page.waitForSelector(`main ${selector}`);
}

// Opens a shipped pilot by its file's name.
async function take(page, name) {
  await page.selectOption("#shipped", name);
  await page.click("text=Look at it");
  await page.waitForSelector("#rulesets-set");
}

// The text that is saved.
async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return fs.readFileSync(await download.path(), "utf8");
}

// What the panel says: how many conditions have which verdict.
async function counts(page) {
  return page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#verdicts .counts li")].map((row) => {
    const [word, number] = [row.querySelector(".verdict").lastChild.textContent.trim(), row.querySelector(".figure").textContent];
    return [word, Number(number)];
  })));
}

// Which conditions the findings name, with their verdicts.
async function findings(page) {
  return page.evaluate(() => [...document.querySelectorAll(".finding .conditions > li")].map((one) => {
    const [rule, verdict] = [one.querySelector("b").textContent, one.querySelector(".verdict").lastChild.textContent.trim()];
    return `${rule} ${verdict.toLowerCase()}`;
  }).sort());
}

// Says what one speaker says of a fact that is yes or no: `up` is how often the arrow goes up from what nobody has said.
async function answer(page, up, by, basis) {
  await tab(page, "[name=said]:checked");
  for (let at = 0; at < up; at += 1) await page.keyboard.press("ArrowUp");
  await tab(page, "#by");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(by);
  await tab(page, "[name=basis]");
  await page.keyboard.press("Space");
  for (let at = 0; at < basis; at += 1) await page.keyboard.press("ArrowDown");
}

const SCENES = {
  // From nothing to a file, by the keyboard alone, with two who do not agree.
  async blank(browser) {
    const page = await open(browser);
    await page.keyboard.press("Tab");
    hold(await page.evaluate(() => document.activeElement.matches("a.skip")), "the page begins without a way past its head");
    await tab(page, "#title");
    await page.keyboard.type("Talking therapies above a jobcentre");
    await tab(page, "main form button");
    await page.keyboard.press("Enter");
    await arrived(page, "rules", "Whose conditions count?");
    await tab(page, "main button.main");
    await page.keyboard.press("Enter");
    await arrived(page, "tasks", "Talking therapies above a jobcentre");
    const before = await counts(page);
    hold(before.Breached === 0 && before.Unstated > 100, `nothing is said, and the verdicts are ${JSON.stringify(before)}`);
    await follow(page, "a[href='#/section/voluntariness']", "section/voluntariness", "Voluntariness");
    await follow(page, "a[href='#/fact/voluntariness.sanction_for_refusal']", "fact/voluntariness.sanction_for_refusal", "saying no");
    // A mistake is told at the top, and leads to its field.
    await answer(page, 1, "DWP", 0);
    await tab(page, "#phrase");
    await page.keyboard.type("one two three four five six seven eight nine ten eleven twelve thirteen");
    await tab(page, "button[value=back]");
    await page.keyboard.press("Enter");
    hold(await page.evaluate(() => document.activeElement.matches(".mistakes")), "the mistakes are not where the reader is");
    hold(await page.locator("#phrase[aria-invalid]").count() === 1, "the phrase is not told to be wrong");
    await tab(page, ".mistakes a[href='#phrase']");
    await page.keyboard.press("Enter");
    hold(await page.evaluate(() => document.activeElement.id === "phrase"), "a mistake does not lead to its field");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("nobody will be sanctioned");
    await until(page, "Shift+Tab", "#document");
    await page.keyboard.type("dwp-letter");
    await tab(page, "button[value=back]");
    await page.keyboard.press("Enter");
    await arrived(page, "section/voluntariness", "Voluntariness");
    await follow(page, "a[href='#/fact/voluntariness.sanction_for_refusal']", "fact/voluntariness.sanction_for_refusal", "saying no");
    await follow(page, "a[href='#/fact/voluntariness.sanction_for_refusal/add']", "fact/voluntariness.sanction_for_refusal/add", "saying no");
    await answer(page, 2, "a claimant", 2);
    await tab(page, "button[value=back]");
    await page.keyboard.press("Enter");
    await arrived(page, "fact/voluntariness.sanction_for_refusal", "saying no");
    const after = await counts(page);
    hold(after.Contested > 0, `two do not agree, and the verdicts are ${JSON.stringify(after)}`);
    hold((await page.textContent("main")).includes("These statements do not agree"), "the fact is not told to be contested");
    hold((await page.textContent("#announcements")).includes("is now contested"), "nobody is told what the answer did");
    // Something that breaches.
    await page.keyboard.press("Control+Home");
    await follow(page, ".tools a[href='#/tasks']", "tasks", "Talking therapies");
    await follow(page, "a[href='#/section/referral']", "section/referral", "Referral");
    await follow(page, "a[href='#/fact/referral.work_coach_role']", "fact/referral.work_coach_role", "What may a work coach do");
    await answer(page, 3, "the provider", 0);
    await tab(page, "button[value=back]");
    await page.keyboard.press("Enter");
    await arrived(page, "section/referral", "Referral");
    await page.keyboard.press("Control+Home");
    await follow(page, ".tools a[href='#/findings']", "findings", "Findings");
    fs.writeFileSync(inFolder("told.json"), JSON.stringify({ counts: await counts(page), findings: await findings(page) }));
    await follow(page, ".tools a[href='#/save']", "save", "Save the pilot");
    await tab(page, "main .buttons button:last-of-type");
    fs.writeFileSync(inFolder("saved.yaml"), await saved(page, () => page.keyboard.press("Enter")));
    await page.waitForFunction(() => document.querySelector(".tools .file").textContent.endsWith(" saved"));
    await page.context().close();
  },

  // Shipped pilots, changed and changed back, are the same bytes.
  async same(browser) {
    const page = await open(browser);
    for (const name of ["working-well-phase-2.yaml", "streatham-jobcentre.yaml"]) {
      await go(page, "start", "#shipped");
      await take(page, name);
      await go(page, "fact/referral.routes", "h1");
      const statement = page.locator("main .cards, main form").first();
      await statement.waitFor();
      await go(page, "fact/voluntariness.can_withdraw_any_time", "#said-set");
      await page.check("[name=said][value=false]");
      await page.fill("#by", "a visitor");
      await page.check("[name=basis][value=observed]");
      await page.click("button[value=back]");
      await page.waitForSelector(".summary-list");
      hold((await page.textContent(".tools .file")).includes("not saved"), `${name}: a change is told to be saved`);
      await go(page, "save", ".buttons");
      const last = () => page.click("text=Save among the downloads");
      hold((await saved(page, last)).includes("a visitor"), `${name}: the change is not in the file`);
      await page.click("#undo");
      await page.waitForFunction(() => document.getElementById("redo").disabled === false);
      const original = JSON.parse(await page.textContent("#desk-pilots")).find((one) => one.name.endsWith(name)).text;
      hold((await saved(page, last)) === original, `${name}: what is changed and changed back is another file`);
      hold((await page.textContent(".tools .file")).endsWith(" saved"), `${name}: what is saved is told not to be`);
    }
    // With another end of lines and a mark at the beginning, a file that is only looked at stays as it is, and so does the rest of
    // one that is changed.
    const text = "\ufeffformat: 1\r\npilot: other-lines # a remark\r\ntitle: Other lines\r\nstatus: running\r\nreferral:\r\n  routes: [self]\r\n";
    fs.writeFileSync(inFolder("other-lines.yaml"), text);
    await go(page, "start", "#file");
    await page.setInputFiles("#file", inFolder("other-lines.yaml"));
    await page.waitForSelector("#rulesets-set");
    await go(page, "text", "#text");
    await page.click("text=Take this text");
    await page.waitForSelector(".tasks");
    await go(page, "save", ".buttons");
    hold((await saved(page, () => page.click("text=Save among the downloads"))) === text, "a file with other ends of lines is not the same");
    await page.context().close();
  },

  // Nothing that stands in a file acts, and nothing is asked for.
  async hostile(browser) {
    const page = await open(browser);
    const evil = "<img src=https://example.org/x onerror=window.hit=1><script>window.hit=1</script>";
    const text = `format: 1\npilot: evil\ntitle: ${JSON.stringify(evil)}\nstatus: running\nowners: [${JSON.stringify(evil)}]\n`
      + `governance:\n  accountable_lead: {value: ${JSON.stringify(evil)}, by: ${JSON.stringify(evil)}, basis: claimed, note: "</textarea></script>${evil.replaceAll('"', "'")}", url: "javascript:window.hit=1"}\n`
      + "referral:\n  work_coach_role: {value: mandates, by: \"\\u202etxet\", basis: observed}\n";
    fs.writeFileSync(inFolder("evil<b>.yaml"), text);
    await page.setInputFiles("#file", inFolder("evil<b>.yaml"));
    await page.waitForSelector("#rulesets-set");
    const pages = [["tasks", ".tasks"], ["about", "#owners"], ["section/governance", ".summary-list"], ["fact/governance.accountable_lead", ".cards"],
      ["fact/governance.accountable_lead/0", "#said-set"], ["text", "#text"], ["findings", ".tally"], ["letter", ".letter"],
      ["promises", "iframe"], ["repair", "iframe"], ["report", "iframe"], ["save", ".buttons"]];
    for (const [route, selector] of pages) {
      await go(page, route, selector);
      await page.waitForTimeout(100);
      for (const frame of page.frames()) {
        const acted = await frame.evaluate(() => [window.hit, document.querySelectorAll("img, main script, a[href^=javascript]").length]);
        hold(acted[0] === undefined && acted[1] === 0, `${route}: something in the file acts`);
      }
    }
    // A file that is no pilot is told to be none, and can be mended.
    await go(page, "start", "#file");
    fs.writeFileSync(inFolder("broken.yaml"), "format: 1\npilot: [<b>\n");
    await page.setInputFiles("#file", inFolder("broken.yaml"));
    await page.waitForSelector("#text");
    hold((await page.textContent("main")).includes("Line "), "a broken file is not told to be broken");
    await page.fill("#text", "format: 1\npilot: mended\ntitle: Mended\nstatus: running\n");
    await page.click("text=Take this text");
    await page.waitForSelector(".tasks");
    await page.context().close();
  },

  // Nobody loses anything without being asked.
  async leaving(browser) {
    const page = await open(browser);
    await take(page, "working-well-phase-2.yaml");
    await go(page, "fact/referral.routes/add", "#said-set");
    await page.check("[name=said][value=empty]");
    await page.click("text=Leave without saving");
    await page.waitForSelector("dialog[open]");
    hold(await page.evaluate(() => document.activeElement.textContent === "Stay here"), "the dialogue does not begin with what is safe");
    await page.keyboard.press("Enter");
    hold(await page.isChecked("[name=said][value=empty]") && page.url().endsWith("/add"), "who stays does not stay");
    await page.click("main >> text=Leave without saving");
    await page.click("dialog button:last-of-type");
    await page.waitForSelector(".cards");
    hold(await page.evaluate(() => document.getElementById("undo").disabled), "what was left is not left");
    // A file that is not saved is not thrown away either.
    await page.click("text=Take away");
    await page.waitForFunction(() => document.getElementById("undo").disabled === false);
    await go(page, "start", "#shipped");
    await page.click("text=Look at it");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.press("Escape");
    hold((await page.textContent(".tools .file")).includes("not saved"), "the file is gone");
    let asked = false;
    page.on("dialog", async (dialog) => { asked = true; await dialog.accept(); });
    await page.close({ runBeforeUnload: true });
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    hold(asked, "the browser does not ask before the page is closed");
    await page.context().close();
  },

  // A proposal, from its paste to a report: its phrases are marked, the first of them by the keyboard alone.
  async coding(browser) {
    const page = await open(browser);
    await page.fill("#title", "Steady Steps");
    await page.click("text=Begin >> nth=-1");
    await page.waitForSelector("#rulesets-set");
    await page.click("main button.main");
    await page.waitForSelector(".tasks");
    await page.evaluate(() => document.querySelector("h1").focus());
    await follow(page, "main a[href='#/code']", "code", "Code a text");
    await tab(page, "#text");
    await page.keyboard.insertText(fs.readFileSync(path.join(__dirname, "proposal.txt"), "utf8"));
    await tab(page, "#title");
    await page.keyboard.type("Steady Steps, a proposal");
    await tab(page, "#name");
    await page.keyboard.type("steady-steps");
    await tab(page, "#author");
    await page.keyboard.type("the Steady Steps team");
    await tab(page, "main button.main");
    await page.keyboard.press("Enter");
    await arrived(page, "code/steady-steps", "Steady Steps, a proposal");
    const paragraphs = await page.$$eval(".paragraphs > li", (all) => all.map((one) => [one.value, one.querySelector("p").textContent]));
    hold(paragraphs.length === 11, `the proposal has ${paragraphs.length} paragraphs`);
    const first = await number("Taking part is a free choice.");
    await follow(page, `a[href='#/code/steady-steps/${first}']`, `code/steady-steps/${first}`, `Paragraph ${first}`);
    await tab(page, "#first");
    await page.keyboard.type("3:");
    await tab(page, "#last");
    await page.keyboard.type("8:");
    await page.waitForFunction(() => document.querySelector(".to-mark mark")?.textContent === "Taking part is a free choice");
    await tab(page, "#find");
    await page.keyboard.type("say no mandatory");
    await tab(page, "#fact");
    await page.keyboard.press("ArrowDown");
    await tab(page, "[name=said]:checked");
    await page.keyboard.press("ArrowUp");
    for (let at = 0; at < 6 && !(await page.evaluate(() => document.activeElement.value === "value:voluntary")); at += 1) await page.keyboard.press("ArrowUp");
    await tab(page, "[name=basis]");
    await page.keyboard.press("Space");
    await tab(page, "main button.main");
    await page.keyboard.press("Enter");
    await page.waitForFunction((to) => document.activeElement.matches(`#paragraph-${to} a`), first);
    hold(await page.textContent(".paragraphs mark") === "Taking part is a free choice", "the passage is not marked");
    for (const [phrase, fact, ...chosen] of MARKED) {
      await mark(phrase);
      await page.selectOption("#fact", fact);
      for (const choice of chosen) {
        const [field, value] = choice.split("=");
        if (value !== undefined) await page.fill(field, value);
        else await page.check(field.startsWith("#") ? field : `#said-set input[value="${field}"]:visible >> nth=0`);
      }
      await page.check("[name=basis][value=claimed]");
      await page.click("main button.main");
      await page.waitForSelector(".paragraphs, .mistakes");
      hold(await page.locator(".mistakes").count() === 0, `${fact}: ${await page.locator(".mistakes").allTextContents()}`);
    }
    const marks = await page.$$eval(".paragraphs mark", (all) => all.map((one) => one.textContent));
    hold(MARKED.every(([phrase]) => marks.includes(phrase)), `marked are ${JSON.stringify(marks)}`);
    await page.click("#toggle");
    await page.waitForSelector("text=Show all paragraphs");
    const left = await page.$$eval(".paragraphs > li", (all) => all.map((one) => one.value));
    hold(!left.includes(first) && left.length > 2 && left.length < paragraphs.length, `not coded are ${left}`);
    // Too many words are refused, with the reason.
    await mark("One thing", "Each person would be offered up to eight meetings of fifty minutes with a counsellor");
    await page.click("main button.main");
    await page.waitForSelector(".mistakes");
    hold(/1[0-9] words/.test(await page.textContent(".mistakes")), "a long phrase is taken");
    await page.click("main >> text=Leave without saving");
    await page.click("dialog button:last-of-type");
    await page.waitForSelector(".paragraphs");
    await go(page, "report", "iframe");
    const report = await page.frameLocator("iframe").locator("body").textContent();
    hold(report.includes("Steady Steps, a proposal") && report.includes("Taking part is a free choice"), "the report does not name the text");
    await go(page, "save", ".plain");
    const press = (name) => () => page.click(`main >> text="${name}"`);
    fs.writeFileSync(inFolder("pilot.yaml"), await saved(page, press("Save among the downloads")));
    fs.mkdirSync(inFolder("texts"), { recursive: true });
    fs.writeFileSync(inFolder("texts/steady-steps.txt"), await saved(page, press("Save steady-steps.txt")));
    fs.writeFileSync(inFolder("documents.yaml"), await saved(page, press("Save documents.yaml")));
    // Another version of the text: what it lacks is not found, and nothing is looked for elsewhere.
    await go(page, "new-text/steady-steps", "#text");
    const text = await page.inputValue("#text");
    await page.fill("#text", text.replace("Taking part is a free choice. ", "").replace("When. We", "When. Taking part is a free choice. We"));
    await page.click("main button.main");
    await page.waitForSelector(".alert");
    hold((await page.textContent(".alert")).includes("Taking part is a free choice"), "what is gone is not told to be gone");
    await page.context().close();

    /** The number of the paragraph that a phrase stands in. */
    async function number(phrase) {
      return paragraphs.find(([, words]) => words.includes(phrase))?.[0];
    }

    /** Opens the paragraph of a phrase, and chooses its first and its last word. */
    async function mark(name, phrase = name) {
      await go(page, `code/steady-steps/${await number(phrase)}`, "#first");
      const words = await page.$$eval("#first option", (all) => all.map((one) => one.textContent.replace(/^\d+: /, "")));
      const wanted = phrase.split(" ").map((word) => word.replace(/[^\p{L}\p{N}]+$/u, ""));
      const at = words.findIndex((_, start) => wanted.every((word, further) => words[start + further] === word));
      await page.selectOption("#first", String(at));
      await page.selectOption("#last", String(at + wanted.length - 1));
    }
  },

  // Two files of one pilot: where they differ is told, fact by fact.
  async agree(browser) {
    const page = await open(browser);
    const text = (role, by) => `format: 1\npilot: one\ntitle: One\nstatus: running\nreferral:\n  work_coach_role: ${role}\n  routes: {value: [self], by: ${by}, basis: claimed}\n`;
    fs.writeFileSync(inFolder("first.yaml"), text("informs", "the provider"));
    fs.writeFileSync(inFolder("second.yaml"), text("suggests", "DWP"));
    await go(page, "agree", "#second");
    await page.setInputFiles("#first", inFolder("first.yaml"));
    await page.click("main button.main");
    await page.waitForSelector(".mistakes");
    hold((await page.textContent(".mistakes")).includes("Choose a file"), "a file that is not there is not told to be lacking");
    await page.setInputFiles("#second", inFolder("second.yaml"));
    await page.click("main button.main");
    await page.waitForSelector("main iframe");
    const told = await page.frameLocator("main iframe").locator("body").textContent();
    for (const part of ["referral.work_coach_role", "informs", "suggests", "the provider", "DWP"]) hold(told.includes(part), `the page does not tell of ${part}: ${told.slice(0, 300)}`);
    await page.context().close();
  },

  // Everybody can use every page: narrow and wide, in the light and in the dark.
  async everybody(browser) {
    // What is wrong with colours shows in a scheme, and what is wrong with places at a width: two of the four show all.
    for (const [width, colorScheme] of [[390, "dark"], [1440, "light"]]) {
      const page = await open(browser, { viewport: { width, height: 900 }, colorScheme });
      const session = await page.context().newCDPSession(page);
      const look = async (name) => {
        const at = `${name} at ${width} in the ${colorScheme}`;
        await page.evaluate(() => [...document.querySelectorAll("main details")].slice(0, 6).forEach((part) => { part.open = true; }));
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        hold(over <= 0, `${at} is ${over} pixels too wide`);
        // What is put in from outside is not bound by the page's own policy.
        await session.send("Runtime.evaluate", { expression: axe });
        // Reports are held to the same by tests of their own.
        const found = await page.evaluate((values) => window.axe.run({ exclude: [["iframe"]] }, { runOnly: values, iframes: false }), rules);
        for (const one of found.violations) hold(false, `${at}: ${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}`);
        hold(found.passes.length > 10, `${at}: only ${found.passes.length} rules were held against it`);
        if (process.env.PICTURES) await page.screenshot({ path: path.join(process.env.PICTURES, `${name.replaceAll("/", "-")}-${width}-${colorScheme}.png`), fullPage: true });
      };
      await look("start");
      await page.click("text=Begin >> nth=-1");
      await page.waitForSelector(".mistakes");
      await look("start-mistake");
      await take(page, "working-well-phase-2.yaml");
      await look("rules");
      for (const [route, selector] of PAGES) {
        await go(page, route, selector);
        await look(route);
      }
      await go(page, "code", "#text");
      await look("code");
      await page.fill("#text", "One thing is said here.\n\nAnother is said there.");
      await page.fill("#title", "A text");
      await page.fill("#name", "a-text");
      await page.click("main button.main");
      await page.waitForSelector(".paragraphs");
      await go(page, "code/a-text/2", "#first");
      await page.selectOption("#last", "2");
      await page.selectOption("#fact", "referral.routes");
      await look("code-mark");
      await page.check("[name=said][value=empty]");
      await page.fill("#by", "");
      await page.click("main button.main");
      await page.waitForSelector(".paragraphs mark");
      await look("code-text");
      await go(page, "save", ".plain");
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
    }
  },
};

/** Phrases of the proposal, each with the question that it answers and what is chosen there. */
const MARKED = [
  ["in a style of talking treatment that NICE recommends", "service.offer", "part", "psychological-therapy"],
  ["up to eight meetings of fifty minutes", "service.sessions", "exact", "#exact-number=8"],
  ["Nobody would wait longer than twenty-one days", "service.waiting_weeks", "exact", "#exact-number=3"],
  ["two consulting rooms at the Mill Lane jobcentre", "location.venues", "part", "jobcentre"],
  ["fill in a short form with them", "referral.work_coach_role", "value:refers"],
  ["We had thought of a target of fifteen forms a month", "referral.staff_referral_targets", "true", "#hedged"],
  ["Nobody's payments will be touched if they say no", "voluntariness.sanction_for_refusal", "false"],
  ["at the Unity Centre says the opposite", "voluntariness.sanction_for_refusal", "true", "#by=the claimants' group"],
];

const PAGES = [["tasks", ".tasks"], ["about", "#owners"], ["section/referral", ".summary-list"], ["fact/referral.work_coach_role", ".cards"],
  ["fact/referral.work_coach_role/0", "#said-set"], ["fact/service.waiting_weeks", "#said-set"], ["findings", ".tally"], ["letter", ".letter"],
  ["promises", "iframe"], ["repair", "iframe"], ["report", "iframe"], ["text", "#text"], ["save", ".buttons"], ["agree", "#second"]];

(async () => {
  const browser = await chromium.launch({ executablePath: program, headless: true, args: flags });
  try {
    for (const scene of scenes) await SCENES[scene](browser);
  } catch (error) {
    wrong.push(error.stack);
  } finally {
    await browser.close();
  }
  wrong.forEach((what) => console.log(what));
})().catch((error) => { console.log(error.stack); process.exitCode = 1; });
