"""Option lists of the family survey: members (Blok I), family planning (Blok II) and family development (Blok III).

A number is given only where the source shows it on the paper form; codes never change once they are stored.
"""

from __future__ import annotations

from kampungkb_desktop.forms.kinds import Option, Options


def numbered(name: str, source: str, *rows: tuple[str, str]) -> Options:
    """A list whose paper form numbers its options 1, 2, 3… in this order; rows are (code, label)."""
    return Options(name, tuple(Option(code, label, n) for n, (code, label) in enumerate(rows, 1)), source)


def plain(name: str, source: str, *rows: tuple[str, str]) -> Options:
    """A list without numbers on paper; rows are (code, label)."""
    return Options(name, tuple(Option(code, label) for code, label in rows), source)


YES, NO, NOT_APPLICABLE = "ya", "tidak", "tidak_berlaku"

YES_NO = numbered("ya_tidak", "S23c", (YES, "Ya"), (NO, "Tidak"))
YES_NO_NA = numbered("ya_tidak_berlaku", "S23c", (YES, "Ya"), (NO, "Tidak"), (NOT_APPLICABLE, "Tidak berlaku"))

MAN, WOMAN = "laki_laki", "perempuan"
SEX = numbered("jenis_kelamin", "S23", (MAN, "Laki-laki"), (WOMAN, "Perempuan"))

UNMARRIED, MARRIED = "belum_kawin", "kawin"
MARITAL = numbered(
    "status_perkawinan", "S23",
    (UNMARRIED, "Belum kawin"), (MARRIED, "Kawin"), ("cerai_hidup", "Cerai hidup"), ("cerai_mati", "Cerai mati"),
)  # fmt: skip

HEAD, SPOUSE, CHILD = "kepala_keluarga", "istri_suami", "anak"
RELATION = numbered(
    "hubungan_dengan_kk", "S23",
    (HEAD, "Kepala keluarga"), (SPOUSE, "Istri/suami"), (CHILD, "Anak"), ("lainnya", "Lainnya"),
)  # fmt: skip

RELIGION = numbered(
    "agama", "S23",
    ("islam", "Islam"), ("kristen", "Kristen"), ("katolik", "Katolik"), ("hindu", "Hindu"), ("budha", "Budha"),
    ("khonghucu", "Khonghucu"), ("penghayat_lainnya", "Penghayat/lainnya"),
)  # fmt: skip

OCCUPATION = numbered(
    "pekerjaan", "S23",
    ("tidak_bekerja", "Tidak/belum bekerja"), ("petani", "Petani"), ("nelayan", "Nelayan"), ("pedagang", "Pedagang"),
    ("pejabat_negara", "Pejabat negara"), ("pns_tni_polri", "PNS/TNI/Polri"), ("pegawai_swasta", "Pegawai swasta"),
    ("wiraswasta", "Wiraswasta"), ("pensiunan", "Pensiunan"), ("pekerja_lepas", "Pekerja lepas"),
)  # fmt: skip

EDUCATION = numbered(
    "pendidikan", "S23",
    ("belum_sekolah", "Tidak/belum sekolah"), ("tidak_tamat_sd", "Tidak tamat SD"), ("masih_sd", "Masih SD"),
    ("tamat_sd", "Tamat SD"), ("masih_sltp", "Masih SLTP"), ("tamat_sltp", "Tamat SLTP"),
    ("masih_slta", "Masih SLTA"), ("tamat_slta", "Tamat SLTA"), ("masih_pt", "Masih PT"), ("tamat_pt", "Tamat PT"),
)  # fmt: skip

JKN = numbered(
    "jaminan_kesehatan", "S23",
    ("bpjs_pbi", "BPJS-PBI/Jamkesmas/Jamkesda"), ("bpjs_non_pbi", "BPJS non-PBI"), ("swasta", "Swasta"),
    ("tidak_memiliki", "Tidak memiliki"),
)  # fmt: skip

PRESENCE = numbered(
    "keberadaan", "S23",
    ("di_dalam_rumah", "Di dalam rumah"), ("di_luar_rumah", "Di luar rumah"), ("di_luar_negeri", "Di luar negeri"),
)  # fmt: skip

DIED, MOVED = "meninggal", "pindah"
MUTATION = numbered(
    "mutasi", "S17b",
    ("menikah", "Menikah"), ("bercerai", "Bercerai"), (DIED, "Meninggal"), (MOVED, "Pindah"),
    ("anggota_baru", "Anggota keluarga baru"),
)  # fmt: skip

MARRY, DIVORCE, BORN, ARRIVED, JOINED, FOLLOWED = (
    "menikah", "bercerai", "lahir", "datang", "anggota_baru", "penyesuaian",
)  # fmt: skip
MUTATION_KIND = plain(
    "kejadian_mutasi", "S17b",
    (MARRY, "Menikah"), (DIVORCE, "Bercerai"), (DIED, "Meninggal"), (MOVED, "Pindah"), (BORN, "Lahir"),
    (ARRIVED, "Datang"), (JOINED, "Anggota keluarga baru"), (FOLLOWED, "Penyesuaian data"),
)  # fmt: skip
"""What happened to one person or family. Born and arrived are both "5 anggota keluarga baru" in SIGA; an adjustment
(another head, a widow) has no code there."""

SIGA_CODE = {MARRY: 1, DIVORCE: 2, DIED: 3, MOVED: 4, BORN: 5, ARRIVED: 5, JOINED: 5}
ARRIVALS = frozenset({BORN, ARRIVED, JOINED})
"""Mutations before which the person was not in the register."""

MOVE_PLACE = plain(
    "arah_pindah", "",
    ("keluarga_lain", "Keluarga lain yang tercatat di sini"), ("keluarga_baru", "Keluarga sendiri di desa ini"),
    ("wilayah_kerja", "RT atau desa lain dalam wilayah kerja"), ("luar", "Luar wilayah kerja"),
)  # fmt: skip

NIK_MISSING = plain(
    "alasan_tanpa_nik", "S35",
    ("belum_punya", "Belum punya"), ("belum_dibawa", "Belum dibawa"), ("menolak", "Menolak"),
)  # fmt: skip

ACTIVE = "aktif"
FAMILY_STATE = plain(
    "keadaan_keluarga", "S24b",
    (ACTIVE, "Ada"), ("pindah", "Pindah"), ("tidak_ditemukan", "Tidak ditemukan"),
    ("bubar_meninggal", "Bubar/meninggal"),
)  # fmt: skip

LEGAL_BASIS = plain(
    "dasar_pemrosesan", "UU 27/2022 Pasal 20(2)",
    ("pelayanan_publik", "Tugas pelayanan publik"), ("persetujuan", "Persetujuan"),
    ("kewajiban_hukum", "Kewajiban hukum"),
)  # fmt: skip

CONSENT_HOW = plain(
    "cara_menyetujui", "UU 27/2022 Pasal 25", ("lisan", "Lisan"), ("tertulis", "Tertulis"), ("lainnya", "Lainnya")
)

GUARDIAN = plain(
    "wali_anak", "UU 27/2022 Pasal 25",
    ("ibu", "Ibu"), ("ayah", "Ayah"), ("wali", "Wali"),
)  # fmt: skip

WELFARE_SOURCE = plain(
    "sumber_desil", "S21c, S25",
    ("dtsen", "DTSEN"), ("p3ke", "P3KE"), ("dtks", "DTKS"), ("musyawarah", "Musyawarah desa/kelurahan"),
    ("lainnya", "Lainnya"),
)  # fmt: skip

METHOD = numbered(
    "metode_kontrasepsi", "S23b",
    ("mow", "MOW/tubektomi"), ("mop", "MOP/vasektomi"), ("iud", "IUD/AKDR"), ("implan", "Implan"),
    ("suntik", "Suntik"), ("pil", "Pil"), ("kondom", "Kondom"), ("mal", "MAL"), ("tradisional", "Tradisional"),
)  # fmt: skip

SERVICE_PLACE = numbered(
    "tempat_pelayanan_kb", "S23b",
    ("rs_pemerintah", "RS pemerintah/TNI/Polri"), ("rs_swasta", "RS swasta"),
    ("puskesmas", "Puskesmas/Klinik TNI-Polri"), ("klinik_swasta", "Klinik swasta"),
    ("praktik_dokter", "Praktik dokter"), ("pustu_bidan_desa", "Pustu/Pusling/Bidan desa"),
    ("praktik_mandiri_bidan", "Praktik mandiri bidan"), ("mobil_pelayanan", "Mobil pelayanan"),
    ("apotek", "Toko obat/apotek"), ("lainnya", "Lainnya"),
)  # fmt: skip

PREGNANCY_WISH = numbered(
    "keinginan_hamil", "S23b",
    ("saat_itu", "Ingin hamil saat itu"), ("nanti", "Ingin hamil nanti/kemudian"),
    ("tidak_ingin_lagi", "Tidak ingin anak lagi"),
)  # fmt: skip

SOON, LATER, NO_MORE = "segera", "kemudian", "tidak_ingin_lagi"
WANTS_CHILD = numbered(
    "ingin_anak", "S23b, S20b",
    (SOON, "Ingin anak segera (kurang dari 2 tahun)"), (LATER, "Ingin anak kemudian (2 tahun atau lebih)"),
    (NO_MORE, "Tidak ingin anak lagi"),
)  # fmt: skip

NO_KB_REASON = numbered(
    "alasan_tidak_ber_kb", "S23b",
    ("ingin_hamil", "Ingin hamil"), ("tidak_tahu", "Tidak tahu tentang KB"), ("kesehatan", "Alasan kesehatan"),
    ("efek_samping", "Efek samping"), ("tempat_jauh", "Tempat pelayanan jauh"),
    ("alat_tidak_tersedia", "Alat/obat tidak tersedia"), ("mahal", "Biaya mahal"), ("tidak_cocok", "Tidak cocok"),
    ("keluarga_menolak", "Suami/keluarga menolak"), ("agama", "Alasan agama"),
    ("suami_jauh", "Suami jauh/jarang di rumah"), ("tidak_ada_petugas", "Tidak ada petugas"),
    ("lainnya", "Lainnya"),
)  # fmt: skip

MEDIA = plain(
    "media_informasi", "",
    ("radio", "Radio"), ("televisi", "Televisi"), ("koran_majalah", "Koran/majalah"),
    ("pamflet", "Pamflet/leaflet/brosur"), ("lembar_balik", "Lembar balik"), ("poster", "Poster"),
    ("spanduk", "Spanduk/baliho"), ("pameran", "Pameran"), ("internet", "Internet/media sosial"),
    ("lainnya", "Lainnya"),
)  # fmt: skip
"""Wording not read in a source (domain.md 4.1 names only the question), so without numbers."""

INFORMANTS = Options(
    "petugas_informasi",
    (
        Option("pkb_plkb", "PKB/PLKB"), Option("guru", "Guru/dosen"), Option("tokoh_agama", "Tokoh agama"),
        Option("tokoh_masyarakat", "Tokoh masyarakat"), Option("dokter", "Dokter"),
        Option("bidan_perawat", "Bidan/perawat"), Option("perangkat_desa", "Perangkat desa/kelurahan"),
        Option("kader", "Kader"), Option("lainnya", "Lainnya", 10),
    ),
)  # fmt: skip
"""Only "10 Lainnya" was read in a source (domain.md 4.1); the other wordings carry no numbers."""
