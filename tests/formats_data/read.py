"""Reads a report on standard input with a reader that is not ours, and prints what it found as JSON.

junit: junitparser, and the schema of Jenkins' xUnit plugin where it is there; tap: tap.py; csv: Python's own.
"""

import csv
import glob
import io
import json
import os
import sys

# Line ends are part of what is read.
TEXT = sys.stdin.buffer.read().decode("utf-8")


def junit():
    import junitparser
    from lxml import etree

    suites = junitparser.JUnitXml.fromstring(TEXT.encode("utf-8"))
    found = []
    for suite in suites:
        cases = []
        for case in suite:
            results = [[type(one).__name__, one.type, one.message, one.text] for one in case.result]
            cases.append(
                {
                    "name": case.name,
                    "classname": case.classname,
                    "results": results,
                    "out": case.system_out,
                }
            )
        counts = {key: int(suite._elem.get(key)) for key in ["tests", "failures", "errors", "skipped"]}
        # What the reader itself counts must be what is written.
        suite.update_statistics()
        counted = {key: int(suite._elem.get(key)) for key in counts}
        properties = {one.name: one.value for one in suite.properties()}
        found.append(
            {
                "name": suite.name,
                "counts": counts,
                "counted": counted,
                "properties": properties,
                "cases": cases,
                "out": suite._elem.findtext("system-out"),
            }
        )
    tree = etree.fromstring(TEXT.encode("utf-8"))
    schemas = glob.glob(os.path.join(sys.prefix, "share", "junit", "*.xsd"))
    faults = []
    for schema in schemas:
        checked = etree.XMLSchema(file=schema)
        checked.validate(tree)
        faults += [str(fault) for fault in checked.error_log]
    return {"suites": found, "schemas": len(schemas), "faults": faults}


def tap():
    from tap.parser import Parser

    found = []
    for line in Parser().parse(io.StringIO(TEXT)):
        one = {"category": line.category}
        if line.category == "test":
            one.update(ok=line.ok, todo=line.todo, skip=line.skip, description=line.description)
            one.update(reason=line.directive.reason, yaml=line.yaml_block)
        if line.category == "plan":
            one.update(expected=line.expected_tests)
        found.append(one)
    return found


def table():
    return list(csv.reader(io.StringIO(TEXT, newline=""), strict=True))


json.dump({"junit": junit, "tap": tap, "csv": table}[sys.argv[1]](), sys.stdout)
