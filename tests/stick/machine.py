"""A small emulated computer with real kernel file systems and USB sticks that can be pulled out. It sees this
computer's files read-only; ``tests.stick.guest`` answers in it over the serial line."""

from __future__ import annotations

import json
import os
import select
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parents[2]
QEMU = "qemu-system-x86_64"
MEGABYTE = 1 << 20
MAKERS = {
    "vfat": ("mkfs.vfat", "-F", "32", "-n", "STIK"),
    "exfat": ("mkfs.exfat", "-L", "STIK"),
    "ntfs3": ("mkntfs", "-F", "-Q", "-q", "-L", "STIK"),
}
CHECKERS = {"vfat": ("fsck.vfat", "-n"), "exfat": ("fsck.exfat", "-n"), "ntfs3": ("ntfsfix", "-n")}
_MARK = b"@@ "
_PATIENCE = 900.0
_SBIN = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin{os.pathsep}/sbin"


def tool(name: str) -> str | None:
    """Where a tool is, also where only administrators look."""
    return shutil.which(name, path=_SBIN)


def missing() -> list[str]:
    """The tools that this computer lacks."""
    wanted = [QEMU, "cpio", "depmod", "modprobe", "busybox", *(one[0] for one in MAKERS.values())]
    return [one for one in wanted if tool(one) is None]


def make_stick(kind: str, image: Path, megabytes: int) -> Path:
    """An empty stick of a kind."""
    with image.open("wb") as file:
        file.truncate(megabytes * MEGABYTE)
    command, *options = MAKERS[kind]
    subprocess.run([tool(command) or command, *options, image], check=True, capture_output=True)
    return image


def fsck(kind: str, image: Path) -> str:
    """What the file system's own checker says: "" when it finds nothing, else its last lines."""
    command, *options = CHECKERS[kind]
    done = subprocess.run([tool(command) or command, *options, image], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{done.returncode}: " + " / ".join(done.stdout.split("\n")[-4:])


def mend(kind: str, image: Path) -> Path:
    """What a person does with a stick after a cut: Linux's ntfs3 keeps no journal of its own, and its disk says EIO
    until Windows' chkdsk, or ntfsfix, has gone over it. The others are left as they are."""
    if kind == "ntfs3":
        subprocess.run([tool("ntfsfix") or "ntfsfix", image], capture_output=True, check=False)
    return image


class Machine:
    """One such computer, on for as long as the ``with`` lasts. ``share`` is a folder both sides may write."""

    def __init__(self, kernel: Path, initrd: Path, share: Path, megabytes: int = 2600) -> None:
        self.share, self._rest, self._sticks = share, b"", 0
        share.mkdir(parents=True, exist_ok=True)
        share.chmod(0o777)
        begin = f"cd {ROOT} && export HOME=/tmp PYTHONDONTWRITEBYTECODE=1 && exec {sys.executable} -m tests.stick.guest"
        (share / "begin.sh").write_text(f"stty -echo -onlcr\n{begin}\n", encoding="utf-8")
        serial, monitor = share / "serial.sock", share / "monitor.sock"
        for one in (serial, monitor):
            one.unlink(missing_ok=True)
        local = "security_model=none,multidevs=remap"
        self._process = subprocess.Popen([
            "nice", "-n", "5", QEMU, "-machine", "q35,accel=tcg", "-cpu", "max", "-m", str(megabytes), "-smp", "1",
            "-nographic", "-nodefaults", "-no-reboot", "-kernel", kernel, "-initrd", initrd,
            "-append", "console=ttyS0 quiet panic=-1 mitigations=off no_timer_check",
            "-serial", f"unix:{serial},server=on,wait=off", "-qmp", f"unix:{monitor},server=on,wait=off",
            "-virtfs", f"local,path=/,mount_tag=host,readonly=on,{local}",
            "-virtfs", f"local,path={share},mount_tag=share,{local}", "-device", "qemu-xhci,id=usb,p2=8,p3=8",
        ], stdin=subprocess.DEVNULL)  # fmt: skip
        self._serial, self._monitor = _connected(serial), _connected(monitor).makefile("rwb", buffering=0)
        self._monitor.readline()
        self.monitor("qmp_capabilities")
        self.said = share / "serial.log"
        self.answer()  # it says when it is ready

    def __enter__(self) -> Machine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()

    def monitor(self, what: str, **arguments: Any) -> Any:
        """Ask the emulator itself for something. RuntimeError where it refuses."""
        asked = {"execute": what, "arguments": arguments}
        self._monitor.write(json.dumps(asked).encode() + b"\n")
        while True:
            told = json.loads(self._monitor.readline())
            if "error" in told:
                raise RuntimeError(told["error"]["desc"])
            if "return" in told:
                return told["return"]

    def plug_in(self, image: Path) -> str:
        """Put a stick in; the name to pull it out by. What is written is at once in the image's file, in the order of
        the writes, so a copy of it is the stick as a power cut leaves it."""
        self._sticks += 1
        name = f"stick{self._sticks}"
        storage = {"driver": "file", "filename": str(image)}
        self.monitor("blockdev-add", **{"node-name": f"{name}-d", "driver": "raw", "file": storage})
        self.monitor("device_add", driver="usb-storage", id=name, drive=f"{name}-d", removable=True, bus="usb.0")
        return name

    def pull_out(self, name: str) -> None:
        """Pull a stick out, whatever is being written."""
        self.monitor("device_del", id=name)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                self.monitor("blockdev-del", **{"node-name": f"{name}-d"})
            except RuntimeError:  # still being let go
                select.select([], [], [], 0.05)
            else:
                return

    def freeze(self, image: Path, goal: Path) -> None:
        """The stick as it is at this moment."""
        self.monitor("stop")
        try:
            subprocess.run(["cp", "--sparse=always", image, goal], check=True)
        finally:
            self.monitor("cont")

    def ask(self, case: str, **arguments: Any) -> None:
        """Begin a case in it; ``answer`` has the end of it."""
        self._serial.sendall(json.dumps({"case": case, "arguments": arguments}).encode() + b"\n")

    def do(self, case: str, **arguments: Any) -> Any:
        """A case from its beginning to its end."""
        self.ask(case, **arguments)
        return self.answer()

    def answer(self, seconds: float = _PATIENCE) -> Any:
        """The answer to what was asked. TimeoutError where there is none by then."""
        end = time.monotonic() + seconds
        while True:
            line, found, rest = self._rest.partition(b"\n")
            if found:
                self._rest = rest
                with self.said.open("ab") as log:
                    log.write(line + b"\n")
                if _MARK in line:
                    return json.loads(line[line.index(_MARK) + len(_MARK) :])
                continue
            ready, _, _ = select.select([self._serial], [], [], max(0.0, end - time.monotonic()))
            block = self._serial.recv(65_536) if ready else b""
            if not block:
                raise TimeoutError(f"no answer; see {self.said}")
            self._rest += block

    def is_busy(self) -> bool:
        """Whether nothing has been answered yet."""
        if _MARK in self._rest and self._rest.endswith(b"\n"):
            return False
        ready, _, _ = select.select([self._serial], [], [], 0.2)
        if ready:
            self._rest += self._serial.recv(65_536)
        return not (_MARK in self._rest and self._rest.endswith(b"\n"))


def _connected(path: Path) -> socket.socket:
    """A connection to a socket that is being made."""
    end = time.monotonic() + 20
    while True:
        made = socket.socket(socket.AF_UNIX)
        try:
            made.connect(str(path))
        except OSError:
            made.close()
            if time.monotonic() > end:
                raise
            select.select([], [], [], 0.05)
        else:
            return made
