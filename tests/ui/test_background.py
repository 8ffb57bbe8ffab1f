"""Work off the window's thread: exactly one answer, on the window's thread, and a Batal that works."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress, Step
from kampungkb_desktop.ui.background import TURN_SECONDS, run, worker_of
from kampungkb_desktop.ui.progress_view import ProgressDialog, ProgressLine, time_left


class Heard:
    """Keeps what was told, and on which thread."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, object]] = []
        self.threads: set[threading.Thread] = set()

    def hear(self, what: str, value: object = None) -> None:
        self.calls.append((what, value))
        self.threads.add(threading.current_thread())

    def names(self) -> list[str]:
        return [what for what, _value in self.calls]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def _run(owner: QObject, work: object, heard: Heard) -> object:
    return run(
        owner,
        work,  # type: ignore[arg-type]
        done=lambda value: heard.hear("done", value),
        failed=lambda error: heard.hear("failed", error),
        cancelled=lambda: heard.hear("cancelled"),
        progress=lambda step: heard.hear("step", step),
    )


def test_the_result_comes_once_on_the_windows_thread(qtbot: QtBot, owner: QObject, heard: Heard) -> None:
    where: list[threading.Thread] = []

    def work(_progress: Progress) -> int:
        where.append(threading.current_thread())
        return 42

    _run(owner, work, heard)
    qtbot.waitUntil(lambda: bool(heard.calls))
    _run(owner, lambda _progress: "next", heard)
    qtbot.waitUntil(lambda: len(heard.calls) == 2)
    assert heard.calls == [("done", 42), ("done", "next")]
    assert heard.threads == {threading.main_thread()}
    assert where[0] is not threading.main_thread()
    assert not worker_of().busy()


def test_work_leaves_the_window_its_turn(qtbot: QtBot, owner: QObject, heard: Heard) -> None:
    """Five milliseconds at each of the dozen times that a picture asks for the interpreter would be seen."""
    _run(owner, lambda _progress: sys.getswitchinterval(), heard)
    qtbot.waitUntil(lambda: bool(heard.calls))
    assert heard.calls == [("done", pytest.approx(TURN_SECONDS))]


def test_a_refusal_is_handed_over_as_it_is(qtbot: QtBot, owner: QObject, heard: Heard) -> None:
    error = KnownError("E-X", "Tidak bisa.", "Coba lagi.")

    def work(_progress: Progress) -> None:
        raise error

    _run(owner, work, heard)
    qtbot.waitUntil(lambda: bool(heard.calls))
    assert heard.calls == [("failed", error)]


def test_a_bug_goes_to_the_crash_hook(
    qtbot: QtBot, owner: QObject, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, _trace: heard.hear("crash", (kind, str(error))))

    def work(_progress: Progress) -> None:
        raise ZeroDivisionError("oops")

    _run(owner, work, heard)
    qtbot.waitUntil(lambda: bool(heard.calls))
    assert heard.calls == [("crash", (ZeroDivisionError, "oops"))]


def test_batal_stops_at_the_next_step(qtbot: QtBot, owner: QObject, heard: Heard) -> None:
    begun = threading.Event()

    def work(progress: Progress) -> None:
        done = 0
        while True:
            done += 1
            progress.report(done, None, "menghitung")
            begun.set()

    job = run(owner, work, done=lambda _v: heard.hear("done"), cancelled=lambda: heard.hear("cancelled"))
    assert begun.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(heard.calls))
    assert heard.names() == ["cancelled"]


def test_work_cancelled_while_it_waits_never_begins(qtbot: QtBot, owner: QObject, heard: Heard) -> None:
    gate = threading.Event()
    ran: list[Progress] = []
    run(owner, lambda _p: gate.wait(5), done=lambda _v: heard.hear("first"))
    job = run(owner, ran.append, done=lambda _v: heard.hear("second"), cancelled=lambda: heard.hear("cancelled"))
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: len(heard.calls) == 2)
    assert heard.names() == ["first", "cancelled"]
    assert ran == []


def test_a_flood_of_reports_becomes_a_few_and_the_last_one_arrives(qtbot: QtBot, owner: QObject, heard: Heard) -> None:
    def work(progress: Progress) -> str:
        for done in range(1, 50_001):
            progress.report(done, 50_000, "membaca")
        return "selesai"

    _run(owner, work, heard)
    qtbot.waitUntil(lambda: "done" in heard.names())
    steps = [value for what, value in heard.calls if what == "step"]
    assert len(steps) < 100
    assert steps[-1] == Step(50_000, 50_000, "membaca")
    assert heard.names()[-1] == "done", "no step after the end"


def test_nothing_is_told_to_an_owner_that_is_gone(qtbot: QtBot, heard: Heard) -> None:
    owner = QWidget()
    gate = threading.Event()
    _run(owner, lambda _progress: gate.wait(5), heard)
    owner.deleteLater()
    qtbot.waitUntil(lambda: _gone(owner))
    gate.set()
    qtbot.waitUntil(lambda: not worker_of().busy())
    assert heard.calls == []


def _gone(owner: QObject) -> bool:
    from shiboken6 import isValid

    return not isValid(owner)


def test_the_line_shows_how_far_and_batal_says_that_it_stops(qtbot: QtBot, owner: QObject, heard: Heard) -> None:
    gate = threading.Event()

    def work(progress: Progress) -> None:
        progress.report(25, 100, "Membaca berkas")
        gate.wait(5)
        progress.check()

    job = run(owner, work, done=lambda _v: None, cancelled=lambda: heard.hear("cancelled"), text="Mengambil berkas")
    line = ProgressLine(job)
    qtbot.addWidget(line)
    assert line.what.text() == "Mengambil berkas"
    qtbot.waitUntil(lambda: line.bar.value() == 250)
    assert line.what.text() == "Membaca berkas"
    assert line.how_far.text().startswith("25 dari 100")
    line.stop.click()
    assert line.what.text().startswith("Menghentikan")
    gate.set()
    qtbot.waitUntil(lambda: heard.names() == ["cancelled"])
    assert line.isHidden()


def test_short_work_shows_no_dialog(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[object] = []
    job = run(parent, lambda _p: 1, done=done.append, text="Sebentar")
    ProgressDialog(parent, job)
    seen: list[bool] = []
    job.ended.connect(lambda: seen.append(any(dialog.isVisible() for dialog in parent.findChildren(ProgressDialog))))
    qtbot.waitUntil(lambda: done == [1])
    assert seen == [False]


@pytest.mark.parametrize(
    ("done", "total", "elapsed", "words"),
    [
        (0, 100, 10, ""),
        (50, None, 10, ""),
        (1, 100, 0.5, ""),
        (100, 100, 10, ""),
        (90, 100, 9, "beberapa detik lagi"),
        (50, 100, 31, "kira-kira 30 detik lagi"),
        (25, 100, 60, "kira-kira 3 menit lagi"),
        (1, 100, 100, "kira-kira 2,8 jam lagi"),
    ],
)
def test_time_left_in_words(done: int, total: int | None, elapsed: float, words: str) -> None:
    assert time_left(done, total, elapsed) == words


class _Told:
    """Says on which thread it ended."""

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        self._ended_on = ended_on

    def __del__(self) -> None:
        self._ended_on.append(threading.current_thread())


def test_what_work_refers_to_ends_on_the_windows_thread(qtbot: QtBot, owner: QObject, heard: Heard) -> None:
    """Work knows widgets by what hears of it: they must not be taken apart by the worker, which is done last."""
    ended_on: list[threading.Thread] = []

    def give(told: _Told) -> None:
        run(owner, lambda _progress: id(told), done=lambda _id: heard.hear("done", id(told)))

    for _ in range(20):
        give(_Told(ended_on))
    qtbot.waitUntil(lambda: len(ended_on) == 20, timeout=5000)
    assert set(ended_on) == {threading.current_thread()}
