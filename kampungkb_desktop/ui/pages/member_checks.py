"""What to say about a person while he is typed, beyond his own record: his numbers, and whether he is on record
already. The way to the other record stands as a button above the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.same_person import SAME_NIK, Alike, alike
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Finding, Record
from kampungkb_desktop.rules.child_growth import SEX_LETTER
from kampungkb_desktop.rules.nik import check_kk, check_nik
from kampungkb_desktop.ui.chip import Chip
from kampungkb_desktop.ui.pages.alike_strip import AlikeLine, AlikeStrip
from kampungkb_desktop.ui.pages.duplicates_merged import MergedCard
from kampungkb_desktop.ui.pages.family_form import known_district, other_than_length
from kampungkb_desktop.ui.pages.family_words import left_words
from kampungkb_desktop.ui.pages.rights_menu import RightsMenu
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.widgets import column, label, row

_SEX_OF_LETTER = {"L": MAN, "P": WOMAN}


class MemberChecks:
    """Findings about the person in the form, for ``FormView``'s context."""

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        self.session, self._today = session, today
        self._known = known_district(session)
        self._asked: tuple[str | None, ...] = ()
        self._found: tuple[Alike, ...] = ()

    def __call__(self, record: Record) -> Iterator[Finding]:
        if not isinstance(record, Member):
            return
        if record.kk:
            yield from other_than_length(check_kk(record.kk, self._known, today=self._today(), field="kk"))
        if record.nik:
            yield from self._about_nik(record)
        for one in self.alike(record):
            if one.why == SAME_NIK:
                sentence = f"NIK ini juga tercatat atas nama {one.member.name()}. Cocokkan keduanya dengan kartunya."
                yield Finding("nik", "caution", sentence, one.why)
            else:
                born = f", lahir {long_date(one.member.birth_date)}," if one.member.birth_date else ""
                sentence = f"{one.member.name()}{born} sudah tercatat dalam {one.where}. Orang yang sama?"
                yield Finding("full_name", "caution", sentence, one.why)

    def alike(self, member: Member) -> tuple[Alike, ...]:
        """Who may be the same; asked of the database again only when what decides has changed."""
        key = (member.id, member.nik, member.full_name, str(member.birth_date), member.sex)
        if key != self._asked:
            self._asked, self._found = key, alike(self.session, member)
        return self._found

    def forget(self) -> None:
        """Something was written."""
        self._asked = ()

    def _about_nik(self, member: Member) -> Iterator[Finding]:
        sex = SEX_LETTER.get(member.sex)
        found = check_nik(member.nik or "", member.birth_date, sex, self._known, today=self._today())
        for one in other_than_length(found):
            fix = _SEX_OF_LETTER.get(str(one.fix)) if one.field == "sex" else one.fix
            yield Finding(one.field, one.strength, one.sentence, one.code, fix)


def alike_lines(found: tuple[Alike, ...]) -> list[AlikeLine]:
    """Those who may be the same, as the strip over the form says it."""
    return [
        AlikeLine(one.member.id, one.member.family_id, f"{one.member.name()} sudah tercatat dalam {one.where}. "
                  "Orang yang sama?", one.verdict)
        for one in found
        if one.member.family_id is not None
    ]  # fmt: skip


class MemberHead(QWidget):
    """Over the form of a person: the name, what became of somebody who left, and who may be the same."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.who = label("", "section")
        self.left_words = label("", "caution", wrap=True)
        self.left_words.hide()
        self.doubles = AlikeStrip("Bukan orang yang sama")
        self.merged = MergedCard(session)
        self.restricted, self.rights = Chip("Dibatasi", Tone.WARN, "lock"), RightsMenu(session)
        self.rights.button.setText("Hak atas data pribadi")  # Alt+H removes a person from the list beside it
        head = row(self.who, self.restricted, None, self.rights, spacing=8)
        self.setLayout(column(head, self.left_words, self.merged, self.doubles, spacing=8))

    def show_member(self, member: Member, *, new: bool) -> None:
        """Say whom the form is about."""
        self.who.setText("Anggota baru" if new else member.name())
        self.restricted.setVisible(member.restricted is True)
        self.rights.show_record(None if new else member)
        words = left_words(member)
        self.left_words.setText(words)
        self.left_words.setVisible(bool(words))
        self.merged.show_record(member)

    def renew(self, member: Member | None) -> None:
        """Say anew what the person shown was joined with: that may have changed though none of his answers did."""
        if member is not None:
            self.restricted.setVisible(member.restricted is True)
            self.rights.show_record(member)
            self.merged.show_record(member)
