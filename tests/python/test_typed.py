"""The types that the module declares, as mypy sees them, and the examples in its documentation."""

from __future__ import annotations

import doctest
import io
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
import watching_brief
from conftest import ROOT

SAMPLE = '''
from watching_brief import Project, Reports, TextReport, Verdict, check

def register(texts: list[str]) -> dict[str, Verdict]:
    reports: Reports = check(texts, rules="professional-bodies", basis="specified")
    first: TextReport = reports[0]
    for error in first.errors:
        print(error.line, error.fixes[0].edits[0].new_text)
    return dict(reports[1:][0].pilot.verdicts)

reveal_type(Project("pilots/").check().pilots[0].summary.breached)
check(["format: 1"], basis="seen")
check(["format: 1"], rulez="x")
check([3])
'''


def mypy(*arguments: str, folder: Path) -> str:
    cache = ["--cache-dir", str(folder / "cache"), "--no-color-output", "--no-error-summary"]
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *cache, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert ran.stderr == "", ran
    return ran.stdout


def test_the_module_is_typed_throughout(tmp_path: Path) -> None:
    (tmp_path / "mypy.ini").write_text("[mypy]\n[mypy-pyarrow.*]\nignore_missing_imports = True\n")
    assert mypy("-p", "watching_brief", folder=tmp_path) == ""


def test_a_program_that_uses_it_is_held_to_its_types(tmp_path: Path) -> None:
    (tmp_path / "sample.py").write_text(SAMPLE)
    told = [line.partition(": ")[2] for line in mypy("sample.py", folder=tmp_path).splitlines()]
    assert told[0] == 'note: Revealed type is "int"', told
    assert [line.rpartition("  ")[2] for line in told[1:] if line.startswith("error")] == ["[arg-type]", "[call-arg]", "[list-item]"], told


def test_the_examples_in_its_documentation_hold() -> None:
    failed, tried = doctest.testmod(watching_brief)
    assert (failed, tried > 2) == (0, True)


def test_the_examples_of_the_page_hold() -> None:
    page = (ROOT / "docs" / "python.md").read_text()
    # What closes a block is no output of it.
    examples = doctest.DocTestParser().get_doctest(page.replace("```", ""), {}, "docs/python.md", "docs/python.md", 0)
    assert len(examples.examples) > 15
    told = io.StringIO()
    failed = doctest.DocTestRunner(verbose=False).run(examples, out=told.write, clear_globs=False).failed
    assert failed == 0, told.getvalue()
    # The programs of the page, with what stands before them.
    for program in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(program, "docs/python.md", "exec"), examples.globs)
    verdicts_of, path = examples.globs["verdicts_of"], ROOT / "target" / "python" / "page.parquet"
    verdicts_of(((f"{at}.yaml", examples.globs["riverside"]) for at in range(5)), path, batch=2)
    assert pyarrow.parquet.read_table(path)["file"].to_pylist() == [f"{at}.yaml" for at in range(5)]


def test_the_example_of_the_package_holds(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "crates" / "python" / "README.md").read_text()
    [program] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(program, "README.md", "exec"), {})
    assert capsys.readouterr().out == "['MWF-03']\n"


def test_everything_that_is_public_is_documented() -> None:
    made = [getattr(watching_brief, name) for name in watching_brief.__all__]
    ours = [one for one in made if getattr(one, "__module__", "").startswith("watching_brief")]
    assert len(ours) > 10 and [one for one in ours if not one.__doc__] == []
