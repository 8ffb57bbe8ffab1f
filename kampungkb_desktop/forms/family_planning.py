"""Family planning of one couple of childbearing age (PUS) on a day: Blok II of the family survey.

Kept as dated answers; a later record stands beside the earlier one, so that a change of method stays visible.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import (
    METHOD,
    NO_KB_REASON,
    PREGNANCY_WISH,
    SERVICE_PLACE,
    SOON,
    WANTS_CHILD,
)
from kampungkb_desktop.forms.kinds import Choice, Day, Link, Month, Number, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

BIRTHS, PREGNANCY, USE, CHOICE = "Kelahiran", "Kehamilan dan keinginan anak", "Kepesertaan KB", "Pelayanan KB"

MODERN_METHODS = frozenset({"mow", "mop", "iud", "implan", "suntik", "pil", "kondom", "mal"})
"""Every method but the traditional ones; the portal and some SIGA tables leave MAL out as well (domain.md 1.3)."""

LONG_ACTING = frozenset({"iud", "implan", "mow", "mop"})
"""Metode kontrasepsi jangka panjang, MKJP (domain.md 4.2)."""

STERILISATION = frozenset({"mow", "mop"})


def _pregnant(couple: FamilyPlanning) -> bool:
    return couple.pregnant is True


def _not_pregnant(couple: FamilyPlanning) -> bool:
    return couple.pregnant is False


def _using(couple: FamilyPlanning) -> bool:
    return couple.pregnant is False and couple.using is True


def _not_using(couple: FamilyPlanning) -> bool:
    return couple.pregnant is False and couple.using is False


def _not_using_now(couple: FamilyPlanning) -> bool:
    return couple.pregnant is True or couple.using is False


def _stopped(couple: FamilyPlanning) -> bool:
    return _not_using_now(couple) and couple.used_last_12 is True


@frozen(kw_only=True)
class FamilyPlanning(Record):
    """``method`` is the method in use now; it does not apply to a couple that is pregnant or has stopped."""

    FORM: ClassVar[str] = "family_planning"
    TITLE: ClassVar[str] = "Keluarga berencana"

    family_id: str | None = ask(Link("Keluarga", required=True, group=BIRTHS, to="family"))
    as_of: date | None = ask(Day("Keadaan pada tanggal", required=True, group=BIRTHS))
    births: int | None = ask(Number("1. Berapa kali melahirkan", group=BIRTHS, personal=True, high=25, unit="kali"))
    born_alive_male: int | None = ask(
        Number("2. Anak lahir hidup laki-laki", group=BIRTHS, personal=True, high=25, unit="anak")
    )
    born_alive_female: int | None = ask(
        Number("2. Anak lahir hidup perempuan", group=BIRTHS, personal=True, high=25, unit="anak")
    )
    living_male: int | None = ask(
        Number("2. Anak masih hidup laki-laki", group=BIRTHS, personal=True, high=25, unit="anak")
    )
    living_female: int | None = ask(
        Number("2. Anak masih hidup perempuan", group=BIRTHS, personal=True, high=25, unit="anak")
    )

    pregnant: bool | None = ask(YesNo("3. Sedang hamil", required=True, group=PREGNANCY, personal=True))
    pregnant_weeks: int | None = ask(
        Number("3. Usia kehamilan", group=PREGNANCY, when=_pregnant, personal=True, high=45, unit="minggu")
    )
    pregnancy_wish: str | None = ask(
        Choice("3. Keinginan terhadap kehamilan ini", group=PREGNANCY, when=_pregnant, personal=True,
               options=PREGNANCY_WISH)
    )  # fmt: skip
    wants_child: str | None = ask(
        Choice("3. Keinginan punya anak", group=PREGNANCY, when=_not_pregnant, personal=True, options=WANTS_CHILD)
    )

    using: bool | None = ask(
        YesNo("4. Sedang memakai alat/cara KB", required=True, group=USE, when=_not_pregnant, personal=True)
    )
    using_since: str | None = ask(Month("4. Memakai sejak bulan", group=USE, when=_using, personal=True))
    used_last_12: bool | None = ask(
        YesNo("5. Pernah memakai KB dalam 12 bulan terakhir", group=USE, when=_not_using_now, personal=True)
    )
    used_from: str | None = ask(Month("5. Mulai memakai bulan", group=USE, when=_stopped, personal=True))
    used_until: str | None = ask(Month("5. Berhenti memakai bulan", group=USE, when=_stopped, personal=True))
    method: str | None = ask(
        Choice("7. Metode kontrasepsi", required=True, group=USE, when=_using, personal=True, options=METHOD)
    )
    service_place: str | None = ask(
        Choice("8. Tempat pelayanan KB", group=CHOICE, when=_using, personal=True, options=SERVICE_PLACE)
    )
    told_other_methods: bool | None = ask(
        YesNo("9. Mendapat penjelasan jenis KB lain", group=CHOICE, when=_using, personal=True)
    )
    told_side_effects: bool | None = ask(
        YesNo("9. Mendapat penjelasan efek samping", group=CHOICE, when=_using, personal=True)
    )
    told_what_to_do: bool | None = ask(
        YesNo("9. Mendapat penjelasan tindakan bila ada efek samping", group=CHOICE, when=_using, personal=True)
    )
    reason_not_using: str | None = ask(
        Choice("10. Alasan tidak ber-KB", group=USE, when=_not_using, personal=True, options=NO_KB_REASON)
    )

    def rules(self) -> Iterator[Finding]:
        """Living children within those born alive (a problem); orders of dates and unlikely answers (cautions)."""
        yield from _more_living_than_born("living_male", "laki-laki", self.living_male, self.born_alive_male)
        yield from _more_living_than_born("living_female", "perempuan", self.living_female, self.born_alive_female)
        yield from self._births()
        yield from self._months()
        yield from self._wishes()

    def _births(self) -> Iterator[Finding]:
        if self.births == 0 and (born_alive(self) or 0) > 0:
            yield Finding("births", "caution",
                          "Belum pernah melahirkan, tetapi ada anak lahir hidup. Periksa salah satunya.",
                          "lahir_tanpa_persalinan")  # fmt: skip

    def _months(self) -> Iterator[Finding]:
        now = self.as_of.isoformat()[:7] if self.as_of else None
        if self.used_from and self.used_until and self.used_until < self.used_from:
            yield Finding("used_until", "caution",
                          "Bulan berhenti lebih awal daripada bulan mulai. Periksa kedua bulan.",
                          "berhenti_sebelum_mulai")  # fmt: skip
        for field in ("using_since", "used_from", "used_until"):
            month: str | None = getattr(self, field)
            if now and month and month > now:
                yield Finding(field, "caution",
                              "Bulan ini sesudah tanggal keadaan. Periksa bulan atau tanggal keadaan.",
                              "bulan_sesudah_keadaan")  # fmt: skip

    def _wishes(self) -> Iterator[Finding]:
        if _not_using(self) and self.wants_child is None:
            yield Finding("wants_child", "caution",
                          "Keinginan punya anak belum diisi. Jawaban ini dipakai untuk menghitung unmet need.",
                          "keinginan_anak_kosong")  # fmt: skip
        if _using(self) and self.method in STERILISATION and self.wants_child == SOON:
            yield Finding("wants_child", "caution",
                          "Memakai MOW atau MOP, tetapi ingin anak segera. Periksa salah satunya.",
                          "steril_ingin_anak")  # fmt: skip

    def name(self) -> str:
        """The form's title and its day; the family's name is that of the linked record."""
        return f"{self.TITLE}, {long_date(self.as_of)}" if self.as_of else self.TITLE


def born_alive(couple: FamilyPlanning) -> int | None:
    """Children born alive of both sexes; ``None`` when neither number is answered."""
    return _sum(couple.born_alive_male, couple.born_alive_female)


def living_children(couple: FamilyPlanning) -> int | None:
    """Children alive of both sexes; ``None`` when neither number is answered."""
    return _sum(couple.living_male, couple.living_female)


def uses_any(couple: FamilyPlanning) -> bool | None:
    """Whether the couple uses any method now; a pregnant couple does not."""
    return False if couple.pregnant else couple.using


def uses_modern(couple: FamilyPlanning) -> bool | None:
    """Whether the couple uses a modern method now; ``None`` when that cannot be told from the answers."""
    if couple.pregnant or couple.using is False:
        return False
    if couple.using is None or couple.method not in METHOD.codes():
        return None
    return couple.method in MODERN_METHODS


def _sum(male: int | None, female: int | None) -> int | None:
    return None if male is None and female is None else (male or 0) + (female or 0)


def _more_living_than_born(field: str, sex: str, living: int | None, born: int | None) -> Iterator[Finding]:
    if living is not None and born is not None and living > born:
        yield Finding(field, "problem",
                      f"Anak {sex} masih hidup ({living}) lebih banyak daripada yang lahir hidup ({born}). "
                      "Periksa kedua angka.", "hidup_melebihi_lahir")  # fmt: skip


def planning_words(couple: FamilyPlanning) -> str:
    """What a couple does about children, in a few words."""
    if couple.pregnant:
        return "Sedang hamil" + (f", {couple.pregnant_weeks} minggu" if couple.pregnant_weeks else "")
    if couple.using:
        return METHOD.label(couple.method) if couple.method else "Memakai KB"
    return "Tidak ber-KB" if couple.using is False else "Belum diisi"
