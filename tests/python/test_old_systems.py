"""The wheel says that it runs where there is a glibc of 2012 or newer: what its two programs ask of the system."""

from __future__ import annotations

import platform
import re
import struct
import zipfile

from conftest import ROOT

VERSIONS_NEEDED = 0x6FFFFFFE
DYNAMIC = 6

# What every Linux system has that a wheel called `manylinux2014` may ask for (PEP 599), as far as Rust asks for it.
LIBRARIES = {"libc.so.6", "libdl.so.2", "libgcc_s.so.1", "libm.so.6", "libpthread.so.0", "librt.so.1", "libutil.so.1"}


def sections(program: bytes) -> list[tuple[int, int, int, int]]:
    """The kind of each section of an ELF file, where it begins, its length, and the section that it goes with."""
    assert program[:6] == b"\x7fELF\x02\x01", "a program of 64 bits, the low byte first"
    [table] = struct.unpack_from("<Q", program, 0x28)
    size, count = struct.unpack_from("<HH", program, 0x3A)
    found = []
    for at in range(table, table + size * count, size):
        _, kind, _, _, start, length, link, *_ = struct.unpack_from("<IIQQQQII", program, at)
        found.append((kind, start, length, link))
    return found


def text(program: bytes, at: int) -> str:
    return program[at : program.index(b"\0", at)].decode()


def needed_versions(program: bytes) -> set[str]:
    """The versions of symbols that the system must have, such as GLIBC_2.17."""
    found, parts = set(), sections(program)
    for kind, library, _, link in parts:
        more = kind == VERSIONS_NEEDED
        while more:
            _, count, _, first, step = struct.unpack_from("<HHIII", program, library)
            version = library + first
            for _ in range(count):
                _, _, _, name, next_version = struct.unpack_from("<IHHII", program, version)
                found.add(text(program, parts[link][1] + name))
                version += next_version
            library, more = library + step, step != 0
    return found


def needed_libraries(program: bytes) -> set[str]:
    """The libraries that the system must have."""
    parts = sections(program)
    entries = (
        (tag, value, link)
        for kind, start, length, link in parts
        if kind == DYNAMIC
        for tag, value in struct.iter_unpack("<QQ", program[start : start + length])
    )
    return {text(program, parts[link][1] + value) for tag, value, link in entries if tag == 1}


def test_neither_the_command_nor_the_module_needs_anything_newer() -> None:
    [wheel] = (ROOT / "target" / "python" / "wheel").glob("*.whl")
    assert f"manylinux2014_{platform.machine()}" in wheel.stem.split("-")[-1].split("."), wheel.name
    packed = zipfile.ZipFile(wheel)
    programs = [name for name in packed.namelist() if name.endswith((".so", ".data/scripts/brief"))]
    assert len(programs) == 2, programs
    for name in programs:
        program = packed.read(name)
        versions = needed_versions(program)
        of_glibc = [tuple(map(int, found[1].split("."))) for each in versions if (found := re.fullmatch(r"GLIBC_([\d.]+)", each))]
        assert of_glibc and max(of_glibc) <= (2, 17), f"{name}: {versions}"
        libraries = needed_libraries(program)
        loader = {library for library in libraries if library.startswith("ld-linux")}
        assert "libc.so.6" in libraries and libraries - loader <= LIBRARIES, f"{name}: {libraries}"
