"""The summaries of all villages of a kabupaten in one PDF, village by village, so that it can be stopped at any.

Nothing is written while it is made; a booklet that is stopped leaves no file behind.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.classify_village import month_end
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.paper_kinds import Wish
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import letterhead_of, summary_content
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.text import month_name
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.report.booklet import Entry, render_booklet
from kampungkb_desktop.report.summary_content import SummaryContent
from kampungkb_desktop.report.tabled import TabledPaper
from kampungkb_desktop.rules import classification


def booklet_pdf(session: Session, wish: Wish, progress: Progress) -> bytes:
    """The booklet of a kabupaten (``wish.place``) for a month. Cancelled at the next village once asked.

    KnownError E-NO-DATA where no village of it holds anything.
    """
    region = regions.load().region(wish.place)
    villages = _villages(session, wish.place)
    if region is None or not villages:
        raise _nothing()
    listed = tuple(Entry(one.code, one.at("district").name, one.name) for one in villages)
    made: list[str] = []
    sink = io.BytesIO()
    front = _front(session, region, wish.period)
    render_booklet(front, listed, _contents(session, villages, wish.period, progress, made), sink, wish.paper)
    progress.check()
    if not made:
        raise _nothing()
    return sink.getvalue()


def _villages(session: Session, regency: str) -> list[Region]:
    """By kecamatan and name, as a person looks for them."""
    known = regions.load()
    found = [known.region(code) for code in own_villages(session) if code.startswith(f"{regency}.")]
    here = [one for one in found if one is not None]
    return sorted(here, key=lambda one: (one.at("district").name, one.name, one.code))


def _contents(
    session: Session, villages: list[Region], month: str, progress: Progress, made: list[str]
) -> Iterator[SummaryContent]:
    today = clocks.day_of(session.clock())
    for done, village in enumerate(villages):
        progress.report(done, len(villages) + 1, f"Menyusun {village.name}")
        try:
            content = summary_content(session, village.code, month, today)
        except KnownError as error:
            if error.code != "E-NO-DATA":
                raise
            continue
        made.append(village.code)
        yield content
    progress.report(len(villages), len(villages) + 1, "Menyatukan halaman")


def _front(session: Session, region: Region, month: str) -> TabledPaper:
    today = clocks.day_of(session.clock())
    with session.database.read() as conn:
        head = letterhead_of(conn, session, region)
    return TabledPaper(
        letterhead=head, eyebrow=f"BUKU RINGKASAN KAMPUNG KELUARGA BERKUALITAS · {month_name(month).upper()}",
        title=f"Kampung KB {region.name}", place=region.at("province").name, when=month_name(month),
        data_on=min(month_end(month), today), printed_on=today, app_version=__version__, practice=session.practice,
        rules=(classification.rules_on(month_end(month)).version,),
    )  # fmt: skip


def _nothing() -> KnownError:
    return KnownError(
        "E-NO-DATA", "Belum ada data kampung dari kabupaten/kota ini di laptop ini.",
        "Terima berkas kirim dari petugasnya dahulu, atau isi profil kampungnya.",
    )  # fmt: skip
