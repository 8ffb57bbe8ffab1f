"""Every figure of the papers about a family, a child, a visit or an activity."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.papers.sheet import TODAY, Sheet, age_said, grouped, long_day, months_between, short_day
from tests.papers.stored import Row, Stored
from tests.papers.village_papers import ADDRESS, signed

INDICES = ("weight", "height", "both", "mass")


def family_sheet(sheet: Sheet, stored: Stored) -> None:
    """Lembar keluarga of the child that was visited most."""
    home, people = home_of(stored)
    frame(sheet, rules=("krs-2022",))
    sheet.take(f"{home['address']}, {place_of(home)} Kampung")
    sheet.take(f"{home['address']}, {place_of(home)} {long_day(TODAY)}", f"{stored.code(home['id'])} ketik kode")
    visits = sorted(stored.all("visit", family_id=home["id"]), key=lambda one: one["visited_on"], reverse=True)
    next_on = min(_last_by_person(visits).values())
    late = (TODAY - date.fromisoformat(next_on)).days
    sheet.take(f"Anggota {len(people)} yang tinggal", f"Kunjungan terakhir {short_day(visits[0]['visited_on'])} dari "
               f"{len(visits)} kunjungan Kunjungan berikutnya {short_day(next_on)} lewat {late} hari")  # fmt: skip
    told = max(stored.all("family_planning", family_id=home["id"]), key=lambda row: row["as_of"])
    sheet.take(f"•••• {home['kk'][-4:]} Nomor HP {home['phone']} Peringkat kesejahteraan desil "
        f"{home['welfare_rank']} (DTSEN) "
               f"Jumlah anggota {home['members_expected']} jiwa", f"KB Tidak ber-KB ({short_day(told['as_of'])})",
               "kurang dari 2 tahun")  # fmt: skip
    for number, one in enumerate(people, 1):
        nik = f"•••• {one['nik'][-4:]}" if one["nik"] else "belum ada"
        sex = "Laki-laki" if one["sex"] == "laki_laki" else "Perempuan"
        sheet.take(f"{number} {one['full_name']}",
                   f"{sex} {short_day(one['birth_date'])} {age_said(one['birth_date'])} {nik}")  # fmt: skip
    _judged(sheet, stored, people, told)
    sheet.take("Verval Semester II 2026")
    for one in visits:
        _visit_line(sheet, stored, one)
    sheet.take(f"{short_day(TODAY)} Rujukan ke Puskesmas Contoh {stored.child['full_name']} Masih berjalan, 0 hari")
    last = max(stored.all("measurement", member_id=stored.child["id"]), key=lambda row: row["measured_on"])
    sheet.take(
        f"{stored.child['full_name']} {age_said(stored.child['birth_date'])} "
        f"{short_day(last['measured_on'])} {_measured(last)}"
    )
    signed(sheet)


def _judged(sheet: Sheet, stored: Stored, people: list[Row], told: Row) -> None:
    wife = next(one for one in people if one["relation"] == "istri_suami")
    years = months_between(wife["birth_date"], TODAY) // 12
    births = sorted(one["birth_date"] for one in people if one["relation"] == "anak")
    sheet.take("Punya Anak 0–23 Bulan dan PUS", f"Istri berumur {years} tahun", f"Istri berumur {years} tahun",
               f"Jarak dua anak termuda {months_between(births[-2], births[-1])} bulan",
               f"{told['living_male'] + told['living_female']} anak masih hidup", "4 Terlalu (salah satu)")  # fmt: skip


def _last_by_person(visits: list[Row]) -> dict[str, str]:
    """The next visit that the last one to each named."""
    found: dict[str, Any] = {}
    for one in reversed(visits):
        found[one["member_id"]] = one["next_visit_on"]
    return {person: day for person, day in found.items() if day}


def _visit_line(sheet: Sheet, stored: Stored, visit: Row) -> None:
    words = {"anak": "Anak 0–59 bulan", "pasca_salin": "Ibu pasca salin"}[visit["target"]]
    measured = [one for one in stored.all("measurement") if one["visit_id"] == visit["id"]]
    who = stored.one("member", id=visit["member_id"])["full_name"]
    after = short_day(visit["next_visit_on"]) if visit["next_visit_on"] else "–"
    line = (
        short_day(visit["visited_on"]),
        words,
        who,
        _measured(measured[0]) if measured else "–",
        visit["findings"] or "–",
        after,
    )
    sheet.take(" ".join(line))


def _measured(row: Row) -> str:
    return f"BB {comma(row['weight_kg'], 1)} kg, PB {comma(row['lenhei_cm'], 1)} cm, LK {comma(row['head_cm'], 1)} cm"


def comma(figure: float, places: int) -> str:
    whole, _, rest = f"{figure:.{places}f}".partition(".")
    return grouped(int(whole)) + (f",{rest}" if rest else "")


def growth(sheet: Sheet, stored: Stored) -> None:
    """Grafik pertumbuhan: every measuring with its z-scores, reckoned from L, M and S."""
    child = stored.child
    rows = sorted(stored.all("measurement", member_id=child["id"]), key=lambda row: row["measured_on"])
    last = date.fromisoformat(rows[-1]["measured_on"])
    home, _ = home_of(stored)
    sheet.frame(last, rules=("antropometri-2020", "kms-2023"))
    sheet.take(*ADDRESS)
    sheet.take(
        f"Tanggal lahir {long_day(child['birth_date'])} ({age_said(child['birth_date'])})", f"Alamat {place_of(home)}"
    )
    sheet.take(f"Pengukuran terakhir {long_day(last)}", "Garis tengah 0; garis putus –2 dan +2; garis "
        "titik-putus –3 dan +3",
               "Di bawah –3 (BGM) atau di atas +1: rujuk")  # fmt: skip
    _axes(sheet)
    for row in rows:
        z = {index: _signed_z(stored.z(child, row, index)) for index in INDICES}
        months = months_between(child["birth_date"], row["measured_on"])
        sheet.take(f"{short_day(row['measured_on'])} {months} bl {comma(row['weight_kg'], 2)} "
            f"{comma(row['lenhei_cm'], 1)} PB "
                   f"{comma(row['head_cm'], 1)} {z['weight']} {z['height']} {z['both']} {z['mass']}")  # fmt: skip
    sheet.everywhere("2T")
    sheet.take("berbeda sekitar 0,1 SD")


def _signed_z(figure: float) -> str:
    return f"{'+' if figure >= 0 else '–'}{comma(abs(figure), 2)}"


def _axes(sheet: Sheet) -> None:
    """The figures along the axes of the five charts, as long as the child is under two."""
    lines = "–3 –2 –1 0 +1 +2 +3"
    for axis, unit in (
        ("0 2 4 6 8 10 12 14 16 18 20 22 24 2 4 6 8 10 12 14 16", "kg menurut umur (bulan)"),
        ("0 3 6 9 12 15 18 21 24 50 60 70 80 90", "cm menurut umur (bulan)"),
        ("50 55 60 65 70 75 80 5 10", "kg menurut panjang/tinggi badan (cm)"),
        ("0 3 6 9 12 15 18 21 24 10 15 20", "kg/m menurut umur (bulan)"),
        ("0 3 6 9 12 15 18 21 24 30 35 40 45 50", "cm menurut umur (bulan)"),
    ):
        sheet.take(f"{axis} {unit} {lines}")


def consent(sheet: Sheet, stored: Stored) -> None:
    """Persetujuan orang tua: the children under five, and when it was given."""
    home, _ = home_of(stored)
    frame(sheet)
    sheet.take("UU 27/2022 PASAL 25", f"Tanggal {long_day(home['child_consent_on'])}")
    sheet.take(
        f"{stored.child['full_name']} {long_day(stored.child['birth_date'])} {age_said(stored.child['birth_date'])}"
    )
    signed(sheet)


def notice(sheet: Sheet, stored: Stored) -> None:
    """Pemberitahuan: laws, and how long things are kept by retensi-2026."""
    frame(sheet, rules=("retensi-2026",))
    sheet.take("UU 27/2022 PASAL 21", "UU 27/2022 Pasal 20 ayat 2", "UU 52/2009", "Nomor 3 Tahun 2022 (20 Mei 2022)",
               "Peraturan BKKBN Nomor 20 Tahun 2023", "Kunjungan 5 tahun sejak", "pengukuran anak 6 tahun sejak",
               "keluarga 5 tahun sejak", "dijawab dalam 3×24 jam")  # fmt: skip
    sheet.take(*ADDRESS, *ADDRESS)
    signed(sheet)


def home_of(stored: Stored) -> tuple[Row, list[Row]]:
    home = stored.one("family", id=stored.child["family_id"])
    return home, sorted(
        stored.members[home["id"]], key=lambda one: (one["relation"] == "anak", one["sex"], one["birth_date"])
    )


def place_of(home: Row) -> str:
    return f"RT {home['rt']}/RW {home['rw']}"


def frame(sheet: Sheet, *, rules: tuple[str, ...] = ()) -> None:
    sheet.frame(rules=rules)
    sheet.take(*ADDRESS)


PROOFS = {
    "lembar-keluarga": family_sheet, "pertumbuhan": growth, "persetujuan-anak": consent, "pemberitahuan": notice,
}  # fmt: skip
