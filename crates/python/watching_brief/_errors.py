"""What is wrong, as data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Edit:
    """A stretch of a file, with the text that is to stand in its place. Lines and columns count from 1."""

    line: int
    column: int
    end_line: int
    end_column: int
    new_text: str


@dataclass(frozen=True)
class Fix:
    """A way to mend what is wrong: all of its edits, or none."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class RelatedPlace:
    """Another place that has to do with an error or a notice."""

    file: str
    line: int
    column: int
    end_line: int | None
    end_column: int | None
    message: str


@dataclass(frozen=True)
class Diagnostic:
    """An error or a notice. It has no file and no place where it is about a call as a whole.

    Lines and columns count from 1, columns in code points; the end is the place behind the last character.
    """

    file: str | None
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    code: str
    message: str
    related: tuple[RelatedPlace, ...]
    fixes: tuple[Fix, ...]

    def __str__(self) -> str:
        file = f"{self.file}:" if self.file is not None else ""
        place = f"{self.line}:{self.column}: " if self.line is not None else " " if file else ""
        return f"{file}{place}{self.message}"


class BriefError(ValueError):
    """A call that cannot be answered, such as one for a rule set that is not there.

    What is wrong with a *text* is never raised: it is among the errors of its report.
    """

    diagnostics: tuple[Diagnostic, ...]

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics

    def __str__(self) -> str:
        return "\n".join(str(diagnostic) for diagnostic in self.diagnostics)

    @classmethod
    def _of(cls, written: str) -> BriefError:
        return cls(diagnostics(written))


def diagnostics(written: str) -> tuple[Diagnostic, ...]:
    """Reads diagnostics from their JSON form."""
    return tuple(_diagnostic(one) for one in json.loads(written))


def _diagnostic(keys: dict[str, Any]) -> Diagnostic:
    related = tuple(RelatedPlace(**place) for place in keys["related"])
    fixes = tuple(Fix(fix["title"], tuple(Edit(**edit) for edit in fix["edits"])) for fix in keys["fixes"])
    return Diagnostic(**{**keys, "related": related, "fixes": fixes})
