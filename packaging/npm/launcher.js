#!/usr/bin/env node
// Runs the command `brief` of the package for this system, and ends as it ends.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

// What could not be done is 2, as with the command itself: 1 would say that there are findings.
const WRONG = 2;

function fail(message) {
  console.error(`watching-brief: ${message}`);
  process.exit(WRONG);
}

// On Linux there is a package for each of the two libraries that programs are built on.
function systemName() {
  const name = `${process.platform}-${process.arch}`;
  const isMusl = process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime;
  return isMusl ? `${name}-musl` : name;
}

function command() {
  const name = `@watching-brief/${systemName()}`;
  const file = process.platform === "win32" ? "brief.exe" : "brief";
  try {
    return require.resolve(`${name}/bin/${file}`);
  } catch {
    const known = Object.keys(require("../package.json").optionalDependencies);
    return known.includes(name)
      ? fail(`the package ${name} is not installed; npm leaves it out with --omit=optional`)
      : fail(`there is no built command for this system (${systemName()}); it can be built with Cargo`);
  }
}

const child = spawn(command(), process.argv.slice(2), { stdio: "inherit" });
child.on("error", (error) => fail(`the command does not start: ${error.message}`));

// Whoever ends this process means the command. From a terminal both hear of it; to hear it twice does no harm.
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"];
for (const signal of SIGNALS) {
  process.on(signal, () => child.kill(signal));
}

child.on("exit", (status, signal) => {
  if (signal === null) {
    process.exit(status);
  }
  // What a signal has ended is to be seen as ended by it.
  SIGNALS.forEach((name) => process.removeAllListeners(name));
  process.kill(process.pid, signal);
  process.exit(128 + constants.signals[signal]);
});
