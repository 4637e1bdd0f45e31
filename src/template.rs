//! A pilot file to start from: what must be there, and every section and fact commented out.
//!
//! A commented-out line is the line itself behind a `#` that no space follows, so that the line is good YAML when the
//! `#` alone is taken away; prose has a space behind its `#`.

use crate::explain::kind_of_values;
use crate::model::Status;
use crate::model::vocabulary::{Fact, FactType, Vocabulary};
use crate::text::words;
use crate::tree;

/// The widest line of the file.
const WIDTH: usize = 80;

/// Looks an id over: lower case letters, digits and hyphens, of which the first is no hyphen.
///
/// # Errors
/// What is wrong with it, and the nearest right id.
pub fn check_id(id: &str) -> Result<(), String> {
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.is_empty() && !id.starts_with('-') && id.chars().all(sound) {
        return Ok(());
    }
    let plain: String = id.to_lowercase().chars().map(|c| if sound(c) { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let better = if words.is_empty() { "my-pilot".to_owned() } else { words.join("-") };
    let shown = if id.is_empty() { "an empty id".to_owned() } else { format!("the id `{id}`") };
    Err(format!("{shown} does not do: it takes lower case letters, digits and hyphens, such as `{better}`"))
}

/// The file for a pilot of this id, which is to be kept under the name `file`.
#[must_use]
pub fn pilot(vocabulary: &Vocabulary, id: &str, file: &str) -> String {
    let title = title(id);
    let statuses: Vec<&str> = Status::ALL.iter().map(|(_, name)| *name).collect();
    let mut text = header(file);
    text.extend([
        format!("format: 1\npilot: {}\n", scalar(id)),
        prose(0, "What the pilot is, in a few words."),
        format!("title: {}\n", scalar(&title)),
        prose(0, &format!("How far it has come: {}.", words::listed(&statuses, "or"))),
        format!("status: {}\n", Status::Proposed.name()),
        prose(0, "The pilot in a few sentences, with what no fact below holds."),
        "summary: not written yet\n\n".to_owned(),
        prose(0, "For an example that describes nothing real."),
        "#invented: true\n\n".to_owned(),
        prose(0, "Where the statements below come from, unless they say otherwise themselves."),
        "#provenance: {by: the provider, basis: claimed, document: riverside-leaflet}\n".to_owned(),
    ]);
    for (name, facts) in vocabulary.sections() {
        let about = vocabulary.section_title(name).map(|title| prose(0, &format!("{}.", words::capital(title))));
        text.extend(["\n".to_owned(), about.unwrap_or_default(), format!("#{name}:\n")]);
        text.extend(facts.iter().map(commented));
    }
    text
}

fn header(file: &str) -> String {
    let mut text = String::new();
    let example = "#   work_coach_role: suggests
#
#   work_coach_role:
#     value: suggests
#     by: the provider
#     basis: claimed
#     document: riverside-leaflet
#     paragraph: 7
#     phrase: one day of training
#
#   work_coach_role:
#     - {value: informs, by: DWP, basis: claimed}
#     - {value: refers, by: a claimant, basis: observed}
";
    let paragraphs = [
        format!("A pilot, to be held against rule sets with `brief check {file}`."),
        "Take away the # before a fact and before the section that it stands in, and write what is known behind the \
         colon. Silence is fine: what is left out is unstated, and an unstated fact is a question, not a breach. State \
         only what somebody says or has seen of this very pilot."
            .to_owned(),
        "A fact takes a plain value; or a value with who says so and where; or several such statements, also where they \
         contradict each other. Each of these says something of `referral`:"
            .to_owned(),
    ];
    for paragraph in paragraphs {
        text.push_str(&prose(0, &paragraph));
        text.push_str("#\n");
    }
    text.push_str(example);
    let more = [
        "The basis is one of three. `claimed`: somebody with a stake says so. `specified`: binding text, such as a \
         contract or a published policy. `observed`: seen or measured by somebody independent. Whoever speaks needs a \
         basis; without a speaker and a basis, a statement counts as specified by this file. A phrase has at most 12 \
         words. A statement may also have a `date`, a `url` and a `note`.",
        "A set takes a list of all its values, as in [self, gp], where [] says that there are none. A set that is known \
         in part takes what is in and what is out:",
    ];
    for paragraph in more {
        text.push_str("#\n");
        text.push_str(&prose(0, paragraph));
    }
    text.push_str("#\n#   venues: {includes: [gp-surgery], excludes: [jobcentre]}\n#\n");
    text.push_str(&prose(
        0,
        "`brief explain referral.work_coach_role` tells which rules turn on a fact. An editor that knows YAML helps with \
         the writing when it is given the schema that `brief schema pilot` prints.",
    ));
    text.push('\n');
    text
}

/// A fact, commented out under its question, its values and their meaning.
fn commented(fact: &Fact) -> String {
    let means = &fact.means;
    let (means, values) = match fact.kind {
        FactType::Bool if !means.starts_with("whether") => {
            (String::new(), format!("true: {means}. false: that is not so."))
        }
        _ => (prose(2, &format!("It tells {means}.")), format!("{}.", words::capital(&kind_of_values(fact)))),
    };
    let (ask, mut values) = (prose(2, &fact.ask), prose(2, &values));
    values.extend(fact.values_with_meaning().map(|(value, means)| prose(2, &format!("- {value}: {means}"))));
    format!("\n{ask}{means}{values}  #{}:\n", fact.name)
}

/// Prose as a comment.
fn prose(indent: usize, text: &str) -> String {
    let margin = format!("{}# ", " ".repeat(indent));
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(&margin)
        .subsequent_indent(&margin)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    format!("{}\n", textwrap::fill(text, options))
}

/// A title to start from: the words of the id.
fn title(id: &str) -> String {
    let words: Vec<&str> = id.split('-').filter(|word| !word.is_empty()).collect();
    words::capital(&words.join(" "))
}

/// A text as YAML: in quotation marks where it would be read as something else, such as a number, without them.
fn scalar(text: &str) -> String {
    let plain = tree::build(text).is_ok_and(|tree| tree.root().as_text() == Some(text));
    if plain { text.to_owned() } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_does_not_do_gets_one_that_does() {
        for id in ["riverside", "2016-trial", "a--b-", "x"] {
            assert_eq!(check_id(id), Ok(()), "{id}");
        }
        for (id, better) in [
            ("Riverside Outreach", "`riverside-outreach`"),
            ("riverside_outreach.yaml", "`riverside-outreach-yaml`"),
            ("-x", "`x`"),
            ("", "`my-pilot`"),
            ("../../etc", "`etc`"),
            ("\u{1f600}", "`my-pilot`"),
        ] {
            let message = check_id(id).expect_err(id);
            assert!(message.ends_with(&format!("such as {better}")), "{message}");
        }
    }

    #[test]
    fn ids_and_titles_stay_texts() {
        for (id, expected) in [
            ("riverside-outreach", "riverside-outreach"),
            ("2016", "\"2016\""),
            ("true", "\"true\""),
            ("1e3", "\"1e3\""),
        ] {
            assert_eq!(scalar(id), expected);
        }
        assert_eq!(title("riverside--outreach-"), "Riverside outreach");
    }
}
