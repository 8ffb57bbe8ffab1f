"""Every figure of the papers about institutions, plan and families at risk of a village."""

from __future__ import annotations

from collections import Counter

from tests.papers.sheet import Sheet, grouped, short_day, tenths
from tests.papers.stored import VILLAGE, Stored
from tests.papers.village_papers import ADDRESS, CODES, signed


def institutions(sheet: Sheet, stored: Stored) -> None:
    """Kelembagaan."""
    _frame(sheet, "NOVEMBER 2026")
    sheet.take("Gunung Tabur November 2026")
    people = stored.all("pokja_member", village=VILLAGE)
    trained = sum(bool(one["trained"]) for one in people)
    groups = stored.all("poktan", village=VILLAGE, active=1)
    rules = [*stored.all("regulation", village=VILLAGE), *stored.all("regulation", village=None)]
    awards = stored.all("award", village=VILLAGE)
    sheet.take(f"Anggota Pokja {len(people)} {trained} sudah dilatih Poktan aktif {len(groups)} "
               f"{sum(one['members'] for one in groups)} anggota Regulasi berlaku {len(rules)} "
               f"Lomba dan penghargaan {len(awards)}")  # fmt: skip
    for one in people:
        sheet.take(f"{'Sudah' if one['trained'] else 'Belum'} {short_day(one['since'])}")
    for one in groups:
        sheet.take(f"{one['decree_number']} {short_day(one['decree_date'])} {one['members']}")
    sheet.take(f"Dayang Lirung {short_day(stored.one('data_house', village=VILLAGE)['as_of'])}")
    for one in rules:
        sheet.take(f"Nomor {one['number']} {one['subject']} {short_day(one['issued_on'])}")
    for one in awards:
        sheet.take(f"{one['year']} {one['title']}")
        if one["rank"]:
            sheet.take(f"juara {one['rank']}")


def plan(sheet: Sheet, stored: Stored) -> None:
    """Rencana kerja dan permasalahan."""
    _frame(sheet, "NOVEMBER 2026")
    sheet.take("Gunung Tabur November 2026", "RKM Maluang Sejati 2026", "Disahkan 20 Jan 2026 oleh")
    lines, problems = stored.all("plan_line", village=VILLAGE), stored.all("problem", village=VILLAGE)
    done, under_way = (sum(one["state"] == state for one in lines) for state in ("selesai", "berjalan"))
    progress = round(sum(100 if one["state"] == "selesai" else one["progress"] for one in lines) / len(lines))
    cost, spent = (sum(one[key] or 0 for one in lines) for key in ("cost", "spent"))
    still = sum(one["closed_on"] is None for one in problems)
    sheet.take(f"Kegiatan rencana {len(lines)} {done} selesai Kemajuan {progress} % {under_way} berjalan "
        f"Biaya rencana (Rp) "
               f"{grouped(cost)} terpakai {grouped(spent)} Masalah belum selesai {still} dari "
                   f"{len(problems)}")  # fmt: skip
    for one in lines:
        sheet.take(f"{one['title']} {one['aim']}")
        if one["cost"]:
            sheet.take(grouped(one["cost"]))
        if one["progress"] is not None:
            sheet.take(f"Berjalan {one['progress']} %")
    for one in problems:
        sheet.take(f"{short_day(one['noted_on'])} {one['problem']} {one['cause']} {one['solution']}")
        if one["closed_on"]:
            sheet.take(f"Selesai {short_day(one['closed_on'])}")


def risk_recap(sheet: Sheet, stored: Stored) -> None:
    """Rekap KRS of the semester."""
    _frame(sheet, "SEMESTER II 2026", rules=("krs-2022, bacaan 4t_tanpa_kb_modern",))
    sheet.take("Gunung Tabur Semester II 2026")
    homes, target = stored.families(VILLAGE), stored.families(VILLAGE, sasaran=True)
    risky = stored.families(VILLAGE, krs=True)
    calm = len(target) - len(risky)
    sheet.take(f"Keluarga sasaran {len(target)} dari {len(homes)} keluarga Berisiko stunting (KRS) {len(risky)} "
               f"{tenths(len(risky), len(target))} sasaran Tidak berisiko {calm} {tenths(calm, len(target))} sasaran "
               "Belum diketahui 0")  # fmt: skip
    sheet.take(f"KRS {len(risky)} + tidak berisiko {calm} + belum diketahui 0 = keluarga sasaran {len(target)}. "
               f"Bukan sasaran {len(homes) - len(target)}; belum diketahui sasaran atau bukan 0.")  # fmt: skip
    for label, code in (
        ("Anak 0–23 Bulan", "baduta"),
        ("Anak 24–59 Bulan", "balita"),
        ("PUS", "pus"),
        ("PUS Hamil", "hamil"),
    ):
        sheet.row(label, len(stored.families(VILLAGE, **{code: True})))
    factors(sheet, stored, target)
    _verval(sheet, stored, target, risky)
    for one in sorted({(h["rt"], h["rw"]) for h in stored.all("family", village=VILLAGE)}):
        own = [h["id"] for h in stored.all("family", village=VILLAGE, rt=one[0], rw=one[1])]
        count, at_risk = len(set(own) & set(target)), len(set(own) & set(risky))
        sheet.row(f"RT {one[0]}/RW {one[1]}", count, at_risk, count - at_risk, 0)
    four, alone = (
        stored.families(VILLAGE, sasaran=True, empat=True),
        stored.families(VILLAGE, sasaran=True, tanpa_kb=True),
    )
    house = {h for h in target if stored.risks[h]["air"] or stored.risks[h]["jamban"]}
    sheet.take(f"menentukan bila pasangan bukan peserta KB modern {len(risky)} 4 Terlalu menentukan, ber-KB atau tidak "
               f"{len(house | set(four))} Bukan peserta KB modern sudah menentukan "
                   f"{len(house | set(alone))}")  # fmt: skip
    rule_words(sheet)
    sheet.take("4 Terlalu")


def rule_words(sheet: Sheet) -> None:
    """The rule with its year, its first day and how often it was tried, as its file says; whom the "
    "paper is signed by."""
    sheet.take("atau 4 Terlalu menentukan bila", "Aturan krs-2022, berlaku sejak 1 Januari "
        "2022", "Verval KRS 2024; judul",
               "cocok dengan 648 dari 648 desa (Verval KRS 2024 semester II")  # fmt: skip
    signed(sheet)


def factors(sheet: Sheet, stored: Stored, target: list[str]) -> None:
    """The table of penapisan, and the sum that must not be made."""
    labels = {
        "air": "Sumber Air Minum Utama yang Layak", "jamban": "Jamban yang Layak", "muda": "Terlalu Muda "
            "(Umur Istri < 20 Tahun)",
        "tua": "Terlalu Tua (Umur Istri 35 sd 40 Tahun)", "dekat": "Terlalu Dekat (< 2 Tahun)",
        "banyak": "Terlalu Banyak (>= 3 Anak)", "empat": "PUS 4 Terlalu", "tanpa_kb": "Bukan Peserta KB Modern",
    }  # fmt: skip
    for code, label in labels.items():
        said = [stored.risks[home][code] for home in target]
        both = sum(bool(stored.risks[home][code] and stored.risks[home]["krs"]) for home in target)
        sheet.row(label, said.count(True), both, said.count(False), said.count(None), 0)
    every = sum(
        len(stored.families(VILLAGE, sasaran=True, **{code: True})) for code in ("muda", "tua", "dekat", "banyak")
    )
    sheet.take(f"jumlah barisnya {every}, sedangkan keluarganya "
        f"{len(stored.families(VILLAGE, sasaran=True, empat=True))} "
               "(PUS 4 Terlalu)")  # fmt: skip


def _verval(sheet: Sheet, stored: Stored, target: list[str], risky: list[str]) -> None:
    seen = stored.verified(VILLAGE)
    ranks = Counter(_rank(stored, home) for home in risky)
    sheet.take(f"Keluarga 1 {ranks['1']} 2 {ranks['2']} 3 {ranks['3']} 4 {ranks['4']} > 4 {ranks['>4']} "
        f"Belum diketahui 0 "
               f"Jumlah, sama dengan KRS {len(risky)}")  # fmt: skip
    helped = Counter(code for home in risky if home in seen for code in stored.codes(seen[home], "assistance"))
    for code, label in (
        ("rujukan", "Fasilitas rujukan"), ("bansos", "Fasilitas bansos"), ("kie", "Fasilitas KIE"),
        ("elsimil", "Surveilans melalui Elsimil"), ("eppgbm", "Surveilans melalui e-PPGBM"),
        ("bapak_asuh", "Bapak Asuh Anak Stunting"), ("pmt", "Fasilitas PMT"), ("tidak_ada", "Tidak ada pendampingan"),
    ):  # fmt: skip
        sheet.row(label, helped[code])
    sheet.row("Belum dicatat", sum(home not in seen for home in risky))
    new = {home for home, row in seen.items() if row["origin"] == "baru"}
    sheet.row("Keluarga ditemukan", len(seen), len(seen) - len(new), len(new))
    sheet.row("Catin", sum(bool(row["wedding_plan"]) for row in seen.values()))
    for label, code in (("Hamil", "hamil"), ("Baduta", "baduta"), ("Balita", "balita")):
        own = {home for home in seen if stored.risks[home][code]}
        sheet.row(label, len(own - new), len(own & new))
    sheet.row("Tidak ditemukan", 0)
    sheet.row("Sasaran belum diverifikasi", len(set(target) - set(seen)))


def _rank(stored: Stored, home: str) -> str:
    seen = stored.verified(VILLAGE).get(home)
    if seen is not None and seen["welfare_rank"]:
        return str(seen["welfare_rank"])
    rank = stored.one("family", id=home)["welfare_rank"]
    return str(rank) if rank <= 4 else ">4"


def risk_list(sheet: Sheet, stored: Stored) -> None:
    """Daftar KRS by name: NIK masked to its last four."""
    _frame(sheet, "SEMESTER II 2026", rules=("krs-2022, bacaan 4t_tanpa_kb_modern",))
    risky = stored.families(VILLAGE, krs=True)
    sheet.take(f"{len(risky)} keluarga berisiko stunting, menurut RT dan nama")
    homes = sorted((stored.one("family", id=home) for home in risky), key=lambda h: (h["rw"], h["rt"], h["head_name"]))
    for number, home in enumerate(homes, 1):
        head = next(one for one in stored.members[home["id"]] if one["relation"] == "kepala_keluarga")
        rank = _rank(stored, home["id"]).replace(">", "> ")
        sheet.take(
            f"{number} {home['head_name']} NIK •••• {head['nik'][-4:]} RT {home['rt']}/RW {home['rw']} "
            f"{home['address']}"
        )
        sheet.take(f"Jamban tidak layak {rank}" if stored.risks[home["id"]]["jamban"] else f"KB modern {rank}")
    rule_words(sheet)


def _frame(sheet: Sheet, above: str, *, rules: tuple[str, ...] = ()) -> None:
    sheet.frame(rules=rules)
    sheet.take(*ADDRESS, above, f"Kalimantan Timur · {CODES}")
    if not rules:
        sheet.take("Maluang, 21 November 2026")


PROOFS = {"kelembagaan": institutions, "rkm": plan, "krs": risk_recap, "krs-daftar": risk_list}
