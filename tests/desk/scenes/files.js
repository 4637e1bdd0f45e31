// Files opened, changed, left and saved, whatever stands in them.
"use strict";
const crypto = require("node:crypto");
const fs = require("node:fs");
const { hold, inFolder, open, go, take, saved } = require("../browser");

// A page that asks what its engine does not know: it is put together here of this one.
exports.misfit = async function misfit(browser) {
  const whole = fs.readFileSync(process.argv[3], "utf8");
  const [, script] = /<script>([^]*?)<\/script>/.exec(whole);
  const hashed = (text) => crypto.createHash("sha256").update(text).digest("base64");
  const other = script.replace("author: author === ", "writer: author === ");
  hold(other !== script && whole.includes(hashed(script)), "the page is not made into another");
  fs.writeFileSync(inFolder("misfit.html"), whole.replace(script, () => other).replace(hashed(script), () => hashed(other)));
  const page = await (await browser.newContext()).newPage();
  await page.goto(`file://${inFolder("misfit.html")}`);
  await page.waitForSelector("main h1:not(:empty)");
  const told = await page.textContent("main");
  hold(told.includes("is not of one piece") && told.includes("writer"), `a page that does not fit its engine says ${told}`);
  await page.context().close();
};

exports.same = async function same(browser) {
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
  const text =
    "\ufeffformat: 1\r\npilot: other-lines # a remark\r\ntitle: Other lines\r\nstatus: running\r\nreferral:\r\n  routes: [self]\r\n";
  fs.writeFileSync(inFolder("other-lines.yaml"), text);
  await go(page, "start", "#file");
  await page.setInputFiles("#file", inFolder("other-lines.yaml"));
  await page.waitForSelector("#rulesets-set");
  await go(page, "text", "#text");
  await page.click("text=Take this text");
  await page.waitForSelector(".tasks");
  await go(page, "save", ".buttons");
  hold(
    (await saved(page, () => page.click("text=Save among the downloads"))) === text,
    "a file with other ends of lines is not the same",
  );
  await page.context().close();
};

exports.several = async function several(browser) {
  const page = await open(browser);
  const first = "# the first\nformat: 1\npilot: one\ntitle: One # as it was called\nstatus: running\n---\n";
  const second = "format: 1\npilot: two\ntitle: Two\nstatus: planned\n";
  await page.click("text=Paste its text instead");
  await page.fill("#pasted", first + second);
  await page.click("text=Open this text");
  await page.waitForSelector("#document-set");
  await page.check("[name=document][value='1']");
  await page.click("main button.main");
  await page.waitForSelector("#rulesets-set");
  await page.uncheck("[value=cotton-questions]");
  await page.click("main button.main");
  await page.waitForSelector(".tasks");
  hold((await page.textContent("main h1")).includes("Two"), "the second pilot is not the one that is worked on");
  hold((await page.textContent("#verdicts")).includes("5 rule sets"), "a rule set that is not chosen counts");
  await go(page, "fact/service.sessions", "#said-set");
  await page.check("[name=said][value=between]");
  await page.fill("#at_most", "6,5");
  await page.click("button[value=back]");
  await page.waitForSelector("#at_most[aria-invalid]");
  await page.fill("#at_most", "6.5");
  await page.click("button[value=back]");
  await page.waitForSelector(".summary-list");
  hold((await page.textContent(".summary-list")).includes("At most 6.5"), "a number in part is not shown");
  await go(page, "save", ".buttons");
  const text = await saved(page, () => page.click("text=Save among the downloads"));
  hold(text.startsWith(first) && text.includes("at_most: 6.5"), `the other pilot is not as it was: ${text}`);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["format: 1\npilot: dropped\ntitle: Dropped\nstatus: ended\n"], "dropped.yaml"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  });
  await page.waitForSelector("#rulesets-set");
  hold((await page.textContent(".tools .file")).includes("Dropped"), "what is dropped is not opened");
  await page.context().close();
};

exports.hostile = async function hostile(browser) {
  const page = await open(browser);
  const evil = "<img src=https://example.org/x onerror=window.hit=1><script>window.hit=1</script>";
  const text =
    `format: 1\npilot: evil\ntitle: ${JSON.stringify(evil)}\nstatus: running\nowners: [${JSON.stringify(evil)}]\n` +
    `governance:\n  accountable_lead: {value: ${JSON.stringify(evil)}, by: ${JSON.stringify(evil)}, basis: claimed, note: "</textarea></script>${evil.replaceAll('"', "'")}", url: "javascript:window.hit=1"}\n` +
    'referral:\n  work_coach_role: {value: mandates, by: "\\u202etxet", basis: observed}\n';
  fs.writeFileSync(inFolder("evil<b>.yaml"), text);
  await page.setInputFiles("#file", inFolder("evil<b>.yaml"));
  await page.waitForSelector("#rulesets-set");
  const pages = [
    ["tasks", ".tasks"],
    ["about", "#owners"],
    ["section/governance", ".summary-list"],
    ["fact/governance.accountable_lead", ".cards"],
    ["fact/governance.accountable_lead/0", "#said-set"],
    ["text", "#text"],
    ["findings", ".tally"],
    ["letter", ".letter"],
    ["promises", "iframe"],
    ["repair", "iframe"],
    ["report", "iframe"],
    ["save", ".buttons"],
  ];
  for (const [route, selector] of pages) {
    await go(page, route, selector);
    await page.waitForTimeout(100);
    for (const frame of page.frames()) {
      const acted = await frame.evaluate(() => [
        window.hit,
        document.querySelectorAll("img, main script, a[href^=javascript]").length,
      ]);
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
};

exports.leaving = async function leaving(browser) {
  const page = await open(browser);
  await take(page, "working-well-phase-2.yaml");
  await go(page, "fact/referral.routes/add", "#said-set");
  await page.check("[name=said][value=empty]");
  await page.click("text=Leave without saving");
  await page.waitForSelector("dialog[open]");
  hold(
    await page.evaluate(() => document.activeElement.textContent === "Stay here"),
    "the dialogue does not begin with what is safe",
  );
  await page.keyboard.press("Enter");
  hold((await page.isChecked("[name=said][value=empty]")) && page.url().endsWith("/add"), "who stays does not stay");
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
  page.on("dialog", async (dialog) => {
    asked = true;
    await dialog.accept();
  });
  await page.close({ runBeforeUnload: true });
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  hold(asked, "the browser does not ask before the page is closed");
  await page.context().close();
};
