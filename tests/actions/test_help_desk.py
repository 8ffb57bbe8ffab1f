"""The page for the help desk tells everything about the machine and nothing about people; its code survives a
telephone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.actions import health, health_code, health_sample, help_desk
from kampungkb_desktop.actions.health import MOODS, Mood
from kampungkb_desktop.actions.health_code import CHECKS, Told
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base import log_codes
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE
from tests.report.strict import strict

NAME, NIK, KK, PHONE = "Rahmawati Kusumaningrum", "6403062004900007", "6403060102030004", "081234567890"


@pytest.fixture
def peopled(officer: Session) -> Session:
    family = Family(id=new_record_id(officer), village="64.03.06.2004", head_name=NAME, kk=KK, phone=PHONE,
                    note="Rumah di tepi sungai", status=DONE)  # fmt: skip
    member = Member(id=new_record_id(officer), village="64.03.06.2004", family_id=family.id, full_name=NAME, nik=NIK,
                    status=DONE)  # fmt: skip
    save(officer, "Isi", [family, member])
    return officer


def page_of(session: Session) -> help_desk.HelpPage:
    return help_desk.page(session, [*health.quick(session), *health_sample.sample(session)], screen="1366 × 768, 100 %")


def test_nobody_is_named_on_it(peopled: Session) -> None:
    log = peopled.data_dir / "log" / "kampungkb.log"
    log.parent.mkdir(exist_ok=True)
    log.write_text(
        f"2026-11-21 08:00:00,000 ERROR {NAME} {NIK} di {peopled.data_dir}\n"
        f"2026-11-21 08:00:01,000 INFO ditolak: E-DISK-FULL ({NAME})\n"
        "2026-11-21 08:00:02,000 ERROR kesalahan KeyError di home.py baris 12, laporan laporan-1.txt\n"
    )
    made = page_of(peopled)
    text = help_desk.as_text(made)
    pdf = help_desk.pdf(peopled, made)
    strict(pdf)
    with peopled.database.read() as conn:
        officer = conn.exec_driver_sql("SELECT full_name FROM officer").scalar_one()
    for secret in (NAME, *NAME.split(), NIK, KK, PHONE, "sungai", str(officer), str(peopled.data_dir), peopled.author):
        assert secret not in text
    assert "E-DISK-FULL: 1 kali" in text
    assert "KeyError di home.py baris 12: 1 kali" in text
    assert "Keluarga 1" in text
    assert "1366 × 768" in text
    assert made.code in text


def test_the_paper_is_read_back(peopled: Session) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    made = page_of(peopled)
    document = pdfium.PdfDocument(help_desk.pdf(peopled, made))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert made.code in text
    assert NAME not in text
    document.close()


def test_the_code_tells_the_same_as_the_page(peopled: Session) -> None:
    told = health_code.told_by(page_of(peopled).code)
    assert told.practice
    assert not told.district
    assert told.states["records"] == "ok"
    assert "stick" not in told.states
    words = dict(health_code.as_lines(told))
    assert words["Salinan di flashdisk"] == "Belum diperiksa"
    assert words["Catatan dan riwayatnya"] == "Baik"


TOLD = st.builds(
    Told,
    version=st.tuples(*[st.integers(0, 255)] * 3),
    system=st.integers(0, 3),
    district=st.booleans(),
    practice=st.booleans(),
    layout=st.integers(0, 15),
    errors=st.integers(0, 15),
    size=st.integers(0, 14).map(lambda power: 1 << (power + 20) if power else 0),
    free=st.integers(0, 14).map(lambda power: 1 << (power + 28) if power else 0),
    states=st.dictionaries(st.sampled_from(list(CHECKS)), st.sampled_from(MOODS)),
)


@given(TOLD, st.booleans())
def test_every_code_reads_back(told: Told, spoken: bool) -> None:
    code = health_code.code(told)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l") if spoken else code
    assert health_code.told_by(typed) == told
    assert len(code.replace("-", "")) == health_code.LETTERS


@given(st.text(max_size=60))
def test_anything_typed_as_a_code_is_a_plain_refusal(text: str) -> None:
    with pytest.raises(KnownError) as caught:
        health_code.told_by(text)
    assert caught.value.code == "E-HEALTH-CODE"


def test_a_mistyped_group_is_named() -> None:
    states: Mapping[str, Mood] = {"disk": "bad"}
    code = health_code.code(Told(version=(1, 0, 0), system=1, district=False, practice=False, layout=1, errors=0,
                                 size=0, free=0, states=states))  # fmt: skip
    groups = code.split("-")
    groups[2] = groups[2][:-1] + ("A" if groups[2][-1] != "A" else "B")
    with pytest.raises(KnownError, match="ke-3"):
        health_code.told_by("-".join(groups))


def test_codes_of_late(tmp_path: Path) -> None:
    assert log_codes.troubles(tmp_path, date(2026, 1, 1)) == ()
    folder = tmp_path / "log"
    folder.mkdir()
    (folder / "kampungkb.log.1").write_text(
        "2026-01-05 08:00:00,000 INFO ditolak: E-BUSY\n2025-12-31 08:00:00,000 INFO E-OLD\n"
    )
    (folder / "kampungkb.log").write_bytes(
        b"2026-02-05 08:00:00,000 INFO ditolak: E-BUSY\n\xff\xfe nonsense\n2026-13-40 08:00:00,000 INFO E-X\n"
        b"2026-02-04 08:00:00,000 INFO penyimpanan kantor: E-NET-AWAY\n"
    )
    found = log_codes.troubles(tmp_path, date(2026, 1, 1))
    assert [(one.what, one.times, one.last) for one in found] == [
        ("E-BUSY", 2, date(2026, 2, 5)), ("E-NET-AWAY", 1, date(2026, 2, 4)),
    ]  # fmt: skip
