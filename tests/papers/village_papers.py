"""Every figure of the papers about a village, each with the words that it stands beside."""

from __future__ import annotations

from collections import Counter

from tests.papers.sheet import TODAY, Sheet, grouped, long_day, of, short_day, short_tenths, tenths
from tests.papers.stored import GROUPS, METHODS, MONTH, TARGETS, VILLAGE, Stored

ADDRESS = ("Nomor 12", "(0554) 000000")
"""The office's own address and telephone in its letterhead."""
CODES = "64.03.06.2004"
SUMMARY = "ringkasan"
OFFICER, HEAD = "NIP 197607142001031900", "NIP 197108141996032900"
"""The officer of both villages, and the head of the office."""
_PROGRAMMES = {
    "P1": "Penyediaan data dan peningkatan cakupan pemenuhan administrasi kependudukan",
    "P2": "Penguatan advokasi GERMAS dan komunikasi perubahan perilaku masyarakat",
    "P3": "Peningkatan akses dan pelayanan kesehatan termasuk KB dan Kespro (PKBM/UKBM)",
    "P4": "Pendampingan dan pelayanan pada keluarga dengan risiko kejadian stunting",
    "P5": "Peningkatan cakupan dan akses pendidikan",
    "P6": "Peningkatan cakupan layanan jaminan dan perlindungan sosial pada keluarga dan masyarakat "
    "miskin serta rentan",
    "P7": "Pemberdayaan ekonomi keluarga",
    "P8": "Penataan lingkungan keluarga, peningkatan akses air minum, serta sanitasi dasar",
}
_INDICATORS = {
    "I1": "Pokja ada, jumlah anggotanya terisi, dan sudah dilatih", "I2": "{funds} sumber dana", "I3": "{owned} poktan",
    "I4": "{halls} sarana", "I5": "ada PKB/PLKB pendamping dan regulasi", "P1": "{kinds} jenis data",
    "P2": "{done} mekanisme", "P3": "{agencies} instansi", "O1": "Partisipasi dalam poktan {poktan} %",
    "O2": "Kesertaan ber-KB (CPR) {cpr} %", "O3": "Peserta MKJP {mkjp} %", "O4": "Unmet need {unmet} %",
}  # fmt: skip
_FACTORS = {
    "air": "Air minum tidak layak", "jamban": "Jamban tidak layak", "muda": "Terlalu muda", "tua": "Terlalu tua",
    "dekat": "Terlalu dekat", "banyak": "Terlalu banyak", "empat": "4 Terlalu (salah satu)",
    "tanpa_kb": "Bukan peserta KB modern",
}  # fmt: skip


def summary(sheet: Sheet, stored: Stored) -> None:
    """Ringkasan Kampung KB."""
    sheet.frame(rules=("klasifikasi-2023", "krs-2022", "antropometri-2020"))
    sheet.everywhere(f"Kode periksa {CODES.replace('.', '')}-{TODAY:%Y%m%d}-{sheet.letters}")
    sheet.take(*ADDRESS, f"Kalimantan Timur · {CODES}", "KELUARGA BERKUALITAS · NOVEMBER 2026")
    for _ in range(sheet.pages - 1):
        sheet.take("Ringkasan Kampung KB Maluang Sejati November 2026")
    _classes(sheet, stored)
    _changes(sheet, stored)
    _people(sheet, stored)
    _couples(sheet, stored)
    _register(sheet, stored)
    _institution(sheet, stored)
    _activities(sheet, stored)
    _legal(sheet)


def _classes(sheet: Sheet, stored: Stored) -> None:
    scores = stored.scores(VILLAGE)
    portal = max(stored.all("official_class", village=VILLAGE), key=lambda row: row["read_on"])
    sheet.take(f"Pada portal: {portal['level'].capitalize()} ({long_day(portal['read_on'])})")
    names = {"I": "Input", "P": "Proses", "O": "Output"}
    for first, name in names.items():
        own = [score for code, score in scores.items() if code[0] == first]
        mean = f"{sum(own) / len(own):.2f}".replace(".", ",")
        assert sum(own) / len(own) >= 3, "the village of the practice data is Berkelanjutan"
        sheet.take(f"{name} {mean}, baik tiap indikatornya bernilai 3 atau lebih", f"{name} baik {mean}")
    profile = stored.newest("institution", "month", MONTH, village=VILLAGE)
    told = stored.rates(VILLAGE) | {
        "funds": len(stored.codes(profile, "funds")), "kinds": len(stored.codes(profile, "data_kinds")),
        "owned": sum(profile[f"has_{kind}"] for kind in GROUPS), "halls": 2, "done": 4,
        "agencies": len(stored.agencies(VILLAGE)),
    }  # fmt: skip
    for code, words in _INDICATORS.items():
        sheet.take(f"{words.format(**told)} {scores[code]}")
    sheet.take("Sudah di kelas tertinggi; indikator bernilai di bawah 3 perlu dijaga (garis tegak: 3,00)")
    sheet.take(f"Instansi lintas sektor yang pernah terlibat: {len(stored.agencies(VILLAGE))}.")


def _people(sheet: Sheet, stored: Stored) -> None:
    counted = stored.newest("population", "as_of", TODAY.isoformat(), village=VILLAGE)
    told = stored.newest("monthly", "month", MONTH, village=VILLAGE)
    souls, homes, pus = stored.souls(counted), counted["families"], counted["pus"]
    users, unmet = stored.users(told), stored.rates(VILLAGE)["unmet"]
    sheet.take(f"Jumlah jiwa {grouped(souls)} Kepala keluarga {homes} Pasangan usia subur {pus} "
               f"Peserta KB {users} Unmet need {unmet} %")  # fmt: skip
    men = women = 0
    for low in (*range(0, 75, 5), 75):
        span = "75" if low == 75 else f"{low}_{low + 4}"
        his, hers = counted[f"male_{span}"], counted[f"female_{span}"]
        men, women = men + his, women + hers
        sheet.row(his, "75+" if low == 75 else span.replace("_", "–"), hers, his + hers)
    sheet.row(men, "Jumlah", women, souls)
    for label, key in (
        ("Jumlah keluarga", "families"), ("Pasangan usia subur (PUS)", "pus"),
        ("Keluarga yang memiliki balita", "families_toddler"), ("Keluarga yang memiliki remaja", "families_adolescent"),
        ("Keluarga yang memiliki lansia", "families_elderly"), ("Jumlah remaja", "adolescents"),
    ):  # fmt: skip
        sheet.row(label, counted[key])
    sheet.take(f"Rata-rata {souls / homes:.2f} jiwa per keluarga".replace(".", ","))
    sheet.take("poktan) 0 25 % 50 % 75 % 100 %")
    owned = stored.newest("institution", "month", MONTH, village=VILLAGE)
    words = ("keluarga balita", "keluarga remaja", "keluarga lansia", "keluarga", "remaja")
    for kind, target, label in zip(GROUPS, TARGETS, words, strict=True):
        if owned[f"has_{kind}"]:
            joined, whole = told[kind], counted[target]
            sheet.take(f"{round(100 * joined / whole)} % {of(joined, whole)} {label}")


def _couples(sheet: Sheet, stored: Stored) -> None:
    told = stored.newest("monthly", "month", MONTH, village=VILLAGE)
    pus = stored.newest("population", "as_of", TODAY.isoformat(), village=VILLAGE)["pus"]
    users, rates = stored.users(told), stored.rates(VILLAGE)
    why = [told[f"nonuser_{kind}"] for kind in ("pregnant", "ias", "iat", "tial")]
    sheet.take(f"Jumlah PUS {pus}: peserta", f"alasannya {tenths(users, pus)} {tenths(why[1], pus)} Peserta KB {users} "
               f"{tenths(users, pus)}")  # fmt: skip
    labels = ("Hamil", "Ingin anak segera (IAS)", "Ingin anak ditunda (IAT)", "Tidak ingin anak lagi (TIAL)")
    for label, count in zip(labels, why, strict=True):
        sheet.take(f"{label} {count} {tenths(count, pus)}")
    for label, kind in zip(("IUD MKJP", "MOW MKJP", "MOP MKJP", "Kondom", "Implan MKJP", "Suntik", "Pil"), METHODS,
                           strict=True):  # fmt: skip
        sheet.take(f"{label} {told[f'users_{kind}']} {tenths(told[f'users_{kind}'], users)}")
    sheet.take(f"Peserta KB {users} 100,0 %", f"MAL {told['users_lam']}; Tradisional {told['users_traditional']}.")
    sheet.take(f"PUS bukan peserta KB {sum(why)} CPR (peserta KB : PUS) {rates['cpr']} % MKJP (bagian dari peserta KB) "
               f"{rates['mkjp']} % Unmet need IAT + TIAL: {of(stored.unmet(told), pus)} PUS {rates['unmet']} % "
               f"Pengguna BPJS (jiwa) {grouped(told['bpjs'])}")  # fmt: skip
    placed = (told["placed_iat"] or 0) + (told["placed_tial"] or 0)
    sheet.take(f"klasifikasi-2023; unmet need seperti di portal, termasuk {placed} pemakai MAL/tradisional"[16:])


def _changes(sheet: Sheet, stored: Stored) -> None:
    """The practice data have no monthly record of November: October's is in force in both months."""
    old, new = (stored.newest("monthly", "month", month, village=VILLAGE) for month in ("2026-10", MONTH))
    assert old == new
    counted = stored.newest("population", "as_of", TODAY.isoformat(), village=VILLAGE)
    rates = stored.rates(VILLAGE)
    sheet.take("berubah sejak Oktober 2026")
    for label, count in (
        ("Jumlah jiwa", stored.souls(counted)), ("Jumlah keluarga", counted["families"]), ("PUS", counted["pus"]),
        ("Peserta KB", stored.users(new)), ("Peserta poktan", sum(new[kind] for kind in GROUPS)),
    ):  # fmt: skip
        sheet.row(label, count, count, "tetap")
    for label, key in (("CPR", "cpr"), ("MKJP", "mkjp"), ("Unmet need", "unmet")):
        sheet.take(f"{label} {rates[key]} % {rates[key]} % tetap")
    held = Counter(one["held_on"][:7] for one in stored.all("activity", village=VILLAGE))
    assert held["2026-10"] == held["2026-11"]
    sheet.row("Kegiatan sebulan", held["2026-10"], held["2026-11"], "tetap")


def _register(sheet: Sheet, stored: Stored) -> None:
    counted = stored.newest("population", "as_of", TODAY.isoformat(), village=VILLAGE)
    homes, people = stored.all("family", village=VILLAGE), stored.people(VILLAGE)
    pus = stored.families(VILLAGE, pus=True)
    told = [max(stored.all("family_planning", family_id=home), key=lambda r: r["as_of"]) for home in pus]
    target, risky = len(stored.families(VILLAGE, sasaran=True)), len(stored.families(VILLAGE, krs=True))
    sheet.take(f"{risky} dari {target} keluarga sasaran berisiko stunting ({tenths(risky, target)})")
    sheet.take("0 25 % 50 % 75 % 100 % Air minum"[:-10])
    for code, label in _FACTORS.items():
        count = len(stored.families(VILLAGE, sasaran=True, **{code: True}))
        sheet.take(f"{label} {short_tenths(count, target)} {of(count, target)} keluarga")
    toddlers = stored.children(VILLAGE, range(60))
    month = [one for one in stored.all("visit", village=VILLAGE) if one["visited_on"][:7] == MONTH]
    visited = {one["family_id"] for one in month}
    for label, part, whole in (
        ("Keluarga terdata", len(homes), counted["families"]),
        ("Jiwa terdata", len(people), stored.souls(counted)),
        ("Keluarga dengan balita", len({one["family_id"] for one in toddlers}), len(homes)),
        ("PUS terdata", len(pus), counted["pus"]),
        ("Peserta KB di antara PUS terdata", sum(bool(one["using"]) for one in told), len(pus)),
        ("Ibu hamil di antara PUS terdata", sum(bool(one["pregnant"]) for one in told), len(pus)),
        ("Jiwa dengan JKN (BPJS)", sum(str(one["jkn"]).startswith("bpjs") for one in people), len(people)),
        ("Keluarga dikunjungi bulan ini", len(visited), len(homes)),
    ):
        sheet.row(label, part, whole, short_tenths(part, whole))
    sheet.row("Kunjungan rumah bulan ini", len(month))
    _growth(sheet, stored)


def _growth(sheet: Sheet, stored: Stored) -> None:
    toddlers = {one["id"]: one for one in stored.children(VILLAGE, range(60))}
    last = {}
    for row in sorted(stored.all("measurement"), key=lambda r: (r["measured_on"], r["id"])):
        if row["member_id"] in toddlers and row["measured_on"] > "2026-08-21":
            last[row["member_id"]] = row
    sheet.row("Balita diukur dalam 3 bulan", len(last), len(toddlers), short_tenths(len(last), len(toddlers)))
    for label, index in (("Pendek (stunting)", "height"), ("Gizi kurang atau buruk (wasting)", "both"),
                         ("Berat badan kurang", "weight")):  # fmt: skip
        low = sum(stored.z(toddlers[child], row, index) < -2 for child, row in last.items())
        sheet.row(label, low, len(last), short_tenths(low, len(last)))
    sheet.take("Dihitung dari pengukuran 3 bulan sampai 21 November 2026")


def _institution(sheet: Sheet, stored: Stored) -> None:
    kampung, profile = (
        stored.one("village", village=VILLAGE),
        stored.newest("institution", "month", MONTH, village=VILLAGE),
    )
    sheet.take(f"Dicanangkan {long_day(kampung['launched_on'])}")
    sheet.take(
        f"Jumlah anggota {profile['pokja_members']} orang", f"Anggota terlatih {profile['pokja_trained_members']} orang"
    )
    sheet.take(f"NIP {profile['pkb_nip']} Kontak {profile['pkb_phone']}", f"NIP {profile['pkb_nip']}")
    lines = stored.all("plan_line", village=VILLAGE)
    done, under_way = (sum(one["state"] == state for one in lines) for state in ("selesai", "berjalan"))
    progress = round(sum(100 if one["state"] == "selesai" else one["progress"] for one in lines) / len(lines))
    cost, spent = (sum(one[key] or 0 for one in lines) for key in ("cost", "spent"))
    sheet.take(f"RKM Maluang Sejati 2026: {len(lines)} kegiatan, {done} selesai, {under_way} berjalan; "
        f"kemajuan {progress} %."
               f" Biaya Rp {grouped(cost)}, terpakai Rp {grouped(spent)}.")  # fmt: skip
    sheet.take(f"0 25 % 50 % 75 % 100 % Kemajuan RKM {progress} % {of(done, len(lines))} kegiatan selesai",
               f"Biaya terpakai {round(100 * spent / cost)} %")  # fmt: skip
    regulations(sheet, stored)
    for one in stored.all("award", village=VILLAGE):
        sheet.take(f"{one['year']}: juara {one['rank']}" if one["rank"] else f"{one['year']}:")
    problems = stored.all("problem", village=VILLAGE)
    sheet.take(
        "Jalan ke RT 05 terputus", f"{sum(one['closed_on'] is not None for one in problems)} masalah selesai tahun ini"
    )
    sheet.take(
        f"Profil Agustus {profile['month'][:4]}", "Kependudukan per 31 Oktober 2026", "Bangga Kencana Oktober 2026"
    )


def regulations(sheet: Sheet, stored: Stored) -> None:
    """Those of the village, then those of the kabupaten."""
    for one in [*stored.all("regulation", village=VILLAGE), *stored.all("regulation", village=None)]:
        sheet.take(f"Nomor {one['number']}, {long_day(one['issued_on'])}")


def _activities(sheet: Sheet, stored: Stored) -> None:
    held = [one for one in stored.all("activity", village=VILLAGE) if one["held_on"][:4] == "2026"]
    year = Counter(f"P{one['kegiatan'][0]}" for one in held)
    month = Counter(f"P{one['kegiatan'][0]}" for one in held if one["held_on"][:7] == MONTH)
    sheet.take("Kegiatan November 2026 Program")
    for code, label in _PROGRAMMES.items():
        sheet.row(code, label, month[code], year[code])
    for one in held:
        if one["held_on"][:7] == MONTH:
            sheet.take(f"{short_day(one['held_on'])} {one['title']} {one['place']} P{one['kegiatan'][0]}")
            sheet.take(f"OPD Pengendalian Penduduk dan KB {one['male'] + one['female']}")
            sheet.everywhere(f"{one['title']}, {short_day(one['held_on'])}")
    sheet.take("kegiatan sampai November 2026")


def _legal(sheet: Sheet) -> None:
    """Laws, rule versions and the day by which the register was read."""
    sheet.take("Nomor 3 Tahun 2022 (20 Mei 2022)", "Nomor 20 Tahun 2023", "angka nol selalu ditulis 0")
    sheet.take("kunjungan sampai 21 November 2026", "Maluang, 21 November 2026")
    sheet.take("aturan krs-2022, 4 Terlalu menentukan"[15:])


def signed(sheet: Sheet) -> None:
    """The day and the officer of the laptop."""
    sheet.take("Maluang, 21 November 2026", "NIP 198605142011032901")


PROOFS = {SUMMARY: summary}
