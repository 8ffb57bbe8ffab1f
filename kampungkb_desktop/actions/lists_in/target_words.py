"""The words people write over their columns, and which column of ours each of them means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from kampungkb_desktop.actions.lists_in.targets import (
    AGE,
    AS_OF,
    BIRTH,
    CHILDREN,
    FAMILY_NO,
    HEAD_NAME,
    IAS,
    IAT,
    KK,
    KKI,
    MONTHS,
    NAME,
    NIK,
    PUS,
    RELATION,
    RT,
    RT_RW,
    RW,
    SEX,
    TARGETED,
    TARGETS,
    TIAL,
    VILLAGE_CODE,
    VILLAGE_NAME,
)
from kampungkb_desktop.base.sheet_cells import plain_words

SIGA_COLUMNS: Final[tuple[tuple[str, str], ...]] = (
    ("No keluarga", FAMILY_NO), ("KKI", KKI), ("NIK", NIK), ("Nama", NAME), ("Hubungan dengan KK", RELATION),
    ("Tgl lahir", BIRTH), ("Usia", AGE), ("Jumlah anak", CHILDREN), ("Kesertaan JKN", "member.jkn"),
    ("Status PUS", PUS), ("Status hamil", "family_planning.pregnant"),
    ("Metode kontrasepsi", "family_planning.method"), ("Jalur pelayanan", "family_planning.service_place"),
    ("Lama ber-KB (bulan)", MONTHS), ("IAS", IAS), ("IAT", IAT), ("TIAL", TIAL),
    ("BKB sasaran", TARGETED["bkb"]), ("BKB kesertaan", "family_development.bkb"),
    ("BKR sasaran", TARGETED["bkr"]), ("BKR kesertaan", "family_development.bkr"),
    ("BKL sasaran", TARGETED["bkl"]), ("BKL kesertaan", "family_development.bkl"),
    ("UPPKA kesertaan", "family_development.uppka"), ("Mutasi", "member.mutation"),
)  # fmt: skip
"""The 25 columns of SIGA's Rekapitulasi Data Keluarga and what they mean here (domain.md 3.8, S17b)."""

_WORDS: Final[Mapping[str, str]] = {
    FAMILY_NO: (
        "no keluarga;nomor keluarga;no kel;no urut keluarga;no urut kel;nomor urut keluarga;no urut kk;no rumah tangga"
    ),
    KKI: "kki;kode keluarga indonesia;kode keluarga;no kki;nomor kki",
    KK: "kk;no kk;nomor kk;nokk;no kartu keluarga;nomor kartu keluarga;nomer kk;no kk dukcapil;kartu keluarga",
    HEAD_NAME: "nama kepala keluarga;kepala keluarga;nama kk;nama kep keluarga;nama krt;nama kepala kel;kepala kk",
    NIK: (
        "nik;no nik;nomor nik;no ktp;nomor ktp;nomor induk kependudukan;no induk kependudukan;nik anggota;no identitas"
    ),
    NAME: (
        "nama;nama lengkap;nama anggota;nama anggota keluarga;nama penduduk;nama jiwa;nama warga;"
        "nama individu;nama anggota rumah tangga"
    ),
    SEX: "jenis kelamin;jk;j k;jns kelamin;kelamin;l p;sex;gender;jenkel;p l;lk pr;jenis kel",
    BIRTH: (
        "tanggal lahir;tgl lahir;tgl lhr;tanggal kelahiran;ttl;tempat tanggal lahir;tempat tgl lahir;"
        "tgllahir;tempat dan tanggal lahir;lahir;tgl bln thn lahir;tanggal bulan tahun lahir"
    ),
    AGE: "usia;umur;usia tahun;umur tahun;usia thn;umur thn",
    RELATION: (
        "hubungan dengan kk;hubungan;hubungan keluarga;hubungan dengan kepala keluarga;shdk;hub dgn kk;"
        "hub keluarga;hub kel;status hubungan;status hubungan dalam keluarga;hubungan dlm keluarga;"
        "status dalam keluarga;hub;shdrt;hubungan dgn kk;status keluarga"
    ),
    "member.marital": "status perkawinan;status kawin;perkawinan;status pernikahan;stat kawin;kawin",
    "member.religion": "agama",
    "member.occupation": "pekerjaan;jenis pekerjaan;pekerjaan utama",
    "member.education": "pendidikan;pendidikan terakhir;pendidikan kk;tingkat pendidikan;pddk akhir",
    "member.jkn": (
        "kesertaan jkn;jkn;jaminan kesehatan;bpjs;bpjs kesehatan;kepesertaan jkn;jaminan kesehatan jkn;jkn kis"
    ),
    "member.birth_certificate": "akta lahir;akte lahir;akta kelahiran;akte kelahiran;kepemilikan akta",
    "member.disability": "disabilitas;penyandang disabilitas;difabel;cacat",
    "member.mutation": "mutasi;mutasi anggota;kode mutasi",
    "member.mutation_on": "tanggal mutasi;tgl mutasi",
    "member.presence": "keberadaan;keberadaan anggota;keberadaan anggota keluarga",
    "member.first_marriage_age": "usia kawin pertama;umur kawin pertama;usia kawin;ukp",
    "member.note": "catatan anggota",
    "family.address": "alamat;alamat rumah;alamat lengkap;jalan;alamat domisili",
    "family.hamlet": "dusun;dusun lingkungan;lingkungan;nama dusun;dukuh;banjar;kampung dusun;dusun rw",
    "family.house_no": "no rumah;nomor rumah;norumah",
    "family.phone": (
        "no hp;nomor hp;hp;telepon;no telp;no telepon;telp;nomor telepon;no wa;nomor wa;whatsapp;no handphone"
    ),
    "family.members_expected": (
        "jumlah anggota;jumlah anggota keluarga;jml anggota;jumlah jiwa;jml jiwa;jml anggota keluarga"
    ),
    "family.welfare_rank": "desil;peringkat kesejahteraan;desil kesejahteraan;peringkat",
    "family.water": "sumber air minum;air minum;sumber air;sumber air minum utama",
    "family.latrine": (
        "jamban;fasilitas bab;bab;fasilitas tempat bab;fasilitas tempat buang air besar;fasilitas buang air besar"
    ),
    "family.roof": "atap;atap rumah;jenis atap",
    "family.wall": "dinding;dinding rumah;jenis dinding",
    "family.floor": "lantai;lantai rumah;jenis lantai",
    "family.ownership": "kepemilikan rumah;status rumah;status kepemilikan rumah",
    "family.house_area_m2": "luas rumah;luas bangunan;luas lantai",
    "family.fuel": "bahan bakar;bahan bakar memasak",
    "family.lighting": "penerangan;sumber penerangan",
    "family.state": "keberadaan keluarga;keadaan keluarga",
    "family.note": "catatan keluarga;catatan;keterangan;ket",
    RT: "rt;no rt;nomor rt",
    RW: "rw;no rw;nomor rw",
    RT_RW: "rt rw;rt rw dusun;rt rw dalam satu kolom",
    VILLAGE_CODE: "kode desa;kode desa kelurahan;kode kelurahan;kode wilayah;kode kemendagri;kode desa kel",
    VILLAGE_NAME: (
        "desa;kelurahan;desa kelurahan;nama desa;nama kelurahan;desa kel;nama desa kelurahan;kampung;nama kampung"
    ),
    PUS: "status pus;pus",
    CHILDREN: "jumlah anak;jml anak;anak hidup;jumlah anak hidup;jumlah anak masih hidup",
    "family_planning.pregnant": "status hamil;hamil;sedang hamil;kehamilan",
    "family_planning.method": (
        "metode kontrasepsi;kontrasepsi;metode kb;alat kontrasepsi;alkon;alokon;jenis kontrasepsi;metode;"
        "alat cara kb;jenis kb;kesertaan kb;kb yang dipakai"
    ),
    "family_planning.using": "peserta kb;sedang memakai kb;pakai kb;ikut kb;kesertaan ber kb",
    "family_planning.service_place": "jalur pelayanan;tempat pelayanan;tempat pelayanan kb;jalur pelayanan kb",
    MONTHS: "lama ber kb bulan;lama ber kb;lama berkb;lama kb;lama ber kb bln",
    IAS: "ias;ingin anak segera;pus bukan peserta kb ias",
    IAT: "iat;ingin anak ditunda;ingin anak tunda;ingin anak nanti",
    TIAL: "tial;tidak ingin anak lagi",
    TARGETED["bkb"]: "bkb sasaran;sasaran bkb",
    TARGETED["bkr"]: "bkr sasaran;sasaran bkr",
    TARGETED["bkl"]: "bkl sasaran;sasaran bkl",
    "family_development.bkb": "bkb kesertaan;kesertaan bkb;bkb;ikut bkb;bkb ikut",
    "family_development.bkr": "bkr kesertaan;kesertaan bkr;bkr;ikut bkr;bkr ikut",
    "family_development.bkl": "bkl kesertaan;kesertaan bkl;bkl;ikut bkl;bkl ikut",
    "family_development.uppka": "uppka kesertaan;kesertaan uppka;uppka;uppks;uppks kesertaan;ikut uppka;uppka uppks",
    "family_development.pik_r": "pik r;pik r m;pik remaja;pik kesertaan;pik r kesertaan",
    "family_development.posyandu": "posyandu;balita ikut posyandu;ikut posyandu",
    AS_OF: "keadaan pada tanggal;tanggal pendataan;tgl pendataan;tanggal pemutakhiran",
}

_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]|\*")
"""What is said beside a heading: "(1. Laki-laki 2. Perempuan)", an asterisk."""

_NOTHING_WORDS: Final = frozenset({"no", "nomor", "no urut", "urut", "nomor urut", "nourut"})
"""Headings of columns that count rows and say nothing."""


@cache
def headings() -> Mapping[str, str]:
    """Every wording in plain words, with the key of the column it means; titles of our own template first."""
    found = {plain_words(one.title): key for key, one in TARGETS.items()}
    for title, key in SIGA_COLUMNS:
        found.setdefault(plain_words(title), key)
    for key, words in _WORDS.items():
        for word in words.split(";"):
            found.setdefault(word.strip(), key)
    return found


def known_heading(text: str) -> bool:
    """Whether somebody would write this over a column."""
    plain = plain_words(text)
    return plain in headings() or plain in _NOTHING_WORDS or plain_words(_ASIDE.sub(" ", text)) in headings()


@cache
def key_of_heading(text: str) -> str | None:
    """The column a heading means; ``None`` where it is not known. ``text`` may be several lines joined by " / "."""
    bare = _ASIDE.sub(" ", text)
    for one in (text, bare):
        parts = [plain_words(part) for part in one.split(" / ")]
        for tried in (plain_words(one), " ".join(reversed(parts)), parts[-1], *parts):
            if tried in headings():
                return headings()[tried]
    return _by_beginning(plain_words(bare))


def _by_beginning(whole: str) -> str | None:
    """A long heading that begins with a known wording of two words or more ("tanggal lahir hari bulan tahun")."""
    words = whole.split(" ")
    for length in range(len(words) - 1, 1, -1):
        found = headings().get(" ".join(words[:length]))
        if found is not None:
            return found
    return None


def counts_rows(text: str) -> bool:
    """Whether a column only numbers its rows."""
    return plain_words(text) in _NOTHING_WORDS
