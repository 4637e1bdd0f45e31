"""A project, asked: each answer is that of the command."""

from __future__ import annotations

import datetime
import json
import threading
from pathlib import Path

import pytest
from conftest import RIVERSIDE, ROOT, Brief
from watching_brief import BriefError, Project

FORMS = ["human", "json", "ndjson", "sarif", "junit", "markdown", "html", "csv", "table", "tap", "line", "earl"]
PILOT = "pilots/streatham-jobcentre.yaml"
PHASES = ["pilots/working-well-phase-1.yaml", "pilots/working-well-phase-2.yaml"]


@pytest.mark.parametrize("form", FORMS)
def test_a_report_has_the_bytes_of_the_command(form: str, brief: Brief) -> None:
    printed = brief("check", *PHASES, "--format", form, "--no-config")
    assert Project(PHASES, config=False).report(form) == printed  # type: ignore[arg-type]


def test_a_report_has_no_other_form() -> None:
    with pytest.raises(ValueError, match="a report has no form `yaml`; there are human, json"):
        Project(PILOT).report("yaml")  # type: ignore[arg-type]


def test_a_folder_is_checked_whole(brief: Brief) -> None:
    report = Project("pilots/", config=False).check()
    answer = json.loads(brief("check", "pilots/", "--format", "json", "--quiet", "--no-config"))
    assert [pilot.pilot for pilot in report.pilots] == [pilot["pilot"] for pilot in answer["pilots"]]
    assert [pilot.file for pilot in report.pilots] == [pilot["file"] for pilot in answer["pilots"]]
    assert report.exit_status == 1 and report.errors == ()
    counts = [pilot["summary"]["breached"] for pilot in answer["pilots"]]
    assert [pilot.summary.breached for pilot in report.pilots] == counts and sum(counts) > 20


def test_every_answer_is_that_of_the_command(brief: Brief) -> None:
    project = Project(PILOT, config=False)
    asked = (PILOT, "--no-config", "--format", "json")
    assert project.questions() == json.loads(brief("questions", *asked))
    assert project.repair(PILOT, keep="location", most=2) == json.loads(
        brief("repair", *asked, "--keep", "location", "--most", "2")
    )
    assert project.rules() == json.loads(brief("rules", "--no-config", "--format", "json"))
    assert project.facts() == json.loads(brief("facts", "--format", "json"))
    assert project.facts("referral") == json.loads(brief("facts", "referral", "--format", "json"))
    assert project.explain("MWF-03") == json.loads(brief("explain", "MWF-03", "--no-config", "--format", "json"))
    for name in ("pilot", "report", "questions"):
        assert project.schema(name) == json.loads(brief("schema", name))
    first, second = "mental-wealth-foundation", "professional-bodies"
    compared = Project(PILOT, rules=[first, second], config=False).compare(first, second)
    assert compared == json.loads(brief("compare", first, second, "--format", "json"))
    promises = Project(PILOT, rules="dwp-assurances", config=False).promises()
    assert promises == json.loads(brief("promises", *asked, "--of", "dwp-assurances"))


def test_a_letter_is_that_of_the_command(brief: Brief) -> None:
    letters = Project(PHASES, config=False).letters(law="none", most=3)
    printed = brief("questions", *PHASES, "--no-config", "--letter", "--law", "none", "--most", "3")
    assert "\n\n".join(letters.values()) == printed and len(letters) == 2


def test_two_codings_are_held_up_against_each_other(tmp_path: Path, brief: Brief) -> None:
    for coder, role in (("first", "suggests"), ("second", "none")):
        (tmp_path / coder).mkdir()
        (tmp_path / coder / "riverside.yaml").write_text(RIVERSIDE.replace("suggests", role))
    first, second = str(tmp_path / "first"), str(tmp_path / "second")
    answer = Project(config=False).agree(first, second)
    assert answer == json.loads(brief("agree", first, second, "--format", "json"))


def test_files_in_memory_are_a_project(tmp_path: Path, brief: Brief) -> None:
    house = (ROOT / "examples" / "school-advice" / "rules.yaml").read_text()
    vocabulary = (ROOT / "examples" / "school-advice" / "vocabulary.yaml").read_text()
    pilots = sorted((ROOT / "examples" / "school-advice" / "pilots").iterdir())
    files = {
        "brief.yaml": "format: 1\nbrief: {rules: [rules.yaml], vocabulary: vocabulary.yaml, pilots: [pilots/]}\n",
        "rules.yaml": house,
        "vocabulary.yaml": vocabulary,
        **{f"pilots/{path.name}": path.read_text() for path in pilots},
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    project = Project(files=files)
    assert project.report("json") == brief("check", "--format", "json", folder=tmp_path)
    assert project.check().exit_status < 2 and project.facts() != Project(config=False).facts()


def test_a_wrong_configuration_is_an_exception() -> None:
    with pytest.raises(BriefError, match=r"brief\.yaml:2:9: ") as raised:
        Project(files={"brief.yaml": "format: 1\nbrief: {rulez: [x]}\n"})
    [diagnostic] = raised.value.diagnostics
    assert (diagnostic.file, diagnostic.line, diagnostic.code) == ("brief.yaml", 2, "unknown-key")


def test_a_wrong_rule_set_is_told_and_no_text_is_checked() -> None:
    project = Project(files={"house.yaml": "format: 1\nruleset: house\n", "riverside.yaml": RIVERSIDE}, rules="house.yaml")
    assert project.errors and all(error.file == "house.yaml" for error in project.errors)
    assert project.check().exit_status == 2
    with pytest.raises(BriefError):
        project.check_texts([RIVERSIDE])


def test_a_name_that_stands_for_nothing_is_an_exception() -> None:
    project = Project(PILOT, config=False)
    for ask in (
        lambda: project.explain("MWF-03x"),
        lambda: project.facts("referal"),
        lambda: project.schema("pilots"),
        lambda: project.repair("pilots/not-there.yaml"),
        lambda: project.letters(law="old"),  # type: ignore[arg-type]
        lambda: Project(PILOT, limits={"nestin": 3}),
        lambda: Project(PILOT, limits={"nesting": -1}),
        lambda: Project(PILOT, today="tomorrow"),
    ):
        with pytest.raises(BriefError) as raised:
            ask()
        assert raised.value.diagnostics and str(raised.value)


def test_the_day_may_be_a_date() -> None:
    text = json.loads(Project(PILOT, today=datetime.date(2026, 11, 22), config=False).report())
    assert text["today"] == "2026-11-22"


def test_threads_may_share_a_project() -> None:
    project, told = Project(PHASES, config=False), []
    expected = project.report()
    threads = [threading.Thread(target=lambda: told.append(project.report() == expected)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [True] * 4
