"""The lines of Beranda's cards: what each says and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kampungkb_desktop.actions import home
from kampungkb_desktop.actions.drafts import Kept
from kampungkb_desktop.actions.due_kept import LATE, WEEK
from kampungkb_desktop.actions.home import Begun, OfficeBegun, Sent, Standing
from kampungkb_desktop.actions.own_area import own_villages
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import long_date, moment, number
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.store.lists.visits import VisitRow
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.pages.line_words import due_tag, village_line, village_name
from kampungkb_desktop.ui.pages.village_words import class_tag, nearest_words
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tiles import StatTile

_TABS = {
    "village": "profil", "institution": "kelembagaan", "population": "kependudukan", "monthly": "bulanan",
    "official_class": "klasifikasi",
    "pokja_member": "kelembagaan", "poktan": "kelembagaan", "data_house": "kelembagaan", "regulation": "kelembagaan",
    "award": "kelembagaan", "work_plan": "rencana", "plan_line": "rencana", "problem": "rencana",
}  # fmt: skip
_OF_VISIT = frozenset({"measurement", "pregnancy", "postpartum", "catin", "adolescent"})
_OF_FAMILY = frozenset({"member", "family_planning", "family_development"})

Goal = tuple[str, str | None]
"""Key of a page and what to open there."""
Step = tuple[str, str, bool, Goal]
"""One of the first steps: its name, a sentence, whether it is done, and where."""


class NothingYet(NamedTuple):
    """What the cards of villages and of files say while there is nothing, and what begins it."""

    villages: str
    files: str


def nothing_yet(*, district: bool, receiving: bool) -> NothingYet:
    """At an officer's, at a district's, and at an office that only receives from districts."""
    if receiving:
        return NothingYet(
            "Belum ada Kampung KB. Datanya datang dengan berkas dari kabupaten.",
            "Belum ada berkas yang diterima. Serahkan perkenalan kepada operator kabupaten, lalu terima berkasnya di "
            "Kirim & Terima.",
        )
    if district:
        return NothingYet(
            "Belum ada Kampung KB. Terima berkas petugas lebih dahulu.",
            "Belum ada berkas yang diterima. Minta petugas mengirim, lalu terima di Kirim & Terima.",
        )
    return NothingYet(
        "Belum ada desa. Tambahkan desa binaan di Pengaturan.",
        "Belum ada berkas yang dikirim. Buat berkas kirim sebelum tanggal 3.",
    )


def show_people(tile: StatTile, found: Mapping[str, int]) -> None:
    """Who is to be visited this week, and how many of them are late."""
    late = found[LATE]
    tile.show_figure(number(found[WEEK]), tone=Tone.WARN if late else Tone.OK)
    tile.setToolTip(f"{number(late)} di antaranya sudah lewat tenggatnya. Buka daftarnya di Kunjungan")


def goal_of_draft(record: Record) -> Goal:
    """The form a draft was left in."""
    form = record.FORM
    if form in _TABS:
        place = record.village or getattr(record, "area", None) or ""  # a plan of a kabupaten has no village
        return "kampung", f"{place}/{_TABS[form]}/{record.id}"
    if form in _OF_VISIT and (visit := getattr(record, "visit_id", None)):
        return "kunjungan", str(visit)
    if form in _OF_FAMILY and (family := getattr(record, "family_id", None)):
        return "keluarga", str(family)
    if form == "visit_list":
        return "kunjungan", f"banyak:{record.id}"
    if form == "pdp_request":
        return "pengaturan", f"data-pribadi/permintaan/{record.id}"
    return {"visit": "kunjungan", "family": "keluarga", "activity": "kegiatan"}.get(form, "beranda"), record.id


def draft_words(kept: Kept) -> tuple[str, str]:
    """What was left half-way: whom it is about or its kind and name, and when and where."""
    record = kept.record
    name = record.name()
    title = name if name.startswith(record.TITLE) else f"{record.TITLE}: {name}"
    where = village_name(record.village)
    when = f"diketik {moment(moment_of(kept.at))}"
    if kept.about and kept.about != name:
        return kept.about, f"{title} · {when}"
    return title, f"{where}, {when}" if where else when[0].upper() + when[1:]


def visit_words(row: VisitRow, today: date) -> tuple[str, str, Tag | None]:
    """Whom to see: head of family, whom of it, where, and since when it is due."""
    planned = date.fromisoformat(row.next_visit_on) if row.next_visit_on else None
    who = row.head_name or "Keluarga tanpa nama"
    where = [part for part in (f"RT {row.rt}" if row.rt else "", village_name(row.village)) if part]
    told = [part for part in (row.member_name or "", ", ".join(where)) if part]
    if planned is not None:
        told.append(_when(planned, today))
    return who, " · ".join(told), due_tag(planned, today)


def _when(planned: date, today: date) -> str:
    days = (planned - today).days
    if days < 0:
        return f"lewat {number(-days)} hari"
    return "hari ini" if days == 0 else "besok" if days == 1 else long_date(planned)


def standing_words(one: Standing) -> tuple[str, str, Tag]:
    """A village, its class, and the nearest step up."""
    if one.record is None:
        return (
            village_line(one.code),
            "Kampung KB-nya belum dicatat. Buka untuk mengisi identitasnya.",
            Tag("Belum ada"),
        )
    kkb = one.record.kkb_name
    name = village_name(one.code)
    title = f"{name} – {kkb}" if kkb and kkb != name else name
    words = nearest_words(one.found)
    return title, words[0].upper() + words[1:], class_tag(one.found.level)


def file_words(one: Sent) -> tuple[str, str]:
    """A file that was made or taken in: from whom or for whom, and when."""
    when = moment(moment_of(one.entry.at))
    return (one.peer, f"{when} · {one.entry.name}") if one.peer else (one.entry.name, when)


def steps_of(session: Session) -> list[Step]:
    """What the person does first; none for who knows the way by now. For the worker."""
    if session.receiving:
        return []
    if session.role == DISTRICT:
        office = home.office_begun(session)
        return [] if office.arrived else office_steps(office)
    begun, own = home.begun(session), own_villages(session)
    return [] if begun.on_the_way else first_steps(begun, own[0] if own else "")


def office_steps(begun: OfficeBegun) -> list[Step]:
    """What an operator does first, whether it is done, and where."""
    return [
        ("Kop surat kantor", "Nama dinas, alamat, dan kepala kantor, untuk setiap laporan.", begun.letterhead,
         ("pengaturan", "kantor")),
        ("Laptop petugas pertama", "Terima berkas perkenalannya, bandingkan sidik jari, lalu serahkan penugasan.",
         begun.laptops, ("kirim-terima", "laptop")),
        ("Berkas petugas pertama", "Pilih berkas atau foldernya; isinya diperlihatkan sebelum disimpan.",
         begun.arrived, ("kirim-terima", None)),
    ]  # fmt: skip


def first_steps(begun: Begun, village: str) -> list[Step]:
    """What a person does first, whether it is done, and where."""
    name = village_name(village) or "desa Anda"
    return [
        ("Identitas Kampung KB", f"Nama, tanggal pencanangan, dan gambaran {name}.", begun.village,
         ("kampung", f"{village}/profil" if village else None)),
        ("Keluarga pertama", "Kepala keluarga, alamat, dan anggotanya.", begun.family, ("keluarga", None)),
        ("Kunjungan pertama", "Catat kunjungan; anak ditimbang dan diukur di formulir yang sama.", begun.visit,
         ("kunjungan", None)),
        ("Kegiatan pertama", "Penyuluhan, posyandu, DASHAT, lengkap dengan fotonya.", begun.activity,
         ("kegiatan", None)),
        ("Berkas kirim pertama", "Serahkan catatan ke kabupaten dengan flashdisk.", begun.sent,
         ("kirim-terima", None)),
    ]  # fmt: skip
