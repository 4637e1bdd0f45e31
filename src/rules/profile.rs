//! What a rule set says that it imports.

use std::sync::Arc;

use crate::model::{DiagnosticCode, Force, Problem, named};
use crate::text::{LineIndex, Place, Span, words};
use crate::tree::Node;

/// One entry of `import`.
#[derive(Debug)]
pub(super) struct Import {
    /// Where the rules come from.
    pub from: Name,
    /// Where that is written.
    pub place: Place,
    /// Which of them are taken; all where it is left out.
    pub only: Option<Vec<Name>>,
    /// Which of these are left out again.
    pub drop: Vec<Drop>,
    /// Which of these are given another force.
    pub force: Vec<Reweigh>,
}

/// An entry of `drop`.
#[derive(Debug)]
pub(super) struct Drop {
    pub rule: Name,
    pub reason: Arc<str>,
    pub place: Place,
}

/// An entry of `force`.
#[derive(Debug)]
pub(super) struct Reweigh {
    pub rule: Name,
    pub force: Force,
    pub reason: Arc<str>,
    pub place: Place,
}

/// A name in a profile, with its place. There may be very many, and to count out the line and the column of each would
/// take long.
#[derive(Debug)]
pub(super) struct Name {
    pub text: String,
    span: Span,
    written: Span,
}

impl Name {
    fn read(node: Node<'_>) -> Option<Self> {
        let (span, written) = (node.span(), node.written_at().unwrap_or(node.span()));
        Some(Self { text: node.as_text()?.trim().to_owned(), span, written })
    }

    fn place(&self, lines: &LineIndex<'_>) -> Place {
        lines.place(self.span.start)
    }

    /// A problem of this name.
    pub fn problem(&self, code: DiagnosticCode, message: String) -> Problem {
        Problem { written: self.written, ..Problem::new(code, self.span, message) }
    }

    /// The name in a message.
    pub fn in_message(&self) -> String {
        format!("`{}`", words::excerpt(&self.text))
    }
}

/// What `from` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A rule set, by its id.
    Id,
    /// A file or a folder, by its path.
    Path,
    /// Something on the network.
    Address,
    /// None of these.
    Neither,
}

/// What a name in `from` names, by its form alone.
pub(super) fn form(name: &str) -> Form {
    let lower = name.to_ascii_lowercase();
    // One letter before the colon is a drive.
    let scheme = lower.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    let id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let yaml = [".yaml", ".yml"].iter().any(|ending| lower.ends_with(ending));
    if scheme || lower.contains("://") || lower.starts_with("www.") || lower.starts_with("git@") {
        Form::Address
    } else if name.contains(['/', '\\']) || yaml || name == "." || name == ".." {
        Form::Path
    } else if !name.is_empty() && name.chars().all(id) && !name.starts_with('-') {
        Form::Id
    } else {
        Form::Neither
    }
}

/// Reads what a rule set imports from a tree that its schema accepts, with what no schema can tell of it: addresses, and
/// names that no rule can have.
pub(super) fn imports(root: Node<'_>, lines: &LineIndex<'_>) -> (Vec<Import>, Vec<Problem>) {
    let mut problems = Vec::new();
    let items = root.get("import").into_iter().flat_map(Node::items);
    let imports = items.filter_map(|item| import(item, lines, &mut problems)).collect();
    (imports, problems)
}

fn import(node: Node<'_>, lines: &LineIndex<'_>, problems: &mut Vec<Problem>) -> Option<Import> {
    let name = |node: Node<'_>, key: &str| node.get(key).and_then(Name::read);
    let text = |node: Node<'_>, key: &str| node.get(key).and_then(Node::as_text).map(Arc::<str>::from);
    let items = |key: &str| node.get(key).into_iter().flat_map(Node::items);
    let from = name(node, "from")?;
    match form(&from.text) {
        Form::Id | Form::Path => {}
        Form::Address => problems.push(from.problem(DiagnosticCode::ImportNotFound, format!(
            "{} is an address, and nothing is ever fetched; get the file yourself, and give its path, as in `./rules.yaml`",
            from.in_message()
        ))),
        Form::Neither => problems.push(from.problem(DiagnosticCode::ImportNotFound, format!(
            "{} is neither the id of a rule set nor a path; a path has a slash in it, as in `./rules.yaml` or `./rules/`",
            from.in_message()
        ))),
    }
    let only = node.get("only").map(|_| items("only").filter_map(Name::read).collect::<Vec<_>>());
    let drop = |item: Node<'_>| {
        let rule = name(item, "rule")?;
        Some(Drop { place: rule.place(lines), rule, reason: text(item, "reason")? })
    };
    let drop: Vec<Drop> = items("drop").filter_map(drop).collect();
    let weigh = |item: Node<'_>| {
        let (rule, force) = (name(item, "rule")?, named(&Force::ALL, item.get("force")?.as_text()?)?);
        Some(Reweigh { place: rule.place(lines), rule, force, reason: text(item, "reason")? })
    };
    let force: Vec<Reweigh> = items("force").filter_map(weigh).collect();
    let names = only.iter().flatten().chain(drop.iter().map(|one| &one.rule)).chain(force.iter().map(|one| &one.rule));
    problems.extend(names.filter(|name| !can_be(&name.text)).map(|name| {
        let stars = if words::is_pattern(&name.text) || name.text.contains(['[', '{', '!', '\\']) {
            "; `*` stands for any run of characters and `?` for any one, and there is nothing else of that kind"
        } else {
            ", as in PB-02"
        };
        name.problem(DiagnosticCode::InvalidId, format!(
            "{} cannot be the id of a rule; an id has letters, digits, and hyphens, dots or underscores between them{stars}",
            name.in_message()
        ))
    }));
    Some(Import { place: from.place(lines), from, only, drop, force })
}

/// Whether a name, or what its stars stand for, can be the id of a rule, or a dimension.
fn can_be(name: &str) -> bool {
    let within = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '*' | '?');
    !name.is_empty() && name.chars().all(within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_paths_and_addresses_are_told_apart() {
        for (name, expected) in [
            ("professional-bodies", Form::Id),
            ("./x.yaml", Form::Path),
            ("x.yaml", Form::Path),
            ("x.YML", Form::Path),
            ("../y/", Form::Path),
            ("..", Form::Path),
            (r"C:\rules\x.yaml", Form::Path),
            ("C:/rules", Form::Path),
            ("/rules/x.yaml", Form::Path),
            ("https://example.org/x.yaml", Form::Address),
            ("HTTP://example.org", Form::Address),
            ("file:///x.yaml", Form::Address),
            ("github:somebody/rules", Form::Address),
            ("git@example.org:rules.git", Form::Address),
            ("www.example.org/x.yaml", Form::Address),
            ("Professional Bodies", Form::Neither),
            ("-", Form::Neither),
            ("", Form::Neither),
        ] {
            assert_eq!(form(name), expected, "{name}");
        }
    }
}
