"""Telling a person that the district helped to open these data: who, and when. He may know it, or it may be news to
him that must not stay hidden."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions import helped
from kampungkb_desktop.actions.helped import Told
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.dialogs import Message
from kampungkb_desktop.ui.palette import Tone

TITLE = "Bantuan membuka laptop"
UNKNOWN = (
    "Bila Anda tidak pernah meminta bantuan ini, tanyakan kepada kantor kabupaten, lalu ganti kata sandi di Pengaturan."
)


def tell_help(owner: QWidget, session: Session) -> None:
    """Look on the worker whether there is something to tell, and tell it over ``owner``."""
    if session.role != DISTRICT and not session.practice:
        run(owner, lambda _p: helped.untold(session), done=lambda told: _tell(owner, session, told))


def words(told: list[Told]) -> str:
    """Each help in a line of its own."""
    return "\n".join(_line(one) for one in told)


def _line(one: Told) -> str:
    moment = moment_of(one.at)
    who = f"{one.by} ({one.office})" if one.by else one.office
    return f"{long_date(moment.date())} pukul {moment:%H.%M}, oleh {who}."


def _tell(owner: QWidget, session: Session, told: list[Told]) -> None:
    if not told:
        return
    sentence = "Kantor kabupaten pernah membantu membuka data di laptop ini."
    dialog = Message(owner, TITLE, sentence, f"{words(told)}\n\n{UNKNOWN}", tone=Tone.INFO)
    dialog.accepted.connect(lambda: run(owner, lambda _p: helped.mark_told(session), done=lambda _nothing: None))
    dialog.open()
