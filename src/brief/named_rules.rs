//! Rules that a call names to be held up together: rule sets, single rules and dimensions, joined by `+`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use watching_brief::check::Selection;
use watching_brief::model::diagnostic::{Diagnostic, Severity};
use watching_brief::model::limits::Limits;
use watching_brief::model::{DiagnosticCode, Dimension};
use watching_brief::reason::ComparedRules;
use watching_brief::rules::Collection;
use watching_brief::text::{names, words};

use super::{files, output, whole_file};

/// Rules under the name by which the call asks for them.
#[derive(Debug)]
pub struct NamedRules {
    name: String,
    collection: Collection,
    selection: Selection,
}

impl NamedRules {
    /// Loads what is named; notices are told on standard error.
    ///
    /// # Errors
    /// What is wrong with the call or with the rules: then nothing is answered.
    pub fn load(names: &[String], limits: Limits) -> Result<Self, Vec<Diagnostic>> {
        let parts = parts(names).map_err(|wrong| vec![wrong])?;
        let known = Embedded::all();
        let (sets, single): (Vec<String>, Vec<String>) = parts.into_iter().partition(|part| is_set(part));
        let wrong: Vec<Diagnostic> = single.iter().filter_map(|name| known.wrong(name)).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let (mut collection, mut diagnostics) =
            if sets.is_empty() { (Collection::default(), Vec::new()) } else { files::load_rules(&sets, limits) };
        let mut chosen: Vec<String> = Vec::new();
        if !single.is_empty() {
            chosen.extend(collection.sets().iter().map(|set| set.set.id.clone()));
            for set in known.holding(&single) {
                let there = collection.sets().iter().any(|loaded| loaded.set.id == set);
                if !there {
                    collection.add_embedded(&set, &mut diagnostics);
                }
            }
            chosen.extend(single);
        }
        let (errors, notices): (Vec<_>, Vec<_>) =
            diagnostics.into_iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
        if !errors.is_empty() {
            return Err(errors);
        }
        output::refuse(&notices);
        let selection = Selection::only(&collection, &chosen)
            .map_err(|message| vec![Diagnostic::call(DiagnosticCode::UnknownName, message)])?;
        Ok(Self { name: words::listed(names, "and"), collection, selection })
    }

    /// The rules.
    pub fn side(&self) -> ComparedRules<'_> {
        ComparedRules::new(&words::harmless(&self.name), &self.collection, &self.selection)
    }
}

/// The rule sets that are part of the program.
struct Embedded(Collection);

impl Embedded {
    fn all() -> Self {
        let mut collection = Collection::default();
        collection.add_all_embedded(&mut Vec::new());
        Self(collection)
    }

    /// Why a name that is no rule set does not do; none where it is a rule or a dimension.
    fn wrong(&self, name: &str) -> Option<Diagnostic> {
        let dimension = Dimension::ALL.iter().any(|(_, known)| known.eq_ignore_ascii_case(name));
        if dimension || self.0.rule(name).is_some() {
            return None;
        }
        let sets = Collection::embedded().map(|(id, _)| id);
        let rules = self.0.rules().map(|(_, rule)| rule.rule.id.as_str());
        let names = sets.chain(rules).chain(Dimension::ALL.iter().map(|(_, known)| *known));
        let near = words::nearest(name, names).map(str::to_owned).or_else(|| files::near_file(Path::new(name)));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        let message = format!(
            "`{}` is no file or folder, and no rule set, rule or dimension of those that come with the program{hint}",
            words::shown(name)
        );
        Some(Diagnostic::call(DiagnosticCode::UnknownName, message))
    }

    /// The ids of the sets that have rules of these names.
    fn holding(&self, names: &[String]) -> Vec<String> {
        let Ok(selection) = Selection::only(&self.0, names) else { return Vec::new() };
        selection.sets(&self.0).into_iter().map(|of| of.set.set.id.clone()).collect()
    }
}

/// Whether a name stands for rule sets as a whole.
fn is_set(name: &str) -> bool {
    is_path(name) || Collection::embedded().any(|(id, _)| id == name)
}

fn is_path(name: &str) -> bool {
    let path = Path::new(name);
    name == "-" || path.is_symlink() || path.try_exists().unwrap_or(true)
}

/// The parts of some names that are joined by `+`, each of which stands for something else.
fn parts(names: &[String]) -> Result<Vec<String>, Diagnostic> {
    let mut parts: Vec<String> = Vec::new();
    for name in names {
        let of_name: Vec<&str> = if is_path(name) { vec![name] } else { name.split('+').collect() };
        for part in of_name {
            if part.is_empty() {
                let message = format!("a name is empty in `{}`; join rule sets as in one+another", words::shown(name));
                return Err(Diagnostic::call(DiagnosticCode::WrongCall, message));
            }
            if let Some(first) = parts.iter().find(|first| same(first, part)) {
                return Err(Diagnostic::call(DiagnosticCode::WrongCall, twice(first, part)));
            }
            parts.push(part.to_owned());
        }
    }
    Ok(parts)
}

fn twice(first: &str, again: &str) -> String {
    let (first, again) = (words::shown(first), words::shown(again));
    if first == again {
        return format!("`{first}` is named twice");
    }
    format!("`{first}` and `{again}` are the same")
}

/// Whether two names stand for the same.
fn same(one: &str, other: &str) -> bool {
    let real = |name: &str| PathBuf::from(name).canonicalize().ok();
    one.eq_ignore_ascii_case(other) && (!is_path(one) || one == other)
        || real(one).is_some_and(|path| real(other) == Some(path))
}

/// Refuses two sides that stand for the same.
///
/// # Errors
/// That they do.
pub fn differ(one: &str, other: &str) -> Result<(), Diagnostic> {
    if same(one, other) {
        return Err(Diagnostic::call(
            DiagnosticCode::WrongCall,
            format!("{}; name two that differ", twice(one, other)),
        ));
    }
    Ok(())
}

/// How a file of pilots that were made up begins. Only such a file is written over.
const MARK: &str = "# Made up by `brief ";

/// Whether a file is empty, or begins as one that was written here.
fn is_ours(path: &Path) -> std::io::Result<bool> {
    let mut begin = Vec::new();
    std::fs::File::open(path)?.take(MARK.len() as u64).read_to_end(&mut begin)?;
    Ok(begin.is_empty() || begin == MARK.as_bytes())
}

/// Writes pilots that were made up into a file, or says why not.
///
/// # Errors
/// Where the file cannot be written, or is not one of ours.
pub fn write_witness(path: &Path, command: &str, pilots: Option<&str>) -> std::io::Result<Option<Diagnostic>> {
    let name = words::harmless(&names::of(path));
    let Some(pilots) = pilots else {
        let message = format!("there is no pilot to write, and {name} is left as it is");
        return Ok(Some(Diagnostic::call(DiagnosticCode::NoPilot, message).as_notice()));
    };
    if path.is_file() && !is_ours(path).unwrap_or_default() {
        let message = "there is such a file already, and it is left as it is; give another name with --witness";
        return Ok(Some(Diagnostic::file(DiagnosticCode::FileNotWritten, &name, message.to_owned())));
    }
    whole_file::write(path, &format!("{MARK}{command}`: nothing real is described here.\n{pilots}"))?;
    Ok(None)
}
