"""What holds for every test: one fixed surrounding (screen, zone, language, home), and no unexpected words.

Qt warnings and Python warnings fail a test through pyproject.toml; stray log lines fail it here.
"""

from __future__ import annotations

import gc
import importlib
import logging
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import hypothesis
import pytest
from pytestqt.qtbot import QtBot

from kampungkb_desktop.base import log
from kampungkb_desktop.store import vault
from kampungkb_desktop.ui.dialog import Dialog
from tests.cheap import CHEAP
from tests.system_manners import set_visible
from tests.waiting import wait_until

if TYPE_CHECKING:
    from tests.postgres import Cluster

# Before anything imports PySide6: without a display and without this, Qt aborts the whole process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.name == "nt":  # there this platform looks for fonts where Qt's wheel has none, and says so
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(__file__).parents[1] / "resources" / "fonts"))
for name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_LOGGING_RULES"):
    os.environ.pop(name, None)
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="kampungkb-runtime-")

# Berau's own time: eight hours east, so that a date taken from UTC by mistake is wrong in every evening test.
os.environ.update(TZ="Asia/Makassar", LANG="C.UTF-8", LC_ALL="C.UTF-8")
if hasattr(time, "tzset"):
    time.tzset()

# No test ever writes into the password store of the person who runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Every save waits for the disk, and thousands of tests save: where there is room in memory, their folders lie there.
_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# A shared machine is slow at times, and a test of ours never judges by the clock: no deadlines.
# HYPOTHESIS_PROFILE=deep searches long, by hand or at night.
_UNTIMED = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
for name, examples in {"quick": 15, "ci": 15, "deep": 2000}.items():
    # "ci" tries the same examples every time: a gate that fails by chance is not believed when it fails for a reason.
    profile = hypothesis.settings(_UNTIMED, max_examples=examples, print_blob=name != "quick", derandomize=name == "ci")
    hypothesis.settings.register_profile(name, profile)
_MUCH_GARBAGE = 60_000
_USUAL = "ci" if os.environ.get("CI") else "quick"
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or _USUAL)


def _point_home_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every way of asking for a person's folders end in `folder`, on each system."""
    for variable, part in {
        "HOME": ".",
        "USERPROFILE": ".",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
    }.items():
        monkeypatch.setenv(variable, str(folder / part))
    for variable in ("KAMPUNGKB_PASSWORD", "KAMPUNGKB_DATA_DIR"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test ever sees or touches the folders of the person who runs it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _point_home_to(tmp_path_factory.mktemp("home"), monkeypatch)
        yield


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of this test alone, with nothing in it: a first start."""
    home = tmp_path / "home"
    home.mkdir()
    _point_home_to(home, monkeypatch)
    return home


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder as `--data-dir` gets it: named, not yet there."""
    return tmp_path / "kampungkb"


@pytest.fixture(scope="session", autouse=True)
def _passwords_cost_nothing() -> Iterator[None]:
    """A password made in a test is stretched for a moment only, also where a window or a first run asks for half a
    second of work: tests are not attacked. What a real one costs is asked of the real ``calibrate``, by its name."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(vault, "calibrate", lambda: CHEAP)
        yield


@pytest.fixture(scope="session", autouse=True)
def _waits_are_short() -> Iterator[None]:
    """Every ``qtbot.waitUntil`` is the one of ``tests.waiting``."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(QtBot, "waitUntil", wait_until)
        yield


@pytest.fixture(scope="session", autouse=True)
def _owners_come_to_the_front() -> Iterator[None]:
    """A dialog that goes leaves the window below it active, as on every system."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Dialog, "setVisible", set_visible)
        yield


class ExpectLog(Protocol):
    """Declares that a warning or error whose text matches `pattern` belongs to the test."""

    def __call__(self, pattern: str) -> None: ...


class _Listener(logging.Handler):
    """Keeps what is logged at WARNING or above, and what the test said would be."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        self.expected.append(pattern)

    def stray(self) -> list[str]:
        return [line for line in self.heard if not any(re.search(each, line) for each in self.expected)]

    def unheard(self) -> list[str]:
        return [each for each in self.expected if not any(re.search(each, line) for line in self.heard)]


@pytest.fixture(autouse=True)
def _log_listener() -> Iterator[_Listener]:
    """Fail a test that logs a warning it did not announce, or announces one that never comes."""
    log.log_off()  # an earlier test that started the programme left its lines going to a file alone
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    yield listener
    logging.getLogger().removeHandler(listener)
    if stray := listener.stray():
        pytest.fail("logged without being expected:\n  " + "\n  ".join(stray), pytrace=False)
    if unheard := listener.unheard():
        pytest.fail(f"expected in the log and never there: {unheard}", pytrace=False)


@pytest.fixture
def expect_log(_log_listener: _Listener) -> ExpectLog:
    """Say which log line of level WARNING or above this test provokes on purpose, as a regular expression."""
    return _log_listener.expect


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A real PostgreSQL server, or a skip that says why there is none."""
    from tests.postgres import cluster

    with cluster() as made:
        yield made


@pytest.fixture
def on_server(request: pytest.FixtureRequest) -> bool:
    """Whether the test's records are on a server. Modules that say ``ON_BOTH_STORES = True`` run both ways."""
    return bool(getattr(request, "param", False))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests on both kinds of store where their module says so, but those marked ``file_only``."""
    wanted = getattr(metafunc.module, "ON_BOTH_STORES", False) and "on_server" in metafunc.fixturenames
    if wanted and not metafunc.definition.get_closest_marker("file_only"):
        metafunc.parametrize("on_server", [False, True], indirect=True, ids=["berkas", "server"])


def pytest_configure() -> None:
    """Whatever is loaded stays: the collector need not look for garbage in it."""
    gc.disable()


def pytest_collection(session: pytest.Session) -> None:
    """On a fresh machine every process compiles all tests, and keeps them for the others. So every second one begins at
    the other end, and they meet in the middle."""
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    if int(number) % 2 and session.config.args == session.config.getini("testpaths"):
        root = Path(__file__).parent
        for path in sorted(root.rglob("test_*.py"), reverse=True):
            with suppress(Exception):  # its own turn tells of it
                importlib.import_module(".".join(path.relative_to(root.parent).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look through it each of a hundred times. And it never comes
    by itself, for it comes on any thread, and a widget that ends on another than Qt's takes the process with it."""
    gc.collect()
    gc.freeze()
    gc.disable()


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Garbage is collected after a test, on this thread, when there is much of it."""
    yield
    if gc.get_count()[0] > _MUCH_GARBAGE:
        gc.collect()


@pytest.fixture(scope="session", autouse=True)
def _collector_spares_no_window() -> Iterator[None]:
    """A started programme spares what is loaded from the collector. Here that would be the closed windows of the tests
    before: they would stay for ever, and every new look would dress them too."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(gc, "freeze", lambda: None)
        yield
