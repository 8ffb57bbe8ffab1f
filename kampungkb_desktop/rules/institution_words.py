"""The 37 instansi of the portal by the names people write: full names, short names, both readings of PUPR.

An instansi outside the list keeps its own name; one that is on it under another name must not be counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kampungkb_desktop.forms.choices_activity import INSTITUTIONS
from kampungkb_desktop.rules.near_words import words

ALSO: dict[str, tuple[str, ...]] = {
    "perhubungan": ("dishub",),
    "kelautan": ("perikanan", "dislutkan", "dkp"),
    "pariwisata": ("dispar", "kebudayaan dan pariwisata"),
    "esdm": ("energi dan sumber daya mineral",),
    "dukcapil": ("kependudukan dan pencatatan sipil", "disdukcapil"),
    "tni_polri": ("tni", "polri", "polsek", "koramil", "babinsa", "bhabinkamtibmas", "kodim", "polres"),
    "kumham": ("kementerian hukum dan ham", "kemenkumham"),
    "kominfo": ("komunikasi dan informatika", "diskominfo"),
    "bumn_bumd": ("bumn", "bumd"),
    "koperasi": ("koperasi dan ukm", "koperasi dan umkm", "koperasi usaha kecil dan menengah"),
    "perindustrian": ("disperindag", "perindustrian dan perdagangan"),
    "pertanian": ("distan", "tanaman pangan dan hortikultura", "balai penyuluhan pertanian", "bpp"),
    "ketenagakerjaan": ("tenaga kerja", "disnaker", "tenaga kerja dan transmigrasi"),
    "pupr": (
        "pekerjaan umum dan penataan ruang", "pekerjaan umum dan perumahan rakyat", "pekerjaan umum", "pu", "dpupr",
        "pu pr", "perumahan rakyat", "perumahan dan permukiman",
    ),
    "kehutanan_lh": ("lingkungan hidup", "kehutanan", "dlh"),
    "bina_marga": ("bina marga",),
    "kemenag": ("kementerian agama", "kemenag", "kua", "kantor urusan agama", "kankemenag"),
    "kesehatan": ("dinkes",),
    "sosial": ("dinsos",),
    "pppa": ("dp3a", "dpppa", "pemberdayaan perempuan dan perlindungan anak", "uptd ppa"),
    "pendidikan": ("disdik", "pendidikan dan kebudayaan", "disdikbud"),
    "pemuda_olahraga": ("dispora", "kepemudaan dan olahraga"),
    "pmd": (
        "dpmd", "dpmk", "dpmpd", "pemberdayaan masyarakat dan desa", "pemberdayaan masyarakat dan kampung",
        "pemberdayaan masyarakat dan pemerintahan desa",
    ),
    "pemda": ("sekretariat daerah", "bappeda", "bapelitbang", "bapperida", "kecamatan"),
    "opd_kb": (
        "opd kb", "dppkbp3a", "dp3akb", "dp3akkb", "dp3ap2kb", "dppkb", "dpppakb", "balai penyuluhan kb",
        "pengendalian penduduk dan keluarga berencana",
    ),
    "pemdes": ("pemerintah desa", "pemerintah kampung", "pemerintah kelurahan", "pemdes", "kelurahan"),
    "lembaga_pendidikan": ("sekolah", "universitas", "kampus", "perguruan tinggi"),
    "swasta": ("perusahaan", "csr", "swasta"),
    "rs_klinik": ("rumah sakit", "rsud", "rs", "klinik"),
    "masyarakat": ("pokja", "pokja kampung kb", "kader", "pkk", "tp pkk"),
    "bps": ("badan pusat statistik",),
    "bkkbn": ("bkkbn", "kemendukbangga", "perwakilan bkkbn provinsi"),
    "pangan": ("ketahanan pangan", "dkpp"),
    "peternakan": ("peternakan", "kesehatan hewan"),
}  # fmt: skip
"""Further names by code. PUPR is *Pekerjaan Umum dan Penataan Ruang* in a district and *… Perumahan Rakyat* in the
ministry (domain.md 9, line 26)."""

_BEFORE = frozenset(("dinas", "kantor", "badan", "kanwil", "kankemenag", "opd"))
_AFTER = frozenset(("kabupaten", "kab", "kota", "provinsi", "prov", "kecamatan", "kec", "daerah"))


def also(code: str) -> str:
    """The further names of an instansi as one text to search in."""
    return " ".join(ALSO.get(code, ()))


def listed(name: str) -> str | None:
    """The code of the instansi of the portal's list that a name means; ``None`` when it is not on the list."""
    return _names().get(_bare(words(name)))


def counted_names(codes: Iterable[str], own: Iterable[str]) -> frozenset[str]:
    """What the lintas-sektor indicator counts: codes of the list, and own instansi by their names, each once. One that
    is on the list after all counts as that."""
    found = set(codes)
    for name in own:
        bare = _bare(words(name))
        if bare:
            found.add(_names().get(bare) or bare)
    return frozenset(found)


def _bare(parts: list[str]) -> str:
    """A name without "Dinas" before and without the kabupaten behind."""
    while len(parts) > 1 and parts[0] in _BEFORE:
        parts = parts[1:]
    cut = next((at for at, word in enumerate(parts) if at and word in _AFTER), len(parts))
    return " ".join(parts[:cut])


@cache
def _names() -> dict[str, str]:
    found = {_bare(words(option.label)): option.code for option in INSTITUTIONS.items if option.code != "lainnya"}
    for code, names in ALSO.items():
        for name in names:
            found.setdefault(_bare(words(name)), code)
    return found
