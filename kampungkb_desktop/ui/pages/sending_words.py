"""How far a change has come on its way to the office, in a chip and in a sentence."""

from __future__ import annotations

from kampungkb_desktop.actions.receipts import Sending
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import moment, number
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.filter_chips import Saved
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Column

_TAGS = {
    "waiting": Tag("Belum dikirim", Tone.NEUTRAL, "clock"),
    "sent": Tag("Dikirim", Tone.INFO, "send"),
    "received": Tag("Diterima", Tone.OK),
    "refused": Tag("Ditolak", Tone.BAD),
}


_HEADS = {
    "waiting": "Belum dikirim", "sent": "Dikirim, belum ada kabar", "received": "Diterima kantor",
    "refused": "Ditolak kantor",
}  # fmt: skip


def sending_tag(one: Sending | None) -> Tag | str:
    """The chip; a dash for what is not of this laptop."""
    return _TAGS[one.state]._replace(tip=f"{sending_sentence(one)}.") if one else "–"


def sending_cell(one: Sending | None) -> Tag | str:
    """The chip as it stands in a list, in one word, with the sentence for whoever asks; nothing for what is not of
    this laptop."""
    if one is None:
        return ""
    tag = _TAGS[one.state]
    return Tag("Belum" if one.state == "waiting" else tag.text, tag.tone, tag.icon, f"{sending_sentence(one)}.")


def head_words(place: str, one: Sending | None) -> str:
    """The words behind a record's name at the head of its page: how far it has been sent, and where it is."""
    return " · ".join(part for part in (_HEADS[one.state] if one else "", place) if part)


def waiting_words(count: int) -> str:
    """Behind a village's name: how many of its records wait to be sent."""
    return f" · {number(count)} catatan belum dikirim" if count else ""


def sending_sentence(one: Sending | None) -> str:
    """What there is to say beyond the chip: when, and why something was refused; "" for nothing."""
    if one is None:
        return ""
    when = f" {moment(moment_of(one.at))}" if one.at else ""
    match one.state:
        case "received":
            return f"Diterima kabupaten; diketahui{when}"
        case "sent":
            return f"Dikirim{when}; kabupaten belum memberi tahu"
        case "refused":
            return f"Ditolak kabupaten: {one.reason} Ikut lagi dalam berkas berikutnya"
    return "Belum dikirim"


STATE_COLUMN = Column("sent", "Ke kantor", 11, sortable=False, firm=True, tip="Sudah sampai mana catatan ini dikirim")
UNSENT = Saved("belum_dikirim", "Belum dikirim", "Yang belum ada dalam berkas kirim mana pun, atau ditolak kantor")
"""The column and the filter of lists of records that an officer sends."""
