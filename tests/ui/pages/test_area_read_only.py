"""What the kabupaten wrote for all is read by its officers and mended by the office: the form is shut, and says why."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.forms.choices_institution import REGENCY
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.regulation import Regulation
from tests.ui.pages.listed import institution
from tests.ui.pages.windows import window_of


def decree(session: Session, number: str) -> Regulation:
    made = Regulation(id=new_record_id(session), level=REGENCY, area="64.03", kind="bupati", number=number, status=DONE)
    save(session, "Simpan", [made])
    return made


def test_an_officer_reads_the_offices_decree_and_mends_his_own(qtbot: QtBot, session: Session) -> None:
    theirs = decree(replace(session, author="f" * 32), "44/2024")
    mine = decree(session, "9/2026")
    lists = institution(window_of(qtbot, session), "regulasi").lists("regulasi")
    lists.show_scope(REGENCY)
    assert lists.open(theirs.id)
    heading = lists.desk.heading
    assert not lists.view.isEnabled()
    assert heading.sent.text() == "Hanya dibaca"
    assert "kantor kabupaten" in heading.sent.toolTip()
    assert not heading.trash.isVisible()
    assert lists.open(mine.id)
    assert lists.view.isEnabled()
    assert heading.sent.text() == "Belum dikirim"
    lists.desk.begin_blank()
    assert lists.view.isEnabled()
