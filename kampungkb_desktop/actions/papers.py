"""The papers of a village that Laporan offers: what each is, what time it is about, and how it is made.

One line a paper; the page that shows, saves and prints them knows no more than this.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_list_paper import list_pdf
from kampungkb_desktop.actions.stunting_paper import recap_pdf
from kampungkb_desktop.actions.summary import summary_pdf
from kampungkb_desktop.actions.village_books_paper import lists_pdf, plan_pdf
from kampungkb_desktop.base.frozen import frozen

Period = Literal["month", "semester"]


@frozen
class Offer:
    """``make(session, village, period, paper)`` gives the PDF; ``period`` is a month ("2026-10") or a semester
    ("2026-2"). ``file`` begins the proposed name of the file, ``lacking`` is the page that mends a paper that cannot
    be made."""

    key: str
    title: str
    told: str
    period: Period
    make: Callable[[Session, str, str, str], bytes]
    file: str
    lacking: str = "kampung"


def _summary(session: Session, village: str, month: str, paper: str) -> bytes:
    return summary_pdf(session, village, month, paper=paper)


def _risk_recap(session: Session, village: str, semester: str, paper: str) -> bytes:
    return recap_pdf(session, village, semester, paper=paper)


def _risk_list(session: Session, village: str, semester: str, paper: str) -> bytes:
    return list_pdf(session, village, semester, paper=paper)


def _lists(session: Session, village: str, month: str, paper: str) -> bytes:
    return lists_pdf(session, village, month, paper=paper)


def _plan(session: Session, village: str, month: str, paper: str) -> bytes:
    return plan_pdf(session, village, month, paper=paper)


SUMMARY: Final = "ringkasan"
OFFERS: Final = (
    Offer(
        SUMMARY, "Ringkasan Kampung KB",
        "Identitas, klasifikasi, kependudukan, program, poktan, dan kegiatan sebulan, dalam urutan halaman portal.",
        "month", _summary, "Ringkasan",
    ),
    Offer(
        "kelembagaan", "Kelembagaan",
        "Susunan Pokja, poktan, Rumah DataKu, regulasi, serta lomba dan penghargaan, seperti tercatat di daftarnya.",
        "month", _lists, "Kelembagaan",
    ),
    Offer(
        "rkm", "Rencana kerja dan permasalahan",
        "RKM tahun itu dengan kegiatan, pelaksana, biaya, dan kemajuannya, lalu catatan permasalahan dan solusi.",
        "month", _plan, "RKM",
    ),
    Offer(
        "krs", "Rekap KRS",
        "Keluarga berisiko stunting satu semester: sasaran, penapisan, peringkat, pendampingan, hasil verval, dan RT.",
        "semester", _risk_recap, "Rekap-KRS", "keluarga",
    ),
    Offer(
        "krs-daftar", "Daftar KRS",
        "Nama keluarga berisiko stunting menurut RT, sebabnya, dan pendampingannya. NIK disamarkan.",
        "semester", _risk_list, "Daftar-KRS", "keluarga",
    ),
)  # fmt: skip


def offer(key: str) -> Offer:
    """A paper by its key; the summary for a key nobody knows."""
    return next((one for one in OFFERS if one.key == key), OFFERS[0])
