"""Invented village summaries: a full one in the proportions of domain.md 1.7, an empty one, an extreme one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

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
    Previous,
    Programme,
    Register,
    Share,
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

CLASSIFICATION = Classification(
    name="Berkembang",
    input_index=3.4,
    process_index=3.33,
    output_index=2.25,
    indicators=(
        IndicatorScore(code="I1", label="Pokja", figure="Ada, 15 anggota, sudah dilatih", score=4),
        IndicatorScore(code="I2", label="Sumber dana", figure="3 dari 6 jenis", score=3),
        IndicatorScore(code="I3", label="Poktan yang dimiliki", figure="5 dari 5", score=4),
        IndicatorScore(
            code="I4", label="Sarana (sekretariat, Rumah DataKu)", figure="Keduanya ada", score=3, highest=3
        ),
        IndicatorScore(code="I5", label="PKB/PLKB pendamping dan regulasi", figure="Keduanya ada", score=3, highest=3),
        IndicatorScore(code="P1", label="Penggunaan data", figure="3 dari 5 jenis", score=3),
        IndicatorScore(code="P2", label="Mekanisme operasional", figure="5 dari 5 dijalankan", score=4),
        IndicatorScore(code="P3", label="Lintas sektor", figure="6 instansi terlibat", score=3),
        IndicatorScore(code="O1", label="Peran serta dalam poktan", figure="20 % (rata-rata lima poktan)", score=2),
        IndicatorScore(code="O2", label="CPR", figure="62 % dari PUS", score=4),
        IndicatorScore(code="O3", label="MKJP", figure="17 % dari peserta KB", score=1),
        IndicatorScore(code="O4", label="Unmet need", figure="12 % dari PUS", score=2),
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
    groups=Groups(
        groups=(
            GroupParticipation(
                short="BKB",
                name="Bina Keluarga Balita",
                target_label="keluarga balita",
                owned=True,
                members=214,
                target=611,
                percent=35,
            ),
            GroupParticipation(
                short="BKR",
                name="Bina Keluarga Remaja",
                target_label="keluarga remaja",
                owned=True,
                members=296,
                target=1320,
                percent=22,
            ),
            GroupParticipation(
                short="BKL",
                name="Bina Keluarga Lansia",
                target_label="keluarga lansia",
                owned=True,
                members=103,
                target=702,
                percent=15,
            ),
            GroupParticipation(
                short="UPPKA",
                name="Usaha Peningkatan Pendapatan Keluarga Akseptor",
                target_label="keluarga",
                owned=True,
                members=97,
                target=2843,
                percent=3,
            ),
            GroupParticipation(
                short="PIK R",
                name="Pusat Informasi dan Konseling Remaja",
                target_label="remaja",
                owned=True,
                members=498,
                target=1987,
                percent=25,
            ),
        ),
        source="Data bulanan Bangga Kencana Oktober 2026",
    ),
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
        lines=(
            ActivityLine(
                held_on=date(2026, 10, 3),
                title="Masak bersama di Dapur Sehat Atasi Stunting",
                place="Balai RW 02",
                programme="P4",
                participants=47,
                agencies=("Puskesmas", "Ketahanan Pangan", "Pemerintahan Desa/Lurah"),
            ),
            ActivityLine(
                held_on=date(2026, 10, 9),
                title="Penyuluhan 1.000 hari pertama kehidupan bagi kelompok BKB",
                place="Posyandu Melati",
                programme="P2",
                participants=31,
                agencies=("Kesehatan",),
            ),
            ActivityLine(
                held_on=date(2026, 10, 17),
                title="Pelayanan KB bergerak",
                place="Puskesmas pembantu",
                programme="P3",
                participants=22,
                agencies=("Puskesmas", "OPD Pengendalian Penduduk dan KB"),
            ),
            ActivityLine(
                held_on=date(2026, 10, 24),
                title="Rembuk data keluarga berisiko stunting",
                place="Rumah DataKu",
                programme="P1",
                participants=18,
                agencies=("BPS", "Pemerintahan Desa/Lurah"),
            ),
            ActivityLine(held_on=date(2026, 10, 28), title="Kerja bakti saluran air RT 07", programme="P8"),
        ),
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
        risk=(
            Share("Keluarga berisiko stunting", 317, 1640, 19.3),
            Share("air minum tidak layak", 74, 1640, 4.5),
            Share("jamban tidak layak", 102, 1640, 6.2),
            Share("terlalu muda, tua, dekat, atau banyak", 211, 1640, 12.9),
        ),
        toddlers=(
            Share("Balita terdata", 629),
            Share("Balita diukur bulan ini", 548, 629, 87.1),
            Share("Pendek (stunting)", 104, 548, 19),
            Share("Gizi kurang (wasting)", 41, 548, 7.5),
            Share("Berat badan kurang", 77, 548, 14.1),
        ),
        source="Register keluarga dan kunjungan sampai 31 Oktober 2026",
    ),
    previous=Previous(month="2026-09", people=9051, families=2843, couples=1934, users=1188),
    signatures=(
        Signature("Kepala Kampung Maluang", "H. Darmawan Saputra"),
        Signature("Ketua Pokja", "Hj. Siti Rahmawati"),
        Signature("Penyuluh KB", "Rina Kusumawati, S.Sos.", "19880412 201503 2 001"),
    ),
    rule_versions=("Klasifikasi portal-2023", "KRS 2024", "WHO 2006"),
    app_version="1.0.0",
    check_code="K7F3-92QD-M4TX",
)

EMPTY = SummaryContent(
    letterhead=Letterhead(),
    village=replace(
        VILLAGE,
        name=None,
        launched_on=None,
        coverage=None,
        in_charge=None,
        model_village=None,
        description=None,
    ),
    month="2026-10",
    data_on=date(2026, 10, 31),
    printed_on=date(2026, 11, 5),
    classification=Classification(
        name="Dasar",
        input_index=1,
        process_index=1,
        output_index=1,
        indicators=tuple(replace(row, figure=None, score=1) for row in CLASSIFICATION.indicators),
        next_class="Berkembang",
        next_steps=("Isi profil kelembagaan dan data bulanan; sekarang belum ada isian.",),
    ),
    groups=Groups(
        groups=tuple(
            replace(group, owned=None, members=None, target=None, percent=None) for group in FULL.groups.groups
        )
    ),
    family_planning=FamilyPlanning(
        methods=tuple(replace(method, users=None) for method in FULL.family_planning.methods)
    ),
    institution=Institution(
        facilities=tuple(replace(item, present=None) for item in FULL.institution.facilities),
        mechanisms=tuple(replace(item, done=None, frequency=None) for item in FULL.institution.mechanisms),
    ),
    activities=Activities(
        programmes=tuple(replace(part, this_month=0, this_year=0) for part in FULL.activities.programmes)
    ),
    app_version="1.0.0",
)

LONG_NAME = "Sumber Sejahtera Makmur Bersama Keluarga Berkualitas Jaya Raya"
HUGE = 1_234_567_890


def extreme() -> SummaryContent:
    """Long names, huge numbers, many activities, long texts: whatever could be clipped or overflow."""
    many = tuple(
        ActivityLine(
            held_on=date(2026, 10, 1) + timedelta(days=at % 31),
            title=f"Kegiatan nomor {at + 1} {LONG_NAME} dengan judul yang panjang sekali sampai beberapa baris",
            place=f"Balai Pertemuan {LONG_NAME}",
            programme=f"P{at % 8 + 1}",
            participants=HUGE if at == 0 else at * 7,
            agencies=("Kelautan dan Perikanan", "Peternakan dan Kesehatan Hewan", "Perwakilan BKKBN"),
        )
        for at in range(60)
    )
    return replace(
        FULL,
        village=replace(
            VILLAGE,
            name=LONG_NAME,
            village=LONG_NAME,
            subdistrict=LONG_NAME,
            in_charge=LONG_NAME,
            description="\n".join(f"Paragraf {at}. {VILLAGE.description}" for at in range(1, 12)),
        ),
        population=replace(FULL.population, men=(HUGE,) * 16, women=(HUGE,) * 16, families=HUGE, couples=HUGE),
        family_planning=replace(
            FULL.family_planning,
            couples=HUGE,
            methods=tuple(replace(method, users=HUGE) for method in FULL.family_planning.methods),
        ),
        groups=Groups(
            groups=tuple(replace(group, members=HUGE, target=HUGE // 2, percent=200) for group in FULL.groups.groups)
        ),
        institution=replace(
            FULL.institution,
            training="Pelatihan " + "sangat panjang " * 300,
            companion=LONG_NAME,
            officers=tuple(Officer(f"Seksi {LONG_NAME}", LONG_NAME) for _ in range(30)),
        ),
        activities=replace(FULL.activities, lines=many),
        signatures=tuple(Signature(f"Kepala {LONG_NAME}", LONG_NAME) for _ in range(3)),
        practice=True,
    )
