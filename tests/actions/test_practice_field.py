"""The practice officers of a district: what they send, the disagreement between them, and the answer they read."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.actions import practice_field
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.take_in import take_in
from kampungkb_desktop.store import read
from tests.actions.exchanging import family, laptop


def test_the_officers_send_disagree_and_read_the_answer(tmp_path: Path) -> None:
    district = laptop(tmp_path / "latihan-kabupaten", "Kabupaten", role="kabupaten")
    try:
        for name in ("Jumadi", "Ratna", "Bayu"):
            family(district, name)
        assert practice_field.standing(district).waiting is False
        folder = practice_field.ask(district)
        at = practice_field.standing(district)
        assert (at.waiting, at.answers) == (True, ())
        assert len(list(folder.glob("*.kkb"))) == 3
        report = take_in(district, [folder])
        assert sorted(one.result for one in report.files) == ["diterima", "diterima", "ditolak"]
        assert practice_field.standing(district).waiting is False
        with district.database.read() as conn:
            [conflict] = read.conflicts(conn)
        assert (conflict.form, conflict.field, len(conflict.heads)) == ("family", "phone", 2)
        made = export(district, tmp_path / "balasan")
        assert len(practice_field.standing(district).answers) == 2
        assert practice_field.hand_back(district, [tmp_path, made.path.parent, made.path]) >= 2
        assert practice_field.standing(district).answers == ()
        again = practice_field.ask(district)  # a second month: the laptops are there, and so is the work
        assert practice_field.standing(district).waiting
        assert sorted(one.result for one in take_in(district, [again]).files) == ["diterima", "diterima", "ditolak"]
    finally:
        sessions.close(district)
