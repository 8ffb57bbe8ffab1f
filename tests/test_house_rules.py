"""The habits of the house, held: sizes, names, docstrings, imports, exceptions, clock and network.

They are a smell and not a law: an exception is written beside its rule here, with its reason, and goes when
the reason goes (an exception that is no longer needed fails too).
"""

from __future__ import annotations

import ast
import functools
import gc
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
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
    "kampungkb_desktop/app.py": "the crash hook: the last place that can still tell the person",
    "kampungkb_desktop/ui/background.py": "the worker: whatever happens must reach the window, exactly once",
    "kampungkb_desktop/ui/pages/visit_many.py:ManyVisits._made": "piles of paper are seldom, Kunjungan opens every day",
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

# The program works without a network and never asks for one of its own accord; one layer may (decision 0013).
MAY_USE_THE_NETWORK = PACKAGE / "transport"
NETWORK = {"socket", "ssl", "http", "ftplib", "smtplib", "imaplib", "requests", "httpx", "urllib3", "aiohttp"}
NETWORK_PARTS = {"urllib.request", "PySide6.QtNetwork"}


@functools.cache
def _tree(path: Path) -> ast.Module:
    gc.disable()  # millions of nodes, none of them garbage yet
    try:
        return ast.parse(path.read_text(encoding="utf-8"), str(path))
    finally:
        gc.enable()


@pytest.fixture(scope="module", autouse=True)
def _trees_are_felled() -> Iterator[None]:
    """The trees of all files take half a gigabyte, through which the collector would look in every test after these."""
    yield
    _tree.cache_clear()


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _package_files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _all_files() -> list[Path]:
    return [*_package_files(), *sorted((ROOT / "tests").rglob("*.py")), ROOT / "dev.py"]


def _definitions(node: ast.AST, within: str = "") -> Iterator[tuple[str, ast.stmt]]:
    """Every class and function with its qualified name."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield f"{within}{child.name}", child
            yield from _definitions(child, f"{within}{child.name}.")
        else:
            yield from _definitions(child, within)


def _functions(path: Path) -> Iterator[tuple[str, ast.stmt]]:
    return (item for item in _definitions(_tree(path)) if not isinstance(item[1], ast.ClassDef))


def _broken(found: Iterable[str], excepted: dict[str, str]) -> dict[str, list[str]]:
    """What breaks a rule without a reason, and exceptions that nobody needs any more; empty when well."""
    keys = {item.split(" ")[0]: item for item in found}
    result = {
        "broken": sorted(item for key, item in keys.items() if key not in excepted),
        "no longer needed": sorted(set(excepted) - set(keys)),
    }
    return {rule: items for rule, items in result.items() if items}


def test_sizes() -> None:
    found = []
    for path in _all_files():
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > FILE_LINES:
            found.append(f"{_name(path)} has {length} lines")
        for name, node in _definitions(_tree(path)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > (CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES):
                found.append(f"{_name(path)}:{name} has {length} lines")
    assert _broken(found, LONGER_THAN_THE_RULE) == {}


def test_complexity() -> None:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--select", "C901", "--quiet"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_module_says_its_idea() -> None:
    """The idea and the limit; only the empty `__init__.py` of a test folder has none."""
    written = [path for path in _all_files() if path.stat().st_size]
    assert [_name(path) for path in written if not ast.get_docstring(_tree(path))] == []


def test_every_public_function_of_a_layer_is_told() -> None:
    """Functions at the top of a module are what other layers see; methods may speak through their names."""
    silent = [
        f"{_name(path)}:{node.name}"
        for path in _package_files()
        for node in _tree(path).body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_names_say_something() -> None:
    found = []
    for path in _package_files():
        words = set(path.stem.split("_"))
        if words & EMPTY_WORDS or path.stem == "data" or path.parent.name in EMPTY_WORDS | {"data"}:
            found.append(_name(path))
        for name, node in _definitions(_tree(path)):
            last = re.findall(r"[A-Z][a-z]+|[a-z]+", node.name)[-1:] if isinstance(node, ast.ClassDef) else []
            if {word.lower() for word in last} & EMPTY_WORDS or name == "Data":
                found.append(f"{_name(path)}:{name}")
    assert _broken(found, NAMED_SO_ANYWAY) == {}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """What stands in a function, without the functions inside it."""
    for child in ast.iter_child_nodes(function):
        yield child
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from _own(child)


def test_no_import_of_our_own_inside_a_function() -> None:
    found = [
        f"{_name(path)}:{name} imports {module}"
        for path in _package_files()
        for name, function in _functions(path)
        for node in _own(function)
        for module in _imported(node)
        if module.startswith("kampungkb_desktop")
    ]
    assert _broken(found, IMPORTED_LATE) == {}


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    wide = any(kind is None or getattr(kind, "id", "") in {"Exception", "BaseException"} for kind in kinds)
    last = handler.body[-1]
    return wide and not (isinstance(last, ast.Raise) and last.exc is None)


def test_bugs_are_caught_in_two_places_only() -> None:
    found = [
        f"{_name(path)} line {node.lineno}"
        for path in _package_files()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    ]
    assert [item for item in found if item.split(" ")[0] not in MAY_CATCH_EVERYTHING] == []


def _reads_the_clock(node: ast.AST) -> bool:
    """Whether this names a call that asks for the time of day (also where it is only passed on, uncalled)."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "time" and any(alias.name in CLOCK_CALLS["time"] for alias in node.names)
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
    return node.attr in CLOCK_CALLS.get(owner, set())


def test_only_the_clock_reads_the_time() -> None:
    found = [
        f"{_name(path)} line {getattr(node, 'lineno', 0)}"
        for path in _package_files()
        for node in ast.walk(_tree(path))
        if _reads_the_clock(node)
    ]
    assert [item for item in found if item.split(" ")[0] not in MAY_READ_THE_CLOCK] == []


def test_no_network() -> None:
    found = [
        f"{_name(path)} imports {module}"
        for path in _package_files()
        if MAY_USE_THE_NETWORK not in path.parents
        for node in ast.walk(_tree(path))
        for module in _imported(node)
        if module.split(".")[0] in NETWORK or any(module.startswith(part) for part in NETWORK_PARTS)
    ]
    assert found == []


def test_no_sleep_and_no_mock_in_tests() -> None:
    """A test that waits for the clock is slow and flaky; one that replaces our own code proves nothing."""
    words = ("time" + ".sleep(", "unittest" + ".mock", "mocker" + ".", "Magic" + "Mock")
    texts = {path: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")}
    assert [f"{_name(path)}: {word}" for path, text in texts.items() for word in words if word in text] == []


def test_immutable_values_are_declared_in_one_way() -> None:
    """``base.frozen``: declared in a thirteenth of the time, and never mixed (decision 0012)."""
    found = [
        f"{_name(path)}:{node.name}"
        for path in _package_files()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "dataclass"
        if any(keyword.arg == "frozen" for keyword in mark.keywords)
    ]
    assert found == []
