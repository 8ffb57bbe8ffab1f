"""An invented full content of a village summary, in the proportions of a real kelurahan (domain.md 1.7)."""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.report.register_content import Change, Changes, Register, Risk, Share
from kampungkb_desktop.report.summary_content import (
    Activities,
    ActivityLine,
    Classification,
    Facility,
    FamilyPlanning,
    GroupParticipation,
    Groups,
    IndicatorScore,
    Institution,
    Letterhead,
    Mechanism,
    MethodCount,
    Officer,
    Population,
    Programme,
    Signature,
    SummaryContent,
    Village,
)

MEN = (331, 352, 374, 389, 371, 362, 358, 349, 338, 311, 287, 251, 203, 142, 88, 54)
WOMEN = (317, 339, 361, 372, 360, 357, 361, 352, 331, 306, 281, 248, 199, 147, 96, 76)

PROGRAMMES = (
    ("P1", "Penyediaan data dan peningkatan cakupan pemenuhan administrasi kependudukan", 1, 14),
    ("P2", "Penguatan advokasi GERMAS dan komunikasi perubahan perilaku masyarakat", 1, 31),
    ("P3", "Peningkatan akses dan pelayanan kesehatan termasuk KB dan kesehatan reproduksi", 1, 18),
    ("P4", "Pendampingan dan pelayanan pada keluarga dengan risiko kejadian stunting", 1, 37),
    ("P5", "Peningkatan cakupan dan akses pendidikan", 0, 6),
    (
        "P6",
        "Peningkatan cakupan layanan jaminan dan perlindungan sosial pada keluarga dan masyarakat miskin serta rentan",
        0,
        4,
    ),
    ("P7", "Pemberdayaan ekonomi keluarga", 0, 9),
    ("P8", "Penataan lingkungan keluarga, peningkatan akses air minum, serta sanitasi dasar", 1, 7),
)

GROUPS = tuple(
    GroupParticipation(
        short=short, name=name, target_label=label, owned=True, members=members, target=target, percent=percent
    )
    for short, name, label, members, target, percent in (
        ("BKB", "Bina Keluarga Balita", "keluarga balita", 214, 611, 35),
        ("BKR", "Bina Keluarga Remaja", "keluarga remaja", 296, 1320, 22),
        ("BKL", "Bina Keluarga Lansia", "keluarga lansia", 103, 702, 15),
        ("UPPKA", "Usaha Peningkatan Pendapatan Keluarga Akseptor", "keluarga", 97, 2843, 3),
        ("PIK R", "Pusat Informasi dan Konseling Remaja", "remaja", 498, 1987, 25),
    )
)

LINES = tuple(
    ActivityLine(
        held_on=date(2026, 10, day), title=title, place=place, programme=code, participants=count, agencies=agencies
    )
    for day, title, place, code, count, agencies in (
        (3, "Masak bersama di Dapur Sehat", "Balai RW 02", "P4", 47, ("Puskesmas", "Ketahanan Pangan")),
        (9, "Penyuluhan 1.000 hari pertama kehidupan bagi BKB", "Posyandu Melati", "P2", 31, ("Kesehatan",)),
        (17, "Pelayanan KB bergerak", "Puskesmas pembantu", "P3", 22, ("OPD Pengendalian Penduduk dan KB",)),
        (24, "Rembuk data keluarga berisiko stunting", "Rumah DataKu", "P1", 18, ("BPS", "Pemerintahan Desa/Lurah")),
        (28, "Kerja bakti saluran air RT 07", None, "P8", None, ()),
    )
)

LETTERHEAD = Letterhead(
    government="Pemerintah Kabupaten Berau",
    office="Dinas Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan dan Perlindungan Anak",
    acronym="DPPKBP3A",
    address="Jalan Contoh Raya Nomor 12, Tanjung Redeb 77311",
    phone="(0554) 000000",
    email="dppkbp3a@contoh.example",
)

VILLAGE = Village(
    name="Maluang Sejati",
    village="Maluang",
    kind="Kampung",
    code="64.03.06.2004",
    subdistrict="Gunung Tabur",
    district="Kabupaten Berau",
    province="Kalimantan Timur",
    launched_on=date(2016, 1, 14),
    coverage="Desa",
    in_charge="Hj. Siti Rahmawati",
    model_village="Kabupaten",
    description=(
        "Kampung di tepi sungai dengan tiga RW dan enam belas RT. Sebagian besar keluarga hidup dari kebun, ikan, dan "
        "usaha rumah tangga. Delapan posyandu berjalan setiap bulan, dan dapur sehat memasak bahan dari kebun warga "
        "bagi keluarga berisiko stunting."
    ),
)

INDICATORS = (
    ("I1", "Pokja", "Ada, 15 anggota, sudah dilatih", 4),
    ("I2", "Sumber dana", "3 dari 6 jenis", 3),
    ("I3", "Poktan yang dimiliki", "5 dari 5", 4),
    ("I4", "Sarana (sekretariat, Rumah DataKu)", "Keduanya ada", 3),
    ("I5", "PKB/PLKB pendamping dan regulasi", "Keduanya ada", 3),
    ("P1", "Penggunaan data", "3 dari 5 jenis", 3),
    ("P2", "Mekanisme operasional", "5 dari 5 dijalankan", 4),
    ("P3", "Lintas sektor", "6 instansi terlibat", 3),
    ("O1", "Peran serta dalam poktan", "20 % (rata-rata lima poktan)", 2),
    ("O2", "CPR", "62 % dari PUS", 4),
    ("O3", "MKJP", "17 % dari peserta KB", 1),
    ("O4", "Unmet need", "12 % dari PUS", 2),
)

CLASSIFICATION = Classification(
    name="Berkembang",
    input_index=3.4,
    process_index=3.33,
    output_index=2.25,
    indicators=tuple(
        IndicatorScore(code=code, label=label, figure=figure, score=score, highest=3 if code in {"I4", "I5"} else 4)
        for code, label, figure, score in INDICATORS
    ),
    next_class="Berkelanjutan",
    next_steps=(
        "MKJP 24 % atau lebih: 72 peserta lagi memakai IUD, implan, MOW, atau MOP.",
        "Unmet need paling tinggi 9 %: 44 PUS yang ingin menunda atau tidak ingin anak lagi mendapat pelayanan KB.",
        "Peran serta poktan di atas 20 %: BKL dan UPPKA paling jauh dari sasarannya.",
    ),
    official_name="Berkembang",
    official_on=date(2026, 9, 30),
)

FULL = SummaryContent(
    letterhead=LETTERHEAD,
    village=VILLAGE,
    month="2026-10",
    data_on=date(2026, 10, 31),
    printed_on=date(2026, 11, 5),
    classification=CLASSIFICATION,
    population=Population(
        men=MEN,
        women=WOMEN,
        couples=1929,
        families=2843,
        adolescents=1987,
        families_with_toddlers=611,
        families_with_adolescents=1320,
        families_with_elderly=702,
        source="Potret kependudukan per 30 September 2026, diisi PKB",
    ),
    groups=Groups(groups=GROUPS, source="Data bulanan Bangga Kencana Oktober 2026"),
    family_planning=FamilyPlanning(
        couples=1929,
        methods=(
            MethodCount("IUD", 61, long_acting=True),
            MethodCount("MOW", 38, long_acting=True),
            MethodCount("MOP", 4, long_acting=True),
            MethodCount("Kondom", 57),
            MethodCount("Implan", 102, long_acting=True),
            MethodCount("Suntik", 642),
            MethodCount("Pil", 291),
        ),
        further_methods=(MethodCount("MAL", 18), MethodCount("Tradisional", 23)),
        pregnant=96,
        wants_soon=401,
        wants_later=118,
        wants_no_more=119,
        prevalence=62,
        long_acting=17,
        unmet_need=12,
        unmet_couples=237,
        insured=7310,
        source="Data bulanan Bangga Kencana Oktober 2026",
    ),
    institution=Institution(
        working_group=True,
        decree=True,
        members=15,
        trained=True,
        training="Orientasi pokja tingkat kabupaten",
        trained_members=6,
        officers=(
            Officer("Pengarah", "H. Darmawan Saputra"),
            Officer("Ketua", "Hj. Siti Rahmawati"),
            Officer("Sekretaris", "Yohanes Laway"),
            Officer("Bendahara", "Nurlaila"),
            Officer("Seksi data dan dokumen kependudukan", "Rudi Hartono"),
            Officer("Seksi perubahan perilaku keluarga", "Maria Goreti"),
            Officer("Seksi layanan dan rujukan", None),
        ),
        facilities=(
            Facility("Bina Keluarga Balita (BKB)", True),
            Facility("Bina Keluarga Remaja (BKR)", True),
            Facility("Bina Keluarga Lansia (BKL)", True),
            Facility("UPPKA", True),
            Facility("PIK R", True),
            Facility("Sekretariat KKB", True),
            Facility("Rumah DataKu", None),
        ),
        funds=("APBN", "APBD", "Dana Desa"),
        regulations=("SK/Instruksi/SE Bupati/Walikota", "SK Kepala Desa/Lurah tentang Kampung KB"),
        plan=True,
        data_use=("PK dan Pemutakhiran Data", "Data Rutin BKKBN", "Data Sektoral"),
        accompanied=True,
        companion="Rina Kusumawati, S.Sos.",
        companion_number="19880412 201503 2 001",
        companion_phone="0812-0000-0000",
        mechanisms=(
            Mechanism("Rapat perencanaan kegiatan", True, "Bulanan"),
            Mechanism("Rapat koordinasi dengan dinas/instansi terkait pendukung kegiatan", True, "Triwulan"),
            Mechanism("Sosialisasi Kegiatan", True, "Bulanan"),
            Mechanism("Monitoring dan Evaluasi Kegiatan", False, None),
            Mechanism("Penyusunan Laporan", True, None),
        ),
        source="Profil kelembagaan Oktober 2026, diisi PKB",
    ),
    activities=Activities(
        programmes=tuple(
            Programme(code=code, label=label, this_month=month, this_year=year)
            for code, label, month, year in PROGRAMMES
        ),
        lines=LINES,
        agencies_total=6,
        source="Catatan kegiatan Oktober 2026",
    ),
    register=Register(
        families=(
            Share("Keluarga terdata", 2611, 2843, 91.8),
            Share("Anggota keluarga terdata", 8349),
            Share("Keluarga dikunjungi bulan ini", 213, 2611, 8.2),
            Share("Ibu hamil terdata", 91),
        ),
        risk=Risk(
            whole=Share("keluarga sasaran berisiko stunting", 317, 1640, 19.3),
            factors=(
                Share("air minum tidak layak", 74, 1640, 4.5),
                Share("jamban tidak layak", 102, 1640, 6.2),
                Share("terlalu muda", 31, 1640, 1.9),
                Share("terlalu tua", 96, 1640, 5.9),
                Share("terlalu dekat", 22, 1640, 1.3),
                Share("terlalu banyak", 118, 1640, 7.2),
                Share("bukan peserta KB modern", 402, 1640, 24.5),
            ),
            unknown=12,
            source="Dihitung menurut aturan KRS 2024 dari register keluarga",
        ),
        toddlers=(
            Share("Balita diukur bulan ini", 548, 629, 87.1),
            Share("Pendek (stunting)", 104, 548, 19),
            Share("Gizi kurang (wasting)", 41, 548, 7.5),
            Share("Berat badan kurang", 77, 548, 14.1),
        ),
        source="Register keluarga dan kunjungan sampai 31 Oktober 2026",
        toddlers_source="Dihitung dari pengukuran sampai 31 Oktober 2026",
    ),
    changes=Changes(
        month="2026-09",
        rows=(
            Change("Jumlah jiwa", "9.051", "9.063", "naik 12", 1),
            Change("Jumlah keluarga", "2.843", "2.843", "tetap"),
            Change("Pasangan usia subur", "1.934", "1.929", "turun 5", -1),
            Change("Peserta KB", "1.188", "1.195", "naik 7", 1),
            Change("Unmet need", "13 %", "12 %", "turun 1", -1),
            Change("Kegiatan sebulan", "3", "5", "naik 2", 1),
        ),
        level="Klasifikasinya naik dari Dasar menjadi Berkembang.",
    ),
    signatures=(
        Signature("Kepala Kampung Maluang", "H. Darmawan Saputra"),
        Signature("Ketua Pokja", "Hj. Siti Rahmawati"),
        Signature("Penyuluh KB", "Rina Kusumawati, S.Sos.", "19880412 201503 2 001"),
    ),
    rule_versions=("Klasifikasi portal-2023", "KRS 2024", "WHO 2006"),
    legal_basis=("Inpres Nomor 3 Tahun 2022", "Peraturan BKKBN Nomor 20 Tahun 2023"),
    app_version="1.0.0",
)
