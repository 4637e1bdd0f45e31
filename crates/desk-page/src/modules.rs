//! The modules of the page as one script.
//!
//! Each module becomes a function that is called once, in an order in which all that it imports comes before it, and that
//! gives what it exports. Only what the page uses is understood; anything else is an error, so that nothing is misread:
//!
//! - `import { a, b as c } from "./other.js";` and `import "./other.js";`, over one line or several;
//! - `export` before `function`, `async function`, `class` and `const`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::read;

/// A module, taken apart.
struct Module {
    imports: Vec<Import>,
    exports: Vec<String>,
    /// The text without its imports and exports; each line stands where it stood.
    text: String,
}

/// What a module imports from another.
struct Import {
    from: String,
    /// The names between the braces, as they are written.
    names: String,
}

/// Makes one script of a module and all that it imports.
pub fn script(folder: &Path, entry: &str) -> Result<String, String> {
    let mut bundle = Bundle { folder, numbers: BTreeMap::new(), open: Vec::new(), script: String::new() };
    bundle.script.push_str("\"use strict\";\n");
    bundle.add(entry)?;
    Ok(bundle.script)
}

struct Bundle<'f> {
    folder: &'f Path,
    /// The modules that are written, by their files.
    numbers: BTreeMap<String, usize>,
    /// The modules whose imports are being written.
    open: Vec<String>,
    script: String,
}

impl Bundle<'_> {
    /// Writes a module behind all that it imports, and gives its number.
    fn add(&mut self, file: &str) -> Result<usize, String> {
        if let Some(number) = self.numbers.get(file) {
            return Ok(*number);
        }
        if self.open.iter().any(|open| open == file) {
            return Err(format!("{file} imports itself by way of {}", self.open.join(", ")));
        }
        self.open.push(file.to_owned());
        let module = take_apart(file, &read(&self.folder.join(file))?)?;
        let mut bindings = String::new();
        for import in &module.imports {
            let number = self.add(&beside(file, &import.from))?;
            if !import.names.is_empty() {
                // What an import calls `a as b`, a pattern calls `a: b`.
                let names = import.names.replace(" as ", ": ");
                let _ = writeln!(bindings, "const {{ {names} }} = module{number};");
            }
        }
        self.open.pop();
        let number = self.numbers.len();
        self.numbers.insert(file.to_owned(), number);
        let (text, exports) = (&module.text, module.exports.join(", "));
        let _ = write!(
            self.script,
            "// {file}\nconst module{number} = (() => {{\n{bindings}{text}\nreturn {{ {exports} }};\n}})();\n"
        );
        Ok(number)
    }
}

/// The file that a module names, as seen from its own.
fn beside(file: &str, named: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in named.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Takes a module apart.
fn take_apart(file: &str, text: &str) -> Result<Module, String> {
    let (mut imports, mut exports, mut kept) = (Vec::new(), Vec::new(), String::new());
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        let wrong = |what: &str| format!("{file}:{}: {what}: {line}", at + 1);
        if line.starts_with("import ") || line.starts_with("import\t") || line.starts_with("import{") {
            let mut whole = line.to_owned();
            let mut taken = 1;
            while !whole.trim_end().ends_with(';') {
                let (_, next) = lines.next().ok_or_else(|| wrong("an import without an end"))?;
                whole = format!("{whole} {}", next.trim());
                taken += 1;
            }
            imports.push(import(&whole).ok_or_else(|| wrong("an import of a kind that is not understood"))?);
            kept.push_str(&"\n".repeat(taken));
        } else if let Some(declared) = line.strip_prefix("export ") {
            let name = declared_name(declared).ok_or_else(|| wrong("an export of a kind that is not understood"))?;
            exports.push(name.to_owned());
            kept.push_str(declared);
            kept.push('\n');
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    Ok(Module { imports, exports, text: kept })
}

/// An import, read from one line.
fn import(line: &str) -> Option<Import> {
    let rest = line.strip_prefix("import")?.trim().strip_suffix(';')?.trim();
    let (names, from) = match rest.strip_prefix('{') {
        Some(rest) => rest.split_once('}')?,
        None => ("", rest),
    };
    let from = if names.is_empty() { from.trim() } else { from.trim().strip_prefix("from")?.trim() };
    let from = from.strip_prefix('"')?.strip_suffix('"')?;
    from.starts_with('.')
        .then(|| Import { from: from.to_owned(), names: names.trim().trim_end_matches(',').trim().to_owned() })
}

/// The name of what is declared.
fn declared_name(declared: &str) -> Option<&str> {
    let kinds = ["function ", "async function ", "class ", "const "];
    let rest = kinds.iter().find_map(|kind| declared.strip_prefix(kind))?;
    let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '$')?;
    rest.get(..end).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_taken_apart() {
        let text = "// About.\nimport { a, b as c } from \"./x.js\";\nimport {\n  d,\n} from \"../y.js\";\n\
                    export async function f() {}\nexport const g = 1;\nconst h = \"export const i\";\n";
        let module = take_apart("m.js", text).expect("a module");
        let imports: Vec<(&str, &str)> = module.imports.iter().map(|one| (&*one.from, &*one.names)).collect();
        assert_eq!(imports, [("./x.js", "a, b as c"), ("../y.js", "d")]);
        assert_eq!(module.exports, ["f", "g"]);
        assert_eq!(module.text.lines().count(), text.lines().count(), "each line stands where it stood");
        assert!(module.text.ends_with("async function f() {}\nconst g = 1;\nconst h = \"export const i\";\n"));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for text in [
            "import x from \"./x.js\";\n",
            "import * as x from \"./x.js\";\n",
            "import { x } from \"library\";\n",
            "import { x } from\n",
            "export default 1;\n",
            "export let x = 1;\n",
            "export { x };\n",
        ] {
            assert!(take_apart("m.js", text).is_err(), "{text}");
        }
    }

    #[test]
    fn files_are_found_from_the_one_that_names_them() {
        assert_eq!(beside("pages/start.js", "../words.js"), "words.js");
        assert_eq!(beside("pages/start.js", "./fact.js"), "pages/fact.js");
        assert_eq!(beside("main.js", "./pages/start.js"), "pages/start.js");
    }
}
