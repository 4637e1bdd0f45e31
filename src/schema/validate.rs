//! Holding a tree against a JSON Schema. Nothing but this and [`instance`](super::instance) knows the validator.

use std::sync::Arc;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::json::Node as _;
use jsonschema::{JsonType, Keyword};
use serde_json::Value;

use super::instance::{TreeJson, TreeNode};
use super::pattern;
use crate::model::MAX_TOLD;
use crate::tree::Tree;

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
        let root = TreeNode::root(tree);
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
