"""Every figure of the copy of one's own data, and of the corrections."""

from __future__ import annotations

import json
from typing import Any

from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Kind, Link, Measure, Number, Place, YesNo
from kampungkb_desktop.forms.record import fields_of
from tests.papers.family_papers import INDICES, comma, frame, home_of
from tests.papers.sheet import NO_MARKS, TODAY, Sheet, grouped, long_day, months_between
from tests.papers.stored import Row, Stored
from tests.papers.village_papers import ADDRESS, signed


def own_data(sheet: Sheet, stored: Stored) -> None:
    """Salinan data pribadi: every answer with a figure in it, as it lies in its table."""
    home, people = home_of(stored)
    frame(sheet, rules=("krs-2022",))
    for _ in range(sheet.pages - 1):
        sheet.take(f"Kabupaten Berau,… {long_day(TODAY)}")
    sheet.take("UU 27/2022 PASAL 6, 7, DAN 13", "Nomor rumah Keluarga Elisa Jalung Njuk 61 77", "21 Nov 2026 12.00")
    tables = {"family": [home], "member": people}
    for table in ("family_planning", "family_development", "mutation", "risk_verification", "visit"):
        tables[table] = stored.all(table, family_id=home["id"])
    own = {one["id"] for one in tables["visit"]} | {one["id"] for one in people}
    for table in ("measurement", "postpartum"):
        tables[table] = [one for one in stored.all(table) if one["visit_id"] in own or one["member_id"] in own]
    _headings(sheet, stored, tables)
    for table, rows in tables.items():
        for row in rows:
            _answers(sheet, table, row)
    _judged_long(sheet, people, tables["family_planning"][0])
    _results(sheet, stored)
    sheet.take(
        "sejak 5 Juli 2026",
        "sejak 21 November 2026",
        "UU 27/2022 Pasal 20",
        "UU 27/2022 Pasal 10",
        "3×24 jam",
        *ADDRESS,
    )
    for words in ("Keluarga 5 tahun", "Anggota keluarga 5 tahun", "Kunjungan 5 tahun", "Pengukuran anak 6 tahun",
                  "pasca salin 5 tahun", "Keluarga berencana 5 tahun", "Pembangunan keluarga 5 tahun",
                  "Verval KRS 5 tahun", "Mutasi 10 tahun"):  # fmt: skip
        sheet.take(words)
    signed(sheet)


def _answers(sheet: Sheet, table: str, row: Row) -> None:
    """Answers with figures, under the questions as their form asks them."""
    for name, kind in fields_of(FORMS[table]).items():
        value = row[name]
        if value is None or isinstance(kind, Link | Place):
            continue
        words = " ".join(f"{kind.label} {said(kind, value)}".split())
        if any(sign.isdigit() for sign in words):
            sheet.take(words)


def said(kind: Kind, value: Any) -> str:
    """One stored value as people read it."""
    match kind:
        case YesNo():
            return kind.yes if value else kind.no
        case Number():
            return f"{value if kind.low >= 1900 else grouped(value)} {kind.unit}"
        case Measure():
            return f"{comma(value, kind.places)} {kind.unit}".translate(NO_MARKS)
        case Day():
            return long_day(value)
        case Choice():
            return kind.options.label(value)
        case Choices():
            named = [kind.options.label(code) for code in json.loads(value)]
            return named[0] if len(named) == 1 else f"{', '.join(named[:-1])}{',' * (len(named) > 2)} dan {named[-1]}"
    return str(value)


def _judged_long(sheet: Sheet, people: list[Row], told: Row) -> None:
    wife = next(one for one in people if one["relation"] == "istri_suami")
    years = months_between(wife["birth_date"], TODAY) // 12
    births = sorted(one["birth_date"] for one in people if one["relation"] == "anak")
    sheet.take(
        "Punya Anak 0–23 Bulan 1 anak berumur 0–23 bulan",
        "Punya Anak 24–59 Bulan Tidak ada anak berumur 24–59 bulan", f"PUS Istri berumur {years} tahun",
        f"Terlalu Muda (Umur Istri < 20 Tahun) Istri berumur {years} tahun",
        f"Terlalu Tua (Umur Istri 35 sd 40 Tahun) Istri berumur {years} tahun",
        f"Terlalu Dekat (< 2 Tahun) Jarak dua anak termuda {months_between(births[-2], births[-1])} bulan",
        f"Terlalu Banyak (>= 3 Anak) {told['living_male'] + told['living_female']} anak masih hidup", "PUS 4 Terlalu",
    )  # fmt: skip


def _results(sheet: Sheet, stored: Stored) -> None:
    """What is reckoned of each measuring."""
    child = stored.child
    for row in stored.all("measurement", member_id=child["id"]):
        weight, height, both = (f"{stored.z(child, row, index):.2f}".replace(".", ",") for index in INDICES[:3])
        months = months_between(child["birth_date"], row["measured_on"])
        sheet.take(f"Umur {months} bulan: BB/U {weight} SD, berat", f"PB/U {height} SD", f"BB/PB {both} SD")


def _headings(sheet: Sheet, stored: Stored, tables: dict[str, list[Row]]) -> None:
    """The titles of the records: their day, and whom they are about."""
    named = {one["id"]: one["full_name"] for one in stored.all("member")}
    for row in tables["visit"]:
        sheet.take(f"Kunjungan {long_day(row['visited_on'])} ({named[row['member_id']]})")
    for row in tables["measurement"]:
        sheet.take(f"Pengukuran anak {long_day(row['measured_on'])} ({named[row['member_id']]})")
    for row in tables["postpartum"]:
        sheet.take(f"pasca salin, {long_day(row['measured_on'])} ({named[row['member_id']]})")
    for row in tables["family_planning"]:
        sheet.take(f"Keluarga berencana, {long_day(row['as_of'])}")
    for row in tables["family_development"]:
        sheet.take(f"Pembangunan keluarga, {long_day(row['as_of'])}")
    for row in tables["mutation"]:
        sheet.take(f"Lahir, {long_day(row['happened_on'])} ({named[row['member_id']]})")
    sheet.take("Verval KRS Semester II 2026")


def corrections(sheet: Sheet, stored: Stored) -> None:
    """Riwayat koreksi: the number of the house, before and after."""
    frame(sheet, rules=("krs-2022",))
    sheet.take("UU 27/2022 PASAL 6 DAN 30")
    changes = [one for one in stored.changes("family", stored.child["family_id"]) if "house_no" in one]
    assert [one["house_no"] for one in changes] == ["61", "77"]
    sheet.take("21 Nov 2026 12.00 Nomor rumah Keluarga Elisa Jalung Njuk 61 77")
    signed(sheet)


PROOFS = {"salinan-data": own_data, "riwayat-koreksi": corrections}
