"""Carrying files to a real WebDAV server and back, and every trouble there can be on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, Step, silent
from kampungkb_desktop.transport import dav
from kampungkb_desktop.transport.carrier import Lying
from kampungkb_desktop.transport.dav import DavCarrier
from tests.transport import webdav_server as servers
from tests.transport.webdav_server import PASSWORD, USER, Served, line_to, serving

BOX = "latihan/ke-kabupaten"
NAME = "KKB_0123abcd_0001_89abcdef.kkb"


@pytest.fixture
def there(served: Served) -> Iterator[DavCarrier]:
    made = carrier(served.url)
    made.prepare([BOX, BOX + "/diambil"], silent())
    yield made
    made.close()


def carrier(url: str, password: str = PASSWORD) -> DavCarrier:
    origin, root = dav.find(url, USER, PASSWORD)
    return DavCarrier(origin, root, "Kampung KB", USER, password)


def a_file(folder: Path, size: int) -> Path:
    path = folder / NAME
    path.write_bytes(bytes(at * 7 % 251 for at in range(size)))
    return path


def lying(served: Served, box: str = BOX) -> list[str]:
    return served.names(f"Kampung KB/{box}")


def refused(there: DavCarrier, source: Path) -> str:
    with pytest.raises(KnownError) as error:
        there.put(source, BOX, source.name, silent())
    assert PASSWORD not in str(error.value)
    assert USER not in str(error.value)
    return error.value.code


def test_there_and_back(there: DavCarrier, served: Served, tmp_path: Path) -> None:
    work = silent()
    source = a_file(tmp_path, 300_000)
    there.put(source, BOX, source.name, work)
    (found,) = there.lying(BOX, work)
    assert found == Lying(source.name, 300_000)
    there.fetch(BOX, found, tmp_path / "kembali.kkb", work)
    assert (tmp_path / "kembali.kkb").read_bytes() == source.read_bytes()
    there.move(BOX, found.name, BOX + "/diambil", work)
    assert lying(served) == []
    assert lying(served, BOX + "/diambil") == [source.name]
    there.remove(BOX + "/diambil", found.name, work)
    there.remove(BOX + "/diambil", found.name, work)
    assert there.lying(BOX + "/diambil", work) == []
    assert there.lying("tidak/ada", work) == []


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of seven pieces."""
    monkeypatch.setattr(dav, "READ_BACK", 1 << 15)
    return a_file(tmp_path, 200_000)


def test_a_large_file_is_read_back_whole(there: DavCarrier, served: Served, large: Path) -> None:
    there.put(large, BOX, large.name, silent())
    assert lying(served) == [NAME]
    assert served.door.count("GET") == 7
    for at in (0, 90_000, -9):
        served.door.trouble = servers.other_content(at)
        served.door.asked.clear()
        assert refused(there, large) == "E-NET-LIED"


def test_a_server_without_pieces_is_read_in_one(there: DavCarrier, served: Served, large: Path) -> None:
    served.door.trouble = servers.without_ranges()
    there.put(large, BOX, large.name, silent())
    assert served.door.count("GET") == 1
    assert lying(served) == [NAME]


@pytest.mark.parametrize(("seconds", "pieces"), [(1, 7), (10, 2)])
def test_a_slow_line_carries_back_the_beginning_and_the_end(
    served: Served, large: Path, seconds: int, pieces: int
) -> None:
    origin, root = dav.find(served.url, USER, PASSWORD)
    there = DavCarrier(origin, root, "Kampung KB", USER, PASSWORD, clock=count(0, seconds * 1_000).__next__)
    there.prepare([BOX], silent())
    there.put(large, BOX, large.name, silent())
    there.close()
    assert served.door.count("GET") == pieces


def test_a_hash_of_the_server_spares_the_middle(there: DavCarrier, served: Served, large: Path) -> None:
    served.door.trouble = servers.hashing()
    there.put(large, BOX, large.name, silent())
    assert served.door.count("GET") == 2
    assert lying(served) == [NAME]
    served.door.trouble = servers.hashing(truly=False)
    assert refused(there, large) == "E-NET-LIED"


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (servers.status("507 Insufficient Storage", "PUT"), "E-NET-FULL"),
        (servers.status("413 Content Too Large", "PUT"), "E-NET-FULL"),
        (servers.status("403 Forbidden", "PUT"), "E-NET-RIGHTS"),
        (servers.status("403 Forbidden", "MOVE"), "E-NET-RIGHTS"),
        (servers.status("409 Conflict", "PUT"), "E-NET-FOLDER"),
        (servers.status("423 Locked", "PUT"), "E-NET-BUSY"),
        (servers.status("503 Service Unavailable", "PROPFIND"), "E-NET-BUSY"),
        (servers.status("500 Internal Server Error", "MOVE"), "E-NET-BUSY"),
        (servers.status("401 Unauthorized", "PUT"), "E-NET-LOGIN"),
        (servers.status("418 Teapot", "PUT"), "E-NET-STRANGE"),
        (servers.short(100), "E-NET-LIED"),
    ],
)
def test_what_a_server_refuses_is_told_and_leaves_no_file(
    there: DavCarrier, served: Served, tmp_path: Path, trouble: servers.Trouble, code: str
) -> None:
    source = a_file(tmp_path, 9_000)
    served.door.trouble = trouble
    assert refused(there, source) == code
    assert NAME not in lying(served)
    served.door.trouble = None
    there.put(source, BOX, source.name, silent())
    assert lying(served) == [NAME], "and the next attempt leaves nothing behind"


def test_a_server_that_lies_about_the_content_is_found_out(there: DavCarrier, served: Served, tmp_path: Path) -> None:
    source = a_file(tmp_path, 9_000)
    served.door.trouble = servers.other_content()
    assert refused(there, source) == "E-NET-LIED"
    assert lying(served) == []


def test_a_redirect_gets_no_password(there: DavCarrier, served: Served, tmp_path: Path) -> None:
    with serving(tmp_path / "jahat") as other:
        away = (("Location", f"{other.url}/curi?nama=siti"),)
        served.door.trouble = servers.status("302 Found", "PUT", "PROPFIND", headers=away)
        assert refused(there, a_file(tmp_path, 100)) == "E-NET-MOVED"
        with pytest.raises(KnownError, match="E-NET-MOVED"):
            dav.find(served.url, USER, PASSWORD)
        assert other.door.asked == [], "nothing was asked of the other host"


def test_a_name_taken_by_another_file_is_never_written_over(there: DavCarrier, served: Served, tmp_path: Path) -> None:
    source = a_file(tmp_path, 5_000)
    there.put(source, BOX, source.name, silent())
    there.put(source, BOX, source.name, silent())
    a_file(tmp_path, 4_000)
    assert refused(there, source) == "E-NET-TAKEN"
    assert there.lying(BOX, silent()) == [Lying(NAME, 5_000)]


def test_a_wrong_password(served: Served) -> None:
    with pytest.raises(KnownError, match="E-NET-LOGIN") as error:
        dav.find(served.url, USER, "bukan ini")
    assert "bukan ini" not in str(error.value)


def test_nobody_there(tmp_path: Path) -> None:
    with serving(tmp_path / "server") as served:
        url = served.url
    with pytest.raises(KnownError, match="E-NET-OFFLINE"):
        dav.find(url, USER, PASSWORD)


def test_a_place_that_is_no_storage(served: Served) -> None:
    served.door.trouble = servers.status("405 Method Not Allowed", "PROPFIND")
    with pytest.raises(KnownError, match="E-NET-NODAV"):
        dav.find(served.url, USER, PASSWORD)
    served.door.trouble = servers.answers(b"<html>Selamat datang</html>")
    with pytest.raises(KnownError, match="E-NET-NODAV"):
        dav.find(served.url, USER, PASSWORD)


def test_a_folder_missing_where_the_file_shall_go(there: DavCarrier, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="E-NET-FOLDER"):
        there.put(a_file(tmp_path, 10), "belum/ada", NAME, silent())


def test_cancel_while_the_server_is_slow(served: Served, tmp_path: Path) -> None:
    source = a_file(tmp_path, 6_000_000)
    with line_to(served) as (line, url):
        there = carrier(url)
        there.prepare([BOX], silent())
        progress = Progress()

        def listen(step: Step) -> None:
            line.hold = True  # from here on nothing gets through; the buffers of the line still take a little
            progress.cancel.set()

        progress.sink = listen
        with pytest.raises(Cancelled):
            there.put(source, BOX, NAME, progress)
        line.hold = False
        there.close()
    assert NAME not in lying(served)


def test_a_line_torn_in_the_middle_of_a_body(served: Served, tmp_path: Path) -> None:
    source = a_file(tmp_path, 400_000)
    with line_to(served) as (line, url):
        there = carrier(url)
        there.prepare([BOX], silent())
        line.tear_after = line.went + 100_000
        assert refused(there, source) == "E-NET-BROKEN"
        assert NAME not in lying(served)
        line.mend()
        there.put(source, BOX, NAME, silent())
        (found,) = there.lying(BOX, silent())
        line.tear_back_after = line.came + 100_000
        with pytest.raises(KnownError, match="E-NET-BROKEN"):
            there.fetch(BOX, found, tmp_path / "kembali.kkb", silent())
        assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [NAME], "nothing half"
        there.close()


def test_hostile_lists_are_not_believed(there: DavCarrier, served: Served) -> None:
    served.door.trouble = servers.answers(
        b'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">'
        + b"".join(
            b"<d:response><d:href>" + href + b"</d:href><d:propstat><d:status>HTTP/1.1 200 OK</d:status><d:prop>"
            b"<d:getcontentlength>" + size + b"</d:getcontentlength></d:prop></d:propstat></d:response>"
            for href, size in (
                (b"/a/..%2f..%2fjahat.kkb", b"5"), (b"/a/..\\jahat.kkb", b"5"), (b"/a/baik.kkb", b"5"),
                (b"/a/minus.kkb", b"-5"), (b"/a/besar.kkb", b"9" * 40), (b"/a/catatan.txt", b"5"),
                (b"/a/nul%00.kkb", b"5"), (b"/a/setengah.sedang", b"5"), (b"//lain.example/b/tamu.kkb", b"7"),
            )
        )
        + b"</d:multistatus>",
        status="207 Multi-Status",
    )  # fmt: skip
    assert [one.name for one in there.lying(BOX, silent())] == ["baik.kkb", "jahat.kkb", "tamu.kkb"]
    served.door.trouble = servers.answers(
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d:multistatus xmlns:d="DAV:">&b;</d:multistatus>',
        status="207 Multi-Status",
    )
    with pytest.raises(KnownError, match="E-NET-STRANGE"):
        there.lying(BOX, silent())
    served.door.trouble = servers.answers(b" " * (9 << 20), status="207 Multi-Status")
    with pytest.raises(KnownError, match="E-NET-STRANGE"):
        there.lying(BOX, silent())


def test_a_nextcloud_is_found_behind_the_address_of_the_browser(tmp_path: Path) -> None:
    root = "/awan/remote.php/dav/files/akun-17"
    with serving(tmp_path / "awan", mount=root) as served:
        served.door.trouble = servers.as_nextcloud("/awan", "akun-17")
        for typed in ("/awan", "/awan/", "/awan/index.php/apps/files/?dir=/Kampung%20KB&fileid=3", "/awan/login"):
            assert dav.find(served.url + typed, USER, PASSWORD) == (served.url, root)
        there = DavCarrier(served.url, root, "Bersama/Kampung KB", USER, PASSWORD)
        there.prepare([BOX], silent())
        there.put(a_file(tmp_path, 5_000), BOX, NAME, silent())
        assert served.names(f"Bersama/Kampung KB/{BOX}") == [NAME]
        there.close()
