//! The tree of dependencies, as Cargo has it for one system.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::support::tools;

/// The system that the figures are for: what is needed differs a little from one to another.
const SYSTEM: &str = "x86_64-unknown-linux-gnu";

/// A package, and what it needs.
#[derive(Debug)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub licence: String,
    /// Whether it runs where the command is compiled and is no part of it.
    is_macro: bool,
    /// What it needs, with the kinds of needs: `normal`, `build` or `dev`.
    needs: Vec<(String, Vec<String>)>,
}

/// The packages by their ids.
#[derive(Debug)]
pub struct Graph {
    packages: BTreeMap<String, Package>,
    root: String,
}

impl Graph {
    /// Asks Cargo, which must have all packages already; none where it has not, which only a person's own machine of
    /// another kind may lack.
    pub fn read() -> Option<Self> {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", SYSTEM]);
        let done = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs");
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            eprintln!("{said}");
            return tools::needed(None, "every package of Cargo.lock");
        }
        let metadata: Value = serde_json::from_slice(&done.stdout).expect("JSON");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let needs = |node: &Value| {
            let kinds = |need: &Value| {
                let kind = |kind: &Value| kind["kind"].as_str().unwrap_or("normal").to_owned();
                list(&need["dep_kinds"]).iter().map(kind).collect()
            };
            list(&node["deps"]).iter().map(|need| (text(&need["pkg"]), kinds(need))).collect()
        };
        let of_node: BTreeMap<String, Vec<(String, Vec<String>)>> =
            list(&metadata["resolve"]["nodes"]).iter().map(|node| (text(&node["id"]), needs(node))).collect();
        let packages = list(&metadata["packages"]).into_iter().filter_map(|package| {
            let id = text(&package["id"]);
            let is_macro = list(&package["targets"])
                .iter()
                .any(|target| list(&target["kind"]).iter().any(|kind| kind == "proc-macro"));
            let needs = of_node.get(&id)?.clone();
            let (name, version) = (text(&package["name"]), text(&package["version"]));
            Some((id, Package { name, version, licence: text(&package["license"]), is_macro, needs }))
        });
        Some(Self { packages: packages.collect(), root: text(&metadata["resolve"]["root"]) })
    }

    fn reached(&self, follow: &dyn Fn(&str, &Package, &[String]) -> bool) -> BTreeSet<&str> {
        let (mut reached, mut next) = (BTreeSet::new(), vec![self.root.as_str()]);
        while let Some(id) = next.pop() {
            for (needed, kinds) in &self.packages[id].needs {
                if follow(id, &self.packages[needed], kinds) && reached.insert(needed.as_str()) {
                    next.push(needed);
                }
            }
        }
        reached
    }

    /// How many packages become a part of the command.
    pub fn within(&self) -> usize {
        self.reached(&|_, package, kinds| is(kinds, "normal") && !package.is_macro).len()
    }

    /// How many packages it takes to build the command.
    pub fn to_build(&self) -> usize {
        self.reached(&|_, _, kinds| is(kinds, "normal") || is(kinds, "build")).len()
    }

    /// How many packages it takes to build the tests and the benchmarks too.
    pub fn with_tests(&self) -> usize {
        self.reached(&|_, _, _| true).len()
    }

    /// What the command needs itself, with how many packages would go with each: it, and what nothing else needs.
    pub fn direct(&self) -> Vec<(&Package, usize)> {
        let all = self.to_build();
        let own = self.packages[&self.root].needs.iter().filter(|(_, kinds)| is(kinds, "normal"));
        let direct = own.map(|(id, _)| {
            let without = |from: &str, package: &Package, kinds: &[String]| {
                (is(kinds, "normal") || is(kinds, "build"))
                    && !(from == self.root && std::ptr::eq(package, &raw const self.packages[id]))
            };
            (&self.packages[id], all - self.reached(&without).len())
        });
        direct.collect()
    }
}

fn is(kinds: &[String], kind: &str) -> bool {
    kinds.iter().any(|of| of == kind)
}
