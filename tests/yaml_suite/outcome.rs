//! A case, read by the program's own reader and held against what the suite says.

use watching_brief::source::Documents;
use watching_brief::text::{LineIndex, Place};
use watching_brief::tree;

use super::events;
use super::suite::{Case, Says};
use super::value::Value;

/// What an error says, and of which place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub place: Place,
    pub message: String,
}

/// Why we refuse what is good YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Tag,
    KeyThatIsNoName,
    NoKey,
}

impl Refusal {
    /// The reason, where it is one of ours and not of YAML.
    pub fn why(&self) -> Option<Why> {
        let reasons = [
            ("the tag `", Why::Tag),
            ("a key must be a name", Why::KeyThatIsNoName),
            ("a key is missing here", Why::NoKey),
        ];
        reasons.into_iter().find(|(said, _)| self.message.starts_with(said)).map(|(_, why)| why)
    }
}

/// What becomes of a case.
#[derive(Debug)]
pub enum Outcome {
    /// It is read, and means what the suite says.
    AsSaid,
    /// It is refused, and the suite says that it is wrong.
    RefusedRightly(Vec<Refusal>),
    /// It is refused, though the suite says that it is sound.
    Refused(Vec<Refusal>),
    /// It is read, though the suite says that it is wrong.
    Taken(Vec<Value>),
    /// It is read, and does not mean what the suite says.
    Otherwise { ours: Vec<Value>, theirs: String },
}

/// The documents of a text, or all that is wrong with it.
fn read(yaml: &str) -> Result<Vec<Value>, Vec<Refusal>> {
    let (mut values, mut refusals) = (Vec::new(), Vec::new());
    for document in Documents::new(yaml.as_bytes()) {
        let document = document.expect("text within the limits");
        let read = tree::read(&document.text);
        let lines = LineIndex::new(&document.text, document.first_line);
        refusals.extend(
            read.problems
                .into_iter()
                .map(|problem| Refusal { place: lines.place(problem.span.start), message: problem.message }),
        );
        values.extend(read.tree.as_ref().filter(|_| refusals.is_empty()).map(|tree| Value::of(tree.root())));
    }
    if refusals.is_empty() { Ok(values) } else { Err(refusals) }
}

impl Outcome {
    pub fn of(case: &Case) -> Self {
        match (read(&case.yaml), &case.says) {
            (Err(refusals), Says::Wrong) => Self::RefusedRightly(refusals),
            (Err(refusals), Says::Sound { .. }) => Self::Refused(refusals),
            (Ok(ours), Says::Wrong) => Self::Taken(ours),
            (Ok(ours), Says::Sound { tree, json }) => {
                let by_events = events::documents(tree);
                if ours != by_events {
                    return Self::Otherwise { ours, theirs: format!("{by_events:?}") };
                }
                let Some(json) = json else { return Self::AsSaid };
                let data = serde_json::Deserializer::from_str(json).into_iter();
                let data: Vec<serde_json::Value> = data.collect::<Result<_, _>>().expect("JSON");
                let same = ours.len() == data.len() && ours.iter().zip(&data).all(|(own, other)| own.is(other));
                if same { Self::AsSaid } else { Self::Otherwise { ours, theirs: json.clone() } }
            }
        }
    }

    /// The errors, where there are any.
    pub fn refusals(&self) -> &[Refusal] {
        match self {
            Self::RefusedRightly(refusals) | Self::Refused(refusals) => refusals,
            _ => &[],
        }
    }
}
