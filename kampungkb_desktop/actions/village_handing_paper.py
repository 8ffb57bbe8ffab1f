"""Berita acara serah terima of a village from one officer to the next: what is recorded, what is open, what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from kampungkb_desktop.actions.due_view import LATE, MONTH, WEEK
from kampungkb_desktop.actions.handing_paper import FACTS, Handing, handing_paper, party_of
from kampungkb_desktop.actions.pdp_frame import place_of
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.actions.summary import named_in
from kampungkb_desktop.actions.village_handing import Held, OpenLine, VillageHanding, village_handing
from kampungkb_desktop.base.clock import day_of, moment_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import long_date, moment, month_name, number, short_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.report.tabled import Column, Part, Row, TabledPaper
from kampungkb_desktop.rules.open_referrals import KIND_WORDS

MOST_CASES: Final = 40
"""Open cases told one by one; the rest is counted."""
_HELD: Final = (
    Column("Yang diserahkan", 3.2), Column("Jumlah", 1, "right"), Column("Masih draf", 1, "right"),
    Column("Terbaru", 1.8, "right"),
)  # fmt: skip
_CASES: Final = (
    Column("No", 0.4, "right"), Column("Kode keluarga", 1.4, whole=True), Column("RT", 0.6), Column("Apa", 3.4),
    Column("Sejak", 1.3), Column("Hari", 0.7, "right"),
)  # fmt: skip
_MONTH_LETTERS = len("2026-10")


def village_handing_pdf(session: Session, village: str, day: date, *, paper: str = "A4", progress: Progress) -> bytes:
    """The paper as PDF, for a hand-over on ``day``. KnownError E-VILLAGE for a code there is not."""
    return pdf_of(village_handing_paper(session, village, day, progress), paper)


def village_handing_paper(session: Session, village: str, day: date, progress: Progress) -> TabledPaper:
    """What stands on the paper."""
    region = regions.load().region(village)
    if region is None or region.level != "village":
        raise KnownError(
            "E-VILLAGE", f"Kode desa/kelurahan {village} tidak dikenal.", "Tulis kodenya seperti 64.03.06.2004."
        )
    found, today = village_handing(session, village, day, progress), day_of(session.clock())
    with session.database.read() as conn:
        named = named_in(conn, region)
    return handing_paper(session, place_of(session, village), Handing(
        eyebrow="BERITA ACARA SERAH TERIMA WILAYAH BINAAN", title=named,
        what=f"wilayah binaan {named} beserta seluruh catatannya seperti tersebut di bawah",
        day=day, giver=party_of(found.giver), taker=party_of(found.taker), parts=tuple(_parts(found, today)),
    ))  # fmt: skip


# --- inside


def _parts(found: VillageHanding, today: date) -> Iterator[Part]:
    kinds = tuple(_held_row(one) for one in found.held if one.count)
    nothing = () if kinds else ("Belum ada yang tercatat tentang desa ini di laptop ini.",)
    yield Part("Catatan", _HELD, kinds, above=nothing, below=tuple(_below(found)))
    yield Part("Pekerjaan yang sedang berjalan", FACTS, tuple(Row(pair) for pair in _running(found)))
    shown = found.cases[:MOST_CASES]
    if shown:
        rest = len(found.cases) - len(shown)
        below = ("Kode keluarga diketik di Kunjungan untuk membuka keluarganya.",)
        more = (f"Dan {number(rest)} lagi yang lebih baru.",) if rest else ()
        rows = tuple(_case(at, one, today) for at, one in enumerate(shown, start=1))
        yield Part("Rujukan dan bantuan yang masih terbuka", _CASES, rows, below=(*more, *below))


def _below(found: VillageHanding) -> Iterator[str]:
    yield (
        "Semua catatan ada di laptop penerima setelah ia menerima berkas balasan dari kabupaten; catatan lama tetap "
        "atas nama pencatatnya."
    )
    if found.unfinished:
        yield f"{number(found.unfinished)} isian setengah jadi di laptop ini belum disimpan dan tidak ikut terkirim."


def _running(found: VillageHanding) -> Iterator[tuple[str, str]]:
    yield "Keluarga berisiko stunting", f"{number(found.at_risk)} dari {number(found.targets)} keluarga sasaran"
    yield (
        "Perlu dikunjungi",
        (
            f"{number(found.due[LATE])} terlambat, {number(found.due[WEEK])} sampai seminggu lagi, "
            f"{number(found.due[MONTH])} sampai akhir bulan (termasuk yang terlambat)"
        ),
    )
    kinds = {kind: sum(one.case.kind == kind for one in found.cases) for kind in KIND_WORDS}
    yield "Masih terbuka", ", ".join(f"{number(kinds[kind])} {words.lower()}" for kind, words in KIND_WORDS.items())
    if found.conflicts:
        yield "Menunggu keputusan", f"{number(found.conflicts)} isian yang bertentangan"
    if found.sent is not None:
        said = "sudah ada tanda terimanya" if found.received else "belum ada tanda terimanya"
        yield (
            "Berkas kirim terakhir",
            (f"nomor {number(found.sent.number)}, {moment(moment_of(found.sent.at))}, {said}"),
        )


def _held_row(one: Held) -> Row:
    return Row((one.title, number(one.count), number(one.drafts) if one.drafts else "–", _newest(one.newest) or "–"))


def _newest(text: str) -> str:
    if not text:
        return ""
    return month_name(text) if len(text) == _MONTH_LETTERS else long_date(date.fromisoformat(text))


def _case(at: int, one: OpenLine, today: date) -> Row:
    days, case = one.case.days(today), one.case
    what = KIND_WORDS[case.kind] + (f" ke {case.what}" if case.kind == "rujukan" and case.what else "")
    what += f": {case.what}" if case.kind != "rujukan" and case.what else ""
    since = short_date(case.since) if case.since else "tanpa tanggal"
    return Row((number(at), one.code, one.rt or "–", what, since, number(days) if days is not None else "–"))
