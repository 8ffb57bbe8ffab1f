"""KRS on paper: the recap of a village in a semester, the list of its families at risk, and the recap of all villages.

The figures are those of the screen's recap; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Sequence

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_book import RiskBook, whole
from kampungkb_desktop.actions.stunting_frame import Frame, frame_of, no_families, paper_of, pdf_of, rule_words
from kampungkb_desktop.base.text import number, percent
from kampungkb_desktop.report.tabled import (
    Column,
    Part,
    Row,
    TabledPaper,
    Tile,
)
from kampungkb_desktop.rules.stunting_headings import (
    READING_WORDS,
    assistance_words,
    place_words,
    rank_words,
)
from kampungkb_desktop.rules.stunting_home import FOUR
from kampungkb_desktop.rules.stunting_recap import ASSISTANCE_KEYS, FACTORS, RANKS, TARGETS, Recap, place_key
from kampungkb_desktop.rules.stunting_risk import Reading
from kampungkb_desktop.rules.stunting_words import label_of

RISK_TITLE = "Rekap keluarga berisiko stunting"
_PAST = (
    "Keadaan pada hari terakhir semester itu: umur, KB, dan mutasi dihitung pada hari itu; air minum, jamban, dan "
    "peringkat kesejahteraan memakai jawaban yang tercatat sekarang."
)


def recap_pdf(session: Session, village: str, semester: str, *, paper: str = "A4") -> bytes:
    """The recap of a village as PDF. KnownError E-VILLAGE for an unknown code, E-NO-DATA without families."""
    return pdf_of(recap_paper(session, village, semester), paper)


def recap_paper(session: Session, village: str, semester: str) -> TabledPaper:
    """What stands in the recap."""
    frame = frame_of(session, village, semester)
    recap = RiskBook(session, whole).recap(village, frame.semester, frame.today)
    if not recap.families.count:
        raise no_families(frame.region)
    target = recap.target.count
    tiles = (
        Tile("Keluarga sasaran", number(target), f"dari {number(recap.families.count)} keluarga"),
        Tile("Berisiko stunting (KRS)", number(recap.at_risk.count), f"{percent(recap.at_risk.count, target)} sasaran"),
        Tile("Tidak berisiko", number(recap.not_at_risk.count), f"{percent(recap.not_at_risk.count, target)} sasaran"),
        Tile("Belum diketahui", number(recap.unknown.count), "jawaban belum lengkap"),
    )
    parts = (
        *_recap_parts(recap, frame),
        Part(
            "Aturan dan bacaan", _two("Bacaan", "KRS"), tuple(_readings(recap, frame.reading)), above=rule_words(frame)
        ),
    )
    return paper_of(session, frame, RISK_TITLE, tiles, parts, personal=False)


def _recap_parts(recap: Recap, frame: Frame) -> Sequence[Part]:
    rules = frame.rule.parameters
    past = (_PAST,) if frame.day < frame.today else ()
    sums = (
        f"KRS {number(recap.at_risk.count)} + tidak berisiko {number(recap.not_at_risk.count)} + belum diketahui "
        f"{number(recap.unknown.count)} = keluarga sasaran {number(recap.target.count)}. Bukan sasaran "
        f"{number(recap.not_target.count)}; belum diketahui sasaran atau bukan {number(recap.target_unknown.count)}."
    )
    every = sum(recap.factors[code].count for code in FOUR)
    union = recap.factors["empat_terlalu"].count
    four = (
        f"Keempat terlalu saling tumpang tindih dan tidak boleh dijumlahkan: jumlah barisnya {number(every)}, "
        f"sedangkan keluarganya {number(union)} (PUS 4 Terlalu)."
    )
    return (
        Part("", above=(sums, *past)),
        Part("Sasaran", _two("Satu keluarga dapat termasuk beberapa", "Keluarga"),
             tuple(_pair(label_of(code, rules), recap.targets[code].count) for code in TARGETS)),
        Part("Peringkat kesejahteraan", _two("Di antara KRS; tidak ikut menentukan", "Keluarga"),
             (*(_pair(rank_words(rank), recap.ranks[rank].count) for rank in RANKS),
              _pair("Jumlah, sama dengan KRS", recap.at_risk.count, strong=True)), beside=True),
        Part("Penapisan, di antara keluarga sasaran", _FACTOR_COLUMNS,
             tuple(_factor(recap, code, label_of(code, rules)) for code in FACTORS), below=(four,)),
        Part("Pendampingan yang diterima", _two("Di antara KRS, menurut verval semester ini", "Keluarga"),
             tuple(_pair(assistance_words(code), recap.count(f"bantuan:{code}")) for code in ASSISTANCE_KEYS)),
        Part("Hasil verval", _VERVAL_COLUMNS, tuple(_verval(recap)), beside=True),
        Part("Menurut RT", _PLACE_COLUMNS, tuple(
            Row((place_words(*place), *(number(recap.count(f"{place_key(*place)}{end}"))
                 for end in ("", ":berisiko", ":tidak_berisiko", ":belum")))) for place in recap.places),
             above=() if recap.places else ("Belum ada keluarga sasaran, jadi tidak ada RT yang dihitung.",)),
    )  # fmt: skip


_FACTOR_COLUMNS = (
    Column("Faktor", 4), Column("Ya", 0.8, "right"), Column("Ya dan KRS", 0.9, "right"), Column("Tidak", 0.8, "right"),
    Column("Tidak berlaku", 0.9, "right"), Column("Belum diketahui", 1.0, "right"),
)  # fmt: skip
_VERVAL_COLUMNS = (
    Column("Keluarga", 3), Column("Semua", 1, "right"), Column("Ada", 1, "right"), Column("Baru", 1, "right"),
)  # fmt: skip
_PLACE_COLUMNS = (
    Column("RT/RW", 3), Column("Sasaran", 1, "right"), Column("KRS", 1, "right"),
    Column("Tidak berisiko", 1, "right"), Column("Belum diketahui", 1, "right"),
)  # fmt: skip


def _two(name: str, count: str) -> tuple[Column, ...]:
    return (Column(name, 5), Column(count, 1, "right"))


def _pair(name: str, count: int, *, strong: bool = False) -> Row:
    return Row((name, number(count)), strong)


def _factor(recap: Recap, code: str, label: str) -> Row:
    counts = (recap.count(f"faktor:{code}:{how}") for how in ("ya", "krs", "tidak", "tidak_berlaku", "belum_diketahui"))
    return Row((f"– {label}" if code in FOUR else label, *(number(one) for one in counts)), code == "empat_terlalu")


def _verval(recap: Recap) -> Sequence[Row]:
    def line(name: str, *keys: str) -> Row:
        return Row((name, *(number(recap.count(f"verval:{key}")) if key else "" for key in keys)))

    return (
        line("Keluarga ditemukan", "total", "total:ada", "total:baru"),
        line("Catin", "catin", "", ""),
        line("Hamil", "", "hamil:ada", "hamil:baru"),
        line("Baduta", "", "baduta:ada", "baduta:baru"),
        line("Balita", "", "balita:ada", "balita:baru"),
        line("Tidak ditemukan", "tidak_ditemukan", "", ""),
        line("Sasaran belum diverifikasi", "belum", "", ""),
    )


def _readings(recap: Recap, chosen: Reading) -> Sequence[Row]:
    return [
        Row(
            (READING_WORDS[one][:1].upper() + READING_WORDS[one][1:], number(recap.count(f"bacaan:{one}"))),
            one is chosen,
        )
        for one in Reading
    ]
