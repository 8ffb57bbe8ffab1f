"""The papers of several families chosen in a list, each kind as one file: forms, sheets, referrals, the list of those
at risk, and consents. Who is gone or asked that his data be used no further is left out; nothing is written.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from kampungkb_desktop.actions.family_sheet import family_sheet
from kampungkb_desktop.actions.letters import referral_letter
from kampungkb_desktop.actions.notice_paper import consent_paper
from kampungkb_desktop.actions.restricting import is_restricted
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_list_paper import list_paper
from kampungkb_desktop.actions.visit_form_paper import many_forms_pdf
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.forms.choices_family import HEAD
from kampungkb_desktop.forms.choices_visit import IN_PROGRESS
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.report.document import PaperFile
from kampungkb_desktop.report.tabled import TabledPaper, blocks_of_tabled, frame_of_tabled
from kampungkb_desktop.rules.child_growth import under_five
from kampungkb_desktop.store import read

_PASSED_OVER: Final = frozenset({"E-NO-FAMILY", "E-RESTRICTED", "E-GONE", "E-NO-REFERRAL"})


@frozen
class ManyPaper:
    """One kind. ``make(session, families, paper)`` gives the PDF; ``file`` begins its name, ``topic`` is its page of
    the guide. KnownError E-NOTHING-TO-PRINT where none of them has such a paper."""

    key: str
    title: str
    told: str
    file: str
    make: Callable[[Session, Sequence[str], str], bytes]
    topic: str


def sheets_pdf(session: Session, families: Sequence[str], paper: str = "A4") -> bytes:
    """Everything about each family, one or two pages each."""
    return _joined(_each(families, lambda one: family_sheet(session, one)), paper, "lembar keluarga")


def consents_pdf(session: Session, families: Sequence[str], paper: str = "A4") -> bytes:
    """The sheets to sign before children are measured, of the families that have such children."""
    today = clocks.day_of(session.clock())
    with session.database.read() as conn:
        young = [
            key for key in _open(session, families)
            if any(under_five(one, today) for one in read.records(conn, Member, where={"family_id": key}))
        ]  # fmt: skip
    papers = _each(young, lambda one: consent_paper(session, one))
    return _joined(papers, paper, "anak yang akan ditimbang dan diukur")


def referrals_pdf(session: Session, families: Sequence[str], paper: str = "A4") -> bytes:
    """A letter for everybody in these families whose referral is still open."""
    people = _referred(session, _open(session, families))
    return _joined(_each(people, lambda one: referral_letter(session, one)), paper, "rujukan yang masih berjalan")


def at_risk_pdf(session: Session, families: Sequence[str], paper: str = "A4") -> bytes:
    """Those of them that are at risk of stunting today, a list for each village."""
    now = Semester.of(clocks.day_of(session.clock())).code
    with session.database.read() as conn:
        places = {one.village for one in read.by_ids(conn, Family, families).values() if one.village}
    chosen = frozenset(families)
    lists = (list_paper(session, village, now, among=chosen) for village in sorted(places))
    return _joined((one for one in lists if one.parts[0].rows), paper, "keluarga berisiko stunting")


MANY: Final = (
    ManyPaper("formulir", "Formulir kunjungan", "Berisi data: siapa, jawaban terakhir, kodenya", "Formulir-kunjungan",
              lambda s, ids, paper: many_forms_pdf(s, ids, paper=paper), "laporan#formulir-kunjungan"),
    ManyPaper("lembar", "Lembar keluarga", "Semua tentang setiap keluarga, satu sampai dua halaman", "Lembar-keluarga",
              sheets_pdf, "laporan"),
    ManyPaper("rujukan", "Surat rujukan", "Untuk semua yang rujukannya masih berjalan", "Surat-rujukan",
              referrals_pdf, "rujukan"),
    ManyPaper("krs", "Daftar KRS", "Yang berisiko stunting di antaranya, sebabnya, dan pendampingannya", "Daftar-KRS",
              at_risk_pdf, "krs"),
    ManyPaper("persetujuan", "Persetujuan orang tua", "Lembar untuk ditandatangani sebelum anak diukur", "Persetujuan",
              consents_pdf, "data-pribadi"),
)  # fmt: skip


def _open(session: Session, families: Sequence[str]) -> list[str]:
    """Those whose data may be used, in their order."""
    with session.database.read() as conn:
        found = read.by_ids(conn, Family, families)
    return [key for key in families if key in found and not is_restricted(found[key])]


def _each(ids: Iterable[str], make: Callable[[str], TabledPaper]) -> Iterator[TabledPaper]:
    """The papers of those who have one."""
    for one in ids:
        try:
            yield make(one)
        except KnownError as error:
            if error.code not in _PASSED_OVER:
                raise


def _joined(papers: Iterable[TabledPaper], paper: str, what: str) -> bytes:
    sink, file = io.BytesIO(), None
    for one in papers:
        document = frame_of_tabled(one)
        file = file or PaperFile(document, sink, paper)
        file.add(document, blocks_of_tabled(one))
    if file is None:
        raise KnownError(
            "E-NOTHING-TO-PRINT", f"Di antara keluarga yang dipilih tidak ada {what} yang boleh dicetak.",
            "Pilih keluarga lain, atau kertas lain.",
        )  # fmt: skip
    file.close()
    return sink.getvalue()


def _referred(session: Session, families: Sequence[str]) -> list[str]:
    """The people meant by open referrals, in the order of their families; of one without a person, the head."""
    found: dict[str, None] = {}
    with session.database.read() as conn:
        for family in families:
            where = {"family_id": family, "referral": IN_PROGRESS}
            visits = [one for one in read.records(conn, Visit, where=where) if one.referral_closed_on is None]
            if not visits:
                continue
            heads = read.records(conn, Member, where={"family_id": family, "relation": HEAD}, limit=1)
            head = next((one.id for one in heads), None)
            found.update((who, None) for one in visits if (who := one.member_id or head) is not None)
    return list(found)
