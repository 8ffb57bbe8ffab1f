"""Option lists of the activity form (domain.md 3.3, 8.4, 1.7)."""

from __future__ import annotations

from kampungkb_desktop.forms.kinds import Option, Options


def _list(name: str, *items: tuple[str, str]) -> Options:
    return Options(name, tuple(Option(code, label, number) for number, (code, label) in enumerate(items, 1)), "S1")


INSTITUTIONS = _list(
    "instansi_pembina",
    ("perhubungan", "Dinas Perhubungan"),
    ("kelautan", "Kelautan dan Perikanan"),
    ("pariwisata", "Pariwisata"),
    ("esdm", "ESDM"),
    ("dukcapil", "Dukcapil"),
    ("tni_polri", "TNI–POLRI"),
    ("kumham", "Kanwil Kumham"),
    ("kominfo", "Kominfo"),
    ("bumn_bumd", "BUMN dan BUMD"),
    ("koperasi", "Koperasi"),
    ("perindustrian", "Perindustrian"),
    ("perdagangan", "Perdagangan"),
    ("pertanian", "Pertanian"),
    ("ketenagakerjaan", "Ketenagakerjaan"),
    ("pupr", "PUPR"),
    ("kehutanan_lh", "Kehutanan dan LH"),
    ("bina_marga", "Bina Marga dan Penataan Ruang"),
    ("kemenag", "Kanwil Kemenag"),
    ("kesehatan", "Kesehatan"),
    ("sosial", "Sosial"),
    ("pppa", "PP dan PA"),
    ("pendidikan", "Pendidikan"),
    ("pemuda_olahraga", "Pemuda dan Olahraga"),
    ("pmd", "Pemberdayaan Masyarakat Desa"),
    ("pemda", "Pemerintahan Daerah"),
    ("opd_kb", "OPD Pengendalian Penduduk dan KB"),
    ("pemdes", "Pemerintahan Desa/Lurah"),
    ("lembaga_pendidikan", "Lembaga Pendidikan"),
    ("swasta", "Swasta/Perusahaan"),
    ("puskesmas", "Puskesmas"),
    ("rs_klinik", "RS/Klinik"),
    ("masyarakat", "Komponen Masyarakat Kampung KB"),
    ("bps", "BPS"),
    ("bkkbn", "Perwakilan BKKBN"),
    ("pangan", "Ketahanan Pangan"),
    ("peternakan", "Peternakan dan Kesehatan Hewan"),
    ("lainnya", "Lainnya"),
)
"""The portal's 37, in id order; its numbers 26 and 34 matter to the classification (domain.md 2.4)."""

OWN_SECTOR = ("opd_kb", "bkkbn")

SECTIONS = _list(
    "seksi_kegiatan",
    ("keagamaan", "Keagamaan"),
    ("pendidikan", "Pendidikan"),
    ("reproduksi", "Reproduksi"),
    ("ekonomi", "Ekonomi"),
    ("perlindungan", "Perlindungan"),
    ("kasih_sayang", "Kasih Sayang"),
    ("sosial_budaya", "Sosial Budaya"),
    ("lingkungan", "Pembinaan Lingkungan"),
    ("lainnya", "Lainnya"),
)

TARGETS = _list(
    "sasaran_kegiatan",
    ("penduduk", "Seluruh Penduduk"),
    ("pus", "PUS"),
    ("remaja", "Remaja"),
    ("lansia", "Lansia"),
    ("balita", "Balita"),
    ("keluarga_balita", "Keluarga yang memiliki Balita"),
    ("keluarga_remaja", "Keluarga yang memiliki Remaja"),
    ("keluarga_lansia", "Keluarga yang memiliki Lansia"),
    ("lainnya", "Lainnya"),
)

MODES = _list("cara", ("luring", "Luring"), ("daring", "Daring"), ("hibrida", "Hibrida"))
LEVELS = _list("tingkat", ("desa", "Desa/kelurahan"), ("kecamatan", "Kecamatan"), ("kabupaten", "Kabupaten/kota"))
POST_KINDS = _list("jenis_post", ("kegiatan", "Kegiatan"), ("sebelum_sesudah", "Sebelum–Sesudah"))

TOPICS = _list(
    "kelompok_topik",
    ("kie", "KIE"),
    ("pelayanan", "Pelayanan dan Penggerakan"),
    ("pencatatan", "Pencatatan dan Pelaporan"),
    ("pertemuan", "Pertemuan"),
    ("lainnya", "Lainnya"),
)

DASHAT_FUNDS = _list(
    "dana_dashat",
    ("modal_kelompok", "Modal pribadi/kelompok"),
    ("dana_desa", "Dana Desa"),
    ("csr", "Kemitraan dan CSR"),
    ("apbd", "APBD"),
    ("dak", "DAK"),
    ("apbn", "APBN"),
    ("lembaga_keuangan", "Lembaga keuangan bank/bukan bank"),
)

PHOTO_ROLES = _list(
    "jenis_lampiran",
    ("kegiatan", "Foto kegiatan"),
    ("sebelum", "Sebelum"),
    ("sesudah", "Sesudah"),
    ("kampung", "Foto kampung"),
    ("struktur", "Struktur kepengurusan"),
    ("rkm", "Rencana Kerja Masyarakat (RKM)"),
    ("kunjungan", "Foto kunjungan"),
    ("lainnya", "Lainnya"),
)
