"""What is measured and asked of one child or adolescent of 5 to 18 years on one day.

Raw values only: the body mass index for age is computed from them. The questions beside weight and height are this
programme's own wording: no official sheet of such a visit was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.kinds import Day, Link, Measure, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

WHO, BODY, HABITS = "Anak atau remaja", "Pemeriksaan", "Kebiasaan dan kegiatan"


@frozen(kw_only=True)
class AdolescentCheck(Record):
    """Haemoglobin and iron tablets are asked of girls; the height is that of somebody standing."""

    FORM: ClassVar[str] = "adolescent"
    TITLE: ClassVar[str] = "Pemeriksaan anak dan remaja"

    visit_id: str | None = ask(Link("Kunjungan", group=WHO, to="visit"))
    member_id: str | None = ask(Link("Anak atau remaja", required=True, group=WHO, personal=True, to="member"))
    measured_on: date | None = ask(Day("Tanggal pemeriksaan", required=True, group=WHO))

    weight_kg: float | None = ask(
        Measure("Berat badan", group=BODY, personal=True, low=8, high=200, places=1, unit="kg")
    )
    height_cm: float | None = ask(
        Measure("Tinggi badan", group=BODY, personal=True, low=75, high=220, places=1, unit="cm")
    )
    hb_g_dl: float | None = ask(
        Measure(
            "Hemoglobin (Hb)", group=BODY, personal=True, low=2, high=25, places=1, unit="g/dL", hint="Remaja putri"
        )
    )
    iron_tablets: bool | None = ask(
        YesNo("Minum tablet tambah darah (TTD)", group=BODY, personal=True, hint="Remaja putri")
    )

    in_school: bool | None = ask(YesNo("Masih bersekolah", group=HABITS, personal=True))
    pik_r: bool | None = ask(YesNo("Ikut PIK R", group=HABITS, personal=True))
    smoker: bool | None = ask(YesNo("Merokok", group=HABITS, personal=True))
    note: str | None = ask(Text("Catatan", group="Catatan", personal=True, longest=2000, lines=4))

    def rules(self) -> Iterator[Finding]:
        """A caution where one of the two figures is missing: alone neither can be judged."""
        if (self.weight_kg is None) != (self.height_cm is None):
            empty = "weight_kg" if self.weight_kg is None else "height_cm"
            yield Finding(empty, "caution",
                          "Isi berat dan tinggi badan bersama-sama: IMT dihitung dari keduanya.",
                          "ukuran_separuh")  # fmt: skip

    def name(self) -> str:
        """The form's title and its day; the person's name is that of the linked record."""
        return f"{self.TITLE}, {long_date(self.measured_on)}" if self.measured_on else self.TITLE
