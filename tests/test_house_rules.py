"""The habits of the house, held: sizes, names, docstrings, imports, exceptions, clock and network.

They are a smell and not a law: an exception is written beside its rule here, with its reason, and goes when
the reason goes (an exception that is no longer needed fails too).
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.imported_late import IMPORTED_LATE

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kampungkb_desktop"

FILE_LINES, CLASS_LINES, FUNCTION_LINES = 300, 200, 40

# "path", "path:Class" or "path:Class.function" -> the reason.
LONGER_THAN_THE_RULE: dict[str, str] = {}

# Words that say a thing has no idea of its own.
EMPTY_WORDS = {"util", "utils", "helper", "helpers", "manager", "managers", "controller", "controllers"}
NAMED_SO_ANYWAY: dict[str, str] = {}

# A program that catches everything hides its bugs. Handlers that end in a bare `raise` let everything pass.
MAY_CATCH_EVERYTHING = {
    "kampungkb_desktop/app.py:Start._keep_what_was_typed": "the last place that can still tell",
    "kampungkb_desktop/ui/background.py:Job.work_now": "whatever happens must reach the window, exactly once",
}

# Time is injected, so that tests and merges are repeatable.
MAY_READ_THE_CLOCK = {"kampungkb_desktop/base/clock.py": "it is the clock"}
CLOCK_CALLS = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime"},
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch", "currentSecsSinceEpoch"},
}

# What has no parent must be dressed (`ui/dress.py`): everything else is made within a window, a `Dialog` or a `finder`.
WINDOWS = {"QDialog", "QMainWindow", "QMessageBox", "QProgressDialog", "QSplashScreen", "QCompleter", "QWizard"}
MAY_MAKE_A_WINDOW = {
    "kampungkb_desktop/ui/dialog.py:Dialog": "dresses itself where it has no parent",
    "kampungkb_desktop/ui/main_window.py:MainWindow": "dresses itself",
    "kampungkb_desktop/ui/finder.py:finder": "dresses the list under the line",
    "kampungkb_desktop/ui/chosen_editor.py:ChosenEditor.offer_in": "the list lies in the editor until it is a tooltip",
}

# The program works without a network and never asks for one of its own accord; one layer may (decision 0013).
MAY_USE_THE_NETWORK = PACKAGE / "transport"
NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "imaplib", "requests", "httpx", "urllib3", "aiohttp"}
NETWORK_PARTS = {"urllib.request", "PySide6.QtNetwork"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _package_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _all_files() -> list[Path]:
    return [*_package_files(), *sorted((ROOT / "tests").rglob("*.py")), ROOT / "dev.py"]


@dataclass
class Houses:
    """What the rules ask of all files, found in one walk: a line for each thing found, each begins with its place."""

    long: list[str] = field(default_factory=list)
    without_idea: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    empty_words: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    catching: list[str] = field(default_factory=list)
    clocks: list[str] = field(default_factory=list)
    network: list[str] = field(default_factory=list)
    frozen: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)


def _all_read() -> Houses:
    """All files, read once. Each tree is let go before the next: together they are half a gigabyte."""
    houses = Houses()
    for path in _all_files():
        _read(path, houses)
    return houses


def _read(path: Path, into: Houses) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text, str(path))
    name, ours = _name(path), PACKAGE in path.parents
    length = len(text.splitlines())
    if length > FILE_LINES:
        into.long.append(f"{name} has {length} lines")
    if text and not ast.get_docstring(tree):  # only the empty `__init__.py` of a test folder has none
        into.without_idea.append(name)
    if ours:
        into.silent += _silent(name, tree)
        into.empty_words += _empty_file(path)
    _walk(tree, Place(path, name, "", "", ours), into)


@dataclass
class Place:
    """Where a walk is: in which file, class or function (``within``), and in which innermost function."""

    path: Path
    file: str
    within: str
    function: str
    ours: bool


_BLOCKS = (ast.stmt, ast.excepthandler, ast.match_case)
"""Where a class or a function may stand; more is not asked of a test."""
_LOOKED_AT = (ast.Import, ast.ImportFrom, ast.Call, ast.ExceptHandler, ast.Attribute)


def _walk(node: ast.AST, place: Place, into: Houses) -> None:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            name = f"{place.within}{child.name}"
            _measure(child, name, place, into)
            function = place.function if isinstance(child, ast.ClassDef) else name
            _walk(child, replace(place, within=f"{name}.", function=function), into)
        else:
            if place.ours and isinstance(child, _LOOKED_AT):
                _look(child, place, into)
            if place.ours or isinstance(child, _BLOCKS):
                _walk(child, place, into)


def _measure(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef, name: str, at: Place, into: Houses) -> None:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if length > (CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES):
        into.long.append(f"{at.file}:{name} has {length} lines")
    if at.ours and isinstance(node, ast.ClassDef):
        last = re.findall(r"[A-Z][a-z]+|[a-z]+", node.name)[-1:]
        if {word.lower() for word in last} & EMPTY_WORDS or name == "Data":
            into.empty_words.append(f"{at.file}:{name}")
        if any(_is_frozen_dataclass(mark) for mark in node.decorator_list):
            into.frozen.append(f"{at.file}:{name}")
        if any(isinstance(base, ast.Name) and base.id in {*WINDOWS, "QMenu"} for base in node.bases):
            into.windows.append(f"{at.file}:{name}")


def _look(node: ast.AST, at: Place, into: Houses) -> None:
    line = f"{at.file} line {getattr(node, 'lineno', 0)}"
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        modules = _imported(node)
        if at.function:
            ours = [module for module in modules if module.startswith("kampungkb_desktop")]
            into.late += [f"{at.file}:{at.function} imports {module}" for module in ours]
        if MAY_USE_THE_NETWORK not in at.path.parents:
            into.network += [f"{at.file} imports {module}" for module in modules if _is_network(module)]
    if isinstance(node, ast.Call) and _makes_a_window(node):
        into.windows.append(f"{at.file}:{at.within.rstrip('.')} {line}")
    if isinstance(node, ast.ExceptHandler) and _catches_everything(node):
        into.catching.append(f"{at.file}:{at.within.rstrip('.')} {line}")
    if isinstance(node, (ast.ImportFrom, ast.Attribute)) and _reads_the_clock(node):
        into.clocks.append(line)


def _silent(name: str, tree: ast.Module) -> list[str]:
    """Functions at the top of a module are what other layers see; methods may speak through their names."""
    public = (node for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef)))
    return [f"{name}:{node.name}" for node in public if not node.name.startswith("_") and not ast.get_docstring(node)]


def _empty_file(path: Path) -> list[str]:
    empty = set(path.stem.split("_")) & EMPTY_WORDS or path.stem == "data"
    return [_name(path)] if empty or path.parent.name in EMPTY_WORDS | {"data"} else []


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{node.module}.{alias.name}" for alias in node.names]


def _is_network(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] in NETWORK or any(module.startswith(part) for part in NETWORK_PARTS)


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    wide = any(kind is None or getattr(kind, "id", "") in {"Exception", "BaseException"} for kind in kinds)
    last = handler.body[-1]
    return wide and not (isinstance(last, ast.Raise) and last.exc is None)


def _reads_the_clock(node: ast.ImportFrom | ast.Attribute) -> bool:
    """Whether this names a call that asks for the time of day (also where it is only passed on, uncalled)."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "time" and any(alias.name in CLOCK_CALLS["time"] for alias in node.names)
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return node.attr in CLOCK_CALLS.get(owner, set())


def _makes_a_window(call: ast.Call) -> bool:
    """Something that may stand alone; a menu only where it is made without a parent."""
    made = getattr(call.func, "id", getattr(call.func, "attr", ""))
    return made in {*WINDOWS, "setWindowFlag", "setWindowFlags"} or (made == "QMenu" and not call.args)


def _is_frozen_dataclass(mark: ast.expr) -> bool:
    if not (isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "dataclass"):
        return False
    return any(keyword.arg == "frozen" for keyword in mark.keywords)


def _broken(found: Iterable[str], excepted: dict[str, str]) -> dict[str, list[str]]:
    """What breaks a rule without a reason, and exceptions that nobody needs any more; empty when well."""
    keys = {item.split(" ")[0]: item for item in found}
    result = {
        "broken": sorted(item for key, item in keys.items() if key not in excepted),
        "no longer needed": sorted(set(excepted) - set(keys)),
    }
    return {rule: items for rule, items in result.items() if items}


def test_what_one_walk_finds(subtests: pytest.Subtests) -> None:
    """One test, so that the files are read by one process and not by each."""
    found = _all_read()
    read_clocks = [item for item in found.clocks if item.split(" ")[0] not in MAY_READ_THE_CLOCK]
    rules: dict[str, object] = {
        "files, classes and functions are short": _broken(found.long, LONGER_THAN_THE_RULE),
        "every module says its idea": found.without_idea,
        "every public function of a layer is told": found.silent,
        "names say something": _broken(found.empty_words, NAMED_SO_ANYWAY),
        "nothing of our own is imported inside a function": _broken(found.late, IMPORTED_LATE),
        "bugs are caught in two places only": _broken(found.catching, MAY_CATCH_EVERYTHING),
        "only the clock reads the time": read_clocks,
        "no network": found.network,
        "immutable values are declared in one way, base.frozen (decision 0012)": found.frozen,
        "what has no parent is dressed (ui/dress.py)": _broken(found.windows, MAY_MAKE_A_WINDOW),
    }
    for rule, broken in rules.items():
        with subtests.test(rule):
            assert not broken


def test_complexity() -> None:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "C901", "--quiet"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_sleep_and_no_mock_in_tests() -> None:
    """A test that waits for the clock is slow and flaky; one that replaces our own code proves nothing."""
    words = ("time" + ".sleep(", "unittest" + ".mock", "mocker" + ".", "Magic" + "Mock")
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")}
    assert [f"{_name(path)}: {word}" for path, text in texts.items() for word in words if word in text] == []
