"""Reads EARL in JSON-LD from standard input with pyld, and prints what it finds as JSON: for each assertion the pilot,
the rule, the outcome and, where it is one side's, the speaker. Nothing is fetched: the context is part of the input."""

import json
import sys

from pyld import jsonld

EARL = "http://www.w3.org/ns/earl#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
NAME = "http://xmlns.com/foaf/0.1/name"


def refuse(url, *_):
    raise SystemExit(f"the input wants {url} to be fetched")


jsonld.set_document_loader(refuse)
nodes = jsonld.flatten(json.load(sys.stdin))
by_id = {node["@id"]: node for node in nodes}


def one(node, key):
    values = node.get(key, [])
    assert len(values) == 1, (node, key)
    return values[0]


def target(node, key):
    return one(node, key)["@id"]


assertions = []
for node in nodes:
    if EARL + "Assertion" not in node.get("@type", []):
        continue
    result = by_id[target(node, EARL + "result")]
    agent = node.get(PROV + "wasAttributedTo")
    speaker = None
    if agent:
        names = by_id[agent[0]["@id"]].get(NAME)
        speaker = names[0]["@value"] if names else ""
    assertions.append(
        {
            "pilot": target(node, EARL + "subject"),
            "rule": target(node, EARL + "test"),
            "outcome": target(result, EARL + "outcome").removeprefix(EARL),
            "speaker": speaker,
        }
    )

quotes = {}
for node in nodes:
    if EARL + "TestCriterion" not in node.get("@type", []):
        continue
    resource = by_id[target(node, OA + "hasTarget")]
    fragment = by_id[target(resource, OA + "hasSelector")]
    quote = by_id[target(fragment, OA + "refinedBy")]
    value = one(fragment, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value")["@value"]
    quotes[node["@id"]] = [target(resource, OA + "hasSource"), value, one(quote, OA + "exact")["@value"]]

json.dump({"assertions": assertions, "quotes": quotes}, sys.stdout)
