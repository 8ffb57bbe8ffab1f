"""Family development (Blok III of the family survey): questions 1 to 18 and 29 to 32 on a day.

Questions 19 to 28 describe the house and stand on the family itself. No score is made of the answers: the weights of
iBangga are not public.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import INFORMANTS, MEDIA, NO, YES, YES_NO, YES_NO_NA
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Link
from kampungkb_desktop.forms.record import Finding, Record, ask

PEACE, INDEPENDENCE, HAPPINESS = "Ketenteraman", "Kemandirian", "Kebahagiaan"
GROUPS, INFORMATION = "Kegiatan dan kelompok", "Informasi program"


def _media(family: FamilyDevelopment) -> bool:
    return family.media_information == YES


def _officers(family: FamilyDevelopment) -> bool:
    return family.officer_information == YES


def _asked(label: str, group: str, *, applicable: bool = False) -> Any:
    """A question answered ya or tidak; where it may not concern a family, ``applicable`` adds tidak berlaku."""
    return ask(Choice(label, group=group, personal=True, options=YES_NO_NA if applicable else YES_NO))


@frozen(kw_only=True)
class FamilyDevelopment(Record):
    """Every answer is ``ya``, ``tidak`` or, where the question may not concern the family, ``tidak_berlaku``."""

    FORM: ClassVar[str] = "family_development"
    TITLE: ClassVar[str] = "Pembangunan keluarga"

    family_id: str | None = ask(Link("Keluarga", required=True, to="family"))
    as_of: date | None = ask(Day("Keadaan pada tanggal", required=True))

    worship: str | None = _asked("1. Menjalankan ibadah secara rutin", PEACE)
    marriage_book: str | None = _asked("2. Memiliki buku/akta nikah", PEACE, applicable=True)
    conflict_silence: str | None = _asked("3a. Konflik tanpa tegur sapa 3 hari", PEACE, applicable=True)
    conflict_beds: str | None = _asked("3b. Konflik pisah ranjang 7 hari", PEACE, applicable=True)
    conflict_left: str | None = _asked("3c. Konflik minggat 2 hari", PEACE, applicable=True)
    conflict_violence: str | None = _asked("3d. Kekerasan dalam rumah tangga (KDRT)", PEACE, applicable=True)

    has_income: str | None = _asked("4. Paling sedikit satu anggota berpenghasilan", INDEPENDENCE)
    varied_food: str | None = _asked("5. Makan beragam paling sedikit 2 kali sehari", INDEPENDENCE)
    savings: str | None = _asked("6. Memiliki tabungan untuk 3 bulan", INDEPENDENCE)
    illness: str | None = _asked("7. Ada yang sakit 4 hari berturut-turut atau lebih, atau disabilitas", INDEPENDENCE)
    online_media: str | None = _asked("8. Mengakses media daring", INDEPENDENCE)

    interaction: str | None = _asked("9. Berinteraksi setiap hari", HAPPINESS, applicable=True)
    shared_parenting: str | None = _asked("10. Pengasuhan anak dilakukan bersama", HAPPINESS, applicable=True)
    recreation: str | None = _asked("11. Rekreasi bersama", HAPPINESS)
    community_work: str | None = _asked("12. Kegiatan sosial/gotong royong di RT", HAPPINESS)

    posyandu: str | None = _asked("13. Balita ikut posyandu", GROUPS, applicable=True)
    bkb: str | None = _asked("14. Ikut BKB (Bina Keluarga Balita)", GROUPS, applicable=True)
    bkr: str | None = _asked("15. Ikut BKR (Bina Keluarga Remaja)", GROUPS, applicable=True)
    pik_r: str | None = _asked("16. Remaja ikut PIK-R/M", GROUPS, applicable=True)
    bkl: str | None = _asked("17. Ikut BKL (Bina Keluarga Lansia)", GROUPS, applicable=True)
    uppka: str | None = _asked("18a. Ikut UPPKA/UPPKS", GROUPS)
    pnm_mekaar: str | None = _asked("18b. Ikut PNM Mekaar", GROUPS)
    pkh: str | None = _asked("18c. Menerima PKH", GROUPS)
    other_programme: str | None = _asked("18d. Ikut program lainnya", GROUPS)

    media_information: str | None = _asked("29. Mendapat informasi program dari media", INFORMATION)
    media_kinds: tuple[str, ...] | None = ask(
        Choices("30. Media yang memberi informasi", group=INFORMATION, when=_media, options=MEDIA)
    )
    officer_information: str | None = _asked("31. Mendapat informasi program dari petugas", INFORMATION)
    officer_kinds: tuple[str, ...] | None = ask(
        Choices("32. Petugas yang memberi informasi", group=INFORMATION, when=_officers, options=INFORMANTS)
    )

    def rules(self) -> Iterator[Finding]:
        """Cautions where the two halves of a question disagree."""
        if self.media_information == NO and self.media_kinds:
            yield Finding("media_kinds", "caution",
                          "Pertanyaan 29 dijawab tidak, tetapi media masih terpilih. Periksa salah satunya.",
                          "media_tanpa_informasi")  # fmt: skip
        if self.officer_information == NO and self.officer_kinds:
            yield Finding("officer_kinds", "caution",
                          "Pertanyaan 31 dijawab tidak, tetapi petugas masih terpilih. Periksa salah satunya.",
                          "petugas_tanpa_informasi")  # fmt: skip

    def name(self) -> str:
        """The form's title and its day; the family's name is that of the linked record."""
        return f"{self.TITLE}, {long_date(self.as_of)}" if self.as_of else self.TITLE
