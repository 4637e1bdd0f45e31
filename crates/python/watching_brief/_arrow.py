"""Tables of pyarrow, which is asked for only where a table is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

    from . import _native

_PILOTS = 50_000
_RESULTS = 1_000_000


def table(native: _native.Reports, places: range, rules: int, long: bool) -> pyarrow.Table:
    """What came of the texts at some places, held against so many rules."""
    try:
        import pyarrow
    except ImportError as error:
        raise ImportError("a table needs pyarrow: pip install watching-brief[arrow]") from error
    size = _RESULTS // max(1, rules) if long else _PILOTS
    parts = [places[start : start + size] for start in range(0, len(places), size)] or [places]
    batches = []
    for part in parts:
        columns = native.columns(part, long)
        arrays = [_array(kind, rows, names, buffers) for _, kind, rows, names, buffers in columns]
        batches.append(pyarrow.RecordBatch.from_arrays(arrays, [name for name, *_ in columns]))
    return pyarrow.Table.from_batches(batches).unify_dictionaries()


def _array(kind: str, rows: int, names: list[str] | None, buffers: list[bytes | None]) -> pyarrow.Array:
    import pyarrow

    made = [None if buffer is None else pyarrow.py_buffer(buffer) for buffer in buffers]
    if kind == "text":
        return pyarrow.Array.from_buffers(pyarrow.utf8(), rows, made)
    numbers = pyarrow.int8() if kind == "few-names" else pyarrow.int32()
    array = pyarrow.Array.from_buffers(numbers, rows, made)
    if names is None:
        return array
    return pyarrow.DictionaryArray.from_arrays(array, pyarrow.array(names, pyarrow.utf8()))
