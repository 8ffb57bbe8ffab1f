"""Makes what is handed out from the built folder: on Windows the installer and a folder for USB sticks, on Linux a
tarball, and on both a signed update. Run by `python3 dev.py build --installer` and `python3 dev.py release`.

The same folder gives the same bytes each time (sorted, with one date); only signing needs a key, which never lies here.
"""

# A script for a developer, outside the package: it speaks through print.
# ruff: noqa: INP001, T201

from __future__ import annotations

import argparse
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from kampungkb_desktop import __version__  # noqa: E402  the checkout need not be installed
from kampungkb_desktop.base.program_folder import MARKERS, platform_name  # noqa: E402

EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", "1767225600"))
BUILT = ROOT / "dist" / "KampungKB"
CONTENTS = f"isi-{__version__}"
PROGRAMS = ("kampungkb.exe", "kampungkb-gui.exe")
NAME = f"KampungKB-{__version__}"


def installer(folder: Path, target: Path, *, version: str = __version__) -> Path:
    """Compile the Windows installer around a built Windows folder."""
    missing = [name for name in PROGRAMS if not (folder / name).is_file()]
    if missing:
        raise SystemExit(f"{folder} is no Windows build: {', '.join(missing)} missing")
    tool = shutil.which("makensis")
    if tool is None:
        raise SystemExit("makensis is not here (Debian: apt-get install nsis; Windows: nsis.sourceforge.io)")
    target.parent.mkdir(parents=True, exist_ok=True)
    words = {"VERSI": version, "ISI": folder.resolve(), "HASIL": target.resolve()}
    command = [tool, "-V2", "-WX", *(f"-D{name}={value}" for name, value in words.items())]
    dated = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)}
    subprocess.run([*command, str(HERE / "windows.nsi")], check=True, env=dated)
    return target


def stand_in(folder: Path, version: str = __version__) -> Path:
    """A folder that looks like a Windows build, to compile the installer where there is none. Nothing in it runs."""
    inside = folder / f"isi-{version}" / "PySide6"
    inside.mkdir(parents=True, exist_ok=True)
    for path, words in (
        *((folder / name, f"bukan program: {name} {version}") for name in PROGRAMS),
        (inside / "Qt6Core.dll", "bukan pustaka"),
        (inside.parent / "base_library.zip", "bukan arsip"),
    ):
        path.write_text(words, encoding="ascii")
    return folder


def tarball(folder: Path, target: Path) -> Path:
    """The Linux program with its installation script, the same bytes from the same folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    top = target.name.removesuffix(".tar.xz")
    with (
        tempfile.TemporaryDirectory() as place,
        lzma.open(target, "wb", preset=6) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path, name in sorted(_linux_files(folder, Path(place)), key=lambda one: one[1]):
            archive.add(path, f"{top}/{name}", recursive=False, filter=_plain)
    return target


def _linux_files(folder: Path, place: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.rglob("*"):
        yield path, path.relative_to(folder).as_posix()
    for source in sorted((HERE / "linux").iterdir()):
        made = place / source.name
        made.write_text(source.read_text("utf-8").replace("@VERSI@", __version__), encoding="utf-8")
        made.chmod(0o755 if source.suffix == ".sh" else 0o644)
        yield made, source.name
    yield ROOT / "resources" / "icons" / "app.svg", "kampungkb.svg"


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nothing of the machine it was packed on."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = EPOCH
    entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
    return entry


def portable(folder: Path, target: Path) -> Path:
    """The Windows folder with the mark that keeps everything beside the program, to be unpacked onto a USB stick."""
    target.parent.mkdir(parents=True, exist_ok=True)
    day = datetime.fromtimestamp(EPOCH, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            archive.writestr(_entry(path.relative_to(folder).as_posix(), day), path.read_bytes())
        archive.writestr(_entry(MARKERS[1], day), "; Berkas ini membuat Kampung KB menyimpan data di sampingnya.\r\n")
    return target


def _entry(name: str, day: tuple[int, ...]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"Kampung KB/{name}", day)  # type: ignore[arg-type]
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def everything(folder: Path, out: Path) -> list[Path]:
    """All that is handed out from a folder built on this system; on Linux the Windows script is compiled on trial."""
    if sys.platform == "win32":
        named = out / f"{NAME}-windows-portabel.zip"
        return [installer(folder, out / f"Pasang-{NAME}.exe"), portable(folder, named)]
    with tempfile.TemporaryDirectory() as place:
        trial = installer(stand_in(Path(place)), Path(place) / "percobaan.exe")
        print(
            f"windows.nsi compiles: {trial.stat().st_size} bytes around a stand-in, as there is no Windows build here"
        )
    return [tarball(folder, out / f"{NAME}-{platform_name()}.tar.xz")]


def main() -> None:
    """Make what is asked for and say where it is."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("what", choices=("all", "installer", "tarball", "portable"))
    words.add_argument("--folder", type=Path, default=BUILT, help="the built folder")
    words.add_argument("--out", type=Path, default=ROOT / "dist", help="where it is laid")
    asked = words.parse_args()
    one = {
        "installer": lambda: [installer(asked.folder, asked.out / f"Pasang-{NAME}.exe")],
        "tarball": lambda: [tarball(asked.folder, asked.out / f"{NAME}-{platform_name()}.tar.xz")],
        "portable": lambda: [portable(asked.folder, asked.out / f"{NAME}-windows-portabel.zip")],
        "all": lambda: everything(asked.folder, asked.out),
    }
    for path in one[asked.what]():
        print(f"{path.stat().st_size:>12,}  {path}")


if __name__ == "__main__":
    main()
