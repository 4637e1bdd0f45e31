"""What comes of checking texts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from . import _native
from ._arrow import table
from ._errors import Diagnostic, diagnostics

if TYPE_CHECKING:
    import pyarrow

Verdict = Literal["met", "breached", "contested", "unstated", "not-applicable", "met, if it applies"]
"""What a pilot held against a rule comes to.

``"met, if it applies"`` is a verdict of its own here: the rule is met, and it is open whether it applies.
"""

Standing = Literal["finding", "known", "waived", "below"]
"""How a result stands to the exit status: it counts; it would, but the baseline has it, or a waiver is in force; or it is
below the bar."""

Form = Literal[
    "human", "json", "ndjson", "sarif", "sarif-github", "junit", "github", "gitlab", "markdown", "html", "csv", "table", "tap",
    "line", "earl",
]  # fmt: skip
"""A form of a report, as ``brief check --format`` has it."""

_VERDICTS = cast(list[Verdict], _native.VERDICTS)
_STANDINGS = cast(list[Standing], _native.STANDINGS)
_NO_RESULT = 255


@dataclass(frozen=True)
class Rule:
    """A rule that pilots are held against."""

    ruleset: str
    rule: str
    title: str
    force: str
    about: str
    by: str


@dataclass(frozen=True)
class Summary:
    """How many results of a pilot have which verdict, each counted once; and how many stand how to the exit status."""

    met: int
    met_if_it_applies: int
    breached: int
    contested: int
    unstated: int
    not_applicable: int
    findings: int
    known: int
    waived: int


class CheckedPilot:
    """A pilot held against the rules."""

    pilot: str
    """Its id."""
    title: str
    status: str
    file: str
    """The name of the text, or the file, that it stands in."""
    document: int
    """Its place among the documents of its file, from 0."""

    def __init__(self, parts: tuple[str, str, str, str, int, bytes], rules: Sequence[Rule]) -> None:
        self.pilot, self.title, self.status, self.file, self.document, self._results = parts
        self._rules = rules

    def __repr__(self) -> str:
        return f"<CheckedPilot {self.pilot!r}, breached: {', '.join(self.breached) or 'nothing'}>"

    @cached_property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict on each rule, by the id of the rule, in the order of rule sets and rules."""
        return MappingProxyType({rule: _VERDICTS[byte & 0xF] for rule, byte in self._decided()})

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """How the result of each rule stands to the exit status, likewise."""
        return MappingProxyType({rule: _STANDINGS[byte >> 4] for rule, byte in self._decided()})

    def _decided(self) -> Iterator[tuple[str, int]]:
        # A rule that was too much to decide has no result; that is among the errors.
        return ((rule.rule, byte) for rule, byte in zip(self._rules, self._results) if byte != _NO_RESULT)

    def having(self, verdict: Verdict) -> list[str]:
        """The ids of the rules that have this verdict."""
        return [rule for rule, found in self.verdicts.items() if found == verdict]

    @property
    def breached(self) -> list[str]:
        """The ids of the rules that are breached."""
        return self.having("breached")

    @property
    def findings(self) -> list[str]:
        """The ids of the rules whose results count in the exit status."""
        return [rule for rule, standing in self.standings.items() if standing == "finding"]

    @property
    def summary(self) -> Summary:
        """How many results have which verdict."""
        verdicts, standings = Counter(self.verdicts.values()), Counter(self.standings.values())
        return Summary(
            met=verdicts["met"],
            met_if_it_applies=verdicts["met, if it applies"],
            breached=verdicts["breached"],
            contested=verdicts["contested"],
            unstated=verdicts["unstated"],
            not_applicable=verdicts["not-applicable"],
            findings=standings["finding"],
            known=standings["known"],
            waived=standings["waived"],
        )


class Report:
    """What came of checking some pilots: those of a project, or of one text."""

    def __init__(self, native: _native.Reports, at: int, rules: tuple[Rule, ...]) -> None:
        self._native, self._at = native, at
        self.rules = rules
        """The rules that the pilots were held against, in order."""

    @cached_property
    def pilots(self) -> tuple[CheckedPilot, ...]:
        """The pilots that are sound, in order."""
        return tuple(CheckedPilot(parts, self.rules) for parts in self._native.pilots(self._at))

    @property
    def pilot(self) -> CheckedPilot:
        """The pilot, where there is one.

        :raises ValueError: where there is none, or several
        """
        if len(self.pilots) != 1:
            wrong = "".join(f"\n{error}" for error in self.errors)
            raise ValueError(f"there is not one pilot, but {len(self.pilots)}{wrong}")
        return self.pilots[0]

    @cached_property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What is wrong."""
        return diagnostics(self._native.errors(self._at))

    @cached_property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What is worth knowing."""
        return diagnostics(self._native.notices(self._at))

    @property
    def exit_status(self) -> int:
        """What ``brief check`` would end with: 2 with errors, 1 with findings, 0 otherwise."""
        return self._native.exit_status(self._at)

    def to_arrow(self, *, long: bool = False) -> pyarrow.Table:
        """The pilots as a table of pyarrow, as :meth:`Reports.to_arrow` has it."""
        return table(self._native, range(self._at, self._at + 1), len(self.rules), long)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


class TextReport(Report):
    """What came of checking one text."""

    @property
    def name(self) -> str:
        """The name of the text; ``text-0`` and so on where none was given."""
        return cast(str, self._native.name(self._at))

    def __repr__(self) -> str:
        errors = f", {_counted(len(self.errors), 'error')}" if self.errors else ""
        return f"<TextReport {self.name!r}: {_counted(len(self.pilots), 'pilot')}{errors}>"

    def json(self) -> str:
        """The whole report, with the reason of each verdict: the bytes of ``brief check NAME --format json``.

        The text is checked once more for it. Threads may do so for many reports at once.
        """
        return self.render("json")

    def to_dict(self) -> dict[str, Any]:
        """The same, read."""
        return cast(dict[str, Any], json.loads(self.json()))

    def render(self, form: Form) -> str:
        """The whole report in one form, as ``brief check NAME --format FORM`` prints it."""
        return self._native.report(self._at, form)


class Reports(Sequence[TextReport]):
    """What came of checking some texts: a report for each, in their order."""

    def __init__(self, native: _native.Reports, places: range, rules: tuple[Rule, ...]) -> None:
        self._native, self._places = native, places
        self.rules = rules
        """The rules that the pilots were held against, in order."""

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> TextReport: ...

    @overload
    def __getitem__(self, at: slice) -> Reports: ...

    def __getitem__(self, at: int | slice) -> TextReport | Reports:
        if isinstance(at, slice):
            return Reports(self._native, self._places[at], self.rules)
        return TextReport(self._native, self._places[at], self.rules)

    def __repr__(self) -> str:
        return f"<Reports of {_counted(len(self), 'text')}>"

    def to_arrow(self, *, long: bool = False) -> pyarrow.Table:
        """The pilots as a table of pyarrow, which must be installed.

        A row a pilot, with the columns of ``brief check --format table``: what the pilot is, counts, and a column for each
        rule with the verdict. For each text with errors there is a row, too, in which only ``file`` and the last column,
        ``error``, hold anything.

        With ``long``, a row a result instead, with the columns ``pilot``, ``file``, ``document``, ``ruleset``, ``rule``,
        ``force``, ``about``, ``verdict`` and ``standing``; a text with errors has no row there.
        """
        return table(self._native, self._places, len(self.rules), long)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
