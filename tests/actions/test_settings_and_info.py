"""Settings stay on the laptop; the figures of a folder are what is in it."""

from __future__ import annotations

from kampungkb_desktop.actions import drafts, settings
from kampungkb_desktop.actions.info import as_text, info
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.settings import Settings
from kampungkb_desktop.store import read
from tests.actions.devices import VILLAGE


def test_settings_come_back_and_leave_no_trace_in_the_log(officer: Session) -> None:
    assert settings.load(officer) == Settings()
    chosen = Settings(text_size=120, theme="gelap", masked_nik=True, last_month="2026-10")
    settings.store(officer, chosen)
    assert settings.load(officer) == chosen
    settings.store(officer, chosen.changed(theme=None))
    assert settings.load(officer) == chosen.changed(theme=None)
    with officer.database.read() as conn:
        assert set(read.settings(conn)) == {"text_size", "masked_nik", "last_month"}
        assert len(read.own_actions(conn, officer.device, limit=9)) == 1


def test_the_figures_of_a_folder(officer: Session) -> None:
    before = info(officer)
    family = Family(id=new_record_id(officer), village=VILLAGE)
    save(officer, "Simpan", [family])
    save(officer, "Simpan", [family.changed(rt="001")])
    drafts.keep(officer, family.changed(rt="002"))
    found = info(officer)
    assert found.counts["family"] == before.counts["family"] + 1 == 1
    assert (found.changes - before.changes, found.actions - before.actions, found.drafts) == (2, 2, 1)
    assert (found.officer, found.role, found.villages, found.practice) == ("Siti Rahma", "petugas", (VILLAGE,), True)
    assert (found.conflicts, found.waiting, found.devices) == (0, 0, 1)
    text = as_text(found)
    assert "DATA LATIHAN" in text
    assert "Keluarga: 1" in text


def test_a_draft_keeps_what_was_typed_and_is_no_answer_yet(officer: Session) -> None:
    family = Family(id=new_record_id(officer), village=VILLAGE, rt="001")
    drafts.keep(officer, family, {"members_expected": "em"})
    drafts.keep(officer, family.changed(rt="002"), {"members_expected": "empat"})
    (kept,) = drafts.open_drafts(officer)
    assert (kept.record, dict(kept.typed)) == (family.changed(rt="002"), {"members_expected": "empat"})
    assert drafts.restore(officer, Family, family.id) == kept
    with officer.database.read() as conn:
        assert read.record(conn, Family, family.id) is None
    drafts.drop(officer, Family, family.id)
    assert drafts.restore(officer, Family, family.id) is None
