"""Threads, processes, and somebody who breaks off."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import watching_brief
from conftest import RIVERSIDE, ROOT

STREATHAM = (ROOT / "pilots" / "streatham-jobcentre.yaml").read_text()


def test_other_threads_go_on_while_texts_are_checked() -> None:
    """As long as one call holds the lock of the interpreter, no other thread gets on."""
    project, ticks, done = watching_brief.Project(config=False), 0, threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            time.sleep(0.001)
            ticks += 1

    # A batch is one call: nothing is given back in between.
    texts = [STREATHAM] * 600
    thread = threading.Thread(target=tick)
    thread.start()
    start = time.monotonic()
    project.check_texts(texts, threads=1)
    lasted, meanwhile = time.monotonic() - start, ticks
    done.set()
    thread.join()
    assert lasted > 0.05, "long enough to tell"
    # A thread that gets on ticks some 900 times a second; one that waits, hardly ever.
    assert meanwhile > lasted * 20, (meanwhile, lasted)


def test_reports_are_written_by_many_threads_at_once() -> None:
    reports = watching_brief.check([("a.yaml", STREATHAM), ("b.yaml", RIVERSIDE)] * 8)
    expected = [report.json() for report in reports]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(watching_brief.TextReport.json, reports)) == expected


def checked(count: int) -> list[str]:
    return [report.pilot.verdicts["MWF-03"] for report in watching_brief.check([RIVERSIDE] * count)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_process_that_forks_checks_in_both() -> None:
    """As `multiprocessing` does on Linux, and Spark: the threads of the process before are not there in the new one."""
    assert checked(3) == ["breached"] * 3
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(checked, [2, 3]).get(timeout=60) == [["breached"] * 2, ["breached"] * 3]
    assert checked(2) == ["breached"] * 2


FORKING = """
import os, signal, sys, threading, time
import watching_brief

text, before = sys.argv[1:]

def checked(threads):
    return watching_brief.check([text], threads=threads)[0].pilot.verdicts["MWF-03"] == "breached"

# Each number of threads is asked for once: to start them takes time, in which the list of all threads is held.
ready = threading.Event()
def busy():
    ready.set()
    for threads in range(40, 60):
        checked(threads)

if before == "used":
    checked(1)
thread = threading.Thread(target=busy)
thread.start()
ready.wait()
while thread.is_alive():
    child = os.fork()
    if child == 0:
        signal.alarm(30)
        os._exit(0 if checked(2) else 1)
    _, status = os.waitpid(child, 0)
    if status:
        os._exit(3)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize("before", ["used", "unused"])
def test_a_process_may_fork_while_another_thread_begins(before: str) -> None:
    """What that thread holds at this moment, threads or rules half read, nobody gives back in the new process."""
    for _ in range(6):
        ran = subprocess.run([sys.executable, "-W", "ignore", "-c", FORKING, RIVERSIDE, before], timeout=120)
        assert ran.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_somebody_may_break_off() -> None:
    threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        watching_brief.check(itertools.repeat(RIVERSIDE))


def test_what_an_iterator_raises_is_raised() -> None:
    def texts() -> object:
        yield RIVERSIDE
        raise OSError("the register is gone")

    with pytest.raises(OSError, match="the register is gone"):
        watching_brief.check(texts())  # type: ignore[arg-type]


def test_the_number_of_threads_does_not_show() -> None:
    texts = [(path.name, path.read_bytes()) for path in sorted(Path("pilots").glob("*.yaml"))]
    first, *others = [watching_brief.check(texts, threads=threads) for threads in (1, 2, 5, None)]
    for other in others:
        assert [[dict(pilot.verdicts) for pilot in report.pilots] for report in other] == [
            [dict(pilot.verdicts) for pilot in report.pilots] for report in first
        ]
