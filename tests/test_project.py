"""Facts that are written in two places agree: versions, pins, locks, licences and the words of README."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

import kampungkb_desktop

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# In the lock because the checkout is installed with it; not part of the program.
BUILD_BACKEND = {"hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _locked(lock: str) -> dict[str, str]:
    """Names and versions in a lock file."""
    lines = re.findall(r"^([\w.-]+)==([^ ;\\]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
    return {_normal(name): version for name, version in lines}


def _pins(requirements: list[object]) -> dict[str, str]:
    """Names and versions of exact pins, wherever they are for; anything else fails."""
    pins = [item.partition(";")[0].strip().split("==") for item in requirements if isinstance(item, str)]
    return {_normal(name): version for name, version in pins}


@pytest.fixture
def dev() -> ModuleType:
    """dev.py, loaded from its place (the checkout's top level is no package)."""
    loader = SourceFileLoader("dev", str(ROOT / "dev.py"))
    module = module_from_spec(spec_from_loader(loader.name, loader) or pytest.fail("dev.py cannot be loaded"))
    loader.exec_module(module)
    return module


def test_the_version_has_one_source() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", kampungkb_desktop.__version__)
    assert "version" in PROJECT["project"]["dynamic"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "kampungkb_desktop/__init__.py"


def test_the_locks_hold_every_pin_and_agree() -> None:
    run, dev = (_locked(lock) for lock in LOCKS)
    groups = PROJECT["dependency-groups"]
    pins = _pins(PROJECT["project"]["dependencies"]) | _pins(PROJECT["build-system"]["requires"])
    assert pins.items() <= run.items()
    assert run.items() <= dev.items()
    assert (_pins(groups["test"]) | _pins(groups["dev"]) | _pins(groups["build"])).items() <= dev.items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_hashed_throughout_and_names_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text) is None


def test_the_script_and_the_project_want_the_same_python(dev: ModuleType) -> None:
    oldest, too_new = (".".join(map(str, version)) for version in (dev.OLDEST, dev.TOO_NEW))
    tools = PROJECT["tool"]
    assert PROJECT["project"]["requires-python"] == f">={oldest},<{too_new}"
    assert tools["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    assert tools["mypy"]["python_version"] == tools["uv"]["pip"]["python-version"] == oldest
    assert dev.OLDEST <= sys.version_info[:2] < dev.TOO_NEW


def test_the_script_knows_the_locks(dev: ModuleType) -> None:
    assert tuple(dev.LOCKS.values()) == LOCKS


def test_readme_tells_every_word_of_the_script(dev: ModuleType) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [word for word in (*dev.WORDS, *dev.PROGRAMS) if f"python3 dev.py {word}" not in readme] == []


def test_every_library_in_the_program_has_its_licence_told() -> None:
    text = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| ([\w.-]+) \| (\d[\w.]*) \|", text, re.MULTILINE))
    locked = _locked("requirements.lock").items()
    assert {(_normal(name), version) for name, version in told.items()} == {
        (name, version) for name, version in locked if name not in BUILD_BACKEND
    }


def test_continuous_integration_passes_the_same_tests() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 dev.py test" in script
    assert "python3 dev.py check" in script
