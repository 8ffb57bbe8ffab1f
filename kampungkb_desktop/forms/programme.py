"""The programme tree of Inpres 3/2022 as the portal lists it: 4 sasaran, 8 program, 59 kegiatan (domain.md 3.2).

The codes are ours, the wording is the ministry's. Not to be mixed with the eight fungsi keluarga (``SECTIONS``), nor
with a province's own list of flagship programmes.
"""

from __future__ import annotations

from functools import cache

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms.kinds import Option, Options

VERSION = "portal-2023"


@frozen
class Programme:
    """One of the eight sub-programmes; ``goal`` is its sasaran."""

    code: str
    goal: str
    label: str
    short: str


@frozen
class ProgrammeActivity:
    """One listed kegiatan with the ministry named in the portal's list."""

    code: str
    programme: str
    label: str
    ministry: str


GOALS: tuple[tuple[str, str], ...] = (
    ("S1", "Penyediaan data dan peningkatan cakupan administrasi kependudukan"),
    ("S2", "Peningkatan perubahan perilaku"),
    ("S3", "Peningkatan cakupan layanan dan rujukan pada keluarga"),
    ("S4", "Penataan lingkungan keluarga dan masyarakat"),
)

PROGRAMMES: tuple[Programme, ...] = (
    Programme(
        "P1", "S1",
        "Penyediaan data dan peningkatan cakupan pemenuhan administrasi kependudukan",
        "Data dan administrasi kependudukan",
    ),
    Programme(
        "P2", "S2",
        "Penguatan advokasi GERMAS dan komunikasi perubahan perilaku masyarakat",
        "Advokasi dan perubahan perilaku",
    ),
    Programme(
        "P3", "S3",
        "Peningkatan akses dan pelayanan kesehatan termasuk KB dan Kespro (PKBM/UKBM)",
        "Pelayanan kesehatan, KB, dan kespro",
    ),
    Programme(
        "P4", "S3",
        "Pendampingan dan pelayanan pada keluarga dengan risiko kejadian stunting",
        "Pendampingan keluarga berisiko stunting",
    ),
    Programme(
        "P5", "S3",
        "Peningkatan cakupan dan akses pendidikan",
        "Pendidikan",
    ),
    Programme(
        "P6", "S3",
        "Peningkatan cakupan layanan jaminan dan perlindungan sosial pada keluarga dan masyarakat miskin serta rentan",
        "Jaminan dan perlindungan sosial",
    ),
    Programme(
        "P7", "S3",
        "Pemberdayaan ekonomi keluarga",
        "Pemberdayaan ekonomi keluarga",
    ),
    Programme(
        "P8", "S4",
        "Penataan lingkungan keluarga, peningkatan akses air minum, serta sanitasi dasar",
        "Penataan lingkungan, air, dan sanitasi",
    ),
)  # fmt: skip

ACTIVITIES: tuple[ProgrammeActivity, ...] = (
    ProgrammeActivity("1.1", "P1", "Rumah Data Kependudukan dan Informasi Keluarga (Rumah DataKu)", "BKKBN"),
    ProgrammeActivity("1.2", "P1", "Pelayanan administrasi kependudukan (akta, KK, KTP, KIA)", "BKKBN"),
    ProgrammeActivity("2.1", "P2", "Program Gerakan Masyarakat Hidup Sehat (GERMAS)", "Kemenkes"),
    ProgrammeActivity("2.2", "P2", "Program Indonesia Sehat dengan Pendekatan Keluarga (PIS-PK)", "Kemenkes"),
    ProgrammeActivity("2.3", "P2", "Bina Keluarga Balita (BKB), kelas pengasuhan 1.000 HPK", "BKKBN"),
    ProgrammeActivity("2.4", "P2", "Bina Keluarga Remaja (BKR)", "BKKBN"),
    ProgrammeActivity("2.5", "P2", "Bina Keluarga Lansia (BKL)", "BKKBN"),
    ProgrammeActivity("2.6", "P2", "PIK Remaja", "BKKBN"),
    ProgrammeActivity("2.7", "P2", "KIE Kesehatan Reproduksi dan Keluarga Berencana bagi keluarga", "BKKBN"),
    ProgrammeActivity("2.8", "P2", "Bimbingan Calon Pengantin", "Kemenag"),
    ProgrammeActivity("2.9", "P2", "Bimbingan, penyuluhan dan konsultasi keagamaan", "Kemenag"),
    ProgrammeActivity("2.10", "P2", "KIE pencegahan, perlindungan perempuan dan anak dari kekerasan", "KemenPPPA"),
    ProgrammeActivity("2.11", "P2", "Advokasi dan KIE pemberian makan bayi dan anak, ASI eksklusif", "Kemenkes"),
    ProgrammeActivity("2.12", "P2", "Kawasan Tanpa Rokok (KTR), Rumah Tanpa Asap Rokok", "Kemenkes"),
    ProgrammeActivity("3.1", "P3", "Penggerakan Pelayanan KB dan Kesehatan Reproduksi", "BKKBN"),
    ProgrammeActivity(
        "3.2", "P3",
        "Edukasi kesehatan ibu hamil, balita, remaja, lansia (kelas ibu hamil/balita, posyandu remaja/lansia)",
        "Kemenkes",
    ),
    ProgrammeActivity("3.3", "P3", "Pembinaan posyandu", "Kemendagri"),
    ProgrammeActivity("3.4", "P3", "Melaksanakan Posyandu Aktif", "Kemendagri"),
    ProgrammeActivity("3.5", "P3", "Pelayanan KB dan Kespro", "Kemenkes"),
    ProgrammeActivity("3.6", "P3", "P2K2 dengan modul kesehatan dan gizi bagi KPM PKH", "Kemensos"),
    ProgrammeActivity("4.1", "P4", "Screening kesehatan bagi calon pengantin", "Kemenkes"),
    ProgrammeActivity("4.2", "P4", "Pendampingan dan edukasi catin selama 3 bulan pra-nikah", "BKKBN"),
    ProgrammeActivity("4.3", "P4", "Pendampingan ibu hamil", "Kemenkes"),
    ProgrammeActivity("4.4", "P4", "Pemeriksaan Antenatal Care (ANC)", "Kemenkes"),
    ProgrammeActivity("4.5", "P4", "Tablet tambah darah remaja putri dan ibu hamil", "Kemenkes"),
    ProgrammeActivity("4.6", "P4", "Tambahan asupan gizi ibu hamil KEK", "Kemenkes"),
    ProgrammeActivity("4.7", "P4", "Pemantauan pertumbuhan dan perkembangan balita", "Kemenkes"),
    ProgrammeActivity("4.8", "P4", "Makanan tambahan anak 6–23 bulan", "Kemenkes"),
    ProgrammeActivity("4.9", "P4", "Pendampingan anak 24–59 bulan dengan gizi kurang", "Kemenkes"),
    ProgrammeActivity("4.10", "P4", "Tata laksana gizi buruk pada balita", "Kemenkes"),
    ProgrammeActivity("4.11", "P4", "Tambahan asupan gizi balita gizi kurang", "Kemenkes"),
    ProgrammeActivity("4.12", "P4", "Pelayanan KB pasca persalinan", "BKKBN"),
    ProgrammeActivity("4.13", "P4", "Bantuan pangan selain beras dan telur bagi bumil, busui, baduta", "BKKBN"),
    ProgrammeActivity(
        "4.14", "P4", "Pendampingan ibu/keluarga balita (gizi, pengasuhan, pelayanan kesehatan)", "BKKBN",
    ),
    ProgrammeActivity("4.15", "P4", "Dapur Sehat Atasi Stunting (DASHAT)", "BKKBN"),
    ProgrammeActivity("5.1", "P5", "PAUD", "Kemdikbud"),
    ProgrammeActivity("5.2", "P5", "Pendidikan dasar dan menengah (tidak ada anak putus sekolah)", "Kemdikbud"),
    ProgrammeActivity("5.3", "P5", "Pendidikan dan layanan agama", "Kemenag"),
    ProgrammeActivity("5.4", "P5", "Informasi dan fasilitasi akses pendidikan", "Kemdikbud"),
    ProgrammeActivity("5.5", "P5", "Bantuan pendidikan anak keluarga miskin", "Kemdikbud"),
    ProgrammeActivity("5.6", "P5", "Literasi dalam pendidikan non formal", "Kemdikbud"),
    ProgrammeActivity("5.7", "P5", "Wahana kreativitas dan olahraga", "Pemprov"),
    ProgrammeActivity("6.1", "P6", "Bantuan tunai bersyarat kepada PUS miskin dan PMKS", "Kemensos"),
    ProgrammeActivity("6.2", "P6", "Bantuan pangan non-tunai kepada PUS miskin dan PMKS", "Kemensos"),
    ProgrammeActivity("6.3", "P6", "Jaminan kesehatan (PBI)", "Kemenkes"),
    ProgrammeActivity("7.1", "P7", "Program Keluarga Harapan kepada PUS miskin", "Kemensos"),
    ProgrammeActivity("7.2", "P7", "Peningkatan akses dan aset KPM Program Kewirausahaan Sosial", "Kemensos"),
    ProgrammeActivity("7.3", "P7", "Peningkatan pendapatan dan kesejahteraan KPM Kewirausahaan Sosial", "Kemensos"),
    ProgrammeActivity("7.4", "P7", "Bantuan permodalan", "KemenkopUKM"),
    ProgrammeActivity("7.5", "P7", "Promosi dan pemasaran koperasi dan UMKM", "KemenkopUKM"),
    ProgrammeActivity("7.6", "P7", "Pelatihan produksi dan pemasaran usaha rumah tangga", "KemenkopUKM"),
    ProgrammeActivity("7.7", "P7", "Pelatihan daring marketing usaha rumah tangga", "KemenkopUKM"),
    ProgrammeActivity("7.8", "P7", "Pengembangan Kampung Keluarga Berkualitas", "Pemprov"),
    ProgrammeActivity("7.9", "P7", "Kemandirian ekonomi keluarga", "BKKBN"),
    ProgrammeActivity("7.10", "P7", "Fasilitasi dan pembinaan usaha nelayan", "KKP"),
    ProgrammeActivity("7.11", "P7", "Sistem pembenihan ikan berkelanjutan", "KKP"),
    ProgrammeActivity("8.1", "P8", "Pemicuan Sanitasi Total Berbasis Masyarakat (STBM)", "KemenPUPR"),
    ProgrammeActivity("8.2", "P8", "Perumahan dan infrastruktur permukiman layak", "KemenPUPR"),
    ProgrammeActivity("8.3", "P8", "Pengendalian vektor (juru pemantau jentik/jumantik)", "Kemenkes"),
)  # fmt: skip

ACTIVITY_OPTIONS = Options(
    "kegiatan_inpres", tuple(Option(a.code, a.label, n) for n, a in enumerate(ACTIVITIES, 1)), "S1"
)


@cache
def programme_of(activity: str) -> Programme | None:
    """The sub-programme of a kegiatan code ("4.15"); ``None`` for a code of a newer list."""
    code = next((a.programme for a in ACTIVITIES if a.code == activity), None)
    return next((p for p in PROGRAMMES if p.code == code), None)


def goal_label(code: str) -> str:
    """The wording of a sasaran."""
    return dict(GOALS).get(code, code)
