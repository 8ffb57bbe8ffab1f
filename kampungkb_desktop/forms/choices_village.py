"""Option lists of the village forms, in the official wording of the Kampung KB portal (domain.md 1)."""

from __future__ import annotations

from kampungkb_desktop.forms.kinds import Option, Options


def _list(name: str, *items: tuple[str, str]) -> Options:
    return Options(name, tuple(Option(code, label, number) for number, (code, label) in enumerate(items, 1)), "S1")


COVERAGE = _list("cakupan_wilayah", ("desa", "Desa/kelurahan"), ("rw", "RW"), ("dusun", "Dusun"))

CRITERIA = _list(
    "kriteria",
    ("kb_rendah", "Peserta KB lebih rendah dari rata-rata desa"),
    ("miskin", "Jumlah penduduk miskin tinggi (prasejahtera dan KS 1 lebih tinggi dari rata-rata desa)"),
    ("terpencil", "Termasuk wilayah terpencil, perbatasan, dsb"),
    ("lainnya", "Lainnya"),
)

FUNDS = _list(
    "sumber_dana",
    ("apbn", "APBN"),
    ("apbd", "APBD"),
    ("dana_desa", "Dana Desa"),
    ("hibah", "Donasi/Hibah Masyarakat"),
    ("csr", "Perusahaan (CSR)"),
    ("swadaya", "Swadaya Masyarakat"),
)

GUIDES = _list(
    "diarahkan_oleh",
    ("kader", "Kader"),
    ("rt_rw", "Ketua RT/RW"),
    ("perangkat_desa", "Perangkat Desa/Kelurahan"),
    ("pkk", "PKK"),
    ("toga_toma", "Toga/Toma"),
    ("opdkb", "OPDKB Kab/Kota"),
    ("bkkbn_provinsi", "Perwakilan BKKBN Prov"),
    ("plkb_non_pns", "PLKB Non PNS"),
    ("lainnya", "Lainnya"),
)

REGULATIONS = _list(
    "regulasi",
    ("gubernur", "SK/Instruksi/SE Gubernur"),
    ("bupati", "SK/Instruksi/SE Bupati/Walikota"),
    ("camat", "SK Kecamatan tentang Kampung KB"),
    ("kades", "SK Kepala Desa/Lurah tentang Kampung KB"),
)

DATA_KINDS = _list(
    "penggunaan_data",
    ("pk", "PK dan Pemutakhiran Data"),
    ("rutin", "Data Rutin BKKBN"),
    ("potensi_desa", "Potensi Desa"),
    ("sektoral", "Data Sektoral"),
    ("lainnya", "Lainnya"),
)

FREQUENCY = Options(
    "frekuensi",
    (
        Option("mingguan", "Mingguan", 1),
        Option("bulanan", "Bulanan", 2),
        Option("triwulan", "Triwulan", 3),
        Option("semesteran", "Semesteran", 4),
        Option("tahunan", "Tahunan", 5),
        Option("lainnya", "Lainnya", 6),
    ),
    "S1",
)
"""In order of time. The portal's own ids are not (domain.md 10, trap 8): see ``PORTAL_FREQUENCY``."""

PORTAL_FREQUENCY = {"mingguan": 1, "bulanan": 2, "tahunan": 3, "semesteran": 4, "triwulan": 5, "lainnya": 6}

ROLES = Options(
    "peran",
    (
        Option("petugas", "PKB/PLKB", 1),
        Option("kabupaten", "Kabupaten (OPD-KB)", 2),
        Option("penerima", "Provinsi/lainnya", 3),
    ),
)
