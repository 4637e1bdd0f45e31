"""What the tests of the module share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

RIVERSIDE = """\
format: 1
pilot: riverside
title: Talking therapies next to a jobcentre
status: proposed
referral:
  work_coach_role: suggests
"""


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


class Brief:
    """The command that is installed with the module."""

    def __init__(self) -> None:
        self._command = shutil.which("brief", path=str(Path(sys.executable).parent))

    def __call__(self, *arguments: str, folder: Path = ROOT) -> str:
        assert self._command, "the command is installed with the module"
        ran = subprocess.run([self._command, *arguments], cwd=folder, capture_output=True, check=False, env=_plain())
        assert ran.returncode in (0, 1, 2), ran
        assert ran.stdout or not ran.stderr, ran
        return ran.stdout.decode()


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("GITHUB_STEP_SUMMARY", "FORCE_COLOR")}


@pytest.fixture
def brief() -> Brief:
    return Brief()
