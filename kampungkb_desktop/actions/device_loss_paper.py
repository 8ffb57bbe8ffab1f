"""The written notices of a lost laptop (UU 27/2022 Pasal 46): to the agency, to the families, and the list that goes
with them. What data, when and how, and what is done about it. The office reads, completes and signs them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.device_losses import Loss, households, lock_words
from kampungkb_desktop.actions.own_records import own_office
from kampungkb_desktop.actions.pdp_frame import Place, place_of
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.base.clock import day_of, moment_of
from kampungkb_desktop.base.text import full_date, listing, long_date, moment, number
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.device_loss import HOW_LOST, DeviceLoss
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper
from kampungkb_desktop.rules.pdp_clock import due_words

AGENCY, PEOPLE, LIST = "lembaga", "keluarga", "lampiran"
TITLES = {
    AGENCY: "Pemberitahuan kegagalan pelindungan data pribadi",
    PEOPLE: "Pemberitahuan kepada keluarga",
    LIST: "Lampiran: keluarga di laptop itu",
}
_PLANNED = (
    "Yang akan dilakukan: mencabut laptop itu sehingga berkasnya tidak diterima lagi, dan memulihkan pekerjaan petugas "
    "di laptop lain dari salinan yang tersandi."
)
_TWO = (Column("", 1, muted=True), Column("", 3.4))
_DATA = (
    "Nama, NIK, nomor KK, tanggal lahir, alamat, nomor HP, susunan keluarga; data kesehatan (kehamilan, KB, pengukuran "
    "anak), data anak, disabilitas, keadaan rumah dan kesejahteraan, serta hasil kunjungan."
)


_SHORT = 360
"""So many letters about the handling stand beside the locks; the notice then is one page."""


def loss_pdf(session: Session, loss: Loss, which: str, *, paper: str = "A4") -> bytes:
    """One of the three papers as PDF; ``which`` is a key of ``TITLES``."""
    return pdf_of(loss_paper(session, loss, which), paper)


def loss_paper(session: Session, loss: Loss, which: str) -> TabledPaper:
    """What stands on it."""
    today, place, office = day_of(session.clock()), place_of(session, None), own_office(session)
    parts = {AGENCY: _to_agency, PEOPLE: _to_people, LIST: _listed}[which](session, loss, place)
    head = " ".join(part for part in (office.head_title or "Kepala", office.acronym) if part)
    signers = (Signature(head, office.head_name, office.head_nip),)
    return TabledPaper(
        letterhead=place.letterhead, eyebrow="UU 27/2022 PASAL 46", title=TITLES[which], place=place.words,
        when=long_date(today), parts=tuple(parts), signatures=() if which == LIST else signers, signed_at=place.name,
        data_on=today, printed_on=today, app_version=__version__, practice=session.practice, personal=which == LIST,
    )  # fmt: skip


def _to_agency(session: Session, loss: Loss, place: Place) -> Sequence[Part]:
    one, clock = loss.record, loss.clock
    rows = (
        Row(("Kepada", "Lembaga Pelindungan Data Pribadi")),
        Row(("Nomor surat", one.agency_number or "………………………………")),
        Row(("Pengendali data", own_office(session).full_name or own_office(session).name())),
        Row(("Narahubung", place.contact or "………………………………")),
        Row(("Yang terjadi", _told(one))),
        Row(("Tempat", one.place or "Belum diketahui")),
        Row(("Diketahui kantor", _known(one))),
        Row(("Batas pemberitahuan", f"{moment(moment_of(clock.due))} (3×24 jam sejak diketahui)")),
        Row(("Laporan polisi", _police(one))),
        Row(("Berkas terakhir diterima", _last_file(loss))),
    )  # fmt: skip
    done = _handling(loss)
    return (
        Part("Kejadian", _TWO, rows),
        _affected(loss),
        Part("Pengaman", above=tuple(lock_words(loss))),
        Part("Penanganan", above=done, beside=sum(map(len, done)) <= _SHORT),
    )


def _affected(loss: Loss) -> Part:
    """Whose data, village by village; the sum under more than one."""
    counted = tuple(
        Row((_place(held.village), number(held.families), number(held.people), number(held.children)))
        for held in loss.held
    )
    total = Row(
        ("Jumlah", number(loss.families), number(loss.people), number(sum(held.children for held in loss.held))),
        strong=True,
    )
    columns = (
        Column("Desa/kelurahan", 3), Column("Keluarga", 1, "right"), Column("Orang", 1, "right"),
        Column("Di bawah 18 tahun", 1.2, "right"),
    )  # fmt: skip
    note = (
        "Dihitung dari desa yang ditugaskan dan yang pernah dikirim ke laptop itu. Catatan yang dibuat petugas sesudah "
        "berkas terakhir belum diketahui kantor."
    )
    rows = counted if len(counted) == 1 else (*counted, total)
    return Part("Data yang terdampak", columns, rows, above=(_DATA,), below=(note,))


def _to_people(session: Session, loss: Loss, place: Place) -> Sequence[Part]:
    one, office = loss.record, own_office(session)
    who = f"{office.name()} ({place.contact})" if place.contact else office.name()
    opening = (
        "Kepada Bapak/Ibu kepala keluarga di " + _villages(loss) + ".",
        (
            f"Kami beritahukan bahwa laptop petugas KB {_how(one)} pada {_when(one)}. Di dalamnya tersimpan data "
            "keluarga Bapak/Ibu. Kami mohon maaf atas kejadian ini."
        ),
    )
    advice = (
        (
            "Berhati-hatilah bila ada yang menghubungi dengan menyebut data keluarga Anda. Petugas tidak pernah "
            "meminta uang, kata sandi, atau kode lewat telepon."
        ),
        (
            "Anda berhak bertanya, melihat data Anda, dan meminta dibatasi atau dihapus. Hubungi petugas KB desa atau "
            f"{who}."
        ),
    )
    return (
        Part("", above=opening),
        Part("Data apa", above=(_DATA,)),
        Part("Bagaimana terlindung", above=tuple(lock_words(loss))),
        Part("Yang kami lakukan", above=_handling(loss)),
        Part("Yang dapat Anda lakukan", above=advice),
    )


def _listed(session: Session, loss: Loss, _office: Place) -> Sequence[Part]:
    columns = (
        Column("No", 0.5, "right"),
        Column("RT", 0.8),
        Column("Kepala keluarga", 3.4),
        Column("Orang", 0.8, "right"),
    )
    found = []
    for village, families in groupby(households(session, loss), lambda one: one.village):
        rows = tuple(Row((str(at), one.rt or "–", one.head, number(one.people))) for at, one in enumerate(families, 1))
        found.append(Part(f"{_place(village)} ({number(len(rows))} keluarga)", columns, rows))
    return found or (Part("", above=("Tidak ada keluarga yang tercatat di desa-desa laptop itu.",)),)


def _handling(loss: Loss) -> tuple[str, ...]:
    said = []
    if loss.laptop is not None and loss.laptop.until is not None:
        said.append(f"Laptop itu dicabut sejak {long_date(loss.laptop.until)}: berkas darinya tidak diterima lagi.")
    if loss.record.handling:
        said += [line for line in loss.record.handling.split("\n") if line.strip()]
    return tuple(said) or (_PLANNED,)


def _told(one: DeviceLoss) -> str:
    said = f"{HOW_LOST.label(one.how) or 'Hilang'}: {_when(one)}."
    return f"{said} {one.circumstances}" if one.circumstances else said


def _when(one: DeviceLoss) -> str:
    if one.lost_on is None:
        return "waktu yang belum diketahui"
    return full_date(one.lost_on) + (f" sekitar pukul {one.lost_at}" if one.lost_at else "")


def _known(one: DeviceLoss) -> str:
    if one.known_on is None:
        return "Belum diisi"
    return long_date(one.known_on) + (f" pukul {one.known_at}" if one.known_at else "")


def _how(one: DeviceLoss) -> str:
    return (HOW_LOST.label(one.how) or "hilang").lower()


def _police(one: DeviceLoss) -> str:
    if not one.police_number:
        return "Belum ada"
    return one.police_number + (f", {long_date(one.police_on)}" if one.police_on else "")


def _last_file(loss: Loss) -> str:
    laptop = loss.laptop
    if laptop is None or not laptop.last_at:
        return "Belum pernah"
    return f"Nomor {number(laptop.last_number)}, {moment(moment_of(laptop.last_at))}"


def _villages(loss: Loss) -> str:
    found = (regions.load().region(one.village) for one in loss.held)
    return listing([one.name for one in found if one is not None]) or "desa binaan petugas itu"


def _place(code: str) -> str:
    region = regions.load().region(code)
    return f"{region.name}, Kec. {region.at('district').name}" if region else code


def due_line(loss: Loss, now: int) -> str:
    """Until when both notices are to be out, for the screen."""
    return f"Pemberitahuan tertulis paling lambat {due_words(loss.clock.due, now)}."
