"""Option lists of what a village keeps beside its monthly profile: pokja, poktan, Rumah DataKu, regulations, awards,
the work plan and the log of problems (domain.md 1.7, 3.5, 3.6, 3.8). A list without a source mark is ours."""

from __future__ import annotations

from kampungkb_desktop.base.text import MONTHS
from kampungkb_desktop.forms.choices_family import numbered, plain
from kampungkb_desktop.forms.kinds import Option, Options

VILLAGE, REGENCY, PROVINCE = "desa", "kabupaten", "provinsi"
AREAS = plain("tingkat_wilayah", "", (VILLAGE, "Desa/kelurahan"), (REGENCY, "Kabupaten/kota"), (PROVINCE, "Provinsi"))
"""Whose it is. What belongs to a kabupaten/kota or a province has no village and shows in each of its villages."""

EIGHT, FOUR = "fungsi8", "sasaran4"
GENERATIONS = numbered("model_pokja", "", (EIGHT, "Delapan fungsi keluarga"), (FOUR, "Empat sasaran"))

POSITIONS_8 = numbered(
    "jabatan_pokja_8", "S1",
    ("pengarah", "Penasehat/Pengarah"), ("ketua", "Ketua"), ("sekretaris", "Sekretaris"), ("bendahara", "Bendahara"),
    ("keagamaan", "Seksi Keagamaan"), ("pendidikan", "Seksi Pendidikan"), ("reproduksi", "Seksi Reproduksi"),
    ("ekonomi", "Seksi Ekonomi"), ("perlindungan", "Seksi Perlindungan"), ("kasih_sayang", "Seksi Kasih Sayang"),
    ("sosial_budaya", "Seksi Sosial Budaya"), ("lingkungan", "Seksi Pembinaan Lingkungan"),
)  # fmt: skip
"""The older model, whose seksi are the eight fungsi keluarga; the portal still prints them."""

POSITIONS_4 = numbered(
    "jabatan_pokja_4", "S5",
    ("pengarah", "Pengarah"), ("pelaksana", "Pelaksana"),
    ("data", "Seksi Penyediaan Data dan Dokumen Kependudukan"),
    ("perilaku", "Seksi Perubahan Perilaku Keluarga"),
    ("layanan", "Seksi Peningkatan Cakupan Layanan dan Rujukan pada Keluarga"),
    ("penataan", "Seksi Penataan Lingkungan Keluarga dan Masyarakat"),
)  # fmt: skip
"""The model of the present orientation material; its four seksi follow the four sasaran of Inpres 3/2022."""

SECTION_PARTS = numbered("kedudukan_seksi", "", ("koordinator", "Koordinator"), ("anggota", "Anggota"))

ELEMENTS = numbered(
    "unsur", "",
    ("pemdes", "Perangkat desa/kelurahan"), ("bpd", "BPD/LPM"), ("pkk", "PKK"), ("kader", "Kader (posyandu, IMP, TPK)"),
    ("agama", "Tokoh agama"), ("masyarakat", "Tokoh masyarakat/adat"), ("pemuda", "Pemuda/Karang Taruna"),
    ("pendidikan", "Guru/pendidik"), ("kesehatan", "Tenaga kesehatan"), ("pkb", "PKB/PLKB"),
    ("instansi", "Dinas/instansi"), ("swasta", "Swasta/dunia usaha"), ("lainnya", "Lainnya"),
)  # fmt: skip

POKTAN_KINDS = numbered(
    "jenis_poktan", "S1",
    ("bkb", "BKB"), ("bkr", "BKR"), ("bkl", "BKL"), ("uppka", "UPPKA"), ("pikr", "PIK R"),
)  # fmt: skip
DECREED_BY = numbered(
    "sk_oleh", "S18", ("kades", "Kepala desa/lurah"), ("camat", "Camat"), ("bupati", "Bupati/wali kota")
)
POKTAN_FUNDS = numbered(
    "dana_poktan", "S18",
    ("apbn", "APBN"), ("apbd", "APBD"), ("add", "ADD"), ("swadaya", "Swadaya"), ("mitra", "Mitra"),
)  # fmt: skip
INTEGRATION = numbered("keterpaduan", "S18", ("posyandu", "Posyandu"), ("paud", "PAUD"), ("lainnya", "Lainnya"))
POKTAN_MEANS = numbered(
    "sarana_poktan", "S18",
    ("bkb_kit", "BKB Kit"), ("kka", "Kartu Kembang Anak (KKA)"), ("genre_kit", "GenRe Kit"),
    ("lansia_kit", "Lansia Kit"),
    ("materi", "Buku dan materi penyuluhan"), ("ape", "Alat permainan edukatif"), ("ruang", "Ruang kegiatan/konseling"),
    ("usaha", "Alat produksi usaha"), ("lainnya", "Lainnya"),
)  # fmt: skip
"""The first two are in the source; the rest are what such groups usually hold."""

HOUSE_CLASSES = numbered(
    "kelas_rumah_dataku", "S5",
    ("sederhana", "Sederhana"), ("lengkap", "Lengkap"), ("paripurna", "Paripurna"),
)  # fmt: skip

REGULATION_KINDS = numbered(
    "jenis_regulasi", "S1",
    ("gubernur", "SK/Instruksi/SE Gubernur"), ("bupati", "SK/Instruksi/SE Bupati/Walikota"),
    ("camat", "SK Kecamatan tentang Kampung KB"), ("kades", "SK Kepala Desa/Lurah tentang Kampung KB"),
    ("sk_pokja", "SK Pokja Kampung KB"), ("perda", "Peraturan daerah"), ("perdes", "Peraturan desa"),
    ("lainnya", "Lainnya"),
)  # fmt: skip
"""The first four are the portal's and count for its question; the rest are kept for the village's own use."""

CONTEST_LEVELS = numbered(
    "tingkat_lomba", "",
    ("kecamatan", "Kecamatan"), ("kabupaten", "Kabupaten/kota"), ("provinsi", "Provinsi"), ("nasional", "Nasional"),
)  # fmt: skip
AWARD_KINDS = numbered("jenis_penghargaan", "", ("lomba", "Lomba"), ("penghargaan", "Penghargaan"))
STAGES = numbered(
    "tahap_lomba", "",
    ("ikut", "Mengikuti"), ("administrasi", "Lolos penilaian administrasi"), ("nominasi", "Nominasi"),
    ("lapangan", "Dinilai di lapangan"), ("juara", "Juara"),
)  # fmt: skip

PLAN_STATES = numbered(
    "keadaan_rkm", "",
    ("disusun", "Sedang disusun"), ("disahkan", "Disahkan"), ("berjalan", "Dilaksanakan"), ("berakhir", "Berakhir"),
)  # fmt: skip
LINE_STATES = numbered(
    "keadaan_baris", "",
    ("belum", "Belum mulai"), ("berjalan", "Berjalan"), ("selesai", "Selesai"), ("batal", "Dibatalkan"),
)  # fmt: skip
MONTH_OPTIONS = Options("bulan_pelaksanaan", tuple(Option(f"{n:02d}", name, n) for n, name in enumerate(MONTHS, 1)))
RESPONSIBLE = numbered(
    "penanggung_jawab", "S1, S5",
    *((code, label) for code, label in (
        *((o.code, o.label) for o in POSITIONS_4.items if o.code not in ("pengarah", "pelaksana")),
        ("ketua", "Ketua/Pelaksana Pokja"),
        *((o.code, o.label) for o in POSITIONS_8.items[4:]),
        ("pemdes", "Pemerintah desa/kelurahan"), ("lainnya", "Lainnya"),
    )),
)  # fmt: skip
"""The seksi of both models."""

PROBLEM_STATES = numbered(
    "keadaan_masalah", "", ("terbuka", "Terbuka"), ("ditangani", "Sedang ditangani"), ("selesai", "Selesai")
)

AREA_KINDS = numbered(
    "ciri_wilayah", "S3",
    ("kumuh", "Kawasan kumuh"), ("pesisir", "Pesisir"), ("das", "Daerah aliran sungai (DAS)"),
    ("kereta_api", "Bantaran kereta api"), ("miskin", "Kawasan miskin"), ("terpencil", "Terpencil"),
    ("perbatasan", "Perbatasan"), ("industri", "Kawasan industri"), ("wisata", "Kawasan wisata"),
    ("padat", "Padat penduduk"),
)  # fmt: skip
STANDINGS = numbered("status_pembentukan", "", ("rencana", "Direncanakan"), ("terbentuk", "Sudah terbentuk"))
LOCAL_TERMS = numbered(
    "sebutan_desa", "",
    ("desa", "Desa"), ("kelurahan", "Kelurahan"), ("kampung", "Kampung"), ("nagari", "Nagari"), ("gampong", "Gampong"),
    ("pekon", "Pekon"), ("kute", "Kute"), ("lembang", "Lembang"), ("negeri", "Negeri"), ("banjar", "Banjar"),
    ("desa_adat", "Desa Adat"), ("kalurahan", "Kalurahan"), ("tiyuh", "Tiyuh"), ("ohoi", "Ohoi"),
    ("kepenghuluan", "Kepenghuluan"), ("kampong", "Kampong"),
)  # fmt: skip
"""What a desa is called where it is not called desa (domain.md 9, line 19): every word of ``sebutan-desa``, whose rows
name their sources, but dusun, which the window needs for the part of a desa; banjar is only chosen."""
