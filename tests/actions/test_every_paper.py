"""Every paper that Laporan offers: whole for a strict reader, tagged, on its sheet, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from kampungkb_desktop.actions.file_handing_paper import handed_files
from kampungkb_desktop.actions.paper_kinds import Offer, Wish
from kampungkb_desktop.actions.papers import OFFERS
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.choices_family import HEAD
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS, YOUNG_CHILD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.officer import Assignment
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read, write
from kampungkb_desktop.store.connection import Connection
from kampungkb_desktop.store.entries import IN, FileEntry
from tests.actions.practice.conftest import AS_OF, make
from tests.report.strict import check_tags

PERIODS = {"": "", "month": "2026-10", "semester": "2026-2", "day": AS_OF.isoformat(), "lines": "12"}
UNNAMED = "Zakwarno"
"""Who asked that his data be used no further: no paper calls his family by his name."""
OWN = {"salinan-data", "riwayat-koreksi"}
"""The papers that are handed to the person himself."""
SIZES = {"A4": (210, 297), "F4": (215, 330)}


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = make(tmp_path_factory.mktemp("kertas") / "latihan", villages=2, families=30, role="kabupaten")
    refer(session)
    hide_heads(session)
    came(session)
    yield session
    close(session)


def came(session: Session) -> None:
    """A file that was taken in, as its history tells."""
    counts = {"sender": "Petugas Contoh", "changes": 1234, "photos": 2}
    entry = FileEntry("berkas", IN, "laptop", 3, "baru", "ab" * 32, "KKB_Petugas_0003.kkb", session.clock(),
                      counts=json.dumps(counts), result="diterima")  # fmt: skip
    with session.database.write() as conn:
        write.put_file(conn, entry)


def refer(session: Session) -> None:
    """An open referral of the child whom the papers about a person are about: practice data have none of him."""
    with session.database.read() as conn:
        child = measured_child(conn)
    visit = Visit(
        id=new_record_id(session), village=child.village, family_id=child.family_id, member_id=child.id,
        target=YOUNG_CHILD, visited_on=AS_OF, referral=IN_PROGRESS, referral_to="Puskesmas Contoh",
    )  # fmt: skip
    save(session, "Rujukan", [visit])


def hide_heads(session: Session) -> None:
    """Restrict the heads of the families that the papers about one family and one person are about."""
    with session.database.read() as conn:
        ids = [read.records(conn, Family, order=("id",))[0].id, measured_child(conn).family_id or ""]
        homes = read.records(conn, Family, where={"id": ids})
        heads = read.records(conn, Member, where={"family_id": ids, "relation": HEAD})
    assert {one.family_id for one in heads} == set(ids)
    save(session, "Batasi", [one.changed(full_name=UNNAMED, restricted=True) for one in heads])
    save(session, "Ubah nama", [one.changed(head_name=UNNAMED) for one in homes])


def measured_child(conn: Connection) -> Member:
    """The child of the first measurement, who has a growth chart too."""
    child = read.record(conn, Member, read.records(conn, ChildMeasurement, order=("id",))[0].member_id or "")
    assert child is not None
    return child


def place_of(session: Session, offer: Offer) -> str:
    """Something of the practice data that the paper can be about."""
    if offer.about in ("village", "regency"):
        return "64.03.06.2004" if offer.about == "village" else "64.03"
    if offer.about == "file":
        return handed_files(session)[0][0]
    with session.database.read() as conn:
        if offer.about == "officer":
            return read.records(conn, Assignment, order=("village",))[0].officer_id or ""
        if offer.about == "member":
            return measured_child(conn).id
        form = Family if offer.about == "family" else Activity
        return read.records(conn, form, order=("id",))[0].id


@pytest.mark.parametrize("offer", OFFERS, ids=[one.key for one in OFFERS])
def test_a_strict_reader_takes_it(district: Session, offer: Offer) -> None:
    wish = Wish(place_of(district, offer), PERIODS[offer.period], "F4", offer.key)
    pdf = offer.make(district, wish, silent())
    roles = check_tags(pdf)
    assert roles["H1"] or roles["H2"], "a paper has a title to jump to"
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title
    for page in reader.pages:
        wide, high = (float(side) * 25.4 / 72 for side in (page.mediabox.width, page.mediabox.height))
        assert (round(wide), round(high)) in {SIZES["F4"], SIZES["F4"][::-1]}
        assert offer.key in OWN or UNNAMED not in page.extract_text(), "the head of a family is restricted"
    assert pdf == offer.make(district, wish, silent())
