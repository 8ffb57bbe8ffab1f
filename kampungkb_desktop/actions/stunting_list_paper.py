"""The families at risk of stunting of a village on paper: who, where, why, and what help was received."""

from __future__ import annotations

from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.restricting import veiled
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import frame_of, paper_of, pdf_of, rule_words
from kampungkb_desktop.actions.stunting_risk import judged, verified_in
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.choices_family import HEAD
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.risk_verification import RANK
from kampungkb_desktop.report.table import Noted
from kampungkb_desktop.report.tabled import (
    Column,
    Part,
    Row,
    TabledPaper,
)
from kampungkb_desktop.rules.stunting_headings import (
    assistance_words,
    rank_words,
)
from kampungkb_desktop.rules.stunting_recap import Verified
from kampungkb_desktop.rules.stunting_risk import Answer, Risk
from kampungkb_desktop.store import read
from kampungkb_desktop.store.connection import Connection

LIST_TITLE = "Daftar keluarga berisiko stunting"
_TARGET_WORDS = {"baduta": "Baduta", "balita": "Balita", "pus": "PUS", "hamil": "Hamil"}
_HIDDEN = "•••• "


def list_pdf(session: Session, village: str, semester: str, *, paper: str = "A4") -> bytes:
    """The families at risk of a village as PDF, NIK masked unless the settings say otherwise; errors
    as ``recap_pdf``."""
    return pdf_of(list_paper(session, village, semester), paper)


def list_paper(session: Session, village: str, semester: str, *, among: frozenset[str] | None = None) -> TabledPaper:
    """What stands in the list: who is at risk, by RT and name, why, and what help was received; ``among`` are the
    families chosen, all by default."""
    frame = frame_of(session, village, semester)
    masked = settings.load(session).masked_nik is not False
    with session.database.read() as conn:
        found = {r.family: r for r in judged(conn, village, frame.day, frame.reading) if r.at_risk is Answer.YES}
        found = {one: risk for one, risk in found.items() if among is None or one in among}
        families = veiled(conn, read.by_ids(conn, Family, found))
        niks = _niks(conn, village)
        verified = verified_in(conn, village, frame.semester)
    ordered = sorted(families.values(), key=lambda f: (f.rw or "", f.rt or "", f.name(), f.id))
    rows = tuple(
        _family_row(at, one, found[one.id], _nik(niks.get(one.id), masked=masked), verified.get(one.id))
        for at, one in enumerate(ordered, start=1)
    )
    columns = (
        Column("No", 0.5, "right"), Column("Kepala keluarga", 2.2), Column("RT/RW dan alamat", 2.6),
        Column("Sasaran", 1.2), Column("Berisiko karena", 2.6), Column("Peringkat", 1.0),
        Column("Pendampingan", 1.9),
    )  # fmt: skip
    chosen = "" if among is None else " di antara yang dipilih"
    words = f"{number(len(rows))} keluarga berisiko stunting{chosen}, menurut RT dan nama."
    empty = () if rows else ("Tidak ada keluarga yang berisiko stunting menurut data yang tercatat.",)
    part = Part("", columns, rows, above=(words,) if rows else empty, below=rule_words(frame))
    return paper_of(session, frame, LIST_TITLE, (), (part,), personal=True)


def _family_row(at: int, family: Family, risk: Risk, nik: str, verified: Verified | None) -> Row:
    targets = ", ".join(_TARGET_WORDS[one.code] for one in risk.targets if one.answer is Answer.YES)
    why = _sentence("; ".join(one.reason.rstrip(".") for one in risk.deciding))
    rank = (verified.rank if verified is not None else None) or _desil(family.welfare_rank)
    help_ = ", ".join(assistance_words(code) for code in verified.assistance) if verified is not None else ""
    place = f"RT {family.rt or '–'}/RW {family.rw or '–'}"
    who, where = Noted(family.head_name or "(belum bernama)", nik), Noted(place, family.address or "")
    if family.restricted:  # UU 27/2022 Pasal 40–41: counted, and named nowhere
        who, where, why, help_ = Noted("(data dibatasi)", ""), Noted(place, ""), "", ""
    return Row((str(at), who, where, targets, why or "–", rank_words(rank) if rank else "–", help_ or "–"))


def _sentence(words: str) -> str:
    """Several reasons as one: small letters behind the first, but for what is always large (KB)."""
    first, *others = words.split("; ")
    return "; ".join([first, *(one[:1].lower() + one[1:] for one in others)])


def _desil(rank: int | None) -> str:
    return "" if rank is None else str(rank) if str(rank) in RANK.codes() else ">4"


def _niks(conn: Connection, village: str) -> dict[str, str]:
    rows = read.rows(conn, Member, ("family_id", "nik", "restricted"), {"village": village, "relation": HEAD})
    return {str(family): str(nik) for family, nik, restricted in rows if family and nik and not restricted}


def _nik(digits: str | None, *, masked: bool) -> str:
    if not digits:
        return "NIK belum ada"
    return f"NIK {_HIDDEN}{digits[-4:]}" if masked and len(digits) > 4 else f"NIK {digits}"
