// Begins: gets to know the engine, and shows the page that the address names.

import { fill, h } from "./dom.js";
import { desk, meetEngine } from "./desk.js";
import { listenForDrops } from "./files.js";
import { misfit } from "./fits.js";
import { guardPage } from "./leave.js";
import { aboutPage } from "./pages/about.js";
import { agreePage } from "./pages/agree.js";
import { codePage, textToCodePage } from "./pages/code.js";
import { documentsPage } from "./pages/documents.js";
import { factPage } from "./pages/fact.js";
import { findingsPage } from "./pages/findings.js";
import { beginFromTextPage, newTextPage } from "./pages/new_text.js";
import { rulesPage } from "./pages/rules.js";
import { savePage } from "./pages/save.js";
import { sectionPage } from "./pages/section.js";
import { letterPage, promisesPage, repairPage, reportPage } from "./pages/see.js";
import { startPage, takeFiles } from "./pages/start.js";
import { tasksPage } from "./pages/tasks.js";
import { textPage } from "./pages/text.js";
import { startRouter } from "./router.js";
import { listenForUndo, showTools } from "./tools.js";
import { showPanel } from "./verdict_panel.js";
import { warmSoon } from "./warm.js";

const ROUTES = [
  { path: /^start$/, show: startPage },
  { path: /^begin$/, show: beginFromTextPage },
  { path: /^rules$/, show: rulesPage, needsPilot: true },
  { path: /^documents$/, show: documentsPage, needsPilot: true },
  { path: /^tasks$/, show: tasksPage, needsPilot: true },
  { path: /^about$/, show: aboutPage, needsPilot: true },
  { path: /^section\/(.+)$/, show: sectionPage, needsPilot: true },
  { path: /^fact\/([^/]+)(?:\/(\w+))?(?:\/from\/([^/]+))?$/, show: factPage, needsPilot: true },
  { path: /^code$/, show: codePage, needsPilot: true },
  { path: /^new-text(?:\/([^/]+))?$/, show: newTextPage, needsPilot: true },
  { path: /^code\/([^/]+)(?:\/(\d+))?(?:\/(\d+)-(\d+))?(?:\/change\/([^/]+)\/(\d+))?$/, show: textToCodePage, needsPilot: true },
  { path: /^text$/, show: textPage, needsPilot: true },
  { path: /^findings$/, show: findingsPage, needsPilot: true },
  { path: /^promises$/, show: promisesPage, needsPilot: true },
  { path: /^letter$/, show: letterPage, needsPilot: true },
  { path: /^repair$/, show: repairPage, needsPilot: true },
  { path: /^report$/, show: reportPage, needsPilot: true },
  { path: /^agree$/, show: agreePage },
  { path: /^save$/, show: savePage, needsPilot: true },
];

const MISFIT =
  "The page and the program in it do not fit each other. Nothing is wrong with your computer: get the page anew from those who gave it to you, and tell them so.";

async function begin() {
  const content = /** @type {Element} */ (document.getElementById("content"));
  fill(content, h("p", { class: "soft" }, "The program starts."));
  try {
    await meetEngine();
    const wrong = await misfit();
    if (wrong !== null) return fill(content, h("h1", {}, "This page is not of one piece"), h("p", {}, MISFIT), h("p", { class: "small soft" }, `What it stumbles at: ${wrong}.`));
  } catch (error) {
    fill(content, h("h1", {}, "This page cannot be used here"), h("p", {}, /** @type {Error} */ (error).message));
    return;
  }
  desk.changed = () => {
    showTools();
    showPanel();
    if (desk.file !== null) warmSoon();
  };
  startRouter(ROUTES);
  listenForDrops(takeFiles);
  listenForUndo();
  guardPage();
}

void begin();
