// The desk in Firefox, which has no dialogue for saving to a place: what is saved goes among the downloads. Writes a line for
// each thing that is wrong.
//
// node --experimental-websocket firefox.js FIREFOX PAGE FOLDER
"use strict";
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const [program, file, folder] = process.argv.slice(2);
const profile = path.join(folder, "profile");
const downloads = path.join(folder, "downloads");
const wrong = [];
const hold = (holds, what) => {
  if (!holds) wrong.push(what);
};
const soon = () => new Promise((resolve) => setTimeout(resolve, 100));

/** Starts the browser, and gives what puts a command to it. */
async function start() {
  fs.mkdirSync(profile, { recursive: true });
  fs.mkdirSync(downloads, { recursive: true });
  const settings = {
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.shell.checkDefaultBrowser": false,
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  fs.writeFileSync(path.join(profile, "user.js"), lines.join(""));
  const firefox = spawn(
    program,
    ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"],
    {
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const address = await new Promise((resolve, reject) => {
    firefox.on("exit", () => reject(new Error("the browser ended")));
    firefox.stderr.on("data", (said) => {
      const listening = /listening on (ws:\S+)/.exec(said);
      if (listening) resolve(listening[1]);
    });
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  const waiting = new Map();
  socket.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    if (told.method === "log.entryAdded" && told.params.level === "error") wrong.push(`the page says ${told.params.text}`);
    waiting.get(told.id)?.(told);
  };
  const command = (method, params) =>
    new Promise((resolve) => {
      const id = waiting.size + 1;
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
  return { firefox, command };
}

async function use(command) {
  await command("session.new", { capabilities: {} });
  await command("session.subscribe", { events: ["log.entryAdded"] });
  const { context } = (await command("browsingContext.getTree", {})).result.contexts[0];
  await command("browsingContext.navigate", { context, url: `file://${path.resolve(file)}`, wait: "complete" });
  const run = async (expression) => {
    const told = await command("script.evaluate", {
      expression,
      target: { context },
      awaitPromise: true,
      userActivation: true,
    });
    return told.result?.result?.value;
  };
  const wait = async (expression) => {
    for (let at = 0; at < 300; at += 1) {
      if (await run(expression)) return;
      await soon();
    }
    throw new Error(`it never comes to be that ${expression}`);
  };
  const there = (selector) => wait(`document.querySelector(${JSON.stringify(selector)}) !== null`);
  const press = (text) =>
    run(`[...document.querySelectorAll("main button")].find((one) => one.textContent === ${JSON.stringify(text)}).click()`);
  await there("#shipped");
  await run('document.getElementById("shipped").value = "working-well-phase-2.yaml"');
  await press("Look at it");
  await there("#rulesets-set");
  hold((await run('document.getElementById("verdicts").textContent')).includes("Breached"), "there are no verdicts");
  await run('location.hash = "#/report"');
  await wait('document.querySelector("main iframe")?.contentDocument?.querySelector(".verdict") != null');
  const frame = await run(
    'getComputedStyle(document.querySelector("main iframe").contentDocument.querySelector(".verdict")).borderTopWidth',
  );
  hold(frame === "2px" || frame === "4px", `the report is shown without its style: ${frame}`);
  await run('location.hash = "#/save"');
  await wait('document.querySelector("main h1").textContent.includes("Save the pilot")');
  hold(
    !(await run('document.querySelector("main").textContent')).includes("a place of your choice"),
    "a dialogue is offered that is not there",
  );
  await press("Save among the downloads");
  const saved = path.join(downloads, "working-well-phase-2.yaml");
  for (let at = 0; at < 100 && !(fs.existsSync(saved) && fs.statSync(saved).size > 0); at += 1) await soon();
  const text = await run(
    'JSON.parse(document.getElementById("desk-pilots").textContent).find((one) => one.name.endsWith("working-well-phase-2.yaml")).text',
  );
  hold(fs.existsSync(saved) && fs.readFileSync(saved, "utf8") === text, "what is saved is another file");
}

(async () => {
  const { firefox, command } = await start();
  try {
    await use(command);
  } catch (error) {
    wrong.push(error.stack);
  }
  firefox.removeAllListeners("exit");
  firefox.kill();
  await new Promise((resolve) => firefox.on("exit", resolve));
  wrong.forEach((what) => console.log(what));
  process.exit(0);
})().catch((error) => {
  console.log(error.stack);
  process.exit(1);
});
