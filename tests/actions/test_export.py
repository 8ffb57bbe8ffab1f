"""Sending: what is new, once; everything, on wish; to the right receiver; and never half a file."""

from __future__ import annotations

import errno
import random
import re
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from kampungkb_desktop.actions import export as export_module
from kampungkb_desktop.actions import outbox_kept, parcels, partners, photos
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.outbox import outbox
from kampungkb_desktop.actions.own_records import unassign
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id
from kampungkb_desktop.actions.undo import undo
from kampungkb_desktop.actions.waiting import waiting_to_send
from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.store import read
from tests.actions.exchanging import MALUANG, family, laptop, names, picture, sent, sound, taken
from tests.actions.test_photos import camera_photo, file_with


def refused(session: Session, target: Path, code: str, *, full: bool = False) -> KnownError:
    before = picture(session)
    with pytest.raises(KnownError) as caught:
        export(session, target, full=full)
    assert caught.value.code == code
    assert picture(session) == before
    return caught.value


def test_what_is_new_goes_out_once(officer: Session, district: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    first = sent(officer, tmp_path)
    assert re.fullmatch(r"KKB_LATIHAN_Siti-Rahma_0001_\d{4}-\d\d-\d\d\.kkb", first.path.name)
    assert (first.number, first.kind, first.receiver) == (1, "baru", "Kantor latihan")
    refused(officer, tmp_path, "E-NOTHING-NEW")
    family(officer, "Budi")
    second = sent(officer, tmp_path)
    assert (second.number, second.changes, second.records) == (2, 1, 1)
    assert taken(district, first.path).result == taken(district, second.path).result == "diterima"
    assert names(district) == ["Ahmad", "Budi"]


def test_everything_goes_out_on_wish(officer: Session, district: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    family(officer, "Budi")
    first = sent(officer, tmp_path)
    whole = sent(officer, tmp_path, full=True)
    assert (whole.kind, whole.changes) == ("full", first.changes)
    assert taken(district, whole.path).new == first.records
    assert names(district) == ["Ahmad", "Budi"]


def test_a_file_name_or_a_folder(officer: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    named = export(officer, tmp_path / "baru" / "ke-kantor.kkb")
    assert named.path == tmp_path / "baru" / "ke-kantor.kkb"
    assert named.path.stat().st_size == named.size


def test_practice_says_so_in_the_name_of_its_file_and_real_work_does_not(officer: Session) -> None:
    """Beside real ones on a stick it is known by its name alone."""
    parcel = SimpleNamespace(session=officer, receiver=None, veil=None, kind="baru", number=3)
    with officer.database.read() as conn:
        assert export_module._name(conn, parcel).startswith("KKB_LATIHAN_Siti-Rahma_0003_")  # type: ignore[arg-type]
        parcel.session = replace(officer, practice=False)
        assert export_module._name(conn, parcel).startswith("KKB_Siti-Rahma_0003_")  # type: ignore[arg-type]


def test_an_older_file_is_never_written_over(officer: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    made = sent(officer, tmp_path)
    content = made.path.read_bytes()
    again = made.path.with_name(made.path.name.replace("0001", "0002"))
    again.write_bytes(b"berkas orang lain")
    family(officer, "Budi")
    assert sent(officer, tmp_path).path.name.endswith(" (2).kkb")
    assert (made.path.read_bytes(), again.read_bytes()) == (content, b"berkas orang lain")


def test_a_real_laptop_must_be_enrolled_first(tmp_path: Path) -> None:
    real = laptop(tmp_path / "asli", "Rina", practice=False)
    try:
        family(real, "Ahmad")
        assert "belum didaftarkan" in refused(real, tmp_path / "x", "E-ENROL").sentence
        found = outbox(real)
        assert found.obstacle is not None
        assert (found.obstacle.code, found.receivers) == ("E-ENROL", ())
        assert found.changes == waiting_to_send(real) > 0
    finally:
        close(real)


def test_a_district_answers_only_whom_it_has_heard(district: Session, tmp_path: Path) -> None:
    refused(district, tmp_path / "x", "E-NO-OFFICER")


def test_a_folder_that_cannot_be_written(officer: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    (tmp_path / "berkas").write_text("bukan folder")
    refused(officer, tmp_path / "berkas" / "dalam", "E-WRITE")
    assert sent(officer, tmp_path).number == 1


def test_cancelling_leaves_no_trace(officer: Session, tmp_path: Path) -> None:
    save(officer, "Simpan", [Family(id=new_record_id(officer), village=MALUANG, status="draf") for _ in range(600)])
    before, stop = picture(officer), threading.Event()
    with pytest.raises(Cancelled):
        export(officer, tmp_path / "stik", progress=Progress(sink=lambda _step: stop.set(), cancel=stop))
    assert picture(officer) == before
    assert not any((tmp_path / "stik").iterdir())


def test_photos_travel_once(officer: Session, district: Session, tmp_path: Path) -> None:
    activity = Activity(id=new_record_id(officer), village=MALUANG, status="draf")
    save(officer, "Simpan kegiatan", [activity])
    made = photos.add_photo(officer, activity, file_with(tmp_path, camera_photo((400, 300))))
    assert outbox(officer).photos == 1
    file = sent(officer, tmp_path)
    assert file.photos == 1
    report = taken(district, file.path)
    assert report.photos == 1
    with district.database.read() as conn:
        (arrived,) = read.records(conn, Attachment)
    assert photos.content(district, arrived) == photos.content(officer, made)
    family(officer, "Ahmad")
    assert sent(officer, tmp_path).photos == 0


def test_a_photo_lost_here_does_not_hold_up_the_rest(officer: Session, district: Session, tmp_path: Path) -> None:
    activity = Activity(id=new_record_id(officer), village=MALUANG, status="draf")
    save(officer, "Simpan kegiatan", [activity])
    made = photos.add_photo(officer, activity, file_with(tmp_path, camera_photo((400, 300))))
    assert made.blob
    (officer.data_dir / "photos" / made.blob).unlink()
    file = sent(officer, tmp_path)
    assert file.photos == 0
    assert taken(district, file.path).result == "diterima"


def test_undoing_after_sending_is_safe(officer: Session, district: Session, tmp_path: Path) -> None:
    family(officer, "Ahmad")
    kept = family(officer, "Budi")
    taken(district, sent(officer, tmp_path).path)
    undo(officer)
    assert names(officer) == ["Ahmad"]
    report = taken(district, sent(officer, tmp_path).path)
    assert (report.deleted, report.conflicting) == (1, 0)
    assert names(district) == ["Ahmad"]
    save(officer, "Simpan keluarga", [kept])
    taken(district, sent(officer, tmp_path).path)
    assert names(district) == ["Ahmad", "Budi"]
    assert sound(district)


def test_a_village_given_up_does_not_hold_up_what_was_written_there(
    officer: Session, district: Session, tmp_path: Path
) -> None:
    family(officer, "Ahmad")
    unassign(officer, MALUANG)
    family(officer, "Budi")
    assert taken(district, sent(officer, tmp_path).path).result == "diterima"
    assert names(district) == ["Ahmad", "Budi"]


def test_what_the_outbox_says(officer: Session, tmp_path: Path) -> None:
    before = outbox(officer)
    assert before.changes == waiting_to_send(officer) > 0
    sent(officer, tmp_path)
    one = family(officer, "Ahmad")
    family(officer, "Budi")
    save(officer, "Simpan keluarga", [one.changed(rt="002")])
    found = outbox(officer)
    assert (found.changes, found.records, found.photos) == (3, (("family", 2),), 0)
    assert waiting_to_send(officer) == 3
    assert (found.receivers[0].name, found.receivers[0].last_number) == ("Kantor latihan", 1)
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", found.fingerprint)
    assert found.fingerprint == before.fingerprint


def test_counting_on_equals_counting_from_nothing(officer: Session, tmp_path: Path) -> None:
    drawn = random.Random(7)
    homes = [family(officer, name) for name in ("Ahmad", "Budi", "Citra")]
    photo = file_with(tmp_path, camera_photo((400, 300)))

    def step(kind: int) -> None:
        one = drawn.choice(homes)
        match kind:
            case 0:
                homes.append(family(officer, f"Keluarga {len(homes)}"))
            case 1:
                save(officer, "Ubah", [one.changed(rt=f"{drawn.randrange(900):03}")])
            case 2:
                undo(officer)
            case 3:
                activity = Activity(id=new_record_id(officer), village=MALUANG, status="draf")
                save(officer, "Simpan kegiatan", [activity])
                photos.add_photo(officer, activity, photo)
            case _:
                sent(officer, tmp_path)

    followed = 0
    for kind in (0, 1, 3, 1, 2, 0, 4, 1, 0, 1, 3, 2, 1, 4, 1):
        step(kind)
        followed += outbox(officer).changes > 0  # what it counts from nothing, it puts away
        with officer.database.read() as conn:
            known = parcels.known_to(conn, partners.receivers(conn, officer)[0]).get(officer.device, ())
            anew = outbox_kept._from_nothing(
                conn, officer.device, known, read.next_seq(conn, officer.device) - 1, silent()
            )
            assert outbox_kept.unsent(conn, officer.device, known, silent()) == (anew, False), kind
    assert followed > 10


def test_a_lost_file_is_noticed_by_the_answer_and_sent_again(
    officer: Session, district: Session, tmp_path: Path
) -> None:
    taken(district, sent(officer, tmp_path).path)
    family(officer, "Hilang")
    sent(officer, tmp_path).path.unlink()
    family(officer, "Sampai")
    taken(district, sent(officer, tmp_path).path)
    assert names(district) == ["Sampai"]
    assert outbox(officer).changes == 0
    answer = sent(district, tmp_path / "balasan")
    assert answer.receiver == "Siti Rahma"
    assert taken(officer, answer.path).result == "diterima"
    assert outbox(officer).changes == waiting_to_send(officer) == 1
    taken(district, sent(officer, tmp_path).path)
    assert names(district) == ["Hilang", "Sampai"]
    assert outbox(officer).changes == 0


def test_a_correction_of_the_district_comes_back(officer: Session, district: Session, tmp_path: Path) -> None:
    made = family(officer, "Ahmd")
    taken(district, sent(officer, tmp_path).path)
    save(district, "Perbaiki nama", [made.changed(head_name="Ahmad")])
    report = taken(officer, sent(district, tmp_path / "balasan").path)
    assert (report.changed, report.conflicting) == (1, 0)
    assert names(officer) == ["Ahmad"]
    assert sound(officer)
    refused(district, tmp_path / "balasan", "E-NOTHING-NEW")


def test_a_stick_that_was_pulled_out_before_a_name_is_found(
    officer: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ExFAT and NTFS answer EIO to the mere question whether a file is there (tests/stick)."""
    family(officer, "Ahmad")
    stick, known = tmp_path / "FLASH", Path.exists
    stick.mkdir()

    def asked(self: Path) -> bool:
        if self.parent == stick:
            raise OSError(errno.EIO, "Input/output error", str(self))
        return known(self)

    monkeypatch.setattr(Path, "exists", asked)
    refused(officer, stick, "E-WRITE")
