"""Carrying files to a real WebDAV server and back."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.transport import dav
from kampungkb_desktop.transport.dav import DavCarrier
from tests.transport.webdav_server import PASSWORD, USER, Served

BOX = "latihan/ke-kabupaten"


def carrier(served: Served, password: str = PASSWORD) -> DavCarrier:
    origin, root = dav.find(served.url, USER, password)
    return DavCarrier(origin, root, "Kampung KB", USER, password)


def a_file(folder: Path, size: int, name: str = "KKB_0123abcd_0001_89abcdef.kkb") -> Path:
    path = folder / name
    path.write_bytes(bytes(at * 7 % 251 for at in range(size)))
    return path


def test_there_and_back(served: Served, tmp_path: Path) -> None:
    there, work = carrier(served), silent()
    source = a_file(tmp_path, 300_000)
    there.prepare([BOX, BOX + "/diambil"], work)
    there.put(source, BOX, source.name, work)
    (lying,) = there.lying(BOX, work)
    assert (lying.name, lying.size) == (source.name, 300_000)
    there.fetch(BOX, lying, tmp_path / "kembali.kkb", work)
    assert (tmp_path / "kembali.kkb").read_bytes() == source.read_bytes()
    there.move(BOX, lying.name, BOX + "/diambil", work)
    assert served.names("Kampung KB/" + BOX) == []
    assert served.names("Kampung KB/" + BOX + "/diambil") == [source.name]
    there.remove(BOX + "/diambil", lying.name, work)
    assert there.lying(BOX + "/diambil", work) == []
    there.close()
