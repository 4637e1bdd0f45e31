"""Tables of pyarrow."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow
import pyarrow.compute
import pytest
import watching_brief
from conftest import RIVERSIDE, ROOT, Brief
from watching_brief import Project

TEXTS = [(f"pilots/{path.name}", path.read_bytes()) for path in sorted((ROOT / "pilots").glob("*.yaml"))]


def same_as_the_command(table: pyarrow.Table, printed: str) -> None:
    rows = list(csv.reader(io.StringIO(printed, newline="")))
    assert table.column_names == [*rows[0], "error"]
    held = [["" if cell is None else str(cell) for cell in row.values()] for row in table.to_pylist()]
    assert [row[:-1] for row in held] == rows[1:] and all(row[-1] == "" for row in held)
    assert len(held) == len(TEXTS)


def test_a_table_of_texts_is_that_of_the_command(brief: Brief) -> None:
    printed = brief("check", "pilots/", "--format", "table", "--no-config")
    same_as_the_command(watching_brief.check(TEXTS).to_arrow(), printed)


def test_a_table_of_a_project_is_that_of_the_command(brief: Brief) -> None:
    printed = brief("check", "pilots/", "--format", "table", "--no-config")
    same_as_the_command(Project("pilots/", config=False).check().to_arrow(), printed)


def test_a_table_is_sound_and_small() -> None:
    table = watching_brief.check(TEXTS).to_arrow()
    table.validate(full=True)
    assert table.schema.field("MWF-03").type == pyarrow.dictionary(pyarrow.int8(), pyarrow.string())
    assert table.schema.field("breached").type == pyarrow.int32()
    assert pyarrow.compute.sum(table["findings"]).as_py() > 0


def test_a_broken_text_is_a_row_with_its_error() -> None:
    reports = watching_brief.check([RIVERSIDE, "pilot: [", ("two.yaml", RIVERSIDE + "---\nformat: 1\nreferal: {}\n")])
    table = reports.to_arrow()
    table.validate(full=True)
    rows = table.select(["pilot", "file", "document", "breached", "MWF-03", "error"]).to_pylist()
    assert [(row["pilot"], row["file"]) for row in rows] == [
        ("riverside", "text-0"),
        (None, "text-1"),
        ("riverside", "two.yaml"),
        (None, "two.yaml"),
    ]
    assert [row["error"] is None for row in rows] == [True, False, True, False]
    for row, report in ((rows[1], reports[1]), (rows[3], reports[2])):
        assert row["error"] == "\n".join(map(str, report.errors))
        assert row["document"] is row["breached"] is row["MWF-03"] is None
    assert reports[:2].to_arrow().equals(table.slice(0, 2))
    assert reports[1].to_arrow().equals(table.slice(1, 1))
    assert reports[::-1].to_arrow()["file"].to_pylist() == ["two.yaml", "two.yaml", "text-1", "text-0"]


def test_a_long_table_has_a_row_a_result() -> None:
    reports = watching_brief.check([*TEXTS, "pilot: ["], fail_on="contested")
    table = reports.to_arrow(long=True)
    table.validate(full=True)
    rows = table.to_pylist()
    assert table.column_names == ["pilot", "file", "document", "ruleset", "rule", "force", "about", "verdict", "standing"]
    assert len(rows) == len(TEXTS) * len(reports.rules)
    pilots = [report.pilot for report in reports[:-1]]
    expected = [(pilot.file, rule, verdict) for pilot in pilots for rule, verdict in pilot.verdicts.items()]
    assert [(row["file"], row["rule"], row["verdict"]) for row in rows] == expected
    assert [row["standing"] for row in rows] == [one for pilot in pilots for one in pilot.standings.values()]
    rules = {rule.rule: rule for rule in reports.rules}
    for row in rows:
        rule = rules[row["rule"]]
        assert (row["ruleset"], row["force"], row["about"]) == (rule.ruleset, rule.force, rule.about)
    assert Counter(row["standing"] for row in rows)["finding"] == sum(len(pilot.findings) for pilot in pilots) > 0


def test_a_table_of_nothing_has_its_columns() -> None:
    for long in (False, True):
        table = watching_brief.check([]).to_arrow(long=long)
        table.validate(full=True)
        assert table.num_rows == 0 and table.schema == watching_brief.check(TEXTS).to_arrow(long=long).schema


def test_a_large_table_comes_in_batches() -> None:
    count = 50_001
    table = watching_brief.check([RIVERSIDE] * count, only="MWF-03").to_arrow()
    table.validate(full=True)
    assert (table.num_rows, table["pilot"].num_chunks) == (count, 2)
    assert table["file"][count - 1].as_py() == f"text-{count - 1}"


def test_other_libraries_take_reports_for_a_table() -> None:
    reports = watching_brief.check(TEXTS)
    assert pyarrow.table(reports).equals(reports.to_arrow())


def test_the_module_does_without_pyarrow(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import watching_brief\n"
        "reports = watching_brief.check(['pilot: ['])\n"
        "try:\n    reports.to_arrow()\nexcept ImportError as error:\n    print(error)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ran.stdout == "a table needs pyarrow: pip install watching-brief[arrow]\n"


@pytest.mark.parametrize("title", ["é", 'a, "b"', "\U0001f600" * 50])
def test_any_text_is_kept(title: str) -> None:
    text = RIVERSIDE.replace("Talking therapies next to a jobcentre", json.dumps(title))
    assert watching_brief.check([text]).to_arrow()["title"].to_pylist() == [title]
