"""The village summary of a month: gathered from the records, shown on the screen, written as PDF.

Nothing is counted twice: what the rules computed is handed over as it is, so that paper and screen cannot differ.
"""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from pathlib import Path

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import summary_class, summary_lists, summary_people, summary_work
from kampungkb_desktop.actions.classify_village import month_end, states
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary_changes import changes
from kampungkb_desktop.actions.village_books import village_books
from kampungkb_desktop.actions.whole_file import write_file
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.text import month_of, month_shift
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_institution import LOCAL_TERMS
from kampungkb_desktop.forms.choices_village import COVERAGE
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.officer import Office
from kampungkb_desktop.forms.regions import Region
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.report import summary_content as printed
from kampungkb_desktop.report.summary import render_summary
from kampungkb_desktop.rules import local_words
from kampungkb_desktop.rules.legal_basis import printed_basis
from kampungkb_desktop.rules.local_words import LocalWord
from kampungkb_desktop.store import blobs, read
from kampungkb_desktop.store.connection import Connection


def summary_content(session: Session, village: str, month: str, printed_on: date) -> printed.SummaryContent:
    """Everything that stands in the summary of a month, from the records in force at its end.

    ``village`` is a Kemendagri code, ``month`` "2026-10". KnownError E-VILLAGE for a code there is not, E-NO-DATA for
    a village nothing has been recorded of.
    """
    region = regions.load().region(village)
    if region is None or region.level != "village":
        raise KnownError(
            "E-VILLAGE", f"Kode desa/kelurahan {village} tidak dikenal.", "Tulis kodenya seperti 64.03.06.2004."
        )
    with session.database.read() as conn:
        return _gathered(conn, session, region, month, printed_on)


def _gathered(
    conn: Connection, session: Session, region: Region, month: str, printed_on: date
) -> printed.SummaryContent:
    village, before = region.code, month_shift(month, -1)
    data_on, kampung = min(month_end(month), printed_on), kampung_of(conn, village)
    state = states(conn, [village], month)[village]
    books = village_books(conn, village)
    register = summary_people.register(conn, village, state, month, data_on)
    if kampung is None and state.nothing and register is None:
        raise _no_data(region)
    held = summary_work.held_in(conn, village)
    months = Counter(month_of(one.held_on) for one in held if one.held_on)
    return printed.SummaryContent(
        letterhead=letterhead_of(conn, session, region),
        village=_village(region, kampung),
        month=month,
        data_on=data_on,
        printed_on=printed_on,
        classification=summary_class.with_official(conn, village, summary_class.classification(state, month), data_on),
        changes=changes(states(conn, [village], before)[village], state, month, (months[before], months[month])),
        population=summary_people.population(state.population),
        groups=summary_people.groups(state, month),
        family_planning=summary_people.family_planning(state, month),
        institution=summary_lists.with_officers(summary_work.institution(state.profile), books, data_on),
        lists=summary_lists.village_lists(books, data_on),
        activities=summary_work.activities(conn, session, held, state, month),
        register=register,
        signatures=_signatures(region, kampung, state.profile, summary_lists.chair(books, data_on)),
        signed_at=region.name,
        rule_versions=summary_class.rule_versions(state, month, register=register is not None),
        legal_basis=printed_basis(data_on),
        app_version=__version__,
        practice=session.practice,
    )


def _no_data(region: Region) -> KnownError:
    return KnownError(
        "E-NO-DATA", f"Belum ada data {region.name} di laptop ini.",
        "Isi profil kampungnya dahulu, atau terima berkas kirim dari petugasnya.",
    )  # fmt: skip


def summary_pdf(session: Session, village: str, month: str, *, paper: str = "A4") -> bytes:
    """The summary as PDF, printed today by the clock; KnownErrors as ``summary_content``."""
    content = summary_content(session, village, month, clocks.day_of(session.clock()))
    sink = io.BytesIO()
    render_summary(content, sink, paper=paper)
    return sink.getvalue()


def village_summary(session: Session, village: str, month: str, target: Path, *, paper: str = "A4") -> Path:
    """Write the summary to ``target`` whole or not at all; an earlier file of the name is replaced.

    KnownError: as ``summary_content``; E-TARGET-FOLDER, E-TARGET-WRITE, E-TARGET-FULL for the place it should go to.
    """
    return write_pdf(target, summary_pdf(session, village, month, paper=paper))


def write_pdf(target: Path, content: bytes) -> Path:
    """A finished PDF to a file; see ``write_file``."""
    return write_file(target, content, "PDF")


def words_for(region: Region, kampung: Village | None = None) -> LocalWord:
    """What such a village and its head are called there, as its Kampung KB says, else as is usual."""
    if kampung is not None and kampung.local_term:
        return local_words.called(LOCAL_TERMS.label(kampung.local_term), region.code)
    return local_words.local_word(region.code)


def local_kind(region: Region, kampung: Village | None = None) -> str:
    """What such a village is called there: Kelurahan, Nagari, Kampung."""
    return words_for(region, kampung).kind


def village_head(region: Region, kampung: Village | None = None) -> str:
    """Who signs for such a village: Kepala Desa, Lurah, Wali Nagari."""
    return words_for(region, kampung).head


def named_in(conn: Connection, region: Region) -> str:
    """The village by its name and what it is called there, for the head of a paper: Nagari Maluang."""
    return f"{local_kind(region, kampung_of(conn, region.code))} {region.name}"


def kampung_of(conn: Connection, village: str) -> Village | None:
    """The Kampung KB of a village; of several (an old one deactivated) the active one, then the newest."""
    found = read.records(conn, Village, where={"village": village}, order=("id",))
    return max(found, key=lambda v: (v.active is not False, v.id), default=None)


def letterhead_of(conn: Connection, session: Session, region: Region) -> printed.Letterhead:
    """The office that issues a paper about a region; empty while it is not on record."""
    office = office_of(conn, region)
    if office is None:
        return printed.Letterhead()
    return printed.Letterhead(
        government=office.government,
        office=office.full_name,
        acronym=office.acronym,
        address=office.address,
        phone=office.phone,
        email=office.email,
        logo=_logo(session, office),
    )


def office_of(conn: Connection, region: Region) -> Office | None:
    """The office of a region's kabupaten/kota; of several on record the last made."""
    offices = read.records(conn, Office, where={"regency": region.at("regency").code}, order=("id",))
    return offices[-1] if offices else None


def head_signature(office: Office | None) -> tuple[printed.Signature, ...]:
    """The head of the office under the title as it was typed, Plt. and Pj. included; none while no name is known."""
    if office is None or not office.head_name:
        return ()
    title = office.head_title or "Kepala"
    named = title if not office.acronym or office.acronym in title else f"{title} {office.acronym}"
    return (printed.Signature(f"Mengetahui, {named}", office.head_name, office.head_nip),)


def _logo(session: Session, office: Office) -> bytes | None:
    """The coat of arms; where it has not arrived yet, the paper goes without."""
    if not office.logo or not blobs.exists(session.data_dir, office.logo):
        return None
    try:
        return blobs.get(session.data_dir, session.photo_key, office.logo)
    except KnownError:
        return None


def _village(region: Region, kampung: Village | None) -> printed.Village:
    known = kampung or Village()
    model = "Provinsi" if known.model_province else "Kabupaten/kota" if known.model_regency else None
    coverage = COVERAGE.label(known.coverage) or None
    if known.coverage == "rw" and known.rw:
        coverage = f"RW {known.rw}"
    return printed.Village(
        name=known.kkb_name,
        village=region.name,
        kind=local_kind(region, kampung),
        code=region.code,
        subdistrict=region.at("district").name,
        district=region.at("regency").name,
        province=region.at("province").name,
        launched_on=known.launched_on,
        coverage=coverage,
        in_charge=known.responsible,
        model_village=model,
        description=known.description,
    )


def _signatures(
    region: Region, kampung: Village | None, profile: InstitutionProfile | None, chair: str | None
) -> tuple[printed.Signature, ...]:
    """The head of the village, the chair of the Pokja, and the PKB who accompanies it."""
    known = profile or InstitutionProfile()
    role = "Pendamping" if known.has_pkb is False else "PKB/PLKB pendamping"
    return (
        printed.Signature(f"{village_head(region, kampung)} {region.name}", kampung.head_name if kampung else None),
        printed.Signature("Ketua Pokja Kampung KB", chair),
        printed.Signature(role, known.pkb_name, known.pkb_nip if known.has_pkb else None),
    )
