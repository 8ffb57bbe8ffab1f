"""Riwayat as people read it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kampungkb_desktop.actions.answer_words import EMPTY, answer_words
from kampungkb_desktop.actions.history import (
    CHANGED,
    CREATED,
    REMOVED,
    RESTORED,
    FieldChange,
    action_changes,
    recent_actions,
    record_history,
)  # fmt: skip
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.undo import undo
from kampungkb_desktop.forms import kinds
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Kind, Option, Options, Scalar
from kampungkb_desktop.forms.visit import Visit
from tests.actions.devices import VILLAGE
from tests.actions.test_save import arrives, log_of


@pytest.fixture
def amat(officer: Session) -> Family:
    made = Family(id=new_record_id(officer), village=VILLAGE, status="draf", head_name="Amat", rt="001")
    save(officer, "Simpan keluarga", [made])
    return made


def test_every_change_with_its_answers_before_and_after(officer: Session, amat: Family) -> None:
    save(officer, "Ganti RT", [amat.changed(rt="002", members_expected=4)])
    save(officer, "Hapus keluarga", [], [amat])
    undo(officer)
    history = record_history(officer, amat.id)
    assert [(one.did, one.action_name) for one in history] == [
        (RESTORED, "Urungkan: Hapus keluarga"), (REMOVED, "Hapus keluarga"), (CHANGED, "Ganti RT"),
        (CREATED, "Simpan keluarga"),
    ]  # fmt: skip
    edit = history[2]
    assert edit.fields == (
        FieldChange("members_expected", "Jumlah anggota keluarga", EMPTY, "4 jiwa"),
        FieldChange("rt", "RT", "001", "002"),
    )
    assert (edit.author, edit.device, edit.form_title) == ("Siti Rahma", "Siti Rahma", "Keluarga")
    assert edit.record_name == amat.name()
    assert edit.sure
    assert edit.when.date() == date(2026, 11, 21)


def test_a_change_never_stands_under_what_was_based_on_it(officer: Session, amat: Family) -> None:
    first = log_of(officer, amat)[0]
    far = arrives(officer, amat, [first.id], rt="003")  # its clock is hours behind ours
    save(officer, "Simpan", [amat.changed(rt="004")])
    assert [one.change for one in record_history(officer, amat.id)][1:] == [far.id, first.id]


def test_a_stranger_and_a_nameless_laptop_are_said_so(officer: Session, amat: Family) -> None:
    arrives(officer, amat, [log_of(officer, amat)[0].id], rt="003", belum_dikenal="x")
    newest = record_history(officer, amat.id)[0]
    assert (newest.author, newest.device) == ("Petugas yang belum dikenal", "Laptop EEEE")
    assert newest.fields[-1] == FieldChange("belum_dikenal", "belum_dikenal", EMPTY, "x")


def test_recent_actions_page_by_page(officer: Session, amat: Family) -> None:
    for number in range(5):
        save(officer, f"Ganti {number}", [amat.changed(rt=f"{number}")])
    undo(officer)
    everything = recent_actions(officer)
    assert [one.name for one in everything] == [
        "Urungkan: Ganti 4", "Ganti 4", "Ganti 3", "Ganti 2", "Ganti 1", "Ganti 0", "Simpan keluarga", "Mulai",
    ]  # fmt: skip
    assert [one.undone for one in everything][:3] == [False, True, False]
    first = recent_actions(officer, limit=3)
    rest = recent_actions(officer, before=(first[-1].at, first[-1].n))
    assert [*first, *rest] == everything
    assert all(one.own and one.author == "Siti Rahma" for one in everything)


def test_actions_about_somebody_in_a_village_and_a_time(officer: Session, amat: Family) -> None:
    budi = Family(id=new_record_id(officer), village="64.03.05.2002", status="draf", head_name="Budi")
    save(officer, "Simpan Budi", [budi])
    visit = Visit(id=new_record_id(officer), village=VILLAGE, family_id=amat.id, status="draf")
    save(officer, "Simpan kunjungan", [visit])

    def found(**sought: Any) -> list[str]:
        return [one.name for one in recent_actions(officer, **sought)]

    assert found(about="amat") == ["Simpan kunjungan", "Simpan keluarga"]
    assert found(village="64.03.05.2002") == ["Simpan Budi"]
    assert found(about="amat", form="visit") == ["Simpan kunjungan"]
    assert found(about="siapa pun") == []
    when = recent_actions(officer)[1].at
    assert found(since=when) == ["Simpan kunjungan", "Simpan Budi"]
    save(officer, "Hapus", [], [budi])
    assert found(about="budi") == ["Hapus", "Simpan Budi"], "also who is not there any more"


def test_what_one_action_changed(officer: Session, amat: Family) -> None:
    visit = Visit(id=new_record_id(officer), village=VILLAGE, family_id=amat.id, status="draf")
    made = save(officer, "Simpan kunjungan", [amat.changed(rt="002"), visit])
    entries = action_changes(officer, made.action)
    assert {(one.form, one.did) for one in entries} == {("family", CHANGED), ("visit", CREATED)}
    link = next(f for one in entries for f in one.fields if f.field == "family_id")
    assert link.after == amat.name()


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (kinds.Text("Nama"), None, EMPTY),
        (kinds.Text("Nama"), "", EMPTY),
        (kinds.Text("Nama"), "Ani", "Ani"),
        (kinds.Number("Jiwa", unit="jiwa"), 1234, "1.234 jiwa"),
        (kinds.Number("Tahun", low=1990, high=2100), 2026, "2026"),
        (kinds.Measure("Berat", places=1, unit="kg"), 9.25, "9,3 kg"),
        (kinds.Day("Tanggal"), "2026-03-05", "5 Maret 2026"),
        (kinds.Day("Tanggal"), "kemarin", "kemarin"),
        (kinds.Month("Bulan"), "2026-10", "Oktober 2026"),
        (kinds.Month("Bulan"), "2026-13", "2026-13"),
        (kinds.YesNo("Ya?"), 1, "Ya"),
        (kinds.YesNo("Ya?"), 0, "Tidak"),
        (kinds.Choice("Pilih", options=Options("o", (Option("a", "Atap"),))), "a", "Atap"),
        (kinds.Choice("Pilih", options=Options("o", (Option("a", "Atap"),))), "baru", "baru"),
        (kinds.Choices("Pilih", options=Options("o", (Option("a", "Atap"), Option("b", "Bata")))), '["a","b"]',
         "Atap dan Bata"),
        (kinds.Link("Keluarga", to="family"), "f" * 32, "(catatan yang belum ada di laptop ini)"),
        (kinds.Blob("Foto"), "0" * 64, "(berkas)"),
        (None, 7, "7"),
    ],
)  # fmt: skip
def test_answers_in_words(kind: Kind | None, value: Scalar, expected: str) -> None:
    assert answer_words(kind, value) == expected


def test_places_by_name(officer: Session, amat: Family) -> None:
    created = record_history(officer, amat.id)[-1]
    place = next(one for one in created.fields if one.field == "village")
    assert place.after.startswith("Maluang")
