// Writes the folders of the npm packages: one for each system whose built command is there, and the one that people
// install, which asks npm for the one that fits.
//
//     node packaging/npm/make.mjs BUILT FOLDER [--some]
//
// BUILT has a folder command-TARGET for each system, by Rust's name, with the command in it; with --some, systems may lack.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [built, folder, some] = process.argv.slice(2);
if (folder === undefined || ![undefined, "--some"].includes(some)) {
  console.error("node packaging/npm/make.mjs BUILT FOLDER [--some]");
  process.exit(2);
}

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
// The first of each is that of the package: its table comes before those of others that have such keys.
const key = (name) => new RegExp(`^${name} = "(.*)"$`, "m").exec(manifest)?.[1];
const shared = { version: key("version"), license: key("license"), engines: { node: ">=18" } };
// Where the project is kept, once the package says so.
if (key("repository")) shared.repository = { type: "git", url: `git+${key("repository")}.git` };
const platforms = JSON.parse(readFileSync(join(root, "packaging/platforms.json"), "utf8"));

function write(name, manifest, files) {
  const target = join(folder, name);
  mkdirSync(join(target, "bin"), { recursive: true });
  writeFileSync(join(target, "package.json"), `${JSON.stringify({ ...manifest, ...shared }, null, 2)}\n`);
  for (const [from, to] of [...files, ...["LICENSE-MIT", "LICENSE-APACHE"].map((file) => [join(root, file), file])]) {
    copyFileSync(from, join(target, to));
  }
  return target;
}

for (const { target, npm, os, cpu, libc } of platforms) {
  const file = os === "win32" ? "brief.exe" : "brief";
  const command = join(built, `command-${target}`, file);
  if (!existsSync(command)) {
    console.error(`there is no command for ${target}`);
    if (some) continue;
    process.exit(1);
  }
  const name = `@watching-brief/${npm}`;
  const description = `The command brief of the package watching-brief, for ${npm}`;
  const written = write(
    npm,
    { name, description, os: [os], cpu: [cpu], ...(libc && { libc: [libc] }), preferUnplugged: true },
    [[command, `bin/${file}`]],
  );
  // Files that came as parts of a workflow have lost this.
  chmodSync(join(written, "bin", file), 0o755);
}

const needs = platforms.map(({ npm }) => [`@watching-brief/${npm}`, shared.version]);
const main = write(
  "watching-brief",
  {
    name: "watching-brief",
    description: key("description"),
    keywords: JSON.parse(/^keywords = (.*)$/m.exec(manifest)[1]),
    bin: { brief: "bin/brief.js" },
    optionalDependencies: Object.fromEntries(needs),
  },
  [
    [join(here, "launcher.js"), "bin/brief.js"],
    [join(here, "README.md"), "README.md"],
  ],
);
chmodSync(join(main, "bin/brief.js"), 0o755);
