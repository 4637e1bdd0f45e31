"""A project, and texts checked without one."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, cast

from . import _native
from ._errors import Diagnostic, diagnostics
from ._reports import Form, Report, Reports, Rule

Path = str | os.PathLike[str]
"""The name of a file or a folder."""

Text = str | bytes
"""The text of a pilot's file, which may hold several pilots."""

Texts = Iterable[Text | tuple[Path, Text]] | Mapping[str, Text]
"""Texts, each with a name or without one."""

Basis = Literal["claimed", "specified", "observed"]
FailOn = Literal["breached", "contested", "unstated", "never"]
Force = Literal["must", "should", "ask"]
Law = Literal["foi-2000", "foi-scotland-2002", "none"]


class Project:
    """Pilots, the rules that they are held against, and all that is in force for them.

    The files are those of the disk or, where ``files`` is given, these: a mapping from names to texts, with ``brief.yaml``,
    rule sets and registers among them. ``pilots`` names files and folders as a call of ``brief check`` does; without any it is
    those that ``brief.yaml`` names, or else ``pilots/``. The other arguments are the options of ``brief check``, under the
    same names; what they leave open, ``brief.yaml`` may say. ``config=False`` and ``baseline=False`` do without the file.

    A project is read when it is opened. Any number of threads may use it at once.

    :raises BriefError: where the configuration or an argument is wrong. What is wrong with rule sets is among :attr:`errors`.
    """

    def __init__(
        self,
        pilots: Path | Iterable[Path] | None = None,
        *,
        files: Mapping[str, Text] | None = None,
        rules: Path | Sequence[Path] = (),
        vocabulary: Path | Sequence[Path] = (),
        only: str | Sequence[str] = (),
        basis: Basis | None = None,
        without: str | Sequence[str] = (),
        hedged: bool = False,
        documents: Path | Sequence[Path] = (),
        fail_on: FailOn | None = None,
        min_force: Force | None = None,
        strict: bool = False,
        today: datetime.date | str | None = None,
        waivers: bool = True,
        baseline: Path | bool | None = None,
        config: Path | bool | None = None,
        exclude: str | Sequence[str] = (),
        ignore_files: bool = True,
        locked: bool = False,
        lock: Path | None = None,
        limits: Mapping[str, int] | None = None,
    ) -> None:
        options = {
            "clock": datetime.datetime.now(datetime.timezone.utc).date().isoformat(),
            "rules": _names(rules),
            "vocabulary": _names(vocabulary),
            "only": _names(only),
            "basis": basis,
            "without": _names(without),
            "hedged": hedged,
            "documents": _names(documents),
            "fail_on": fail_on,
            "min_force": min_force,
            "strict": strict,
            "today": today.isoformat() if isinstance(today, datetime.date) else today,
            "waivers": waivers,
            "baseline": _file(baseline),
            "config": _file(config),
            "exclude": _names(exclude),
            "ignore_files": ignore_files,
            "locked": locked,
            "lock": None if lock is None else os.fspath(lock),
            "limits": dict(limits or {}),
        }
        memory = None if files is None else [(name, _bytes(text)) for name, text in files.items()]
        self._native = _native.Project(json.dumps(options), _names(() if pilots is None else pilots), memory)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the project itself, such as a rule set that cannot be read."""
        return diagnostics(self._native.diagnostics()[0])

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What is worth knowing of the project itself."""
        return diagnostics(self._native.diagnostics()[1])

    def check(self, *, threads: int | None = None) -> Report:
        """Checks the pilots of the project, on as many threads as there are processors unless ``threads`` says how many."""
        native = self._native.check(threads)
        return Report(native, 0, _rules(native))

    def check_texts(self, texts: Texts, *, threads: int | None = None) -> Reports:
        """Checks texts, each by itself, as if ``brief check`` were called for a file of its name, with all that is in force
        in this project. What is wrong with a text is in its report.

        :raises BriefError: where something is wrong with the project, and so with every report
        """
        if isinstance(texts, (str, bytes)):
            raise TypeError("this is one text; give a list of texts")
        given = texts.items() if isinstance(texts, Mapping) else texts
        native = self._native.check_texts(given, threads)
        return Reports(native, range(len(native)), _rules(native))

    def report(self, form: Form = "json", *, threads: int | None = None) -> str:
        """The report of the pilots of the project in one form, as ``brief check --format FORM`` prints it.

        A table has no room for what is wrong: :meth:`check` tells.
        """
        return self._native.report(form, threads)

    def questions(self) -> dict[str, Any]:
        """What is open about the pilots, as ``brief questions --format json`` has it."""
        return _read(self._native.questions())

    def letters(self, *, law: Law | None = None, most: int | None = None) -> dict[str, str]:
        """A letter for each pilot that leaves something to ask, as of ``brief questions --letter``, by the id of the pilot."""
        return _read(self._native.letters(law, most))

    def promises(self) -> dict[str, Any]:
        """The conditions of the rule sets beside what each pilot says of them, as ``brief promises --format json`` has it."""
        return _read(self._native.promises())

    def repair(
        self,
        path: Path,
        *,
        pilot: str | None = None,
        keep: str | Sequence[str] = (),
        settle: bool = False,
        allow_out_of_scope: bool = False,
        most: int | None = None,
    ) -> dict[str, Any]:
        """What would have to change about the pilot of a file, as ``brief repair --format json`` has it."""
        wishes = {
            "pilot": pilot,
            "keep": _names(keep),
            "settle": settle,
            "allow_out_of_scope": allow_out_of_scope,
            "most": most,
        }
        return _read(self._native.repair(path, json.dumps(wishes)))

    def rules(self) -> dict[str, Any]:
        """The rules in force under their rule sets, as ``brief rules --format json`` has them."""
        return _read(self._native.rules())

    def facts(self, section: str | None = None) -> dict[str, Any]:
        """The facts of the vocabulary in force, as ``brief facts --format json`` has them."""
        return _read(self._native.facts(section))

    def explain(self, name: str) -> dict[str, Any]:
        """A rule, a fact, a rule set, a section, a dimension or a document, as ``brief explain --format json`` has it."""
        return _read(self._native.explain(name))

    def schema(self, name: str) -> dict[str, Any]:
        """The JSON Schema of a file or of an answer, as ``brief schema NAME`` prints it."""
        return _read(self._native.schema(name))

    def compare(self, first: str, second: str, *, applies: bool = False) -> dict[str, Any]:
        """How two rule sets of the project stand to each other, as ``brief compare --format json`` has it."""
        return _read(self._native.compare(first, second, applies))

    def agree(self, first: Path, second: Path) -> dict[str, Any]:
        """Where two coders' files of the same pilots disagree, as ``brief agree --format json`` has it."""
        return _read(self._native.agree(first, second))


def check(
    texts: Texts,
    *,
    rules: Path | Sequence[Path] = (),
    only: str | Sequence[str] = (),
    basis: Basis | None = None,
    without: str | Sequence[str] = (),
    hedged: bool = False,
    fail_on: FailOn | None = None,
    min_force: Force | None = None,
    today: datetime.date | str | None = None,
    threads: int | None = None,
) -> Reports:
    """Checks texts, each by itself, against all rule sets that come with the program or against ``rules``.

    No ``brief.yaml`` counts here. Whoever wants one, or checks texts again and again, opens a :class:`Project` once and calls
    its :meth:`Project.check_texts`.

    :raises BriefError: where an argument is wrong. What is wrong with a text is in its report.
    """
    project = Project(
        rules=rules,
        only=only,
        basis=basis,
        without=without,
        hedged=hedged,
        fail_on=fail_on,
        min_force=min_force,
        today=today,
        config=False,
    )
    return project.check_texts(texts, threads=threads)


def _names(names: Path | Iterable[Path]) -> list[str]:
    if isinstance(names, (str, os.PathLike)):
        return [os.fspath(names)]
    return [os.fspath(name) for name in names]


def _file(file: Path | bool | None) -> str | bool | None:
    return file if file is None or isinstance(file, bool) else os.fspath(file)


def _bytes(text: Text) -> bytes:
    # Half of a character is no UTF-8 then, which is told as of any other text.
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


def _rules(native: _native.Reports) -> tuple[Rule, ...]:
    return tuple(Rule(**keys) for keys in json.loads(native.rules()))


def _read(answer: str) -> dict[str, Any]:
    return cast(dict[str, Any], json.loads(answer))
