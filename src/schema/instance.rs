//! A tree as the validator of JSON Schemas sees it: held against a schema in place, without being written as JSON.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use serde_json::{Number, Value};

use crate::tree::{Entries, Items, Kind, Node, Tree};

/// Our trees, as a representation of JSON for the validator.
#[derive(Debug)]
pub(super) struct TreeJson;

/// A value of a tree, or a name on its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct TreeNode<'t>(Inner<'t>);

#[derive(Debug, Clone, Copy)]
enum Inner<'t> {
    Value(Node<'t>),
    Name(&'t str),
}

impl<'t> TreeNode<'t> {
    /// The value that is the whole tree.
    pub fn root(tree: &'t Tree<'_>) -> Self {
        Self(Inner::Value(tree.root()))
    }

    fn value(self) -> Option<Node<'t>> {
        match self.0 {
            Inner::Value(node) => Some(node),
            Inner::Name(_) => None,
        }
    }
}

impl Json for TreeJson {
    type Node<'a> = TreeNode<'a>;
    type PreparedKey = Box<str>;
    type StringBuffer = String;

    // A lookup walks the mapping, so that one pass over its keys beats a lookup for each property.
    const KEYS_PER_LOOKUP: usize = 8;

    fn prepare_key(key: &str) -> Box<str> {
        key.into()
    }

    fn with_string_node<T>(buffer: &mut String, string: &str, f: impl FnOnce(TreeNode<'_>) -> T) -> T {
        string.clone_into(buffer);
        f(TreeNode(Inner::Name(buffer)))
    }
}

impl<'a> JsonNode<'a, TreeJson> for TreeNode<'a> {
    type Object = TreeObject<'a>;
    type Array = TreeArray<'a>;
    type Number = TreeNumber;

    fn as_object(&self) -> Option<TreeObject<'a>> {
        self.value().filter(|node| node.kind() == Kind::Map).map(TreeObject)
    }

    fn as_array(&self) -> Option<TreeArray<'a>> {
        self.value().filter(|node| node.kind() == Kind::List).map(TreeArray)
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match self.0 {
            Inner::Value(node) => node.as_text().map(Cow::Borrowed),
            Inner::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    fn as_number(&self) -> Option<TreeNumber> {
        let node = self.value()?;
        match node.kind() {
            Kind::Int => node.as_int().map(TreeNumber::Int),
            Kind::Float => {
                Some(TreeNumber::Float(node.as_written().and_then(|text| text.parse().ok()).unwrap_or(f64::NAN)))
            }
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        self.value()?.as_bool()
    }

    fn is_null(&self) -> bool {
        self.value().is_some_and(|node| node.kind() == Kind::Null)
    }

    fn json_type(&self) -> JsonType {
        match self.value().map(Node::kind) {
            None | Some(Kind::Text) => JsonType::String,
            Some(Kind::Null) => JsonType::Null,
            Some(Kind::Bool) => JsonType::Boolean,
            Some(Kind::Int | Kind::Float) => JsonType::Number,
            Some(Kind::List) => JsonType::Array,
            Some(Kind::Map) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match expected {
            Value::String(expected) => self.as_string().is_some_and(|text| text == expected.as_str()),
            Value::Bool(expected) => self.as_boolean() == Some(*expected),
            Value::Number(expected) => {
                self.value().and_then(Node::as_int).is_some_and(|value| expected.as_i64() == Some(value))
            }
            Value::Null => self.is_null(),
            Value::Array(_) | Value::Object(_) => false,
        }
    }

    /// Cold: only for errors. A list or mapping is told by its kind alone, so that no error grows with its input.
    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self.json_type() {
            JsonType::String => self.as_string().map_or(Value::Null, |text| Value::String(text.into_owned())),
            JsonType::Boolean => Value::Bool(self.as_boolean().unwrap_or_default()),
            JsonType::Number | JsonType::Integer => {
                self.as_number().map_or(Value::Null, |number| Value::Number(number.to_number().into_owned()))
            }
            JsonType::Array => Value::Array(Vec::new()),
            JsonType::Object => Value::Object(serde_json::Map::new()),
            JsonType::Null => Value::Null,
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        let (tree, id) = self.value()?.identity();
        Some(NodeIdentity::tagged(tree, id))
    }

    /// None: the validator's memory of containers outlives a call, and a later tree may stand where this one stood.
    fn container_identity(&self) -> Option<NodeIdentity> {
        None
    }
}

pub(super) struct TreeObject<'t>(Node<'t>);

impl<'a> Object<'a, TreeJson> for TreeObject<'a> {
    type Node = TreeNode<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.0.entries().len()
    }

    fn get(&self, key: &Box<str>) -> Option<TreeNode<'a>> {
        self.0.entry(key).map(|(_, value)| TreeNode(Inner::Value(value)))
    }

    fn members(&self) -> Members<'a> {
        Members(self.0.entries())
    }
}

pub(super) struct Members<'t>(Entries<'t>);

impl<'t> Iterator for Members<'t> {
    type Item = (&'t str, TreeNode<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.name, TreeNode(Inner::Value(value))))
    }
}

pub(super) struct TreeArray<'t>(Node<'t>);

impl<'a> Array<'a, TreeJson> for TreeArray<'a> {
    type Node = TreeNode<'a>;
    type ElementsIter = Elements<'a>;

    fn len(&self) -> usize {
        self.0.items().len()
    }

    fn elements(&self) -> Elements<'a> {
        Elements(self.0.items())
    }

    /// Only texts are compared: every list whose values must differ is a list of names.
    fn is_unique(&self) -> bool {
        if self.len() > 32 {
            let mut seen = std::collections::HashSet::new();
            return self.0.items().filter_map(Node::as_text).all(|text| seen.insert(text));
        }
        let texts = || self.0.items().filter_map(Node::as_text);
        texts().enumerate().all(|(at, text)| texts().take(at).all(|earlier| earlier != text))
    }
}

pub(super) struct Elements<'t>(Items<'t>);

impl<'t> Iterator for Elements<'t> {
    type Item = TreeNode<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|value| TreeNode(Inner::Value(value)))
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum TreeNumber {
    Int(i64),
    Float(f64),
}

impl JsonNumber for TreeNumber {
    fn as_u64(&self) -> Option<u64> {
        self.as_i64().and_then(|value| u64::try_from(value).ok())
    }

    fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            Self::Float(_) => None,
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "the nearest number is what a schema's bounds are held against")]
    fn as_f64(&self) -> Option<f64> {
        Some(match self {
            Self::Int(value) => *value as f64,
            Self::Float(value) => *value,
        })
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_number().to_string())
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(match self {
            Self::Int(value) => Number::from(*value),
            Self::Float(value) => Number::from_f64(*value).unwrap_or_else(|| Number::from(i64::MAX)),
        })
    }

    fn is_integer(&self) -> bool {
        matches!(self, Self::Int(_))
    }
}
