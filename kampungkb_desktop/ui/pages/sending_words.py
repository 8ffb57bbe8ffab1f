"""How far a change has come on its way to the office, in a chip and in a sentence."""

from __future__ import annotations

from kampungkb_desktop.actions.receipts import Sending
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import moment
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone

_TAGS = {
    "waiting": Tag("Belum dikirim", Tone.NEUTRAL, "clock"),
    "sent": Tag("Dikirim", Tone.INFO, "send"),
    "received": Tag("Diterima", Tone.OK),
    "refused": Tag("Ditolak", Tone.BAD),
}


def sending_tag(one: Sending | None) -> Tag | str:
    """The chip; a dash for what is not of this laptop."""
    return _TAGS[one.state] if one else "–"


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
