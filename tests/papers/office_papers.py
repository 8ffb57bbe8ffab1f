"""Every figure of the papers about an officer and about the whole kabupaten."""

from __future__ import annotations

from collections import Counter

from kampungkb_desktop.forms import regions
from tests.papers.sheet import (
    TODAY,
    Sheet,
    grouped,
    hundredths,
    long_day,
    of,
    short_day,
    tenths,
    week_day,
)
from tests.papers.stored import MONTH, OTHER, VILLAGE, Row, Stored
from tests.papers.village_papers import ADDRESS, HEAD, OFFICER

PLACES = {VILLAGE: "Maluang", OTHER: "Sambakungan"}


def monthly_report(sheet: Sheet, stored: Stored) -> None:
    """Laporan bulanan of the officer of both villages."""
    _frame(sheet, rules=("catatan-kerja-2017",))
    sheet.take(
        "PKB/PLKB · NOVEMBER 2026",
        f"{OFFICER} Jabatan",
        OFFICER,
        "Bulan November 2026",
        f"Gunung Tabur, {long_day(TODAY)}",
    )
    for _ in range(sheet.pages - 1):
        sheet.take("PKB Ahli Muda November 2026")
    visits, held = _visits(stored), _activities(stored)
    homes = {one["family_id"] for one in visits}
    there = sum(one["male"] + one["female"] for one in held)
    days = {one["visited_on"] for one in visits} | {one["held_on"] for one in held}
    sheet.take(f"Kunjungan {len(visits)} {len(homes)} keluarga Kegiatan {len(held)} {there} orang hadir "
        f"Hari bekerja {len(days)} hari "
               "dengan catatan Rujukan 1 0 selesai, 1 terbuka Berkas kirim 0 bulan ini",
               "Wilayah binaan 2 desa")  # fmt: skip
    _goals(sheet, stored, visits, held)
    _visited(sheet, stored, visits)
    _programmes(sheet, held)
    _at_risk(sheet, stored, homes)
    sheet.take("Rujukan 1 – 1")
    _recorded(sheet, stored)
    _plans(sheet, stored)
    _coming(sheet)


def _visits(stored: Stored) -> list[Row]:
    mine = stored.place("officer")
    return [one for one in stored.all("visit", officer_id=mine) if one["visited_on"][:7] == MONTH]


def _activities(stored: Stored) -> list[Row]:
    found = [one for one in stored.all("activity") if one["held_on"][:7] == MONTH]
    return sorted(found, key=lambda one: one["held_on"])


def _goals(sheet: Sheet, stored: Stored, visits: list[Row], held: list[Row]) -> None:
    sheet.take("rencana 0 25 % 50 % 75 % 100 %")
    risky = [home for place in PLACES for home in stored.families(place, krs=True)]
    target = sum(len(stored.families(place, sasaran=True)) for place in PLACES)
    seen = sum(len(stored.verified(place)) for place in PLACES)
    small = sum(len(stored.children(place, range(60))) for place in PLACES)
    done = sum(one["month"] == MONTH for one in stored.all("monthly"))
    set_for = sum("11" in stored.codes(one, "months") for one in stored.all("plan_line"))
    met = len({one["family_id"] for one in visits} & set(risky))
    for words, part, whole, unit in (
        ("e-visum, sebulan", len(visits), 22, "entri"),
        ("sekali sebulan atau lebih", len({one["village"] for one in held}), 2, "desa"),
        ("Bangga Kencana bulan itu", done, 2, "desa"), ("KRS dikunjungi bulan itu", met, len(risky), "keluarga"),
        ("Verval KRS semester itu", seen, target, "keluarga sasaran"),
        ("Balita diukur dalam 3 bulan", _weighed(stored, *PLACES), small, "balita"),
        ("yang dijadwalkan bulan itu", 0, set_for, "kegiatan"),
    ):  # fmt: skip
        sheet.take(f"{words} {tenths(part, whole)} {of(part, whole)} {unit}")
    sheet.take("e-visum 2017–2018: paling sedikit 22 entri", "tidak lebih lama dari 3 bulan")


def _weighed(stored: Stored, *places: str) -> int:
    """Small children with a measuring of the last three months."""
    recent = {one["member_id"] for one in stored.all("measurement") if one["measured_on"] > "2026-08-21"}
    return sum(child["id"] in recent for place in places for child in stored.children(place, range(60)))


def _visited(sheet: Sheet, stored: Stored, visits: list[Row]) -> None:
    sheet.take("Balita 5–18 th Jumlah Keluarga dikunjungi")
    targets = ("umum", "catin", "ibu_hamil", "pasca_salin", "anak", "remaja")
    for places, label in (((VILLAGE,), "Maluang"), ((OTHER,), "Sambakungan"), (tuple(PLACES), "Jumlah")):
        own = [one for one in visits if one["village"] in places]
        counts = Counter(one["target"] for one in own)
        homes = sum(len(stored.all("family", village=place)) for place in places)
        sheet.row(
            label, *(counts[code] or None for code in targets), len(own), of(len({o["family_id"] for o in own}), homes)
        )


def _programmes(sheet: Sheet, held: list[Row]) -> None:
    names = ("Data dan administrasi kependudukan", "Advokasi dan perubahan perilaku",
             "Pelayanan kesehatan, KB, dan kespro",
             "Pendampingan keluarga berisiko stunting", "Pendidikan", "Jaminan dan perlindungan sosial",
             "Pemberdayaan ekonomi keluarga", "Penataan lingkungan, air, dan sanitasi")  # fmt: skip
    for number, name in enumerate(names, 1):
        own = [one for one in held if one["kegiatan"].startswith(f"{number}.")]
        sheet.row(f"P{number} {name}", len(own) or None, sum(one["male"] + one["female"] for one in own) or None)
    sheet.row("Jumlah", len(held), sum(one["male"] + one["female"] for one in held))
    for one in held:
        there = one["male"] + one["female"]
        if "DASHAT" in one["title"]:
            sheet.row("DASHAT", 1, there)
        sheet.take(f"{short_day(one['held_on'])} {one['title']} {PLACES[one['village']]} {there}")


def _at_risk(sheet: Sheet, stored: Stored, met: set[str]) -> None:
    for places, label in (((VILLAGE,), "Maluang"), ((OTHER,), "Sambakungan"), (tuple(PLACES), "Jumlah")):
        risky = [home for place in places for home in stored.families(place, krs=True)]
        target = sum(len(stored.families(place, sasaran=True)) for place in places)
        seen = sum(len(stored.verified(place)) for place in places)
        small = sum(len(stored.children(place, range(60))) for place in places)
        cells = (
            (len(risky), target),
            (len(met & set(risky)), len(risky)),
            (seen, target),
            (_weighed(stored, *places), small),
        )
        sheet.row(label, *(f"{of(a, b)} {tenths(a, b)}" if b else of(a, b) for a, b in cells))


def _recorded(sheet: Sheet, stored: Stored) -> None:
    """Records written down in the month: by the log, of this officer."""
    for form, label in (
        ("member", "Anggota keluarga"), ("family_planning", "Keluarga berencana"), ("risk_verification", "Verval KRS"),
        ("visit", "Kunjungan"), ("measurement", "Pengukuran anak"), ("pregnancy", "Pemeriksaan ibu hamil"),
        ("activity", "Kegiatan"), ("monthly", "Bangga Kencana bulanan"),
    ):  # fmt: skip
        sheet.row(label, stored.written(form, stored.place("officer")), None)


def _plans(sheet: Sheet, stored: Stored) -> None:
    for place, label in PLACES.items():
        lines = stored.all("plan_line", village=place)
        done = sum(one["state"] == "selesai" for one in lines)
        share = round(sum(100 if one["state"] == "selesai" else one["progress"] for one in lines) / len(lines))
        due = sum("11" in stored.codes(one, "months") for one in lines)
        sheet.row(label, len(lines), done, len(lines) - done, f"{share} % 0 dari {due} terjadwal")


COMING = (("Maluang", 2, None, 1, 1, 11, None, 15, 9), ("Sambakungan", 1, None, None, None, None, None, 1, None))
"""Whom to visit until the end of December, told from the store by hand: by sasaran, all, and late."""


def _coming(sheet: Sheet) -> None:
    sheet.take("Balita 5–18 th Jumlah Sudah lewat tenggat", "sampai 31 Desember 2026")
    for cells in COMING:
        assert sum(int(one or 0) for one in cells[1:7]) == cells[7]
        sheet.row(*cells)
    sums = [sum(int(row[at] or 0) for row in COMING) or None for at in range(1, 9)]
    sheet.row("Jumlah", *sums)


def work_log(sheet: Sheet, stored: Stored) -> None:
    """Catatan kerja: what was done day by day."""
    _frame(sheet, rules=("catatan-kerja-2017",))
    visits, held = _visits(stored), _activities(stored)
    hours = sum(_hours(one) for one in held)
    days = {one["visited_on"] for one in visits} | {one["held_on"] for one in held}
    there = sum(one["male"] + one["female"] for one in held)
    sheet.take(f"Entri {len(visits) + len(held)} Penyuluhan (KIE) {len(visits)} kurang "
        f"{22 - len(visits)} dari 22 Hari {len(days)} "
               f"Jam {hours:.1f} Hadir {there}".replace(".", ","))  # fmt: skip
    sheet.take(f"KIE {len(visits)} Pelayanan dan Penggerakan {len(held)}")
    for place, label in PLACES.items():
        sheet.row(label, sum(one["village"] == place for one in [*visits, *held]))
    targets = {"umum": "Keluarga (umum)", "ibu_hamil": "Ibu hamil", "anak": "Anak 0–59 bulan"}
    entries = [
        (one["visited_on"], f"Kunjungan: {targets[one['target']]} KIE {PLACES[one['village']]}") for one in visits
    ]
    for one in held:
        words = (
            f"{one['starts_at']}–{one['ends_at']} {one['title']} Pelayanan dan Penggerakan {PLACES[one['village']]} "
        )
        entries.append((one["held_on"], f"{words}{one['male'] + one['female']}"))
    for number, (day, words) in enumerate(sorted(entries), 1):
        sheet.take(f"{number} {week_day(day)}, {short_day(day)} {words}")
    sheet.take("e-visum 2017–2018: paling sedikit 22 entri", "sampai 5 Desember 2026", "sesudah 2018", OFFICER,
               f"Berau, {long_day(TODAY)}")  # fmt: skip
    sheet.may("November 2026")


def _hours(one: Row) -> float:
    begin, end = (int(at[:2]) + int(at[3:]) / 60 for at in (one["starts_at"], one["ends_at"]))
    return end - begin


def district(sheet: Sheet, stored: Stored) -> None:
    """Rekap menurut kecamatan of a kabupaten with Kampung KB in one kecamatan only."""
    _frame(sheet, rules=("klasifikasi-2023",))
    sheet.take("KECAMATAN · NOVEMBER 2026", HEAD, f"Berau, {long_day(TODAY)}")
    for _ in range(sheet.pages - 1):
        sheet.take("Kalimantan Timur November 2026")
    classes = Counter(stored.level(place) for place in PLACES)
    inside = Counter(one.at("district").name for one in regions.load().villages("64.03"))
    every = sum(inside.values())
    names = ("Dasar", "Berkembang", "Mandiri", "Berkelanjutan")
    sheet.take(f"Cakupan Kampung KB {hundredths(2, every)} 2 dari {every} = {hundredths(2, every)}")
    for name in names:
        sheet.take(f"{name} {classes[name]} {classes[name]} dari 2 = {hundredths(classes[name], 2)}")
    for name, count in inside.items():
        own = 2 if name == "Gunung Tabur" else 0
        levels = [classes[level] if own else 0 for level in names]
        sheet.row(name, f"{own} dari {count} = {hundredths(own, count)}", *levels, 0)
    sheet.row("Jumlah", f"2 dari {every} = {hundredths(2, every)}", *(classes[name] for name in names), 0)
    sheet.take(f"Dasar {classes['Dasar']}, Berkembang {classes['Berkembang']}, Mandiri "
        f"{classes['Mandiri']}, dan Berkelanjutan "
               f"{classes['Berkelanjutan']}: berjumlah 2 Kampung KB")  # fmt: skip
    years = sorted(stored.one("village", village=place)["launched_on"][:4] for place in PLACES)
    sheet.take(f"1 sampai {years[0]} dan 2 sampai {years[1]}")
    _couples(sheet, stored)
    _risk(sheet, stored)
    short = 4 - stored.scores(OTHER)["P1"]
    assert (stored.level(OTHER), short) == ("Dasar", 2)
    sheet.take(
        "1 Sambakungan Kec. Gunung Tabur 2 Mandiri", "tambah 3 jenis data lagi sehingga menjadi 4 jenis data: nilai 4"
    )


def _couples(sheet: Sheet, stored: Stored) -> None:
    counted = [stored.newest("population", "as_of", TODAY.isoformat(), village=place) for place in PLACES]
    told = [stored.newest("monthly", "month", MONTH, village=place) for place in PLACES]
    pus, users = sum(one["pus"] for one in counted), sum(stored.users(one) for one in told)
    long_acting = sum(one[f"users_{kind}"] for one in told for kind in ("iud", "mow", "mop", "implant"))
    unmet = sum(stored.unmet(one) for one in told)
    souls, homes = sum(stored.souls(one) for one in counted), sum(one["families"] for one in counted)
    cells = (f"{of(a, b)} {hundredths(a, b)}" for a, b in ((users, pus), (long_acting, users), (unmet, pus)))
    line = f"{grouped(souls)} {homes} {pus} {' '.join(cells)}"
    sheet.take(f"Gunung Tabur {line}", f"Jumlah {line}")


def _risk(sheet: Sheet, stored: Stored) -> None:
    risky, target = (
        sum(len(stored.families(place, **{code: True})) for place in PLACES) for code in ("krs", "sasaran")
    )
    seen, homes = sum(len(stored.verified(place)) for place in PLACES), len(stored.all("family"))
    line = (
        f"2 {homes} {of(risky, target)} = {hundredths(risky, target)} 0 {of(seen, target)} = {hundredths(seen, target)}"
    )
    sheet.take(f"Gunung Tabur {line}", f"Jumlah {line}")


def _frame(sheet: Sheet, *, rules: tuple[str, ...] = ()) -> None:
    sheet.frame(rules=rules)
    sheet.take(*ADDRESS)


PROOFS = {"laporan-bulanan": monthly_report, "catatan-kerja": work_log, "rekap-kecamatan": district}
