"""Papers of several chosen families: each kind names those it is about, and nobody restricted or without cause."""

from __future__ import annotations

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from kampungkb_desktop.actions.many_papers import MANY
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.choices_family import CHILD, HEAD
from kampungkb_desktop.forms.choices_visit import GENERAL, IN_PROGRESS, YOUNG_CHILD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from tests.actions.devices import VILLAGE

MAKE = {one.key: one.make for one in MANY}


def words(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def three(session: Session) -> list[str]:
    """One with a child and his open referral, one with a whole-family referral, one restricted with both."""
    records: list[Family | Member | Visit] = []
    for at, name in enumerate(("Satu", "Dua", "Tiga"), start=1):
        key = f"k{at}"
        records += [
            Family(id=key, village=VILLAGE, head_name=f"Kepala {name}", rt="007", restricted=at == 3),
            Member(id=f"{key}-kepala", village=VILLAGE, family_id=key, full_name=f"Kepala {name}", relation=HEAD),
            Visit(id=f"{key}-umum", village=VILLAGE, family_id=key, target=GENERAL, visited_on=date(2026, 11, 2),
                  referral=IN_PROGRESS if at > 1 else None, referral_to="Puskesmas"),
        ]  # fmt: skip
    records += [
        Member(id="anak", village=VILLAGE, family_id="k1", full_name="Bayi Satu", relation=CHILD,
               birth_date=date(2025, 6, 1)),
        Visit(id="v-anak", village=VILLAGE, family_id="k1", member_id="anak", target=YOUNG_CHILD,
              visited_on=date(2026, 11, 3), referral=IN_PROGRESS, referral_to="Puskesmas"),
    ]  # fmt: skip
    save(session, "Isi", records)
    return ["k1", "k2", "k3"]


def test_each_kind_is_about_those_who_have_cause_and_may_be_printed(officer: Session) -> None:
    chosen = three(officer)
    sheets = words(MAKE["lembar"](officer, chosen, "A4"))
    assert ("Kepala Satu" in sheets, "Kepala Dua" in sheets, "Kepala Tiga" in sheets) == (True, True, False)
    letters = words(MAKE["rujukan"](officer, chosen, "A4"))
    assert letters.count("SURAT RUJUKAN") == 2
    assert ("Bayi Satu" in letters, "Kepala Dua" in letters, "Kepala Tiga" in letters) == (True, True, False)
    consent = words(MAKE["persetujuan"](officer, chosen, "F4"))
    assert ("Bayi Satu" in consent, "Kepala Dua" in consent) == (True, False)
    assert "Kepala Tiga" not in words(MAKE["formulir"](officer, chosen, "A4"))


def test_the_list_of_those_at_risk_holds_only_the_chosen(officer: Session) -> None:
    save(officer, "Isi", [
        *(Family(id=key, village=VILLAGE, head_name=f"Kepala {key}", status=DONE, water="air_hujan", latrine="umum")
          for key in ("a", "b")),
        *(Member(id=f"{key}-anak", village=VILLAGE, family_id=key, full_name="Rekaan", relation=CHILD,
                 birth_date=date(2025, 6, 1)) for key in ("a", "b")),
    ])  # fmt: skip
    both, one = (words(MAKE["krs"](officer, wanted, "A4")) for wanted in (["a", "b"], ["a"]))
    assert ("Kepala a" in both, "Kepala b" in both) == (True, True)
    assert ("Kepala a" in one, "Kepala b" in one) == (True, False)
    assert "di antara yang dipilih" in one


@pytest.mark.parametrize("key", sorted(MAKE))
def test_nobody_with_cause_is_said_in_a_sentence(officer: Session, key: str) -> None:
    with pytest.raises(KnownError, match=r"E-(NOTHING-TO-PRINT|GONE)"):
        MAKE[key](officer, ["tidak-ada"], "A4")
