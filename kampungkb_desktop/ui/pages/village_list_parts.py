"""The lists of Kelembagaan: Pokja, poktan, Rumah DataKu, regulations, and contests and awards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kampungkb_desktop.base.text import listing, long_date, number, short_date
from kampungkb_desktop.forms.award import Award, result_words
from kampungkb_desktop.forms.choices_institution import (
    CONTEST_LEVELS,
    FOUR,
    GENERATIONS,
    HOUSE_CLASSES,
    POKTAN_KINDS,
    VILLAGE,
)
from kampungkb_desktop.forms.data_house import DataHouse, cadres_of
from kampungkb_desktop.forms.pokja import PokjaMember, serves, short_position
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.record import DONE, Record
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.rules.village_books import newest_house, pokja_count
from kampungkb_desktop.ui.pages.village_list_part import Around, ListPart
from kampungkb_desktop.ui.pages.village_snapshots import DeskWords

HELP = "kelembagaan"


def draft_mark(record: Record) -> str:
    """What a list adds to a record that is not finished."""
    return "" if record.status == DONE else "draf"


def joined(*words: str) -> str:
    """The note under a line: its parts with a dot between."""
    return " · ".join(word for word in words if word)


# --- Pokja


def _pokja_line(record: Record) -> tuple[str, str]:
    if not isinstance(record, PokjaMember):
        return record.name(), ""
    ended = f"sampai {short_date(record.until)}" if record.until else ""
    seat = short_position(record) or "jabatan belum diisi"
    return record.full_name or "Tanpa nama", joined(
        ended or seat, "terlatih" if record.trained else "", draft_mark(record)
    )


def _pokja_begin(around: Around) -> Mapping[str, Any]:
    """As the member typed last: a Pokja is typed from one decree, seat after seat."""
    same = [m for m in around.books.pokja if around.mine(m)]
    last = max(same, key=lambda m: m.id, default=PokjaMember(generation=FOUR))
    return {"generation": last.generation or FOUR, "since": last.since, "decree": last.decree}


def _pokja_told(around: Around) -> str:
    if around.scope != VILLAGE:
        people = sum(serves(m, around.today) for m in around.books.pokja if around.mine(m))
        return f"{number(people)} orang menjabat." if people else ""
    count = pokja_count(around.books.pokja, around.today)
    if not count.people:
        return ""
    said = [f"{number(count.people)} orang menjabat, {number(count.trained)} sudah dilatih."]
    said.append(f"Susunan: {GENERATIONS.label(count.generation).lower()}." if count.generation else "")
    said.append("Ada anggota yang masih tercatat dengan susunan lain." if count.mixed else "")
    return " ".join(part for part in said if part)


POKJA = ListPart(
    "pokja", "Pokja", PokjaMember,
    DeskWords(
        "anggota Pokja", "Pengurus dan anggota",
        "Siapa duduk di jabatan atau seksi apa, dari unsur mana, sejak kapan, dan sudah dilatih atau belum. Jumlahnya "
        "dapat dipakai di profil bulanan.",
        _pokja_line, "Ta&mbah anggota", "users",
    ),
    records=lambda around: [m for m in around.books.pokja if around.mine(m)],
    begin=_pokja_begin, told=_pokja_told, help_topic=f"{HELP}#pokja", scoped=True,
)  # fmt: skip


# --- Poktan


def _poktan_line(record: Record) -> tuple[str, str]:
    if not isinstance(record, Poktan):
        return record.name(), ""
    members = f"{number(record.members)} anggota" if record.members is not None else "anggota belum diisi"
    return record.name(), joined("tidak aktif" if record.active is False else members, draft_mark(record))


def _poktan_told(around: Around) -> str:
    active = Counter(one.kind for one in around.books.poktan if one.active is not False)
    closed = sum(one.active is False for one in around.books.poktan)
    said = [f"{POKTAN_KINDS.label(code)} {number(active[code])}" for code in POKTAN_KINDS.codes() if active[code]]
    words = f"{number(active.total())} kelompok aktif: {listing(said)}." if said else ""
    return joined(words, f"{number(closed)} tidak aktif" if closed else "")


POKTAN = ListPart(
    "poktan", "Poktan", Poktan,
    DeskWords(
        "poktan", "Kelompok kegiatan",
        "Kelompok BKB, BKR, BKL, UPPKA, dan PIK R: SK pengukuhan, pembina, ketua, anggota, dan sarananya. Kelompok "
        "yang berhenti dinonaktifkan, tidak dihapus.",
        _poktan_line, "Ta&mbah kelompok", "kegiatan",
    ),
    records=lambda around: around.books.poktan,
    begin=lambda _around: {"active": True}, told=_poktan_told, help_topic=f"{HELP}#poktan",
    removable=lambda record: record.status != DONE, long=True,
)  # fmt: skip


# --- Rumah DataKu


def _house_line(record: Record) -> tuple[str, str]:
    if not isinstance(record, DataHouse):
        return record.name(), ""
    when = long_date(record.as_of) if record.as_of else "Tanpa tanggal"
    kind = HOUSE_CLASSES.label(record.house_class) or "kelas belum diisi"
    return when, joined("tidak berjalan" if record.active is False else kind, draft_mark(record))


def _house_begin(around: Around) -> Mapping[str, Any]:
    """A new dated record is mostly the last one with another class."""
    last = newest_house(around.books.houses, around.today) or DataHouse()
    kept = ("house_name", "place", "decree", "decree_date", "head", "head_phone", "cadres", "house_class")
    return {name: getattr(last, name) for name in kept} | {"active": True, "as_of": around.today}


def _house_told(around: Around) -> str:
    house = newest_house(around.books.houses, around.today)
    if house is None:
        return ""
    head = f"kepala {house.head}" if house.head else "kepala belum diisi"
    kind = HOUSE_CLASSES.label(house.house_class) or "belum diisi"
    return f"Kelas {kind}, {head}, {number(len(cadres_of(house)))} kader."


HOUSE = ListPart(
    "rumah", "Rumah DataKu", DataHouse,
    DeskWords(
        "catatan Rumah DataKu", "Keadaan per tanggal",
        "Kelas Sederhana, Lengkap, atau Paripurna, dengan kepala dan kadernya. Catatan baru menyimpan perubahan kelas.",
        _house_line, "Ta&mbah catatan", "chart",
    ),
    records=lambda around: around.books.houses,
    begin=_house_begin, told=_house_told, help_topic=f"{HELP}#rumah-dataku",
)  # fmt: skip


# --- Regulasi


def _regulation_line(record: Record) -> tuple[str, str]:
    if not isinstance(record, Regulation):
        return record.name(), ""
    when = short_date(record.issued_on) if record.issued_on else "tanpa tanggal"
    valid = "tidak berlaku lagi" if record.in_force is False else ""
    return record.name(), joined(when, valid, draft_mark(record))


def _regulation_told(around: Around) -> str:
    """Every level counts for the village, whichever is looked at."""
    valid = sum(one.in_force is not False for one in around.books.regulations)
    above = sum(one.in_force is not False and bool(one.area) for one in around.books.regulations)
    if not valid:
        return ""
    from_above = f", {number(above)} di antaranya dari kabupaten/kota atau provinsi" if above else ""
    return f"{number(valid)} regulasi berlaku bagi kampung ini{from_above}."


REGULATION = ListPart(
    "regulasi", "Regulasi", Regulation,
    DeskWords(
        "regulasi", "Regulasi",
        "SK, instruksi, surat edaran, dan peraturan yang mendukung Kampung KB, dengan nomor dan tanggalnya. Jenisnya "
        "dapat dipakai di profil bulanan.",
        _regulation_line, "Ta&mbah regulasi", "document",
    ),
    records=lambda around: [one for one in around.books.regulations if around.mine(one)],
    begin=lambda _around: {"in_force": True}, told=_regulation_told, help_topic=f"{HELP}#regulasi", scoped=True,
)  # fmt: skip


# --- Lomba dan penghargaan


def _award_line(record: Record) -> tuple[str, str]:
    if not isinstance(record, Award):
        return record.name(), ""
    level = CONTEST_LEVELS.label(record.level)
    return record.name(), joined(str(record.year or "tanpa tahun"), level, result_words(record), draft_mark(record))


AWARD = ListPart(
    "penghargaan", "Lomba && penghargaan", Award,
    DeskWords(
        "lomba atau penghargaan", "Lomba dan penghargaan",
        "Lomba yang diikuti dan penghargaan yang diterima: tingkat, tahun, dan sampai tahap mana.",
        _award_line, "Ta&mbah catatan", "flag",
    ),
    records=lambda around: around.books.awards,
    begin=lambda around: {"year": around.today.year}, told=lambda _around: "",
    help_topic=f"{HELP}#lomba-dan-penghargaan",
)  # fmt: skip

PARTS = (POKJA, POKTAN, HOUSE, REGULATION, AWARD)
