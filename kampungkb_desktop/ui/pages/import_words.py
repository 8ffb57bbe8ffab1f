"""How the plan of an import is said: verdicts as chips, what would change answer by answer, what was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kampungkb_desktop.actions.answer_words import answer_words
from kampungkb_desktop.actions.lists_in.accepting import Taken
from kampungkb_desktop.actions.lists_in.findings import Level
from kampungkb_desktop.actions.lists_in.plan import Counts, Line, Mode, Offer, Verdict
from kampungkb_desktop.actions.lists_in.targets import PERSONAL, TARGETS
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.forms.kinds import Answer, Link
from kampungkb_desktop.forms.record import fields_of, to_scalar
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.family_words import masked_nik
from kampungkb_desktop.ui.palette import Tone

VERDICTS: Final = {
    Verdict.NEW: Tag("Baru", Tone.OK, "add"),
    Verdict.CHANGES: Tag("Mengubah", Tone.INFO, "edit"),
    Verdict.SAME: Tag("Tetap", Tone.NEUTRAL, "circle"),
    Verdict.DOUBT: Tag("Meragukan", Tone.WARN),
    Verdict.REFUSED: Tag("Ditolak", Tone.BAD),
}
TAKEN: Final = Tag("Masuk", Tone.OK, "check")
LEFT: Final = Tag("Lewati", Tone.NEUTRAL, "minus")
LEVELS: Final = {Level.REFUSED: Tone.BAD, Level.EMPTIED: Tone.WARN, Level.CHECK: Tone.WARN}
_UNSEEN: Final = frozenset({"village", "family_id"})


def remark(line: Line, mode: Mode) -> str:
    """The most important thing about a row, short enough for a table."""
    if line.refused or line.said:
        worst = max(line.said, key=lambda one: one.level)
        return f"{worst.column}: {worst.sentence}" if worst.column else worst.sentence
    if line.doubt:
        return line.doubt
    kept = sum(len(offer.kept(mode)) for offer in line.offers())
    changing = [title_of(offer, name) for offer in line.offers() if offer.seen for name in offer.changes(mode)]
    if changing:
        return f"Mengisi atau mengganti {listing(changing[:4])}{'…' if len(changing) > 4 else ''}"
    return f"{number(kept)} jawaban berbeda dibiarkan" if kept else ""


def change_lines(line: Line, mode: Mode) -> Iterator[str]:
    """``Pendidikan: (kosong) → Tamat SD``, one for each answer of a record on record; then those that stay."""
    for offer in line.offers():
        if offer.seen is None:
            continue
        changing = offer.changes(mode)
        for name, value in offer.answers.items():
            if name in _UNSEEN:
                continue
            before, after = _said(offer, name, getattr(offer.seen, name)), _said(offer, name, value)
            stays = "" if name in changing else "  (dibiarkan)"
            yield f"{title_of(offer, name)}: {before} → {after}{stays}"


def new_lines(line: Line) -> Iterator[str]:
    """``Pendidikan: Tamat SD``, one for each answer of a record that is not on record yet."""
    for offer in line.offers():
        if offer.seen is None:
            for name, value in offer.answers.items():
                if name not in _UNSEEN and value is not None:
                    yield f"{title_of(offer, name)}: {_said(offer, name, value)}"


def may_be_another(line: Line) -> bool:
    """Whether the doubt is about whom a row tells of: then a person can say that it is somebody else."""
    return bool(line.doubt) and any(offer.seen is not None for offer in (*line.household.offers, line.person) if offer)


def title_of(offer: Offer, name: str) -> str:
    """How an answer is called on the screens of an import."""
    target = TARGETS.get(f"{offer.form.FORM}.{name}")
    return target.title if target is not None else fields_of(offer.form)[name].label


def headline(counts: Counts, taken: int) -> tuple[str, Tone]:
    """The whole file in a sentence or two."""
    parts = [
        f"{number(counts.of(verdict))} baris {words}"
        for verdict, words in (
            (Verdict.NEW, "baru"), (Verdict.CHANGES, "mengubah yang ada"), (Verdict.SAME, "tetap"),
            (Verdict.DOUBT, "meragukan"), (Verdict.REFUSED, "ditolak"),
        )
        if counts.of(verdict)
    ]  # fmt: skip
    families = f"{number(counts.families)} keluarga ({number(counts.new_families)} baru): {listing(parts)}."
    if counts.kept:
        families += f" {number(counts.kept)} baris berisi jawaban lain daripada yang tercatat, dan itu dibiarkan."
    if not taken:
        return f"Tidak ada yang akan dimasukkan. {families}", Tone.INFO
    tone = Tone.WARN if counts.of(Verdict.DOUBT) or counts.of(Verdict.REFUSED) else Tone.INFO
    return f"Belum ada yang disimpan. {families}", tone


def done_words(taken: Taken) -> str:
    """What an import did."""
    parts = [
        f"{number(count)} {words}"
        for count, words in (
            (taken.families, "keluarga baru"), (taken.members, "orang baru"), (taken.changed, "catatan diubah"),
        )
        if count
    ]  # fmt: skip
    return f"Sudah dimasukkan: {listing(parts)}." if parts else "Tidak ada yang diubah."


def _said(offer: Offer, name: str, value: Answer) -> str:
    if value is None:
        return "(kosong)"
    if f"{offer.form.FORM}.{name}" in PERSONAL:
        return masked_nik(str(value))
    kind = fields_of(offer.form)[name]
    if isinstance(kind, Link):
        return "(catatan lain)"
    return answer_words(kind, to_scalar(kind, value))
