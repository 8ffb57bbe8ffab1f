"""What is handed out: the Windows script compiles and packs every file, the Linux tarball installs and leaves data."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kampungkb_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "resources" / "installer"


@pytest.fixture(scope="module")
def pack() -> ModuleType:
    """The script, loaded from its place."""
    spec = spec_from_file_location("pack", INSTALLER / "pack.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def _program(folder: Path, version: str) -> Path:
    """A built Linux folder, small: a program that says its version."""
    inside = folder / f"isi-{version}"
    inside.mkdir(parents=True)
    (inside / "pustaka.so").write_text("x")
    (inside / "tautan.so").symlink_to("pustaka.so")
    program = folder / "kampungkb"
    program.write_text(f"#!/bin/sh\necho kampungkb {version}\n")
    program.chmod(0o755)
    return folder


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the links belong to the system's bundle")
def test_the_linux_folder_has_no_symbolic_links_for_a_fat_stick_knows_none() -> None:
    spec = ast.parse((ROOT / "build_installer.spec").read_text("utf-8"))
    named = {"UNUSED_FILES"}
    parts: list[ast.stmt] = [
        one for one in spec.body
        if (isinstance(one, ast.FunctionDef) and one.name == "used")
        or (isinstance(one, ast.Assign) and {name.id for name in one.targets if isinstance(name, ast.Name)} & named)
    ]  # fmt: skip
    known: dict[str, Any] = {"re": re, "sys": sys}
    exec(compile(ast.Module(parts, []), "spec", "exec"), known)
    library, link = ("PySide6/Qt/lib/x.so", "/x.so", "BINARY"), ("x.so", "PySide6/Qt/lib/x.so", "SYMLINK")
    assert known["used"]([library, link]) == [library]


def test_the_windows_script_compiles_and_packs_every_file(pack: ModuleType, tmp_path: Path) -> None:
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not here, so the Windows installer was NOT compiled (apt-get install nsis)")
    folder = pack.stand_in(tmp_path / "windows")
    first = pack.installer(folder, tmp_path / "satu.exe").read_bytes()
    assert first.startswith(b"MZ")
    assert pack.installer(folder, tmp_path / "dua.exe").read_bytes() == first
    if lists := shutil.which("7z"):
        told = subprocess.run([lists, "l", "-slt", tmp_path / "satu.exe"], capture_output=True, text=True, check=True)
        for name in ("kampungkb-gui.exe", "kampungkb.exe", f"isi-{__version__}/PySide6/Qt6Core.dll", "copot.exe"):
            assert f"Path = {name}" in told.stdout


def test_a_folder_that_is_no_windows_build_is_not_packed(pack: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"kampungkb-gui\.exe"):
        pack.installer(tmp_path, tmp_path / "a.exe")


def test_what_the_installer_says_is_indonesian_and_the_data_stay() -> None:
    script = (INSTALLER / "windows.nsi").read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    assert 'LANGUAGE "Indonesian"' in script
    assert "RMDir /r" in script
    assert not [line for line in script.splitlines() if "RMDir /r" in line and "LOCALAPPDATA" in line]
    assert 'RMDir /r "$INSTDIR"' not in script


def test_the_portable_folder_carries_its_mark(pack: ModuleType, tmp_path: Path) -> None:
    folder = pack.stand_in(tmp_path / "windows")
    first = pack.portable(folder, tmp_path / "satu.zip").read_bytes()
    assert pack.portable(folder, tmp_path / "dua.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "satu.zip") as archive:
        assert {"Kampung KB/portabel.ini", "Kampung KB/kampungkb-gui.exe"} <= set(archive.namelist())


def test_what_goes_along_with_the_program() -> None:
    """The licences and what the program reads, not what only makers need; read out of the build file itself."""
    tree = ast.parse((ROOT / "build_installer.spec").read_text(encoding="utf-8"))
    (function,) = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "resources"]
    scope: dict[str, Any] = {"RESOURCES": ROOT / "resources", "ROOT": ROOT}
    exec(compile(ast.Module([function], []), "resources", "exec"), scope)
    found = {Path(path).relative_to(ROOT / "resources").as_posix() for path, _place in scope["resources"]()}
    assert {"updates/keys.toml", "docs/licences/GPL-3.0.txt", "help/pembaruan.md", "icons/app.svg"} <= found
    assert [one for one in found if one.startswith(("installer/", "docs/decisions/"))] == []


def test_no_library_under_the_gpl_goes_along() -> None:
    """Python's own ``readline`` brings GNU's on Linux."""
    text = (ROOT / "build_installer.spec").read_text("utf-8")
    (named,) = re.findall(r'UNUSED_MODULES = """(.*?)"""', text, re.DOTALL)
    assert "readline" in named.split()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the tarball is Linux's")
def test_the_tarball_installs_for_one_account_over_an_older_one_and_leaves_data(
    pack: ModuleType, tmp_path: Path
) -> None:
    home = tmp_path / "rumah petugas"
    data = home / ".local/share/KampungKB"
    data.mkdir(parents=True)
    (data / "kampungkb.kkdb").write_text("data")
    installed = home / ".local/lib/kampung-kb"
    _program(installed, "0.0.1")
    built = _program(tmp_path / "built", __version__)
    name = f"{pack.NAME}-linux-x86_64"
    packed = pack.tarball(built, tmp_path / f"{name}.tar.xz")
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    os.utime(built / "kampungkb", (1, 1))
    assert hashlib.sha256(pack.tarball(built, packed).read_bytes()).hexdigest() == digest
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path / "unpacked", filter="tar")

    def run(script: Path) -> str:
        there = {"HOME": str(home), "PATH": os.environ["PATH"]}
        done = subprocess.run(["sh", script], env=there, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert __version__ in run(tmp_path / "unpacked" / name / "pasang.sh")
    assert sorted(one.name for one in installed.iterdir()) == ["copot.sh", f"isi-{__version__}", "kampungkb"]
    assert (installed / f"isi-{__version__}" / "tautan.so").is_symlink()
    entry = (home / ".local/share/applications/kampungkb.desktop").read_text()
    assert f'Exec="{installed}/kampungkb" %F' in entry
    assert "application/x-kampungkb" in entry
    assert "*.kkb" in (home / ".local/share/mime/packages/kampungkb.xml").read_text()
    assert (home / ".local/bin/kampungkb").resolve() == installed / "kampungkb"

    assert "tidak dihapus" in run(installed / "copot.sh")
    assert not installed.exists()
    assert not (home / ".local/share/applications/kampungkb.desktop").exists()
    assert (data / "kampungkb.kkdb").read_text() == "data"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the tarball is Linux's")
def test_the_tarball_lays_nothing_older_over_something_newer(pack: ModuleType, tmp_path: Path) -> None:
    installed = _program(tmp_path / "tujuan", "99.0.0")
    packed = pack.tarball(_program(tmp_path / "built", __version__), tmp_path / "a.tar.xz")
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path, filter="tar")
    there = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "KAMPUNGKB_TUJUAN": str(installed)}
    done = subprocess.run(["sh", tmp_path / "a" / "pasang.sh"], env=there, capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert "lebih baru" in done.stderr
    assert (installed / "isi-99.0.0").is_dir()
