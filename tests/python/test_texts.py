"""Texts, each checked by itself: `check` and `Project.check_texts`."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
import watching_brief
from conftest import RIVERSIDE, ROOT, Brief
from watching_brief import Project

PILOTS = sorted(path for folder in ("pilots", "examples") for path in (ROOT / folder).rglob("*.yaml"))
"""Everything that ends so, rule sets and registers, too: what is no pilot is an error that the command tells likewise."""


def named(path: Path) -> tuple[str, bytes]:
    return str(path.relative_to(ROOT)), path.read_bytes()


def test_there_are_pilots() -> None:
    assert len(PILOTS) > 15


@pytest.mark.parametrize("path", PILOTS, ids=lambda path: path.name)
def test_a_text_gives_the_bytes_of_the_command(path: Path, brief: Brief) -> None:
    name, text = named(path)
    [report] = watching_brief.check([(name, text)])
    printed = brief("check", name, "--format", "json", "--no-config")
    assert report.json() == printed
    answer = json.loads(printed)
    assert report.to_dict() == answer
    assert [keys_of(error) for error in report.errors] == answer["errors"]
    assert [keys_of(notice) for notice in report.notices] == answer["notices"]
    assert report.exit_status == (2 if answer["errors"] else 1 if any(pilot.findings for pilot in report.pilots) else 0)
    assert [pilot.pilot for pilot in report.pilots] == [pilot["pilot"] for pilot in answer["pilots"]]
    for pilot, same in zip(report.pilots, answer["pilots"]):
        assert (pilot.title, pilot.file, pilot.document) == (same["title"], same["file"], same["document"])
        assert dict(pilot.verdicts) == {result["rule"]: verdict(result) for result in same["results"]}
        assert pilot.breached == [result["rule"] for result in same["results"] if result["verdict"] == "breached"]
        counted, summary = same["summary"], pilot.summary
        assert summary.met + summary.met_if_it_applies == counted["met"]
        assert summary.met_if_it_applies == counted["met-if-it-applies"]
        assert summary.not_applicable == counted["not-applicable"]
        for name in ("breached", "contested", "unstated"):
            assert getattr(summary, name) == counted[name] == len(pilot.having(name))


def keys_of(diagnostic: watching_brief.Diagnostic) -> dict[str, Any]:
    keys: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(diagnostic)))
    return keys


def verdict(result: dict[str, Any]) -> str:
    is_if = result["verdict"] == "met" and result["applies"] == "open"
    return "met, if it applies" if is_if else str(result["verdict"])


def test_many_texts_are_checked_as_each_alone() -> None:
    texts = [named(path) for path in PILOTS] * 3
    together = watching_brief.check(texts, threads=2)
    alone = [watching_brief.check([text], threads=1)[0] for text in texts[: len(PILOTS)]] * 3
    assert len(together) == len(texts) == len(alone)
    for one, other in zip(together, alone):
        assert (one.name, one.exit_status, one.errors, one.notices) == (other.name, other.exit_status, other.errors, other.notices)
        assert [(pilot.pilot, dict(pilot.verdicts), dict(pilot.standings)) for pilot in one.pilots] == [
            (pilot.pilot, dict(pilot.verdicts), dict(pilot.standings)) for pilot in other.pilots
        ]


def test_any_iterable_of_texts_will_do() -> None:
    other = RIVERSIDE.replace("riverside", "hillside")
    expected = ["riverside", "hillside"]
    for texts in (
        [RIVERSIDE, other],
        (text for text in (RIVERSIDE, other)),
        [("a.yaml", RIVERSIDE), (Path("b.yaml"), other)],
        {"a.yaml": RIVERSIDE, "b.yaml": other},
        [RIVERSIDE.encode(), other.encode()],
    ):
        reports = watching_brief.check(texts)
        assert [report.pilot.pilot for report in reports] == expected
    assert [report.name for report in watching_brief.check([RIVERSIDE, other])] == ["text-0", "text-1"]
    assert [report.name for report in watching_brief.check([("a/b.yaml", RIVERSIDE)])] == ["a/b.yaml"]
    assert list(watching_brief.check([])) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("format: 1\npilot: [", "unclosed-bracket"),
        (b"format: 1\npilot: \xff", "not-utf8"),
        ("format: 1\npilot: \udce9", "not-utf8"),
        (RIVERSIDE + "volntariness: {}\n", "unknown-key"),
        ("a pilot of my own", "unknown-kind"),
        ("\0", "forbidden-character"),
    ],
)
def test_a_broken_text_is_a_report_with_errors(text: str | bytes, code: str) -> None:
    before, broken, after = watching_brief.check([RIVERSIDE, text, RIVERSIDE])
    assert (before.exit_status, broken.exit_status, after.exit_status) == (0, 2, 0)
    assert broken.errors and not broken.pilots and not before.errors and not after.errors
    assert all(error.file == "text-1" for error in broken.errors)
    assert broken.errors[0].code == code
    with pytest.raises(ValueError, match="not one pilot, but 0\ntext-1:"):
        print(broken.pilot)


def test_an_error_says_where_it_is_and_what_would_be_right() -> None:
    [report] = watching_brief.check([("riverside.yaml", RIVERSIDE.replace("work_coach_role", "work_coach_rol"))])
    [error] = report.errors
    assert (error.file, error.line, error.column, error.code) == ("riverside.yaml", 6, 3, "unknown-fact")
    assert str(error).startswith("riverside.yaml:6:3: ") and "work_coach_role" in str(error)
    [fix] = error.fixes[:1]
    assert [edit.new_text for edit in fix.edits] == ["work_coach_role"]


def test_a_text_may_hold_several_pilots() -> None:
    text = RIVERSIDE + "---\n" + RIVERSIDE.replace("riverside", "hillside") + "---\npilot: nothing else\n"
    [report] = watching_brief.check([text])
    assert [(pilot.pilot, pilot.document) for pilot in report.pilots] == [("riverside", 0), ("hillside", 1)]
    assert report.exit_status == 2 and report.errors
    assert repr(report) == "<TextReport 'text-0': 2 pilots, 2 errors>"
    with pytest.raises(ValueError, match="not one pilot, but 2"):
        print(report.pilot)


def test_two_texts_with_one_id_are_two_pilots() -> None:
    reports = watching_brief.check([RIVERSIDE, RIVERSIDE])
    assert [report.errors for report in reports] == [(), ()]
    assert (repr(reports), repr(reports[1])) == ("<Reports of 2 texts>", "<TextReport 'text-1': 1 pilot>")


@pytest.mark.parametrize("wrong", [[None], [RIVERSIDE, 3], [("a.yaml",)], [("a.yaml", None)], [(1, RIVERSIDE)], 3])
def test_what_is_no_text_is_a_wrong_call(wrong: Any) -> None:
    with pytest.raises(TypeError):
        watching_brief.check(wrong)


def test_one_text_is_no_list_of_texts() -> None:
    with pytest.raises(TypeError, match="give a list of texts"):
        watching_brief.check(RIVERSIDE)


def test_options_are_those_of_the_command(brief: Brief) -> None:
    name, text = named(ROOT / "pilots" / "working-well-phase-2.yaml")
    chosen: dict[str, Any] = {"rules": "professional-bodies", "basis": "specified", "fail_on": "unstated", "min_force": "ask"}
    [report] = watching_brief.check([(name, text)], **chosen)
    options = [part for key, value in chosen.items() for part in (f"--{key.replace('_', '-')}", value)]
    assert report.json() == brief("check", name, "--format", "json", "--no-config", *options)
    assert len(report.pilot.findings) > len(report.pilot.breached)


def test_a_wrong_option_is_an_exception_with_what_is_wrong_as_data() -> None:
    with pytest.raises(watching_brief.BriefError, match="professional-bodies") as raised:
        watching_brief.check([RIVERSIDE], rules="professional-bodie")
    assert raised.value.diagnostics[0].message in str(raised.value)
    with pytest.raises(watching_brief.BriefError, match="`basis`: `seen` is none of claimed, specified and observed"):
        watching_brief.check([RIVERSIDE], basis="seen")  # type: ignore[arg-type]


def test_a_project_counts_for_texts_that_are_checked_under_it(tmp_path: Path, brief: Brief) -> None:
    files = {
        "brief.yaml": (
            "format: 1\nbrief:\n  rules: [mental-wealth-foundation]\n  min_force: ask\n  waivers:\n"
            "    - {pilots: [riverside], rule: MWF-03, reason: agreed, by: us, until: 2030-01-01}\n"
        ),
        "riverside.yaml": RIVERSIDE,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    printed = brief("check", "riverside.yaml", "--format", "json", "--today", "2026-11-22", folder=tmp_path)
    project = Project(files=files, today="2026-11-22")
    assert project.errors == ()
    [report] = project.check_texts({"riverside.yaml": RIVERSIDE})
    assert report.json() == printed
    assert report.pilot.standings["MWF-03"] == "waived" and report.pilot.summary.waived == 1
    assert {rule.ruleset for rule in report.rules} == {"mental-wealth-foundation"}
