"""A rule file that the office hands to its officers beside those of the program (``rules.rule_file`` reads the text).

Only a district writes these; they travel to every officer in the office's signed files and stay in the database.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Choice, Day, Option, Options, Text
from kampungkb_desktop.forms.record import Record, ask

IN_FORCE: Final = "berlaku"
WITHDRAWN: Final = "ditarik"
RULE_STATES = Options(
    "keadaan_aturan", (Option(IN_FORCE, "Berlaku menurut tanggalnya", 1), Option(WITHDRAWN, "Ditarik", 2))
)
LONGEST = 64 * 1024
_RULE, _FILE = "Aturan", "Berkas"


@frozen(kw_only=True)
class OfficeRule(Record):
    """One version. Its id follows from ``version``, so that two computers of an office mean the same record."""

    FORM: ClassVar[str] = "office_rule"
    TITLE: ClassVar[str] = "Aturan dari kantor"

    version: str | None = ask(Text("Versi", required=True, longest=60, group=_RULE))
    title: str | None = ask(Text("Judul", required=True, longest=600, group=_RULE))
    since: date | None = ask(Day("Berlaku sejak", required=True, future=True, group=_RULE))
    state: str | None = ask(Choice("Keadaan", options=RULE_STATES, required=True, group=_RULE))
    reason: str | None = ask(Text("Alasan ditarik", longest=300, group=_RULE))
    loaded_on: date | None = ask(Day("Dimuat", group=_FILE))
    text: str | None = ask(Text("Isi berkas aturan", required=True, longest=LONGEST, lines=20, group=_FILE))

    def name(self) -> str:
        return self.title or self.version or self.TITLE
