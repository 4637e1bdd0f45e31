"""Reads EARL in JSON-LD from the files that it is given, the first with pyld, and all with rdflib and with a reader of PROV; and
prints what it finds as JSON. Nothing is fetched: the context is part of the input."""

import json
import sys

import rdflib
from prov.model import ProvAgent, ProvDocument, ProvEntity
from pyld import jsonld

EARL = "http://www.w3.org/ns/earl#"
PROV = "http://www.w3.org/ns/prov#"
NAME = "http://xmlns.com/foaf/0.1/name"


def refuse(url, *_):
    raise SystemExit(f"the input wants {url} to be fetched")


jsonld.set_document_loader(refuse)
files = sys.argv[1:]
with open(files[0], encoding="utf-8") as file:
    nodes = jsonld.flatten(json.load(file))
by_id = {node["@id"]: node for node in nodes}
OWN = next(node["@id"] for node in nodes if EARL + "Software" in node["@type"]).split("#")[0] + "#"


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
    sides = []
    for side in (by_id[side["@id"]] for side in node.get(OWN + "side", [])):
        names = by_id[target(side, PROV + "wasAttributedTo")].get(NAME)
        sides.append([names[0]["@value"] if names else "", one(side, OWN + "verdictOfSide")["@value"]])
    assertions.append(
        {
            "id": node["@id"],
            "pilot": target(node, EARL + "subject"),
            "rule": target(node, EARL + "test"),
            "outcome": target(by_id[target(node, EARL + "result")], EARL + "outcome").removeprefix(EARL),
            "sides": sides,
        }
    )

quotes = {}
for node in nodes:
    if EARL + "TestCriterion" not in node.get("@type", []):
        continue
    passage = by_id[target(node, PROV + "hadPrimarySource")]
    document = target(passage, "http://purl.org/dc/terms/isPartOf")
    title = one(by_id[document], "http://purl.org/dc/terms/title")["@value"]
    quotes[node["@id"]] = [document, title, one(passage, OWN + "paragraph")["@value"], one(passage, OWN + "phrase")["@value"]]

# How somebody counts the failures who knows EARL and nothing of us.
FAILURES = f"""
SELECT (COUNT(*) AS ?failures) WHERE {{
  ?assertion a <{EARL}Assertion> ; <{EARL}result> ?result . ?result <{EARL}outcome> <{EARL}failed> .
}}"""
OUTCOMES = f"""
SELECT ?assertion (COUNT(DISTINCT ?outcome) AS ?outcomes) WHERE {{
  ?assertion a <{EARL}Assertion> ; <{EARL}result>/<{EARL}outcome> ?outcome .
}} GROUP BY ?assertion HAVING (COUNT(DISTINCT ?outcome) != 1)"""


def failures(graph):
    return int(next(iter(graph.query(FAILURES)))[0])


merged = rdflib.Graph()
counted = []
for path in files:
    graph = rdflib.Graph().parse(path, format="json-ld")
    counted.append(failures(graph))
    merged.parse(path, format="json-ld")

document = ProvDocument.deserialize(content=rdflib.Graph().parse(files[0], format="json-ld").serialize(format="turtle"), format="rdf", rdf_format="turtle")
json.dump(
    {
        "assertions": assertions,
        "quotes": quotes,
        "failures": counted,
        "merged": failures(merged),
        "at_odds": len(list(merged.query(OUTCOMES))),
        "agents": len(list(document.get_records(ProvAgent))),
        "entities": len(list(document.get_records(ProvEntity))),
        "blank": sorted({str(type(term).__name__) for triple in merged for term in triple if isinstance(term, rdflib.BNode)}),
    },
    sys.stdout,
)
