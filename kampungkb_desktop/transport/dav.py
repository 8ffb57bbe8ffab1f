"""A WebDAV storage as the place: Nextcloud, ownCloud, or any server that keeps to RFC 4918.

A file is put under an unfinished name, verified there (its size, and what stands there read back), and only then given
its name, never over another one. Large files are cut into parts before they come here, so that a torn line costs
one part and not all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from kampungkb_desktop.base.clock import Clock, now
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.transport import dav_address, dav_answers
from kampungkb_desktop.transport.carrier import Lying, is_name, unfinished
from kampungkb_desktop.transport.dav_answers import Entry
from kampungkb_desktop.transport.faults import fault
from kampungkb_desktop.transport.web import Upload, Web

READ_BACK = 1 << 20
"""Bytes that are asked back at a time. Of a file that need not be read whole, so many at its end, where a cut would
show, and so many again at its beginning."""
SLOW = 64
"""Bytes a millisecond: a line that took longer to send than this allows is not asked to carry everything twice."""
_HASH = "x-hash-sha256"
"""What a Nextcloud answers to ``X-Hash``: the hash of what it has received. (The ``OC-Checksum`` that it gives back is
only what the sender said, and proves nothing.)"""
_DONE = frozenset({200, 201, 204})


class DavCarrier:
    """Files below ``folder`` of the storage whose files begin at ``root`` (a path found by ``find``)."""

    def __init__(self, origin: str, root: str, folder: str, user: str, password: str, *, clock: Clock = now) -> None:
        self._web, self._clock = Web(origin, user, password), clock
        self._origin, self._root, self._base = origin, root, f"{root}/{folder}".rstrip("/")

    def prepare(self, boxes: Iterable[str], work: Progress) -> None:
        """MKCOL for every step that is missing."""
        base = self._base.removeprefix(self._root).strip("/")
        for box in dict.fromkeys(boxes):
            steps, path = [*base.split("/"), *box.split("/")], self._root
            if self._there(f"{self._base}/{box}", work):
                continue
            for step in filter(None, steps):
                path = f"{path}/{step}"
                work.check()
                self._web.ask("MKCOL", _line(path) + "/", good=frozenset({201, 405, 301}))  # 405: it is there

    def lying(self, box: str, work: Progress) -> list[Lying]:
        """The whole files of a box; those a server gives no size for are not whole."""
        found = self._listed(f"{self._base}/{box}", "1", work)
        files = [Lying(one.name, one.size) for one in found if not one.folder and one.size >= 0 and is_name(one.name)]
        return sorted(files, key=lambda one: one.name)

    def put(self, source: Path, box: str, name: str, work: Progress) -> None:
        """PUT under the unfinished name, verify, MOVE without overwriting."""
        path, part = f"{self._base}/{box}/{name}", f"{self._base}/{box}/{unfinished(name)}"
        size = source.stat().st_size
        try:
            with source.open("rb") as file:
                body, begun = Upload(file, size, work), self._clock()
                answer = self._web.ask("PUT", _line(part), good=_DONE, body=body, headers=_BYTES)
            slow = (self._clock() - begun) * SLOW > size
            received = answer.headers.get(_HASH, "").lower()
            if received and received != body.sha256():
                raise fault("E-NET-LIED")
            self._verify(source, size, part, work, whole=not (slow or received))
        except KnownError as error:
            if error.code == "E-NET-LIED":
                self._drop(part)
            raise
        self._name(part, path, size, work)

    def fetch(self, box: str, lying: Lying, target: Path, work: Progress) -> None:
        """GET into an unfinished file beside the target."""
        part, done = target.with_name(unfinished(target.name)), 0
        try:
            with part.open("wb") as out:
                with self._web.stream(_line(f"{self._base}/{box}/{lying.name}"), good=frozenset({200})) as (_, blocks):
                    for block in blocks:
                        done += len(block)
                        if done > lying.size:
                            raise fault("E-NET-LIED")
                        out.write(block)
                        work.report(done, lying.size)
                out.flush()
                os.fsync(out.fileno())
            if done != lying.size:
                raise fault("E-NET-BROKEN")
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def move(self, box: str, name: str, into: str, work: Progress) -> None:
        """MOVE without overwriting."""
        work.check()
        headers = self._destination(f"{self._base}/{into}/{name}")
        self._web.ask("MOVE", _line(f"{self._base}/{box}/{name}"), good=_DONE, headers=headers)

    def remove(self, box: str, name: str, work: Progress) -> None:
        """DELETE."""
        work.check()
        self._web.ask("DELETE", _line(f"{self._base}/{box}/{name}"), good=_DONE | {404})

    def close(self) -> None:
        """Close the connections."""
        self._web.close()

    # --- inside

    def _verify(self, source: Path, size: int, part: str, work: Progress, *, whole: bool) -> None:
        """Whether what stands there is what was sent: all of it, or beginning and end. KnownError E-NET-LIED."""
        if self._size(part, work) not in (size, -1):
            raise fault("E-NET-LIED")
        starts = list(range(0, size, READ_BACK)) or [0]
        if not whole and len(starts) > 1:
            starts = [0, max(READ_BACK, size - READ_BACK)]
        with source.open("rb") as file:
            for start in starts:
                work.report(start, size, "Memeriksa berkas di penyimpanan")
                if self._same(file, part, start, size, work):
                    return

    def _same(self, file: BinaryIO, part: str, start: int, size: int, work: Progress) -> bool:
        """Compare one piece of what stands there; whether that was everything, because the server knows no pieces."""
        last = start + READ_BACK
        asked = {} if size <= READ_BACK else {"Range": f"bytes={start}-{min(last, size) - 1}"}
        with self._web.stream(_line(part), good=frozenset({200, 206}), headers=asked) as (status, blocks):
            everything = status == 200
            file.seek(0 if everything else start)
            same = all(file.read(len(block)) == _checked(block, work) for block in blocks)
            ended = file.tell() == (size if everything else min(last, size))
        if not (same and ended):
            raise fault("E-NET-LIED")
        return everything

    def _name(self, part: str, path: str, size: int, work: Progress) -> None:
        """Give a verified file its name; that an earlier, interrupted attempt did so already is fine."""
        try:
            self._web.ask("MOVE", _line(part), good=_DONE, headers=self._destination(path))
        except KnownError as error:
            if error.code != "E-NET-TAKEN":
                raise
            if self._size(path, work) != size:
                raise
            self._drop(part)

    def _drop(self, part: str) -> None:
        """Take an unfinished file away, where the storage lets us: the next attempt writes over it anyway."""
        try:
            self._web.ask("DELETE", _line(part), good=_DONE | {404})
        except KnownError:
            return

    def _size(self, path: str, work: Progress) -> int | None:
        """What the server says of a file: its size, -1 where it does not tell, ``None`` where there is none."""
        found = self._listed(path, "0", work)
        return found[0].size if found else None

    def _there(self, path: str, work: Progress) -> bool:
        return bool(self._listed(path, "0", work))

    def _listed(self, path: str, depth: str, work: Progress) -> list[Entry]:
        work.check()
        return listed(self._web, path, depth)

    def _destination(self, path: str) -> dict[str, str]:
        return {"Destination": self._origin + _line(path), "Overwrite": "F"}


_BYTES = {"Content-Type": "application/octet-stream", "X-Hash": "sha256"}


def listed(web: Web, path: str, depth: str) -> list[Entry]:
    """What a server lists at a path (itself alone at depth "0"); nothing where there is nothing."""
    good = frozenset({207, 404})
    headers = {"Depth": depth, "Content-Type": "application/xml"}
    answer = web.ask("PROPFIND", _line(path), good=good, headers=headers, body=dav_answers.WANTED)
    if answer.status == 404:
        return []
    found = dav_answers.entries(answer.body)
    if depth == "0":
        return found[:1]
    here = path.rstrip("/")
    return [one for one in found if one.path.rstrip("/") != here]


def find(typed: str, user: str, password: str) -> tuple[str, str]:
    """Origin and root path of the files behind the address a person typed.

    A Nextcloud is asked whom it takes us for, because its paths carry the account's own name and not the mail address
    one signs in with. KnownError of ``faults``.
    """
    origin, path = dav_address.origin_and_path(typed)
    web = Web(origin, user, password)
    try:
        for root in dav_address.cloud_roots(path):
            if (files := _cloud(web, root)) is not None:
                return origin, files
        if listed(web, path + "/", "0"):
            return origin, path
        raise fault("E-NET-NODAV")
    finally:
        web.close()


def _cloud(web: Web, root: str) -> str | None:
    """The files of a Nextcloud below ``root``, or ``None`` where there is none. A refused password is a refusal."""
    dav = f"{root}/remote.php/dav"
    try:
        found = listed(web, dav + "/", "0")
    except KnownError as error:
        if error.code in {"E-NET-NODAV", "E-NET-STRANGE", "E-NET-MOVED", "E-NET-RIGHTS"}:
            return None
        raise
    account = found[0].principal.rstrip("/").rpartition("/")[2] if found else ""
    return f"{dav}/files/{account}" if account else None


def _line(path: str) -> str:
    return dav_address.quoted(path)


def _checked(block: bytes, work: Progress) -> bytes:
    work.check()
    return block
