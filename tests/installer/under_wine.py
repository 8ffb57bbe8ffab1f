"""The Windows installer under wine, by hand: installed silently, laid over an older one, refused over a newer one and
over a running one, removed with the data left. The programs in it are stand-ins, for no Windows build is made here.

    apt-get install nsis wine wine64 xvfb xauth
    .venv/bin/python -m tests.installer.under_wine
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
RUNNING, MOST_TRIES = 2, 20
"""What the installer says while the program is open, and how often the end of a killed one is waited for."""
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\KampungKB"
KEYS = (
    (r"HKCU\Software\Classes\.kkb", "KampungKB.Berkas"),
    (r"HKCU\Software\Classes\.kkbu", "KampungKB.Pembaruan"),
    (r"HKCU\Software\Classes\KampungKB.Berkas\shell\open\command", "kampungkb-gui.exe"),
    (r"HKCU\Software\Microsoft\Windows\CurrentVersion\App Paths\kampungkb-gui.exe", "kampungkb-gui.exe"),
    (UNINSTALL, "copot.exe"),
)


class Windows:
    """A wine of its own, in a folder that goes away."""

    def __init__(self, place: Path) -> None:
        self.prefix = place / "wine"
        self._env = {**os.environ, "WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all",
                     "WINEDLLOVERRIDES": "mscoree,mshtml="}  # fmt: skip
        self._wine = ["xvfb-run", "-a", shutil.which("wine64") or "/usr/lib/wine/wine64"]
        self.run("wineboot", "-i")

    @property
    def home(self) -> Path:
        """The local data folder of the account."""
        return next((self.prefix / "drive_c" / "users").glob("*/AppData/Local"))

    @property
    def program(self) -> Path:
        """Where the program is installed."""
        return self.home / "Programs" / "Kampung KB"

    def run(self, *words: str) -> int:
        """Run to the end; its exit status."""
        return subprocess.run(
            [*self._wine, *words], env=self._env, capture_output=True, timeout=300, check=False
        ).returncode

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """Run beside."""
        return subprocess.Popen([*self._wine, *words], env=self._env, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip

    def registry(self, key: str) -> str:
        """What stands under a key."""
        words = [*self._wine, "reg", "query", key, "/s"]
        return subprocess.run(words, env=self._env, capture_output=True, text=True, timeout=100, check=False).stdout


def _pack() -> ModuleType:
    spec = spec_from_file_location("pack", ROOT / "resources" / "installer" / "pack.py")
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def _say(words: str) -> None:
    sys.stdout.write(f"  {words}\n")
    sys.stdout.flush()


def _installers(place: Path, windows: Windows) -> dict[str, str]:
    """Three versions; the programs in them are wine's own notepad, which runs."""
    pack, made = _pack(), {}
    for version in ("0.1.0", "0.2.0", "0.10.0"):
        folder = pack.stand_in(place / version, version)
        for name in pack.PROGRAMS:
            shutil.copyfile(windows.prefix / "drive_c" / "windows" / "notepad.exe", folder / name)
        made[version] = str(pack.installer(folder, place / f"{version}.exe", version=version, trial=True))
    return made


def main() -> None:
    """All of it, told line by line; an assertion ends it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        place = Path(name)
        windows = Windows(place)
        made = _installers(place, windows)
        assert windows.run(made["0.1.0"], "/S") == 0
        for key, word in KEYS:
            assert word in windows.registry(key), key
        _say("installed for one account; association, App Paths and the entry for removing stand in HKCU")
        data = windows.home / "KampungKB" / "kampungkb.kkdb"
        data.parent.mkdir(exist_ok=True)
        data.write_text("data")
        other = windows.program / "catatan saya.txt"
        other.write_text("milik orang")
        assert windows.run(made["0.10.0"], "/S") == 0
        assert sorted(one.name for one in windows.program.glob("isi-*")) == ["isi-0.10.0"]
        assert "0.10.0" in windows.registry(UNINSTALL)
        _say("0.10.0 laid over 0.1.0; the older files are gone, the data are as they were")
        assert windows.run(made["0.2.0"], "/S") == 4
        assert sorted(one.name for one in windows.program.glob("isi-*")) == ["isi-0.10.0"]
        _say("0.2.0 over 0.10.0 is refused")
        running = windows.begin(str(windows.program / "kampungkb-gui.exe"))
        windows.run("cmd", "/c", "ping -n 4 127.0.0.1")  # until it stands
        refused = windows.run(made["0.10.0"], "/S")
        _remove(windows)
        assert refused != RUNNING or (windows.program / "kampungkb-gui.exe").is_file()
        os.killpg(running.pid, 15)
        windows.run("taskkill", "/F", "/IM", "kampungkb-gui.exe")
        why = "" if refused == RUNNING else " (wine lets files be replaced)"
        _say(f"over and under a running program: exit status {refused}{why}")
        tries = 0
        while (windows.program / "kampungkb-gui.exe").is_file() and (tries := tries + 1) < MOST_TRIES:
            _remove(windows)  # the killed one may still be going
        left = sorted(one.name for one in windows.program.iterdir())
        assert left in (["catatan saya.txt"], ["catatan saya.txt", "copot.exe"]), left
        assert data.read_text() == "data"
        assert [key for key, word in KEYS if word in windows.registry(key)] == []
        _say("removed: programs, files and keys are gone; the data and what was not ours stay")


def _remove(windows: Windows) -> None:
    """Start the remover, which goes on from a copy of itself, and give it time."""
    windows.run(str(windows.program / "copot.exe"), "/S")
    windows.run("cmd", "/c", "ping -n 8 127.0.0.1")


if __name__ == "__main__":
    main()
