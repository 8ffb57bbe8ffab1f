"""Option lists of home visits (pendampingan TPK) and of what is measured on them.

Lists without a source mark are this programme's own wording: the paper form was not found (domain.md 4.4).
"""

from __future__ import annotations

from kampungkb_desktop.forms.choices_family import numbered, plain

BRIDE_GROOM, PREGNANT, POSTPARTUM, YOUNG_CHILD, GENERAL = "catin", "ibu_hamil", "pasca_salin", "anak", "umum"
ADOLESCENT = "remaja"
TARGET = plain(
    "sasaran_kunjungan", "S28",
    (BRIDE_GROOM, "Calon pengantin"), (PREGNANT, "Ibu hamil"), (POSTPARTUM, "Ibu pasca salin"),
    (YOUNG_CHILD, "Anak 0–59 bulan"), (GENERAL, "Keluarga (umum)"), (ADOLESCENT, "Anak dan remaja 5–18 tahun"),
)  # fmt: skip

VISITORS = plain(
    "pelaku_kunjungan", "4.4",
    ("pkb", "PKB"), ("plkb", "PLKB"), ("bidan", "Bidan"), ("kader_pkk", "Kader TP-PKK"), ("kader_kb", "Kader KB"),
)  # fmt: skip

NOT_NEEDED, IN_PROGRESS, RECEIVED = "tidak", "proses", "sudah"
FACILITATION = plain(
    "fasilitasi", "S28",
    (NOT_NEEDED, "Tidak"), (IN_PROGRESS, "Ya, sedang proses"), (RECEIVED, "Ya, sudah mendapatkan"),
)  # fmt: skip

REFUSED, CANCELLED = "ditolak", "batal"
CLOSURE = plain(
    "hasil_fasilitasi", "4.4",
    (RECEIVED, "Sudah mendapatkan"), (REFUSED, "Ditolak"), (CANCELLED, "Batal"),
)  # fmt: skip
"""How a referral or an application for aid ended; the first is the form's own wording."""

NONE = "tidak_ada"
OTHER = "lainnya"

SUPPORT_RECEIVED = numbered(
    "pendampingan_diterima", "S21",
    ("rujukan", "Ya, fasilitas rujukan"), ("bansos", "Ya, fasilitas bansos"), ("kie", "Ya, fasilitas KIE"),
    ("elsimil", "Ya, surveilans melalui Elsimil"), ("eppgbm", "Ya, surveilans melalui e-PPGBM"),
    ("bapak_asuh", "Ya, Bapak Asuh Anak Stunting"), ("pmt", "Ya, fasilitas PMT"), (NONE, "Tidak ada"),
)  # fmt: skip

SOCIAL_AID = plain(
    "jenis_bansos", "",
    ("pkh", "Program Keluarga Harapan (PKH)"), ("sembako", "Sembako/BPNT"), ("blt_desa", "BLT Dana Desa"),
    ("pmt", "Pemberian makanan tambahan (PMT)"), ("pangan", "Bantuan pangan"),
    ("genting", "Orang tua asuh (Genting)"), ("air_jamban", "Bantuan air bersih atau jamban"),
    ("rumah", "Bantuan rumah layak huni"), (OTHER, "Lainnya"),
)  # fmt: skip

AID_FUNDING = plain(
    "sumber_bantuan", "S29",
    ("dana_desa", "Dana Desa"), ("apbd", "APBD"), ("apbn", "APBN"), ("mandiri", "Mandiri"), ("csr", "CSR"),
)  # fmt: skip

COUNSELLING = plain(
    "jenis_kie", "",
    ("siap_nikah", "Persiapan pernikahan"), ("bimwin", "Bimbingan perkawinan (Bimwin)"),
    ("gizi_ibu", "Gizi ibu dan tablet tambah darah"),
    ("periksa_hamil", "Pemeriksaan kehamilan"), ("tanda_bahaya", "Tanda bahaya kehamilan dan nifas"),
    ("kb_pasca_salin", "KB dan KB pasca salin"), ("asi", "ASI eksklusif dan menyusui"), ("mpasi", "MP-ASI"),
    ("gizi_anak", "Gizi dan pertumbuhan anak"), ("pengasuhan", "Pengasuhan dan perkembangan anak"),
    ("imunisasi", "Imunisasi"), ("posyandu_bkb", "Posyandu dan BKB"),
    ("sanitasi", "Air bersih, jamban, dan kebersihan"), ("rokok", "Bahaya asap rokok"), (OTHER, "Lainnya"),
)  # fmt: skip

LYING, STANDING = "berbaring", "berdiri"
POSITION = plain("cara_ukur", "S32", (LYING, "Berbaring (panjang badan)"), (STANDING, "Berdiri (tinggi badan)"))

IMMUNISATION = plain(
    "imunisasi", "",
    ("hb0", "HB0"), ("bcg", "BCG"), ("polio1", "Polio 1"), ("polio2", "Polio 2"), ("polio3", "Polio 3"),
    ("polio4", "Polio 4"), ("dpt_hb_hib1", "DPT-HB-Hib 1"), ("dpt_hb_hib2", "DPT-HB-Hib 2"),
    ("dpt_hb_hib3", "DPT-HB-Hib 3"), ("dpt_hb_hib_lanjutan", "DPT-HB-Hib lanjutan"), ("ipv1", "IPV 1"),
    ("ipv2", "IPV 2"), ("pcv1", "PCV 1"), ("pcv2", "PCV 2"), ("pcv3", "PCV 3"), ("rotavirus1", "Rotavirus 1"),
    ("rotavirus2", "Rotavirus 2"), ("rotavirus3", "Rotavirus 3"), ("campak_rubela1", "Campak-rubela 1"),
    ("campak_rubela2", "Campak-rubela 2"), (NONE, "Belum ada"),
)  # fmt: skip

KKA_RESULT = plain(
    "hasil_kka", "S28",
    ("sesuai", "Perkembangan sesuai usia"), ("tidak_sesuai", "Perkembangan tidak sesuai usia"),
)  # fmt: skip

BRIDE, GROOM = "calon_istri", "calon_suami"
ENGAGED = plain("calon_pengantin", "S28", (BRIDE, "Calon istri"), (GROOM, "Calon suami"))

ELSIMIL_RESULT = plain("hasil_elsimil", "S29", ("ideal", "Ideal (hijau)"), ("berisiko", "Berisiko (merah)"))

PHASE = plain(
    "tahap_kehamilan", "S27",
    ("kontak_awal", "Kontak awal"), ("minggu_12", "12 minggu"), ("minggu_16", "16 minggu"),
    ("minggu_20", "20 minggu"), ("minggu_24", "24 minggu"), ("minggu_28", "28 minggu"),
    ("minggu_32", "32 minggu"), ("minggu_36", "36 minggu"), ("persalinan", "Persalinan"), ("nifas", "Nifas"),
)  # fmt: skip

ILLNESS = plain(
    "riwayat_penyakit", "",
    ("hipertensi", "Hipertensi"), ("diabetes", "Diabetes"), ("jantung", "Penyakit jantung"), ("asma", "Asma"),
    ("tbc", "Tuberkulosis"), ("ginjal", "Penyakit ginjal"), ("hepatitis_b", "Hepatitis B"), ("malaria", "Malaria"),
    ("anemia", "Anemia"), (OTHER, "Lainnya"), (NONE, "Tidak ada"),
)  # fmt: skip

PROTEIN_URINE = plain("protein_urine", "S27", ("negatif", "Negatif"), ("positif", "Positif"))

BIRTH_PLACE = plain(
    "tempat_bersalin", "",
    ("rumah_sakit", "Rumah sakit"), ("puskesmas", "Puskesmas"), ("klinik", "Klinik/rumah bersalin"),
    ("polindes", "Pustu/polindes/poskesdes"), ("praktik_bidan", "Praktik mandiri bidan"), ("rumah", "Rumah"),
    (OTHER, "Lainnya"),
)  # fmt: skip

BIRTH_ATTENDANT = plain(
    "penolong_persalinan", "",
    ("dokter", "Dokter"), ("bidan", "Bidan"), ("perawat", "Perawat"), ("dukun", "Dukun bersalin"),
    (OTHER, "Lainnya"),
)  # fmt: skip

BIRTH_MODE = plain("cara_persalinan", "S28", ("normal", "Normal"), ("tindakan", "Tindakan/Caesar"))

BABY_STATE = plain(
    "keadaan_bayi", "", ("hidup", "Hidup"), ("lahir_mati", "Lahir mati"), ("meninggal", "Meninggal sesudah lahir")
)

POSTPARTUM_TROUBLE = plain(
    "komplikasi_nifas", "",
    ("perdarahan", "Perdarahan"), ("infeksi", "Infeksi/demam"), ("hipertensi", "Tekanan darah tinggi"),
    ("kejang", "Kejang"), ("payudara", "Masalah payudara"), ("depresi", "Kesedihan berkepanjangan"),
    (OTHER, "Lainnya"), (NONE, "Tidak ada"),
)  # fmt: skip
