"""Option lists as other programs word them: by stored code, by the number of the paper form, by label, and by the words
of Dukcapil, SIGA and older forms. What is not known here is never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from kampungkb_desktop.base.sheet_cells import plain_words
from kampungkb_desktop.forms.choices_family import (
    EDUCATION,
    JKN,
    MARITAL,
    METHOD,
    MUTATION,
    OCCUPATION,
    RELATION,
    RELIGION,
    SERVICE_PLACE,
    WANTS_CHILD,
    YES_NO,
    YES_NO_NA,
)
from kampungkb_desktop.forms.choices_housing import FLOOR, LATRINE, OWNERSHIP, ROOF, WALL, WATER
from kampungkb_desktop.forms.kinds import Options

_SAME: Final[Mapping[str, Mapping[str, str]]] = {
    RELATION.name: {
        "kepala_keluarga": "kk;kepala kk;kepala;kep keluarga;krt;kepala rumah tangga",
        "istri_suami": "istri;isteri;suami;pasangan;istri suami;suami istri",
        "anak": "anak kandung;anak angkat;anak tiri;ak",
        "lainnya": "lain;lain lain;famili lain;famili;cucu;menantu;orang tua;orangtua;mertua;ayah;ibu;kakak;adik;"
        "keponakan;saudara;pembantu;kakek;nenek;family lain",
    },
    MARITAL.name: {
        "belum_kawin": "belum menikah;bujang;lajang;bk",
        "kawin": "menikah;nikah;kawin tercatat;kawin belum tercatat;kawin tidak tercatat;k",
        "cerai_hidup": "ch;cerai hidup tercatat;cerai hidup belum tercatat", "cerai_mati": "cm",
    },
    RELIGION.name: {
        "kristen": "protestan;kristen protestan", "katolik": "katholik;kristen katolik;khatolik", "budha": "buddha",
        "khonghucu": "konghucu;kong hu cu;kong hu chu",
        "penghayat_lainnya": "lainnya;penghayat;kepercayaan;kepercayaan terhadap tuhan yme;penghayat kepercayaan",
    },
    OCCUPATION.name: {
        "tidak_bekerja": "belum tidak bekerja;tidak bekerja;belum bekerja;mengurus rumah tangga;irt;ibu rumah tangga;"
        "pelajar mahasiswa;pelajar;mahasiswa;tidak ada",
        "petani": "petani pekebun;pekebun;tani;buruh tani perkebunan;buruh tani", "nelayan": "nelayan perikanan",
        "pedagang": "perdagangan;dagang", "pns_tni_polri": "pns;asn;tni;polri;tni polri;pegawai negeri sipil;"
        "tentara nasional indonesia;kepolisian ri;pegawai negeri sipil pns;asn pppk;pppk;"
        "tentara nasional indonesia tni;kepolisian ri polri",
        "pegawai_swasta": "karyawan swasta;swasta;karyawan;pegawai swasta bumn;karyawan bumn;karyawan honorer;honorer",
        "wiraswasta": "wirausaha", "pensiunan": "pensiun",
        "pekerja_lepas": "buruh harian lepas;buruh;buruh lepas;serabutan;pekerja serabutan;freelance",
    },
    EDUCATION.name: {
        "belum_sekolah": "tidak belum sekolah;belum sekolah;tidak sekolah",
        "tidak_tamat_sd": "belum tamat sd sederajat;belum tamat sd;tidak tamat sd sederajat",
        "masih_sd": "sedang sd;sekolah sd", "tamat_sd": "tamat sd sederajat;sd;sd sederajat;lulus sd",
        "masih_sltp": "masih smp;sedang smp", "tamat_sltp": "sltp;sltp sederajat;smp;smp sederajat;tamat smp;lulus smp",
        "masih_slta": "masih sma;sedang sma;masih smk",
        "tamat_slta": "slta;slta sederajat;sma;smk;sma sederajat;tamat sma;lulus sma;tamat smk;sma smk",
        "masih_pt": "kuliah;masih kuliah;masih perguruan tinggi",
        "tamat_pt": "perguruan tinggi;pt;diploma i ii;diploma i;diploma ii;diploma iii;d1;d2;d3;d4;s1;s2;s3;sarjana;"
        "akademi diploma iii s muda;diploma iv strata i;strata i;strata ii;strata iii;tamat perguruan tinggi;magister",
    },
    JKN.name: {
        "bpjs_pbi": "pbi;bpjs pbi;jkn pbi;jamkesmas;jamkesda;kis;kis pbi;pbi apbn;pbi apbd;jamkesmas jamkesda",
        "bpjs_non_pbi": "non pbi;nonpbi;jkn non pbi;bpjs mandiri;mandiri;ppu;pbpu;bpjs nonpbi",
        "swasta": "asuransi swasta;asuransi",
        "tidak_memiliki": "tidak ada;tidak;tidak punya;belum punya;belum ada;belum;bukan peserta;tidak memiliki jkn",
    },
    MUTATION.name: {"meninggal": "mati;wafat;meninggal dunia", "pindah": "keluar;pindah keluar",
                    "anggota_baru": "lahir;baru;datang;anggota baru;masuk"},
    METHOD.name: {
        "mow": "tubektomi;steril wanita;sterilisasi wanita", "mop": "vasektomi;steril pria;sterilisasi pria",
        "iud": "akdr;spiral;iud akdr spiral", "implan": "implant;susuk;susuk kb;implan 1 batang;implan 2 batang;akbk",
        "suntik": "suntikan;kb suntik;suntik 1 bulan;suntik 3 bulan;suntikan 1 bulan;suntikan 3 bulan;suntik 1 bulanan;"
        "suntik 3 bulanan", "pil": "pil kb;pil kombinasi", "kondom": "kondom pria",
        "mal": "metode amenore laktasi",
        "tradisional": "kalender;senggama terputus;cara tradisional;metode tradisional",
    },
    SERVICE_PLACE.name: {
        "puskesmas": "klinik tni polri;pkm", "pustu_bidan_desa": "pustu;pusling;bidan desa;polindes;poskesdes",
        "praktik_mandiri_bidan": "pmb;bidan;bidan praktik mandiri;bpm;praktek bidan;bidan praktek mandiri",
        "praktik_dokter": "dokter;praktek dokter;dokter praktek;dpm", "apotek": "apotik;toko obat",
        "rs_pemerintah": "rsud;rumah sakit;rs;rumah sakit pemerintah", "klinik_swasta": "klinik",
        "mobil_pelayanan": "mupen;muyan",
    },
    WANTS_CHILD.name: {
        "segera": "ias;ingin anak segera;ingin segera;segera",
        "kemudian": "iat;ingin anak ditunda;ingin nanti;nanti;tunda",
        "tidak_ingin_lagi": "tial;tidak ingin;tidak ingin lagi",
    },
    WATER.name: {
        "kemasan": "air kemasan;air isi ulang;isi ulang;galon;air galon;air kemasan isi ulang",
        "ledeng": "pdam;pam;air ledeng;air pdam;leding;ledeng pdam;ledeng meteran",
        "sumur_bor": "bor;sumur pompa;pompa",
        "air_permukaan": "sungai;air sungai;danau;kolam;air permukaan sungai danau", "air_hujan": "hujan",
    },
    LATRINE.name: {
        "septik": "dengan septic tank;septic tank;milik sendiri dengan septic tank;ya dengan tangki septik;leher angsa",
        "tanpa_septik": "tanpa septic tank;milik sendiri tanpa septic tank",
        "umum": "jamban umum bersama;jamban umum;jamban bersama;umum;bersama;mck umum;mck komunal",
        "lainnya": "tidak ada;sungai;kebun;lubang tanah",
    },
    ROOF.name: {"asbes_seng": "seng;asbes", "kayu_sirap": "sirap", "daun": "daun;rumbia;ijuk;jerami"},
    WALL.name: {"tembok": "bata;beton;tembok bata", "kayu_papan": "kayu;papan"},
    FLOOR.name: {"keramik": "ubin;marmer;granit;tegel;teraso", "semen": "plester;bata merah;beton",
                 "kayu_papan": "kayu;papan"},
    OWNERSHIP.name: {"milik_sendiri": "sendiri;hak milik", "kontrak_sewa": "kontrak;sewa;ngontrak",
                     "menumpang": "numpang;milik orang tua", "dinas": "rumah dinas"},
    YES_NO.name: {"ya": "y;v;x;ada;ikut;sudah;punya", "tidak": "t;tdk;0;tidak ada;belum;tidak ikut"},
    YES_NO_NA.name: {"ya": "y;v;x;ada;ikut;sudah;punya", "tidak": "t;tdk;0;tidak ada;belum;tidak ikut",
                     "tidak_berlaku": "tb;tidak relevan;bukan sasaran"},
}  # fmt: skip

_NUMBER_BEFORE = re.compile(r"(\d{1,2})\s+(\D.*)")


@cache
def wordings(options: Options) -> Mapping[str, str]:
    """Every wording of a list in plain words, with the code it means."""
    found: dict[str, str] = {}
    for item in options.items:
        for words in (item.code, item.label):
            found.setdefault(plain_words(words.replace("_", " ")), item.code)
        if item.number is not None:
            found.setdefault(str(item.number), item.code)
    for code, words in _SAME.get(options.name, {}).items():
        for word in words.split(";"):
            found.setdefault(word, code)
    return found


def option_of(options: Options, text: str) -> str | None:
    """The code that a wording means ("2", "Istri", "2. Istri/suami", "istri_suami"); ``None`` where it is not known."""
    known = wordings(options)
    plain = plain_words(text.replace("_", " "))
    if plain in known:
        return known[plain]
    if plain.isdecimal():
        return known.get(str(int(plain)))
    if (numbered := _NUMBER_BEFORE.fullmatch(plain)) is not None:
        by_word = known.get(numbered[2])
        return by_word if by_word is not None else None
    return None
