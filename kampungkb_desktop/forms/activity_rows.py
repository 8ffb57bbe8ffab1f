"""What comes in rows with an activity: who attended, what was decided and who does it, which families a DASHAT served,
and how many acceptors of each method. Each row is a record of its own, so that two people may write at one list."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.choices_activity import SERVED_AS
from kampungkb_desktop.forms.choices_family import METHOD, SEX
from kampungkb_desktop.forms.kinds import Choice, Day, Link, Number, Option, Options, Text
from kampungkb_desktop.forms.record import Record, ask

DECISION, FOLLOW_UP = "keputusan", "tindak_lanjut"
MINUTE_KINDS = Options("jenis_notulen", (Option(DECISION, "Keputusan", 1), Option(FOLLOW_UP, "Tindak lanjut", 2)))
_ROW = "Rincian kegiatan"


@frozen(kw_only=True)
class Attendee(Record):
    """A line of the attendance list."""

    FORM: ClassVar[str] = "attendee"
    TITLE: ClassVar[str] = "Daftar hadir"

    activity_id: str | None = ask(Link("Kegiatan", to="activity", required=True, group=_ROW))
    full_name: str | None = ask(Text("Nama", required=True, longest=100, group=_ROW, personal=True))
    sex: str | None = ask(Choice("Jenis kelamin", options=SEX, group=_ROW))
    origin: str | None = ask(Text("Jabatan/asal", group=_ROW, personal=True))

    def name(self) -> str:
        return self.full_name or self.TITLE


@frozen(kw_only=True)
class MinuteItem(Record):
    """A decision, or something to be done: by whom and until when."""

    FORM: ClassVar[str] = "minute_item"
    TITLE: ClassVar[str] = "Keputusan dan tindak lanjut"

    activity_id: str | None = ask(Link("Kegiatan", to="activity", required=True, group=_ROW))
    kind: str | None = ask(Choice("Jenis", options=MINUTE_KINDS, group=_ROW))
    text: str | None = ask(Text("Isi", required=True, longest=1000, group=_ROW))
    who: str | None = ask(Text("Siapa", longest=150, group=_ROW, personal=True))
    due_on: date | None = ask(Day("Kapan", future=True, group=_ROW))
    done_on: date | None = ask(Day("Selesai pada", group=_ROW))

    def name(self) -> str:
        return self.text or self.TITLE


@frozen(kw_only=True)
class ServedFamily(Record):
    """A family that a DASHAT (or another activity) served."""

    FORM: ClassVar[str] = "served_family"
    TITLE: ClassVar[str] = "Keluarga dilayani"

    activity_id: str | None = ask(Link("Kegiatan", to="activity", required=True, group=_ROW))
    family_id: str | None = ask(Link("Keluarga", to="family", required=True, group=_ROW))
    served_as: str | None = ask(Choice("Sebagai", options=SERVED_AS, group=_ROW, personal=True))
    portions: int | None = ask(Number("Porsi", high=1000, unit="porsi", group=_ROW))


@frozen(kw_only=True)
class MethodService(Record):
    """Acceptors served with one method: new, again, changed (domain.md 8.4)."""

    FORM: ClassVar[str] = "method_service"
    TITLE: ClassVar[str] = "Akseptor dilayani"

    activity_id: str | None = ask(Link("Kegiatan", to="activity", required=True, group=_ROW))
    method: str | None = ask(Choice("Metode", options=METHOD, required=True, group=_ROW))
    new: int | None = ask(Number("Baru", high=10_000, unit="orang", group=_ROW))
    again: int | None = ask(Number("Ulang", high=10_000, unit="orang", group=_ROW))
    changed_to: int | None = ask(Number("Ganti", high=10_000, unit="orang", group=_ROW))

    def name(self) -> str:
        return METHOD.label(self.method) or self.TITLE


ROWS: tuple[type[Record], ...] = (Attendee, MinuteItem, ServedFamily, MethodService)
"""The forms whose records belong to an activity and go with it."""
