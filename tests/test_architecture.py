"""The layers of the house, held: the import contracts of pyproject.toml, and that they cover everything."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kampungkb_desktop"

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]
EVERYONE = {name.strip() for contract in _CONTRACTS for row in contract.get("layers", ()) for name in row.split("|")}


def test_the_import_contracts_are_kept() -> None:
    """In a process of its own: what is checked are the files, not what the tests have imported."""
    call = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", call, "--no-cache", "--no-logo"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_top_level_module_has_its_layer() -> None:
    present = {
        path.stem
        for path in PACKAGE.iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").is_file()
    }
    assert present == EVERYONE


def test_every_folder_of_the_package_is_a_package() -> None:
    """A folder without `__init__.py` would be invisible to the contracts."""
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_who_is_forbidden_a_library_is_everyone_but_its_owner() -> None:
    """A new layer must not slip past the contracts that name the others one by one."""
    store = {name: {"store"} for name in ("sqlalchemy", "sqlcipher3", "sqlite3", "psycopg")}
    network = {name: {"transport"} for name in ("urllib3", "truststore", "keyring", "socket", "ssl")}
    for library, owners in {**store, **network, "reportlab": {"report"}, "PySide6": {"ui", "app"}}.items():
        forbidden = {
            module.removeprefix("kampungkb_desktop.")
            for contract in _CONTRACTS
            if library in contract.get("forbidden_modules", [])
            for module in contract["source_modules"]
        }
        assert forbidden == EVERYONE - owners, library
