"""The notebook, run from its first cell to its last. It is kept without what it shows, which would grow old."""

from __future__ import annotations

import base64
import re

import matplotlib.image
import nbclient
import nbformat
from conftest import ROOT

NOTEBOOK = ROOT / "examples" / "register.ipynb"


def test_the_notebook_runs() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in cells] == [([], None)] * len(cells), "kept without outputs"
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    shown = [output for cell in cells for output in cell.outputs]
    assert [output for output in shown if output.output_type == "stream"] == [], "no warning is shown"
    count, broken, pilots, often, picture, why = (output.data for output in shown)
    assert int(count["text/plain"]) == len(list((ROOT / "pilots").glob("*.yaml"))) + 1
    assert "typed-in-a-hurry.yaml" in broken["text/html"] and broken["text/html"].count("<tr>") == 1
    assert "example-unacceptable" in pilots["text/html"]
    rows = [re.findall(r"<td>([^<]*)</td>", row) for row in often["text/html"].split("<tr>")]
    breached = [int(cells[2]) for cells in rows if cells]
    assert len(breached) == 10 and breached == sorted(breached, reverse=True) and breached[0] > 2
    path = ROOT / "target" / "python" / "register.png"
    path.write_bytes(base64.b64decode(picture["image/png"]))
    image = matplotlib.image.imread(path)
    colours = {tuple(round(float(part), 2) for part in pixel[:3]) for row in image[::4] for pixel in row[::4]}
    assert {(0.7, 0.15, 0.12), (0.18, 0.49, 0.36)} <= colours, "what is breached and what is met is drawn"
    assert re.search(r"\.yaml</td>\s*<td>\d+</td>", why["text/html"])
