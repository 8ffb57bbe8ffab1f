"""A Debian 13 in a folder, for the sake of its wine (10, of 64 and of 32 bits): what this computer has may be older, or
lack the half that runs programs of 32 bits, as the installer is one. Made by an administrator only (``chroot``)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_SUITE = "trixie"
_FIRST = "ca-certificates,fonts-dejavu-core"
_WINE = ("wine", "wine64", "wine32:i386")
_READY = "wine-is-here"
# In a mount space of its own, so that nothing is left mounted, whatever ends it.
_ENTER = """
root=$1 here=$2; shift 2
for one in /dev /proc /sys /tmp "$ROOT" "$PLACE"; do
  mkdir -p "$root$one" && mount --rbind "$one" "$root$one" || exit 125
done
echo "$ACCOUNT:x:0:0::/root:/bin/sh" > "$root/etc/passwd-$$" && mount --bind "$root/etc/passwd-$$" "$root/etc/passwd"
rm "$root/etc/passwd-$$"
exec chroot "$root" /bin/sh -c 'cd "$0" && exec "$@"' "$here" "$@"
"""


def make(root: Path) -> None:
    """Lay it down; one that is finished is taken as it is, an unfinished one made anew."""
    if (root / _READY).exists():
        return
    if os.geteuid() or (tool := shutil.which("debootstrap", path=f"{os.environ['PATH']}:/usr/sbin")) is None:
        raise SystemExit("debootstrap and an administrator are needed; see tests/windows/README.md")
    shutil.rmtree(root, ignore_errors=True)
    _must(tool, "--variant=minbase", f"--include={_FIRST}", _SUITE, root)
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (
        ("dpkg", "--add-architecture", "i386"),
        ("apt-get", "-q", "update"),
        ("apt-get", "-qy", "install", "--no-install-recommends", *_WINE),
    ):
        _must("chroot", root, *words, env=quiet)
    (root / _READY).touch()


def _must(*words: str | Path, env: dict[str, str] | None = None) -> None:
    told = subprocess.run(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if told.returncode:
        sys.stderr.write(told.stdout[-4000:])
        raise SystemExit(f"this failed: {' '.join(map(str, words))}")


def command(root: Path, checkout: Path, place: Path, account: str) -> tuple[Sequence[str], dict[str, str]]:
    """The words before a program of that Debian, started where the checkout is, and what they want to be told. Wine
    calls its person by the ``account``."""
    words = ("unshare", "--mount", "/bin/sh", "-c", _ENTER, "enter", str(root), str(checkout))
    return words, {"ROOT": str(checkout), "PLACE": str(place), "ACCOUNT": account, "LANG": "C.UTF-8", "HOME": "/root"}
