"""What is handed out: the wheel that is installed here, and the source distribution."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import tarfile
import zipfile
from pathlib import Path

from conftest import ROOT, Brief


def test_the_wheel_brings_the_command_the_module_and_what_belongs_to_them(brief: Brief) -> None:
    version = importlib.metadata.version("watching-brief")
    assert brief("--version") == f"brief {version}\n"
    [wheel] = (ROOT / "target" / "python" / "wheel").glob("*.whl")
    assert wheel.name.startswith(f"watching_brief-{version}-cp310-abi3-")
    names = zipfile.ZipFile(wheel).namelist()
    for end in ("/py.typed", "/_native.pyi", "/licenses/LICENSE-MIT", "/licenses/LICENSE-APACHE", ".data/scripts/brief"):
        assert len([name for name in names if name.endswith(end)]) == 1, end
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"watching_brief"}
    about = importlib.metadata.metadata("watching-brief")
    assert (about["License-Expression"], about["Requires-Python"]) == ("MIT OR Apache-2.0", ">=3.10")
    assert importlib.metadata.requires("watching-brief") == ["pyarrow>=15 ; extra == 'arrow'"]
    # An address that leads nowhere is worse than none.
    assert about.get_all("Project-URL") is None and about["Home-page"] is None


def test_the_source_distribution_is_whole(tmp_path: Path) -> None:
    maturin = ROOT / "target" / "ci-python" / "bin" / "maturin"
    subprocess.run([maturin, "sdist", "--out", tmp_path], cwd=ROOT, check=True, capture_output=True)
    [archive] = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    [source] = (path for path in tmp_path.iterdir() if path.is_dir())
    for name in ("LICENSE-MIT", "crates/python/build_backend.py", "pyproject.toml", "rules/documents.yaml", "src/brief/main.rs"):
        assert (source / name).read_bytes() == (ROOT / name).read_bytes(), name
    # Everything that is built from is there, in the versions that are locked.
    told = subprocess.run(
        ["cargo", "metadata", "--locked", "--offline", "--format-version", "1"], cwd=source, check=True, capture_output=True
    )
    packages = {package["name"] for package in json.loads(told.stdout)["packages"]}
    assert {"watching-brief", "watching-brief-python", "pyo3"} <= packages
