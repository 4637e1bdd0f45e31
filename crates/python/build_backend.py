"""Builds what `pip install` installs: by maturin, with the command `brief` beside the module.

pip calls the functions of this file (PEP 517). The command is built here, unless `BRIEF_COMMAND` names one that is built
already; maturin takes it from `target/python/data` into the wheel. `MATURIN_PEP517_ARGS` says how the module is built.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import maturin
from maturin import (
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "target" / "python" / "data"
COMMAND = "brief.exe" if sys.platform == "win32" else "brief"

Settings = Mapping[str, Any] | None

# maturin wants it to be there, whatever it is asked for.
DATA.mkdir(parents=True, exist_ok=True)


def build_wheel(wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None) -> str:
    _place_command()
    return str(maturin.build_wheel(wheel_directory, config_settings, metadata_directory))


def build_editable(wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None) -> str:
    _place_command()
    return str(maturin.build_editable(wheel_directory, config_settings, metadata_directory))


def _place_command() -> None:
    """Puts the command where maturin looks for what goes into the wheel as a script."""
    given = os.environ.get("BRIEF_COMMAND")
    scripts = DATA / "scripts"
    shutil.rmtree(scripts, ignore_errors=True)
    scripts.mkdir(parents=True)
    shutil.copy2(Path(given) if given else _built_command(), scripts / COMMAND)


def _built_command() -> Path:
    call = ["cargo", "build", "--profile", "dist", "--locked", "--bin", "brief", "--message-format", "json-render-diagnostics"]
    built = subprocess.run(call, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    told = (json.loads(line) for line in built.stdout.splitlines())
    [command] = [one["executable"] for one in told if one.get("executable")]
    return Path(command)
