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
LEVELS = _list(
    "tingkat",
    ("desa", "Desa/kelurahan"),
    ("kecamatan", "Kecamatan"),
    ("kabupaten", "Kabupaten/kota"),
    ("provinsi", "Provinsi"),
)
POST_KINDS = _list("jenis_post", ("kegiatan", "Kegiatan"), ("sebelum_sesudah", "Sebelum–Sesudah"))

TOPICS = _list(
    "kelompok_topik",
    ("kie", "KIE"),
    ("pelayanan", "Pelayanan dan Penggerakan"),
    ("pencatatan", "Pencatatan dan Pelaporan"),
    ("pertemuan", "Pertemuan"),
    ("lainnya", "Lainnya"),
)

TOPIC_DETAILS = Options("rincian_topik", tuple(
    Option(f"{topic}_{code}", label) for topic, items in (
        ("kie", (("individu", "KIE: individu"), ("kelompok", "KIE: kelompok"), ("sosialisasi", "KIE: sosialisasi"),
                 ("penyuluhan", "KIE: penyuluhan"))),
        ("pelayanan", (("pendampingan", "Pelayanan: pendampingan"), ("fasilitasi", "Pelayanan: fasilitasi"),
                       ("advokasi", "Pelayanan: advokasi"), ("alokon", "Pelayanan: distribusi alokon"),
                       ("kb", "Pelayanan: pelayanan KB"))),
    ) for code, label in items
), "S38")  # fmt: skip
"""What officers tell apart within KIE and within services; a code begins with that of its topic."""

COUNSELLING_TOPIC = "kie"
SERVICE_TOPIC = "pelayanan"

AREAS = _list("lokasi_kerja", ("dalam", "Dalam wilayah binaan"), ("luar", "Luar wilayah binaan"))

LIFE_STAGES = _list(
    "siklus_kehidupan",
    ("catin", "Calon pengantin"),
    ("hamil", "Ibu hamil"),
    ("pasca_salin", "Ibu pasca salin dan menyusui"),
    ("baduta", "Baduta (0–23 bulan)"),
    ("balita", "Balita (24–59 bulan)"),
    ("anak", "Anak usia sekolah"),
    ("remaja", "Remaja"),
    ("pus", "PUS"),
    ("lansia", "Lansia"),
)
"""Target groups along the life cycle (domain.md 9, line 15); the portal's own list is ``TARGETS``."""

GROUPS = _list(
    "kelompok_peserta",
    ("mitra", "Pemangku kepentingan/mitra kerja"),
    ("pejabat", "Pejabat daerah"),
    ("pkb", "PKB/PLKB"),
    ("imp", "PPKBD/Sub-PPKBD"),
    ("pokja", "Pokja Kampung KB"),
    ("tpk", "Tim Pendamping Keluarga"),
    ("kader", "Kader"),
    ("pkk", "TP-PKK"),
    ("perangkat_desa", "Perangkat desa/kelurahan"),
    ("tokoh", "Tokoh agama/tokoh masyarakat"),
    ("swasta", "Dunia usaha"),
    ("warga", "Warga"),
    ("lainnya", "Lainnya"),
)
"""Who sat there, beside whom it was for (domain.md 9, line 4)."""

RISK_TAGS = _list(
    "indikator_krs",
    ("air_minum", "Air minum layak"),
    ("jamban", "Jamban layak"),
    ("terlalu_muda", "Terlalu muda"),
    ("terlalu_tua", "Terlalu tua"),
    ("terlalu_dekat", "Terlalu dekat"),
    ("terlalu_banyak", "Terlalu banyak"),
    ("kb_modern", "Peserta KB modern"),
    ("baduta", "Anak 0–23 bulan"),
    ("balita", "Anak 24–59 bulan"),
    ("pus_hamil", "PUS hamil"),
)
"""The stunting-risk indicators an activity works on (domain.md 4.3 and 9, line 5)."""

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

SERVED_AS = _list(
    "sasaran_dashat",
    ("hamil", "Ibu hamil"),
    ("menyusui", "Ibu menyusui"),
    ("baduta", "Baduta"),
    ("balita", "Balita"),
    ("catin", "Calon pengantin"),
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
