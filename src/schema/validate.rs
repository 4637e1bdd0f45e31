//! Holding a tree against a JSON Schema, in place. The only file that knows the validator.

use std::borrow::Cow;
use std::sync::Arc;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::json::{Array, Json, JsonNumber, Node as JsonNode, NodeIdentity, Object};
use jsonschema::{JsonType, Keyword};
use serde_json::{Number, Value};

use super::pattern;
use crate::tree::{Entries, Items, Kind, MAX_TOLD, Node, Tree};

/// A schema that is ready to be used.
#[derive(Debug)]
pub(super) struct Validator {
    schema: Value,
    validator: jsonschema::Validator<TreeJson>,
}

/// One way in which a tree is not as its schema says.
#[derive(Debug)]
pub(super) struct Violation {
    /// The keys and indices that lead to the value.
    pub path: Vec<String>,
    /// What is wrong with it.
    pub kind: ViolationKind,
    /// The names that the schema has for the keys of the value, where it is a mapping.
    pub keys: Vec<String>,
    /// The keys that the schema requires, likewise.
    pub required: Vec<String>,
}

/// The ways in which a value can be wrong, as far as our schemas tell them apart.
#[derive(Debug)]
pub(super) enum ViolationKind {
    UnexpectedKeys(Vec<String>),
    MissingKey(String),
    /// The names of the types that would be right.
    Type(Vec<&'static str>),
    /// The values that would be right.
    Enum(Vec<Value>),
    Const(Value),
    Pattern,
    TooFew,
    TooMany,
    Twice,
    TooSmall(String),
    TooLarge,
    /// Anything else, in the validator's words.
    Other(String),
}

impl ViolationKind {
    /// Whether it is the value itself that is wrong, and not a key of it.
    pub fn is_of_value(&self) -> bool {
        !matches!(self, Self::UnexpectedKeys(_) | Self::MissingKey(_))
    }

    /// Of several at one value, that of the lowest rank says what is wrong, and the others follow from it.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Type(_) => 0,
            Self::Enum(_) | Self::Const(_) => 1,
            Self::TooFew | Self::TooMany => 2,
            _ => 3,
        }
    }
}

/// The most violations that are looked at. What is found says enough to begin with, and looking at all of them in a
/// large file that is wrong throughout would take too long.
const MAX_VIOLATIONS: usize = 1000;

/// The name by which one of our schemas is referred to. With the scheme that the validator itself gives to what has no
/// name, it does not note for each part of the schema what its full address would be.
const OWN: &str = "json-schema:///own";

impl Validator {
    /// Compiles a schema of our own.
    ///
    /// The validator holds every schema that it is given against the schema of its draft, and there is no telling it not
    /// to. For ours that takes longer than compiling them, and tests do it. What it is given here is a schema of an older
    /// draft, whose own schema is short, that says nothing but where ours is; what is referred to is not held against
    /// anything.
    #[allow(clippy::expect_used, reason = "our own schemas are sound; a test compiles each")]
    pub fn new(schema: Value) -> Self {
        let resource = jsonschema::Draft::Draft202012.create_resource_ref(&schema);
        let registry = jsonschema::Registry::new().add(OWN, resource);
        let registry = registry.and_then(jsonschema::RegistryBuilder::prepare);
        let validator = jsonschema::options_for::<TreeJson>()
            .with_registry(&registry.expect("our own schemas refer to nothing but themselves"))
            .with_draft(jsonschema::Draft::Draft4)
            .with_keyword("pattern", |_, pattern, _| Fits::pattern(pattern))
            .offline()
            .build(&serde_json::json!({"$ref": OWN}))
            .expect("our own schemas are sound");
        Self { schema, validator }
    }

    /// The violations, up to a number that nobody wants to read; none where the tree is as the schema says.
    pub fn violations(&self, tree: &Tree<'_>) -> Vec<Violation> {
        let root = TreeNode(Inner::Value(tree.root()));
        if self.validator.is_valid(root) {
            return Vec::new();
        }
        self.validator.iter_errors(root).take(MAX_VIOLATIONS).map(|error| self.violation(&error)).collect()
    }

    fn violation(&self, error: &jsonschema::ValidationError<'_>) -> Violation {
        let path = error.instance_path().as_str().split('/').skip(1).map(unescape).collect();
        let kind = match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                ViolationKind::UnexpectedKeys(unexpected.iter().take(MAX_TOLD + 1).cloned().collect())
            }
            ValidationErrorKind::Required { property } => {
                ViolationKind::MissingKey(property.as_str().unwrap_or_default().to_owned())
            }
            ValidationErrorKind::Type { kind } => ViolationKind::Type(match kind {
                TypeKind::Single(one) => vec![type_name(*one)],
                TypeKind::Multiple(all) => all.iter().map(type_name).collect(),
            }),
            ValidationErrorKind::Enum { options } => ViolationKind::Enum(values(options)),
            ValidationErrorKind::Constant { expected_value } => ViolationKind::Const(Value::clone(expected_value)),
            ValidationErrorKind::Custom { .. } => ViolationKind::Pattern,
            ValidationErrorKind::MinItems { .. }
            | ValidationErrorKind::MinProperties { .. }
            | ValidationErrorKind::MinLength { .. } => ViolationKind::TooFew,
            ValidationErrorKind::MaxItems { .. }
            | ValidationErrorKind::MaxProperties { .. }
            | ValidationErrorKind::MaxLength { .. } => ViolationKind::TooMany,
            ValidationErrorKind::UniqueItems => ViolationKind::Twice,
            ValidationErrorKind::Minimum { limit } => ViolationKind::TooSmall(limit.to_string()),
            ValidationErrorKind::Maximum { .. } => ViolationKind::TooLarge,
            _ => ViolationKind::Other(error.to_string()),
        };
        let keyword = error.schema_path().as_str();
        let owner = keyword.rsplit_once('/').map_or("", |(owner, _)| owner);
        let owner = self.schema.pointer(owner);
        let keys = owner.and_then(|schema| schema.get("properties")).and_then(Value::as_object);
        let keys = keys.map(|keys| keys.keys().cloned().collect()).unwrap_or_default();
        let required = owner.and_then(|schema| schema.get("required")).and_then(Value::as_array);
        let required = required.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        Violation { path, kind, keys, required }
    }
}

/// The keyword `pattern`, the only one that is our own.
struct Fits(fn(&str) -> bool);

impl Fits {
    fn pattern<'s>(
        pattern: &'s Value,
    ) -> Result<Box<dyn for<'i> Keyword<'i, TreeJson>>, jsonschema::ValidationError<'s>> {
        let fits = pattern.as_str().and_then(pattern::of);
        let fits = fits.ok_or_else(|| jsonschema::ValidationError::custom("a pattern that has no function"))?;
        Ok(Box::new(Self(fits)))
    }
}

impl<'i> Keyword<'i, TreeJson> for Fits {
    fn validate(&self, node: TreeNode<'i>) -> Result<(), jsonschema::ValidationError<'i>> {
        if self.is_valid(node) { Ok(()) } else { Err(jsonschema::ValidationError::custom("it does not fit")) }
    }

    fn is_valid(&self, node: TreeNode<'i>) -> bool {
        node.as_string().is_none_or(|text| (self.0)(&text))
    }
}

fn values(options: &Arc<Value>) -> Vec<Value> {
    options.as_array().cloned().unwrap_or_default()
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

fn type_name(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "array",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Null => "null",
        JsonType::Number => "number",
        JsonType::Object => "object",
        JsonType::String => "string",
    }
}

/// Our trees, as a representation of JSON for the validator.
#[derive(Debug)]
struct TreeJson;

/// A value of a tree, or a name on its own.
#[derive(Debug, Clone, Copy)]
struct TreeNode<'t>(Inner<'t>);

#[derive(Debug, Clone, Copy)]
enum Inner<'t> {
    Value(Node<'t>),
    Name(&'t str),
}

impl<'t> TreeNode<'t> {
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

struct TreeObject<'t>(Node<'t>);

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

struct Members<'t>(Entries<'t>);

impl<'t> Iterator for Members<'t> {
    type Item = (&'t str, TreeNode<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.name, TreeNode(Inner::Value(value))))
    }
}

struct TreeArray<'t>(Node<'t>);

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

struct Elements<'t>(Items<'t>);

impl<'t> Iterator for Elements<'t> {
    type Item = TreeNode<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|value| TreeNode(Inner::Value(value)))
    }
}

#[derive(Debug, Clone, Copy)]
enum TreeNumber {
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
