"""Makes and signs an update (.kkbu) of the built folder, and the makers' keys. Run by `python3 dev.py release`.

python3 dev.py release key FILE          a new key: the private half into FILE, the public half printed
python3 dev.py release --key FILE        sign dist/KampungKB as dist/KampungKB-<version>-<platform>.kkbu
"""

# A script for the makers, outside the package: it speaks through print.
# ruff: noqa: INP001, T201

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kampungkb_desktop import __version__  # noqa: E402  the checkout need not be installed
from kampungkb_desktop.base.program_folder import platform_name  # noqa: E402
from kampungkb_desktop.bundle.certificate import Keys, make_keys  # noqa: E402
from kampungkb_desktop.bundle.update_file import Link, Piece, UpdateList, read_update  # noqa: E402
from kampungkb_desktop.bundle.update_making import write_update  # noqa: E402

KEYS = ROOT / "resources" / "updates" / "keys.toml"
FRAIL_PYTHONS = ("libpython3.11.so*", "python311.dll")
"""Under these a bug that C code reports inside Qt's own call ends the program instead of being told (decision 0060)."""


def new_key(path: Path) -> None:
    """Make a key; its file is written once, readable by its owner only."""
    if path.resolve().is_relative_to(ROOT):
        raise SystemExit("a private key never lies in the repository: choose another place")
    made = make_keys()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made.signing_seed.hex() + "\n")
    print(f"the private half is in {path}: keep it offline, and a copy on paper")
    print("add to resources/updates/keys.toml:\n")
    print(f'[[key]]\nname = "{datetime.now(UTC).year}"\nverify = "{made.verify_key}"')


def read_key(path: Path) -> Keys:
    """A key that ``new_key`` made."""
    return Keys(bytes.fromhex(path.read_text(encoding="ascii").strip()), "")


def listed(folder: Path, news: tuple[str, ...]) -> tuple[UpdateList, list[Path]]:
    """What a built folder holds, sorted, and the files in that order."""
    contents = f"isi-{__version__}"
    files, links, sources = [], [], []
    for path in sorted(folder.rglob("*"), key=lambda one: one.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            links.append(Link(name, path.readlink().as_posix()))
        elif path.is_file():
            runs = bool(path.stat().st_mode & 0o100)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            files.append(Piece(name, path.stat().st_size, digest, runs))
            sources.append(path)
    programs = tuple(sorted(one.path for one in files if "/" not in one.path))
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", datetime.now(UTC).timestamp())), UTC)
    told = UpdateList(
        version=__version__, platform=platform_name(), made_on=day.date().isoformat(), contents=contents,
        programs=programs, files=tuple(files), links=tuple(links), news=news,
    )  # fmt: skip
    return told, sources


def release(folder: Path, target: Path, keys: list[Keys], trusted: list[str], news: tuple[str, ...]) -> Path:
    """Sign a built folder, and read the file back as an officer's program would."""
    if not set(trusted) & {one.verify_key for one in keys}:
        raise SystemExit("no program knows this key yet: add its public half to resources/updates/keys.toml first")
    if any(found for name in FRAIL_PYTHONS for found in folder.rglob(name)):
        raise SystemExit("this was built with Python 3.11: build what is handed out with 3.12 or newer (decision 0060)")
    told, sources = listed(folder, news)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_update(target, told, sources, keys)
    read_update(target, trusted)
    return target


def main() -> None:
    """Do what is asked for."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("what", nargs="?", choices=("key",))
    words.add_argument("file", nargs="?", type=Path, help="where the new private key is written")
    words.add_argument("--key", type=Path, action="append", default=[], help="a private key; may be said twice")
    words.add_argument("--folder", type=Path, default=ROOT / "dist" / "KampungKB", help="the built folder")
    words.add_argument("--out", type=Path, default=ROOT / "dist")
    words.add_argument("--news", action="append", default=[], help="a sentence of what is new (Indonesian)")
    asked = words.parse_args()
    if asked.what == "key":
        new_key(asked.file or words.error("say where the key shall be written"))
        return
    if not asked.key:
        words.error("say --key FILE")
    trusted = [str(one["verify"]) for one in tomllib.loads(KEYS.read_text(encoding="utf-8")).get("key", ())]
    target = asked.out / f"KampungKB-{__version__}-{platform_name()}.kkbu"
    made = release(asked.folder, target, [read_key(one) for one in asked.key], trusted, tuple(asked.news))
    print(f"{made.stat().st_size:>12,}  {made}")


if __name__ == "__main__":
    main()
