"""The installer of 32 bits that is handed out, around the built folder, in a wine of its own that begins anew: over an
older one, over a running program, over a newer one, and taken away again. Older and newer ones are stand-ins.

.venv/bin/python -m tests.windows.wine build
.venv/bin/python -m tests.windows.wine installer
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Protocol

from kampungkb_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]
RUNNING, NEWER = 2, 4
"""What the installer's exit status says (``windows.nsi``)."""
OLD, NEW = "0.0.1", "99.0.0"
_UNINSTALL = r"Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\KampungKB"
OURS = re.compile(
    r"Software\\\\(Classes\\\\(\.kkbu?|KampungKB\.(Berkas|Pembaruan))"
    r"|Microsoft\\\\Windows\\\\CurrentVersion\\\\(Uninstall\\\\KampungKB|App Paths\\\\kampungkb(-gui)?\.exe))(\\\\.*)?"
)
"""Every key that the installer may touch, below HKCU, as wine writes them into its file."""
_WINES_OWN = re.compile(
    r"(Software\\\\(Wine|Microsoft\\\\Windows\\\\CurrentVersion\\\\Explorer)|System\\\\ControlSet001)\\\\.*"
)
"""What wine writes when it meets a new screen, or starts its own desktop."""
_HERE = r"%LOCALAPPDATA%\Programs\Kampung KB"
Line = tuple[str, str]


class Wine(Protocol):
    """What is asked of ``tests.windows.wine.Windows``."""

    place: Path
    prefix: Path

    @property
    def home(self) -> Path: ...
    def begin_anew(self) -> None: ...
    def run(self, *words: str | Path) -> int: ...
    def begin(self, *words: str | Path) -> subprocess.Popen[bytes]: ...
    def told(self, *words: str | Path) -> str: ...
    def rest(self) -> None: ...


def pack() -> ModuleType:
    """``resources/installer/pack.py``."""
    spec = spec_from_file_location("pack", ROOT / "resources" / "installer" / "pack.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


class Trial:
    """The installers, and where they put things."""

    def __init__(self, windows: Wine, built: Path) -> None:
        self.windows, self._pack = windows, pack()
        self.installers = {OLD: self._stand_in(OLD), NEW: self._stand_in(NEW), __version__: built}
        self.program = windows.home / "Programs" / "Kampung KB"
        self.data = windows.home / "KampungKB"

    def _stand_in(self, version: str) -> Path:
        place = self.windows.place / "stand-ins"
        made: Path = self._pack.installer(
            self._pack.stand_in(place / version, version), place / f"{version}.exe", version=version
        )
        return made

    def install(self, version: str) -> int:
        """Silently; its exit status."""
        return self.windows.run(self.installers[version], "/S")

    def remove(self) -> int:
        """Silently, and not from a copy of itself, which nobody could wait for: the words for that must not stand in
        quotation marks, so a line of Windows' own shell says them."""
        line = self.windows.place / "copot.bat"
        line.write_text(f'@"{_HERE}\\copot.exe" /S _?={_HERE}\r\n@exit /b %ERRORLEVEL%\r\n', encoding="ascii")
        return self.windows.run("cmd", "/c", f"Z:{line}".replace("/", "\\"))

    def windows_path(self, path: Path) -> str:
        """As Windows calls it."""
        return "C:\\" + "\\".join(path.relative_to(self.windows.prefix / "drive_c").parts)

    def versions(self) -> list[str]:
        """Whose files lie there."""
        return sorted(one.name.removeprefix("isi-") for one in self.program.glob("isi-*"))

    def registry(self) -> dict[str, set[str]]:
        """Every key of both halves with its lines, "user" or "system" before its name; times left out."""
        self.windows.rest()
        found: dict[str, set[str]] = {}
        for half in ("user", "system"):
            key = ""
            for line in (self.windows.prefix / f"{half}.reg").read_text("utf-8", "replace").splitlines():
                if named := re.match(r"\[(.*)\] \d+$", line):
                    key = f"{half} {named[1]}"
                    found[key] = set()
                elif key and not line.startswith("#time"):
                    found[key].add(line)
        return found

    def files(self) -> set[str]:
        """Every file of the disk C:."""
        top = self.windows.prefix / "drive_c"
        return {one.relative_to(top).as_posix() for one in top.rglob("*") if one.is_file()}


def tried(windows: Wine, built: Path) -> Iterator[Line]:
    """All of it; an assertion ends it."""
    windows.begin_anew()
    trial = Trial(windows, built)
    keys, files = trial.registry(), trial.files()
    assert trial.install(OLD) == 0
    (trial.data / "photos").mkdir(parents=True)
    (trial.data / "photos" / "a.kkf").write_text("foto")
    (trial.program / "catatan saya.txt").write_text("milik orang")
    assert trial.install(__version__) == 0
    assert trial.versions() == [__version__], trial.versions()
    yield "installed", f"{__version__} over {OLD}; the older files are gone, into {trial.windows_path(trial.program)}"
    yield "registry", _only_ours(keys, trial.registry())
    yield "files elsewhere", ", ".join(sorted(_elsewhere(trial, files))) or "none"
    yield "shortcuts", _shortcuts(trial)
    assert windows.run(trial.program / "kampungkb.exe", "self-test") == 0
    yield "self-test", "of what was installed: whole"
    assert windows.run(trial.program / "kampungkb.exe", "demo", "--villages", "1", "--families", "4") == 0
    yield from _while_it_runs(trial)
    assert trial.install(NEW) == 0
    assert trial.install(__version__) == NEWER
    assert trial.versions() == [NEW]
    yield "older over newer", f"{__version__} over {NEW} is refused with {NEWER}; nothing is changed"
    kept = {one for one in trial.files() if "/KampungKB/" in one}
    assert trial.remove() == 0
    left = sorted(one.name for one in trial.program.iterdir())
    assert left in (["catatan saya.txt"], ["catatan saya.txt", "copot.exe"]), left  # a program that runs stays
    assert {one for one in trial.files() if "/KampungKB/" in one} == kept
    still = _touched(keys, trial.registry())
    assert still == [], still
    yield "removed", f"programs, shortcuts and keys are gone; {len(kept)} files of data and what was not ours stay"


def _touched(before: dict[str, set[str]], after: dict[str, set[str]]) -> list[str]:
    """The keys with other values, wine's own habits left out; a key that only holds others has none."""
    everything, none = sorted(before.keys() | after.keys()), {""}
    changed = [key for key in everything if before.get(key, none) - none != after.get(key, none) - none]
    return [key for key in changed if not _WINES_OWN.fullmatch(key.partition(" ")[2])]


def _only_ours(before: dict[str, set[str]], after: dict[str, set[str]]) -> str:
    changed = _touched(before, after)
    strange = [key for key in changed if not (key.startswith("user ") and OURS.fullmatch(key[5:]))]
    assert strange == [], strange
    return f"{len(changed)} keys, all below HKCU and ours by name; none of the computer's"


def _elsewhere(trial: Trial, before: set[str]) -> set[str]:
    top = trial.windows.prefix / "drive_c"
    inside = (trial.program.relative_to(top).as_posix(), trial.data.relative_to(top).as_posix())
    return {one for one in trial.files() - before if not one.startswith(inside)}


def _shortcuts(trial: Trial) -> str:
    found = sorted((trial.windows.prefix / "drive_c" / "users").rglob("Kampung KB.lnk"))
    target = trial.windows_path(trial.program / "kampungkb-gui.exe").encode("utf-16-le")
    assert len(found) == 2, found
    assert all(target in one.read_bytes() for one in found)
    return ", ".join(trial.windows_path(one) for one in found)


def _while_it_runs(trial: Trial) -> Iterator[Line]:
    """The window over the practice data, its installers refused, and a file that is opened a second time."""
    windows = trial.windows
    running = windows.begin(trial.program / "kampungkb-gui.exe", "--demo")
    held = next((one.parent for one in trial.data.rglob("kampungkb.kkdb")), trial.data) / "kampungkb-jendela.lock"
    _until(windows, held.exists)
    assert trial.install(__version__) == RUNNING
    assert trial.remove() == RUNNING
    yield "while it runs", f"installing and removing are refused with {RUNNING}"
    sent = trial.data.parent / "KKB_uji_0001.kkb"
    sent.write_bytes(b"age-encryption.org/v1\n")
    yield "second open", _opened_again(trial, sent)
    windows.run("taskkill", "/F", "/IM", "kampungkb-gui.exe")
    running.wait()


def _opened_again(trial: Trial, sent: Path) -> str:
    """What a double click calls, by the words in the registry, with a file; Explorer itself is not here."""
    said = trial.windows.told("reg", "query", r"HKCU\Software\Classes\KampungKB.Berkas\shell\open\command")
    assert '"%1"' in said, said
    status = trial.windows.run(trial.program / "kampungkb-gui.exe", "--demo", trial.windows_path(sent))
    notes = list(trial.data.rglob("buka/*.json"))
    assert status == 0
    assert notes == [], notes
    return "the second start ended, its file was taken by the first window"


def _until(windows: Wine, holds: Callable[[], bool], most: int = 60) -> None:
    """Wait, in steps of two seconds of that Windows."""
    for _ in range(most):
        if holds():
            return
        windows.run("cmd", "/c", "ping -n 3 127.0.0.1 > nul")
    raise AssertionError("the window did not come")


def tell(lines: Iterator[Line]) -> int:
    """Each line as soon as it is known."""
    for case, told in lines:
        sys.stdout.write(f"  {case}: {told}\n")
        sys.stdout.flush()
    return 0
