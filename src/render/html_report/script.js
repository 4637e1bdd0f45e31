
"use strict";
(() => {
  const results = [...document.querySelectorAll("details.result")];
  // The form is of use with a script alone, and so a script makes it.
  const finder = document.createElement("details");
  finder.id = "_finder";
  finder.className = "only-on-screen";
  const field = (name, label, any) => `<p><label for="_${name}">${label}</label><select id="_${name}">` +
    `<option value="">${any}</option></select></p>`;
  finder.innerHTML = `<summary>Find a condition</summary><form id="_find"><div class="fields">
    <p><label for="_text">Words</label><input id="_text" type="search" autocomplete="off"></p>
    ${field("verdict", "Verdict", "any")}${field("force", "Force", "any")}${field("set", "Rule set", "any")}
    ${field("speakers", "Who speaks", "anybody")}<p><button type="reset">Show all</button></p></div>
    <p id="_count" role="status" aria-live="polite"></p></form>`;
  if (results.length) document.querySelector("header.run").append(finder);
  const form = document.getElementById("_find");
  const count = document.getElementById("_count");
  const fields = ["verdict", "force", "set", "speakers"];
  const choice = (field) => document.getElementById("_" + field);
  const said = (result, field) => (field === "speakers" ? result.dataset[field].split(" | ") : [result.dataset[field]]);
  const texts = new WeakMap();

  // The words of a result, and those of the statements to which it leads.
  const textOf = (result) => {
    if (!texts.has(result)) {
      const led = [...result.querySelectorAll('a[href*="._said-"]')].map((link) => document.getElementById(link.hash.slice(1)));
      texts.set(result, [result, ...led].map((part) => part?.textContent ?? "").join(" ").toLowerCase());
    }
    return texts.get(result);
  };

  const offer = (field) => {
    const values = new Set(results.flatMap((result) => said(result, field)).filter((value) => value));
    const order = field === "speakers" ? [...values].sort((a, b) => a.localeCompare(b, "en")) : [...values];
    for (const value of order) choice(field).append(new Option(value, value));
  };

  const find = () => {
    const words = document.getElementById("_text").value.toLowerCase().split(/\s+/).filter((word) => word);
    const wanted = fields.filter((field) => choice(field).value);
    const finding = words.length > 0 || wanted.length > 0;
    let shown = 0;
    for (const result of results) {
      const fits = wanted.every((field) => said(result, field).includes(choice(field).value)) &&
        words.every((word) => textOf(result).includes(word));
      result.hidden = !fits;
      if (fits) shown += 1;
    }
    const empty = (part) => !part.querySelector("details.result:not([hidden])");
    for (const part of document.querySelectorAll("section.set, article.pilot")) part.hidden = finding && empty(part);
    document.body.classList.toggle("finding", finding);
    count.textContent = finding ? `${shown} of ${results.length} results fit.` : `${results.length} results.`;
  };

  // A result of a pilot that has a page of its own is looked for there.
  const elsewhere = (name) => {
    const pages = [...document.querySelectorAll("#_pilots + ul a")].filter((link) => link.pathname !== location.pathname);
    const ids = pages.map((link) => [link.hash.slice(1), link]).filter(([id]) => name.startsWith(id));
    ids.sort(([one], [other]) => other.length - one.length);
    const [id, link] = ids.find(([id]) => ["", "-", "."].includes(name.slice(id.length, id.length + 1))) ?? [];
    if (id) location.replace(`${link.href.split("#")[0]}#${name}`);
  };

  const show = () => {
    let name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = name && document.getElementById(name);
    if (!target) {
      elsewhere(name);
      return;
    }
    if (form && target.closest("[hidden], .finding .part")) { form.reset(); find(); }
    const summary = target.closest("summary");
    if (summary) {
      summary.parentElement.open = true;
      summary.focus();
    }
    target.scrollIntoView();
  };

  const ranks = ["breached", "contested", "unstated", "met-if", "met", "not-applicable"];
  const rank = (cell) => {
    const mark = cell.querySelector(".verdict");
    return mark ? ranks.findIndex((name) => mark.classList.contains(name)) : -1;
  };
  const compare = (a, b) => rank(a) - rank(b) || a.textContent.localeCompare(b.textContent, "en", { numeric: true });

  const sort = (head, body) => {
    const ascending = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const at = head.cellIndex;
    const rows = [...body.rows].sort((a, b) => (ascending ? 1 : -1) * compare(a.cells[at], b.cells[at]));
    body.append(...rows);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head, table.tBodies[0]));
      head.append(button);
    }
  }

  if (form) {
    fields.forEach(offer);
    form.addEventListener("input", find);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(find));
    find();
  }
  const whole = document.getElementById("_pilots");
  if (whole && results.length) document.querySelector("header.run").after(...[whole, whole.nextElementSibling]);
  addEventListener("hashchange", show);
  show();
})();
