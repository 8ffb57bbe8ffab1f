"""The first file system of the small machine: busybox, a few modules, and a script that puts this computer's own files
below (read-only) and a folder in memory above."""

from __future__ import annotations

import lzma
import shutil
import subprocess
import tempfile
from pathlib import Path

MODULES = (
    "9pnet_virtio", "9p", "overlay", "vfat", "exfat", "ntfs3", "nls_ascii", "nls_utf8", "nls_iso8859-1", "nls_cp437",
    "xhci_pci", "usb_storage", "sd_mod",
)  # fmt: skip
INIT = """#!/bin/busybox sh
B=/bin/busybox
$B mkdir -p /proc /sys /dev /lower /upper /new
$B mount -t proc proc /proc; $B mount -t sysfs sys /sys; $B mount -t devtmpfs dev /dev
for one in /mod/*.ko; do $B insmod $one; done
$B mount -t 9p -o ro,trans=virtio,version=9p2000.L,msize=262144,cache=loose host /lower
$B mount -t tmpfs -o size=60% above /upper; $B mkdir /upper/u /upper/w
$B mount -t overlay -o lowerdir=/lower,upperdir=/upper/u,workdir=/upper/w whole /new
for one in proc sys dev; do $B mount --move /$one /new/$one; done
$B mkdir -p /new/dev/shm /new/media/stik; $B mount -t tmpfs -o mode=1777 shm /new/dev/shm
$B mount -t tmpfs -o size=50%,mode=1777 tmp /new/tmp
$B mkdir /new/tmp/share; $B mount -t 9p -o trans=virtio,version=9p2000.L,cache=none share /new/tmp/share
$B chmod a+rx /new/root; $B ip link set lo up
exec $B switch_root /new /bin/sh /tmp/share/begin.sh </new/dev/ttyS0 >/new/dev/ttyS0 2>&1
"""


def kernel_of(system: Path) -> Path:
    """The kernel in an unpacked Debian kernel package."""
    return next((system / "boot").glob("vmlinuz-*"))


def build(system: Path, target: Path) -> None:
    """Make it from an unpacked kernel package, which must know all of ``MODULES``."""
    modules = next(one for one in (system / "usr/lib/modules", system / "lib/modules") if one.is_dir())
    version = next(modules.iterdir()).name
    with tempfile.TemporaryDirectory() as place:
        tree, shadow = Path(place, "tree"), Path(place, "shadow")
        (shadow / "lib").mkdir(parents=True)
        shutil.copytree(modules, shadow / "lib/modules")
        subprocess.run(["depmod", "-b", shadow, version], check=True)
        (tree / "mod").mkdir(parents=True)
        (tree / "bin").mkdir()
        for number, one in enumerate(_in_order(shadow, version)):
            packed = one.read_bytes()
            plain = lzma.decompress(packed) if one.suffix == ".xz" else packed
            (tree / "mod" / f"{number:03d}.ko").write_bytes(plain)
        shutil.copy2(shutil.which("busybox") or "/bin/busybox", tree / "bin/busybox")
        (tree / "init").write_text(INIT, encoding="ascii")
        (tree / "init").chmod(0o755)
        names = "\n".join(str(one.relative_to(tree)) for one in [tree, *sorted(tree.rglob("*"))])
        packed = subprocess.run(
            ["cpio", "-o", "-H", "newc", "--quiet"], cwd=tree, input=names.encode(), capture_output=True, check=True
        ).stdout  # fmt: skip
        target.write_bytes(packed)


def _in_order(shadow: Path, version: str) -> list[Path]:
    """The modules' files, each after those that it needs."""
    found: dict[Path, None] = {}
    for name in MODULES:
        told = subprocess.run(
            ["modprobe", "-d", shadow, "-S", version, "--show-depends", name],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        found |= {Path(line.split()[1]): None for line in told.splitlines() if line.startswith("insmod")}
    return list(found)
