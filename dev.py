#!/usr/bin/env python3
"""One word for each thing a developer does: `python3 dev.py run | test | check | build` and others, told without one.

Standard library only, and readable by an old Python long enough to say that it is too old. It makes `.venv`
from the hashed lock files (at once when it is there, anew when an earlier attempt was cut off) and, on Debian
and Ubuntu, sees to the libraries that Qt needs. It names no package index: pip uses the one it is set up for.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
UNFINISHED = VENV / "set-up-unfinished"
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

# The first version supported and the first one not, as in pyproject.toml (tests/test_project.py compares).
OLDEST, TOO_NEW = (3, 11), (3, 15)

# What each kind of set-up installs; the second holds all of the first.
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}

# Qt's system libraries (offscreen, then X11): the file that must load, and the Debian package that has it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1", "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-shape.so.0": "libxcb-shape0",
}  # fmt: skip


class Stop(Exception):  # noqa: N818 - it ends the run, it is not a failure of this script
    """What keeps us from going on, as a sentence for the developer."""


def say(text: str) -> None:
    """Print a line of our own, at once, apart from what the tools print."""
    print(f"dev.py: {text}", flush=True)


def call(*command: str | Path, **environment: str) -> int:
    """Run a command in the checkout, return its exit status; Ctrl-C reaches it too and is its to handle."""
    with subprocess.Popen([str(part) for part in command], cwd=ROOT, env={**os.environ, **environment}) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def succeeds(*command: str) -> bool:
    """Run a command silently, with nothing to read from; whether it could be started and ended well."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
    except OSError:
        return False


def must(*command: str | Path, **environment: str) -> None:
    """Run a command; stop here when it fails."""
    if call(*command, **environment) != 0:
        raise Stop(f"this failed, see above: {' '.join(str(part) for part in command)}")


def use_supported_python() -> None:
    """Go on under a newer Python of this machine when this one is too old or too new, else stop."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        if succeeds(f"python3.{minor}", "-c", ""):
            sys.exit(call(f"python3.{minor}", Path(__file__), *sys.argv[1:]))
    raise Stop(f"Python 3.11 to 3.14 is needed, this is {sys.version.split()[0]}.")


def missing_libraries() -> list[str]:
    """The Qt libraries that this Linux cannot load, by file name."""
    return [name for name in QT_LIBRARIES if LINUX and not loads(name)]


def loads(library: str) -> bool:
    """Whether this system has it."""
    try:
        return bool(ctypes.CDLL(library))
    except OSError:
        return False


def missing_venv_package() -> list[str]:
    """The Debian package without which the system's Python cannot make an environment with pip in it."""
    try:
        import ensurepip  # noqa: F401 - Debian ships it apart
        import venv  # noqa: F401
    except ImportError:
        return [f"python{sysconfig.get_python_version()}-venv"]
    return []


def install_debian(packages: Sequence[str]) -> bool:
    """Install packages with apt-get where we may without asking for a password; True when it was done."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not succeeds(*sudo, "true"):
        return False
    say(f"installing system packages: {' '.join(packages)}")
    # "env" carries the setting through sudo, which drops most of the environment.
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    # The lists of a fresh machine are empty, those of an old one outdated: fetch them only then.
    return succeeds(*install) or (succeeds(*apt, "update") and succeeds(*install))


def see_to_system(kind: str) -> None:
    """Make sure that Qt and venv have what they need from the system, else stop with the line to type."""
    libraries = missing_libraries()
    if kind == "dev" and shutil.which("apt-get"):  # tests are skipped without a second reader of PDFs, and a server
        there = {"poppler-utils": shutil.which("pdftotext"), "postgresql": [*Path("/usr/lib").glob("postgresql/*/bin")]}
        python = f"python{sysconfig.get_python_version()}"  # PyInstaller takes the shared library and needs objdump
        there |= {f"lib{python}": find_library(python), "binutils": shutil.which("objdump")}
        there["nsis"] = shutil.which("makensis")  # compiles the Windows installer on every system
        if wanted := [name for name, found in there.items() if not found]:
            install_debian(wanted)
    packages = missing_venv_package() + [QT_LIBRARIES[name] for name in libraries]
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise Stop(f"Qt or Python needs these from the system: {' '.join(libraries or packages)}")
    if install_debian(packages) and not missing_libraries() and not missing_venv_package():
        return
    line = f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
    raise Stop(f"system packages are missing. Type this, then try again:\n  {line}")


def digest(kind: str) -> str:
    """What a finished set-up of this kind was made from: when any of it changes, it is made again."""
    made_from = hashlib.sha256(f"{sys.version}\n{sys.base_prefix}\n{VENV}\n".encode())
    for name in (LOCKS[kind], "pyproject.toml"):
        made_from.update((ROOT / name).read_bytes())
    return made_from.hexdigest()


def stamp(kind: str) -> Path:
    """The file that says what the environment was made from."""
    return VENV / f"set-up-{kind}"


def is_ready(kind: str) -> bool:
    """Whether the environment holds what this kind needs, judged by its stamp alone (fast)."""
    if UNFINISHED.exists() or not PYTHON.exists() or not stamp(kind).exists():
        return False
    return stamp(kind).read_text(encoding="ascii") == digest(kind)


@contextmanager
def alone() -> Iterator[None]:
    """Hold a lock against a second terminal that sets up the same checkout; a kill frees it."""
    with (ROOT / "LICENSE").open("rb") as file:  # any file that a set-up does not read
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def venv_is_sound() -> bool:
    """Whether there is an environment of this very Python, with pip, not left half done."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return False
    same = f"import pip, sys; sys.exit([sys.version, sys.base_prefix] != {[sys.version, sys.base_prefix]!r})"
    return succeeds(str(PYTHON), "-c", same)


def set_up(kind: str) -> None:
    """Make `.venv` hold exactly what the lock of this kind says, if it does not yet."""
    if is_ready(kind):
        return
    see_to_system(kind)
    with alone():
        if is_ready(kind):
            return
        say(f"setting up {VENV.name} from {LOCKS[kind]} (some minutes the first time, at once later)")
        if not venv_is_sound():
            # The base executable: this script may itself be running on the environment that is cleared.
            must(getattr(sys, "_base_executable", sys.executable), "-m", "venv", "--clear", VENV)
        UNFINISHED.touch()
        pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        if not sys.stdout.isatty():
            pip.append("--quiet")
        # The lock lists everything, so pip has nothing to resolve; a file with another hash is refused.
        must(*pip, "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", ROOT / LOCKS[kind])
        must(*pip, "--no-deps", "--no-index", "--no-build-isolation", "-e", ROOT)
        for done in ("run", "dev") if kind == "dev" else ("run",):
            stamp(done).write_text(digest(done), encoding="ascii")
        UNFINISHED.unlink()


def has_display() -> bool:
    """Whether a window can be shown; Qt itself is asked, because a display that is named may be gone."""
    if not LINUX or os.environ.get("QT_QPA_PLATFORM"):
        return True
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) and succeeds(str(PYTHON), "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])")


def run(arguments: list[str]) -> int:
    """Open the window on practice data; arguments go to the application."""
    set_up("run")
    if has_display():
        return call(PYTHON, "-m", "kampungkb_desktop", "--demo", *arguments)
    say("this machine has no display to open a window on, so the self-test runs instead.")
    return call(PYTHON, "-m", "kampungkb_desktop", "self-test", QT_QPA_PLATFORM="offscreen")


def test(arguments: list[str]) -> int:
    """Pass all tests, on every processor; arguments go to pytest."""
    set_up("dev")  # below: compiled modules are kept, or every program that a test starts compiles a thousand
    workers = ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]
    return call(PYTHON, "-m", "pytest", *workers, *arguments, PYTHONDONTWRITEBYTECODE="")


def check(_arguments: list[str]) -> int:
    """Run ruff, mypy and the import contracts; all of them, even when one complains."""
    set_up("dev")
    contracts = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    tools = (["-m", "ruff", "check"], ["-m", "mypy"], ["-c", contracts, "--no-logo"])
    return max([call(PYTHON, *tool) for tool in tools], key=abs)


def lock(arguments: list[str]) -> int:
    """Make both lock files again from pyproject.toml; `--upgrade` and other arguments go to uv."""
    import tomllib

    set_up("dev")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # The build backend is locked like the rest, or installing the checkout would fetch whatever is newest.
    backend = "\n".join(project["build-system"]["requires"])
    compiling = [str(PYTHON), "-m", "uv", "pip", "compile", "--quiet", *arguments, "pyproject.toml", "-"]
    for kind in (["-o", LOCKS["run"]], ["-o", LOCKS["dev"], "-c", LOCKS["run"], "--group", "dev"]):
        subprocess.run([*compiling, *kind], cwd=ROOT, input=backend, text=True, check=True)
    return 0


def build(arguments: list[str]) -> int:
    """Build dist/KampungKB/ and let it test itself; with --installer also make what is handed out of it."""
    set_up("dev")
    options = [one for one in arguments if one != "--installer"]
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "1767225600"}  # the same sources give the same files
    must(PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean", *options, "build_installer.spec", **fixed)
    must(ROOT / f"dist/KampungKB/kampungkb{'.exe' if WINDOWS else ''}", "self-test", QT_QPA_PLATFORM="offscreen")
    return call(PYTHON, "resources/installer/pack.py", "all", **fixed) if options != arguments else 0


# Words that only start a program of this checkout, and what it does.
AUDIT, RELEASE, PICTURES = ["-m", "tests.audit"], ["resources/installer/release.py"], ["-m", "tests.tools.pictures"]
PROGRAMS = {
    "audit": (AUDIT, "Look up what is pinned among known vulnerabilities; loud where nobody can be asked."),
    "release": (RELEASE, "Sign what was built as an update file (--key FILE); `key FILE` makes a makers' key."),
    "pictures": (PICTURES, "Take every picture of the guide anew from the running program."),
}
WORDS = {"run": run, "test": test, "check": check, "lock": lock, "build": build}


def main() -> int:
    """Do the one word asked for; without one, say which there are (exit status 2)."""
    told = {word: does.__doc__ for word, does in WORDS.items()} | {word: does for word, (_, does) in PROGRAMS.items()}
    if len(sys.argv) < 2 or sys.argv[1] not in told:
        print("\n  ".join(["usage: python3 dev.py WORD [arguments]", *(f"{word:9}{told[word]}" for word in told)]))
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    try:
        use_supported_python()
        word, *arguments = sys.argv[1:]
        if word in WORDS:
            return WORDS[word](arguments)
        set_up("dev")
        return call(PYTHON, *PROGRAMS[word][0], *arguments)
    except (Stop, subprocess.CalledProcessError) as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
