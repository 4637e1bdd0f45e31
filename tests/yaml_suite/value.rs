//! What a text means: as our tree has it, as the events of the suite have it, and against its JSON.

use watching_brief::tree::{Kind, Node};

/// A value. A number with a fraction is kept as it prints, so that what is no number equals itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(String),
    Text(String),
    List(Vec<Value>),
    /// A key is a text, whatever it would mean as a value; where it is none, it is what it is.
    Map(Vec<(Value, Value)>),
}

impl Value {
    pub fn float(value: f64) -> Self {
        Self::Float(format!("{value:?}"))
    }

    /// What our tree has.
    pub fn of(node: Node<'_>) -> Self {
        match node.kind() {
            Kind::Null => Self::Null,
            Kind::Bool => Self::Bool(node.as_bool().expect("true or false")),
            Kind::Int => Self::Int(node.as_int().expect("a number")),
            // The tree keeps what such a number means to itself: nothing of ours takes one.
            Kind::Float => super::events::plain(node.as_written().expect("a number")),
            Kind::Text => Self::Text(node.as_text().expect("a text").to_owned()),
            Kind::List => Self::List(node.items().map(Self::of).collect()),
            Kind::Map => Self::Map(
                node.entries().map(|(key, value)| (Self::Text(key.name.to_owned()), Self::of(value))).collect(),
            ),
        }
    }

    /// Whether it is what a value in JSON is: the order of keys means nothing there.
    pub fn is(&self, json: &serde_json::Value) -> bool {
        use serde_json::Value as Json;
        match (self, json) {
            (Self::Null, Json::Null) => true,
            (Self::Bool(own), Json::Bool(other)) => own == other,
            (Self::Int(own), Json::Number(other)) => other.as_i64() == Some(*own),
            (Self::Float(own), Json::Number(other)) => own.parse().ok() == other.as_f64(),
            (Self::Text(own), Json::String(other)) => own == other,
            (Self::List(own), Json::Array(other)) => {
                own.len() == other.len() && own.iter().zip(other).all(|(own, other)| own.is(other))
            }
            (Self::Map(own), Json::Object(other)) => {
                let has = |key: &Self, value: &Self| match key {
                    Self::Text(key) => other.get(key).is_some_and(|other| value.is(other)),
                    _ => false,
                };
                own.len() == other.len() && own.iter().all(|(key, value)| has(key, value))
            }
            _ => false,
        }
    }
}
