//! Terms that are written by their names, in JSON and in its schemas.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::{Basis, FailOn, Force, Status, Verdict, Why};

macro_rules! written_by_name {
    ($($term:ty),+) => {$(
        impl Serialize for $term {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl JsonSchema for $term {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($term).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "enum": Self::ALL.map(|(_, name)| name)})
            }
        }
    )+};
}

written_by_name!(Basis, FailOn, Force, Status, Verdict, Why);
