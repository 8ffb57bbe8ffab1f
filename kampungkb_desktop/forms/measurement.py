"""What is measured and asked of one child under five on one day.

Raw values only: z-scores and their categories are computed from them and from the child's birth date, never stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_visit import IMMUNISATION, KKA_RESULT, LYING, NONE, POSITION, STANDING
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Link, Measure, Number, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

WHO, BIRTH, BODY = "Anak", "Saat lahir", "Pengukuran"
FOOD, CARE = "Makanan", "Imunisasi dan perkembangan"

SHORTEST_STANDING_CM = 65.0
LONGEST_LYING_CM = 110.0
"""The WHO weight-for-height table begins at 65 cm and the weight-for-length table ends at 110 cm."""


def _length_measured(child: ChildMeasurement) -> bool:
    return child.lenhei_cm is not None


def _card_filled(child: ChildMeasurement) -> bool:
    return child.kka_filled is True


@frozen(kw_only=True)
class ChildMeasurement(Record):
    """One measuring; ``lenhei_cm`` is length or height as ``position`` says, exactly as it was read."""

    FORM: ClassVar[str] = "measurement"
    TITLE: ClassVar[str] = "Pengukuran anak"

    visit_id: str | None = ask(Link("Kunjungan", group=WHO, to="visit"))
    member_id: str | None = ask(Link("Anak", required=True, group=WHO, personal=True, to="member"))
    measured_on: date | None = ask(Day("Tanggal ukur", required=True, group=WHO))

    gestation_weeks: int | None = ask(
        Number("Usia kehamilan saat lahir", group=BIRTH, personal=True, low=20, high=45, unit="minggu")
    )
    birth_weight_g: int | None = ask(
        Number("Berat badan lahir", group=BIRTH, personal=True, low=300, high=7000, unit="g")
    )
    birth_length_cm: float | None = ask(
        Measure("Panjang badan lahir", group=BIRTH, personal=True, low=20, high=70, places=1, unit="cm")
    )

    weight_kg: float | None = ask(
        Measure("Berat badan", group=BODY, personal=True, low=0.3, high=60, places=2, unit="kg")
    )
    lenhei_cm: float | None = ask(
        Measure("Panjang/tinggi badan", group=BODY, personal=True, low=30, high=150, places=1, unit="cm")
    )
    position: str | None = ask(
        Choice("Cara ukur", group=BODY, when=_length_measured, personal=True, options=POSITION,
               hint="Di bawah 2 tahun berbaring, sejak 2 tahun berdiri")
    )  # fmt: skip
    head_cm: float | None = ask(
        Measure("Lingkar kepala", group=BODY, personal=True, low=20, high=65, places=1, unit="cm")
    )
    oedema: bool | None = ask(YesNo("Bengkak di kedua punggung kaki (edema)", group=BODY, personal=True))

    exclusive_breastfeeding: bool | None = ask(YesNo("ASI eksklusif", group=FOOD, personal=True))
    breastfed: bool | None = ask(YesNo("Masih mendapat ASI", group=FOOD, personal=True))
    complementary_food: bool | None = ask(YesNo("Mendapat MP-ASI", group=FOOD, personal=True))

    immunisations: tuple[str, ...] | None = ask(
        Choices("Imunisasi yang sudah diterima", group=CARE, personal=True, options=IMMUNISATION, alone=(NONE,))
    )
    kka_filled: bool | None = ask(YesNo("KKA diisi", group=CARE, personal=True, hint="Kartu Kembang Anak"))
    kka_result: str | None = ask(Choice("Hasil KKA", group=CARE, when=_card_filled, personal=True, options=KKA_RESULT))
    posyandu_this_month: bool | None = ask(YesNo("Hadir di posyandu bulan ini", group=CARE, personal=True))
    bkb_this_month: bool | None = ask(YesNo("Hadir di BKB bulan ini", group=CARE, personal=True))
    mother_kb: bool | None = ask(YesNo("Ibu memakai KB", group=CARE, personal=True))
    note: str | None = ask(Text("Catatan", group="Catatan", personal=True, longest=2000, lines=4))

    def rules(self) -> Iterator[Finding]:
        """Cautions about an empty measuring, the way of measuring and signs that need help now."""
        if self.weight_kg is None and self.lenhei_cm is None and self.head_cm is None:
            yield Finding("weight_kg", "caution",
                          "Belum ada hasil ukur. Isi berat badan atau panjang/tinggi badan bila diukur.",
                          "belum_diukur")  # fmt: skip
        yield from self._position()
        if self.oedema is True:
            yield Finding("oedema", "caution",
                          "Bengkak di kedua kaki dapat berarti gizi buruk. Rujuk anak ke puskesmas hari ini juga.",
                          "edema")  # fmt: skip
        if NONE in (self.immunisations or ()) and len(self.immunisations or ()) > 1:
            yield Finding("immunisations", "caution",
                          "“Belum ada” terpilih bersama imunisasi lain. Pilih salah satunya.",
                          "belum_ada_bersama")  # fmt: skip

    def _position(self) -> Iterator[Finding]:
        if self.lenhei_cm is None:
            return
        if self.position is None:
            yield Finding("position", "caution",
                          "Cara ukur belum dipilih. Pilih berbaring atau berdiri agar hasilnya dapat dinilai.",
                          "cara_ukur_kosong")  # fmt: skip
        if self.position == STANDING and self.lenhei_cm < SHORTEST_STANDING_CM:
            yield Finding("position", "caution",
                          "Tinggi di bawah 65 cm jarang diukur berdiri. Periksa angka atau cara ukurnya.",
                          "terlalu_pendek_berdiri", LYING)  # fmt: skip
        if self.position == LYING and self.lenhei_cm > LONGEST_LYING_CM:
            yield Finding("position", "caution",
                          "Panjang di atas 110 cm jarang diukur berbaring. Periksa angka atau cara ukurnya.",
                          "terlalu_panjang_berbaring", STANDING)  # fmt: skip

    def name(self) -> str:
        """The form's title and its day; the child's name is that of the linked record."""
        return f"{self.TITLE} {long_date(self.measured_on)}" if self.measured_on else self.TITLE
