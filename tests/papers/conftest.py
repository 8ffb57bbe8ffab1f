"""A practice district whose papers are read back: two villages, thirty families, a day that stands still."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS, YOUNG_CHILD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.entries import IN, FileEntry
from kampungkb_desktop.ui.english import speaking
from tests.actions.devices import NOON, Ticking
from tests.actions.practice.conftest import make
from tests.papers.sheet import TODAY
from tests.papers.stored import Stored


def made(folder: Path) -> Session:
    """Practice data with a referral that is open, an answer that was corrected, and a file that was taken in."""
    session = make(folder, role="kabupaten", as_of=TODAY, clock=Ticking(NOON))
    child = Stored(session).child
    referral = Visit(
        id=new_record_id(session), village=child["village"], family_id=child["family_id"], member_id=child["id"],
        target=YOUNG_CHILD, visited_on=TODAY, referral=IN_PROGRESS, referral_to="Puskesmas Contoh",
    )  # fmt: skip
    save(session, "Rujukan", [referral])
    with session.database.read() as conn:
        home = read.record(conn, Family, child["family_id"])
    assert home is not None
    save(session, "Nomor rumah", [home.changed(house_no="77")])
    counts = {"sender": "Petugas Contoh", "changes": 1234, "photos": 2}
    entry = FileEntry("berkas", IN, "laptop", 3, "baru", "ab" * 32, "KKB_Petugas_0003.kkb", session.clock(),
                      counts=json.dumps(counts), result="diterima")  # fmt: skip
    with session.database.write() as conn:
        write.put_file(conn, entry)
    return session


@pytest.fixture(scope="module", autouse=True)
def _english_window() -> Iterator[None]:
    """Every paper is made as if the window spoke English: what is read back is Indonesian, and nobody asked the
    catalogue."""
    asked: list[str] = []

    def translate(text: str) -> str:
        asked.append(text)
        return f"<{text}>"

    with speaking(translate):
        yield
    assert asked == []


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = made(tmp_path_factory.mktemp("angka") / "latihan")
    yield session
    close(session)


@pytest.fixture(scope="package")
def stored(office: Session) -> Stored:
    return Stored(office)
