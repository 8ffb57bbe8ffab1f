"""What the KRS papers of a village share: the place, the semester and its day, the office, the rule and reading."""

from __future__ import annotations

import io
from datetime import date

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.own_records import own_officer
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_risk import reading_of
from kampungkb_desktop.actions.summary import kampung_of, letterhead_of, words_for
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.semester import Semester
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.report.tabled import (
    Letterhead,
    Part,
    Signature,
    TabledPaper,
    Tile,
    render_tabled,
)
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.rules.stunting_headings import (
    READING_WORDS,
)
from kampungkb_desktop.rules.stunting_risk import Reading


@frozen
class Frame:
    """One village in one semester, ready for paper. ``day`` is the day of the figures."""

    region: Region
    semester: Semester
    day: date
    today: date
    letterhead: Letterhead
    signatures: tuple[Signature, ...]
    reading: Reading
    named: str

    @property
    def rule(self) -> ruleset.RuleSet:
        """The version in force on the day of the figures."""
        return ruleset.in_force("krs", self.day)

    @property
    def place(self) -> str:
        """Where it is, in two lines."""
        region = self.region
        return (
            f"{self.named}, Kecamatan {region.at('district').name}\n"
            f"{region.at('regency').name}, {region.at('province').name} · {region.code}"
        )


def rule_words(frame: Frame) -> tuple[str, ...]:
    """The rule and the reading in force, in sentences."""
    rule = frame.rule
    words = (
        "Keluarga sasaran berisiko bila air minum utamanya tidak layak, atau jambannya tidak layak, atau "
        f"{READING_WORDS[frame.reading]}. Aturan {rule.id}, berlaku sejak {long_date(rule.valid_from)}. "
        f"Sumber: {rule.source}."
    )
    return (words,)


def frame_of(session: Session, village: str, semester: str) -> Frame:
    """Everything but the figures. ``semester`` is "2026-2"; KnownError E-VILLAGE for a code there is not."""
    region = regions.load().region(village)
    if region is None or region.level != "village":
        raise KnownError(
            "E-VILLAGE", f"Kode desa/kelurahan {village} tidak dikenal.", "Tulis kodenya seperti 64.03.06.2004."
        )
    today, when = clocks.day_of(session.clock()), Semester.parse(semester)
    officer = own_officer(session)
    with session.database.read() as conn:
        word = words_for(region, kampung_of(conn, region.code))
        letterhead, reading = letterhead_of(conn, session, region), reading_of(conn, when.day(today))
    signatures = (Signature(f"{word.head} {region.name}"), Signature("PKB/PLKB", officer.full_name, officer.nip))
    return Frame(
        region, when, when.day(today), today, letterhead, signatures, reading, f"{word.kind} {region.name}"
    )  # fmt: skip


def paper_of(
    session: Session, frame: Frame, title: str, tiles: tuple[Tile, ...], parts: tuple[Part, ...], *, personal: bool
) -> TabledPaper:
    """The paper under its letterhead; ``personal`` says that people are named in it."""
    return TabledPaper(
        letterhead=frame.letterhead, eyebrow=frame.semester.label.upper(), title=title,
        place=frame.place, when=frame.semester.label, tiles=tiles, parts=parts, signatures=frame.signatures,
        signed_at=frame.region.name, data_on=frame.day, printed_on=frame.today,
        rules=(f"{frame.rule.id}, bacaan {frame.reading}",), app_version=__version__, practice=session.practice,
        personal=personal,
    )  # fmt: skip


def no_families(region: Region) -> KnownError:
    """Nothing to print."""
    return KnownError(
        "E-NO-DATA", f"Belum ada data {region.name} di laptop ini.",
        "Catat keluarganya dahulu, atau terima berkas kirim dari petugasnya.",
    )  # fmt: skip


def pdf_of(content: TabledPaper, paper: str) -> bytes:
    """The finished PDF. ``paper`` is "A4" or "F4"."""
    sink = io.BytesIO()
    render_tabled(content, sink, paper=paper)
    return sink.getvalue()
