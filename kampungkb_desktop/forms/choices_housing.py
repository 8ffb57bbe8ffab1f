"""Option lists of the house (questions 19 to 28 of Blok III) and what counts as safe water and a safe latrine.

Where the sources show no numbers on the paper form, the options carry none.
"""

from __future__ import annotations

from kampungkb_desktop.forms.choices_family import numbered, plain

ROOF = plain(
    "atap", "S25",
    ("beton", "Beton"), ("genteng", "Genteng"), ("asbes_seng", "Asbes/Seng"), ("kayu_sirap", "Kayu/Sirap"),
    ("bambu", "Bambu"), ("daun", "Jerami/Ijuk/Rumbia/Daun-daunan"), ("lainnya", "Lainnya"),
)  # fmt: skip

WALL = plain(
    "dinding", "S25",
    ("tembok", "Tembok"), ("plesteran_anyaman", "Plesteran anyaman bambu/kawat"), ("kayu_papan", "Kayu/Papan"),
    ("seng", "Seng"), ("bambu", "Bambu"), ("lainnya", "Lainnya"),
)  # fmt: skip

FLOOR = plain(
    "lantai", "S25",
    ("keramik", "Keramik/Granit/Marmer/Ubin/Tegel/Teraso"), ("semen", "Semen"), ("kayu_papan", "Kayu/Papan"),
    ("bambu", "Bambu"), ("tanah", "Tanah"), ("lainnya", "Lainnya"),
)  # fmt: skip

LIGHTING = plain(
    "penerangan", "S25",
    ("listrik_450", "Listrik pribadi sampai dengan 450 watt"),
    ("listrik_900", "Listrik pribadi sampai dengan 900 watt"),
    ("listrik_lebih_900", "Listrik pribadi di atas 900 watt"), ("genset_surya", "Genset/Solar cell"),
    ("listrik_bersama", "Listrik bersama"), ("non_listrik", "Non-listrik"),
)  # fmt: skip

WATER = numbered(
    "air_minum", "S23d",
    ("kemasan", "Air kemasan/isi ulang"), ("ledeng", "Ledeng/PAM"), ("sumur_bor", "Sumur bor/pompa"),
    ("sumur_terlindung", "Sumur terlindung"), ("sumur_tidak_terlindung", "Sumur tidak terlindung"),
    ("mata_air_terlindung", "Mata air terlindung"), ("mata_air_tidak_terlindung", "Mata air tidak terlindung"),
    ("air_permukaan", "Air permukaan"), ("air_hujan", "Air hujan"), ("lainnya", "Lainnya"),
)  # fmt: skip

SAFE_WATER = frozenset({"kemasan", "ledeng", "sumur_bor", "sumur_terlindung", "mata_air_terlindung"})
"""Air minum layak (domain.md 4.3, S20); every other source is tidak layak."""

LATRINE = plain(
    "fasilitas_bab", "S25",
    ("septik", "Ya, dengan septic tank"), ("tanpa_septik", "Ya, tanpa septic tank"),
    ("umum", "Tidak, jamban umum/bersama"), ("lainnya", "Lainnya"),
)  # fmt: skip

SAFE_LATRINE = frozenset({"septik"})
"""Of the survey's four answers only this one can be a jamban layak (domain.md 4.3, inference from S20)."""

FUEL = plain(
    "bahan_bakar", "S25",
    ("listrik_gas", "Listrik/Gas"), ("minyak_tanah", "Minyak tanah"), ("arang_kayu", "Arang/Kayu"),
    ("lainnya", "Lainnya"),
)  # fmt: skip

OWNERSHIP = numbered(
    "kepemilikan_rumah", "S23e",
    ("milik_sendiri", "Milik sendiri"), ("kontrak_sewa", "Kontrak/sewa"), ("bebas_sewa", "Bebas sewa"),
    ("menumpang", "Menumpang"), ("dinas", "Dinas"),
)  # fmt: skip


def water_safe(code: str | None) -> bool | None:
    """Whether a drinking-water source is layak; ``None`` when not answered or unknown to this version."""
    return code in SAFE_WATER if code in WATER.codes() else None


def latrine_safe(code: str | None) -> bool | None:
    """Whether a latrine is layak; ``None`` when not answered or unknown to this version."""
    return code in SAFE_LATRINE if code in LATRINE.codes() else None
