// Puts requests to the engine as the page does, by the page's own worker, and writes each answer to a file of its number.
// Says how many milliseconds of work the first took, from bytes on, and a later one: work is the same on a busy machine.
//
// node answers.js ENGINE WORKER REQUESTS FOLDER
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const [engine, worker, requests, folder] = process.argv.slice(2);
const waiting = new Map();
globalThis.onmessage = null;
globalThis.postMessage = (answer) => waiting.get(answer.id)(answer);
vm.runInThisContext(fs.readFileSync(worker, "utf8"), { filename: worker });

// Asks for more room than there is, at which the engine stops as at any fault of its own.
async function stop(id) {
  const { TextEncoder } = globalThis;
  globalThis.TextEncoder = class { encode() { return { length: 0xffffffff }; } };
  const answer = await ask(id, "stop");
  globalThis.TextEncoder = TextEncoder;
  return answer;
}

function ask(id, request) {
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    globalThis.onmessage({ data: { id, request: JSON.stringify(request) } });
  });
}

(async () => {
  const all = JSON.parse(fs.readFileSync(requests, "utf8"));
  const work = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  const begun = work();
  let first = null;
  const times = [];
  globalThis.onmessage({ data: { base64: fs.readFileSync(engine).toString("base64"), form: "wasm" } });
  for (const [id, request] of all.entries()) {
    const before = work();
    const { status, text } = await (request === "stop" ? stop(id) : ask(id, request));
    first ??= work() - begun;
    times.push(work() - before);
    fs.writeFileSync(path.join(folder, String(id)), `${status}\n${text}`);
  }
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({ first: Math.ceil(first), middle: Math.ceil(times[Math.floor(times.length / 2)]) }));
})();
