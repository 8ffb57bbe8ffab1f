"""What a NIK or a family-card number says about itself, and where that disagrees with what was typed.

A NIK is never corrected when the birth date on it is wrong (PP 40/2019), and its region is where a person was first
registered: every disagreement is a caution, never a block. Sentences never repeat the number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.record import Finding
from kampungkb_desktop.rules.growth_tables import Sex

LENGTH: Final = 16
_OLDEST: Final = 1905
"""Nobody born earlier is alive to be recorded."""
WOMEN_ADD: Final = 40
"""Added to the day of birth in a woman's NIK."""

KnownRegion = Callable[[str], bool]
"""Whether a six-digit kecamatan code ("640306") exists or once did."""

_SEX_WORDS: Final[dict[Sex, str]] = {"L": "laki-laki", "P": "perempuan"}
_KEEP = "Nomor tidak perlu diubah bila memang tertulis begitu di kartu."


@frozen
class Nik:
    """The parts of a NIK: PP KK CC, DD (+40 for women) MM YY, serial."""

    region: str
    sex: Sex
    day: int
    month: int
    year: int
    """Two digits."""
    serial: str

    def born_near(self, day: date) -> date | None:
        """The birth date in the century that brings it nearest to ``day``; ``None`` when there is no such date."""
        centuries = (day.year // 100 + step for step in (-1, 0, 1))
        dates = [found for c in centuries if (found := _date(c * 100 + self.year, self.month, self.day))]
        return min(dates, key=lambda found: abs((found - day).days), default=None)

    def born_by(self, day: date) -> date | None:
        """The latest birth date not after ``day`` that the NIK allows; ``None`` when there is no such date."""
        centuries = (day.year // 100 - step for step in (0, 1, 2))
        dates = (_date(c * 100 + self.year, self.month, self.day) for c in centuries)
        return next((found for found in dates if found and found <= day), None)


def parse_nik(text: str) -> Nik | None:
    """The parts of sixteen digits, or ``None``. The parts may still be impossible (month 13)."""
    digits = only_digits(text)
    if digits is None or len(digits) != LENGTH:
        return None
    day = int(digits[6:8])
    woman = day > WOMEN_ADD
    return Nik(
        region=digits[:6],
        sex="P" if woman else "L",
        day=day - WOMEN_ADD if woman else day,
        month=int(digits[8:10]),
        year=int(digits[10:12]),
        serial=digits[12:],
    )


def only_digits(text: str) -> str | None:
    """The digits of a number as people type it (spaces, dots and hyphens between); ``None`` for anything else."""
    bare = text.translate({ord(mark): None for mark in " .-\u00a0\u2013"})
    return bare if bare.isascii() and bare.isdigit() else None


def check_nik(
    text: str,
    birth: date | None,
    sex: Sex | None,
    known_regions: KnownRegion | None = None,
    *,
    today: date,
    fields: tuple[str, str, str] = ("nik", "birth_date", "sex"),
) -> tuple[Finding, ...]:
    """Every caution about a NIK beside a birth date and sex. ``fields`` name the three answers in the caller's form.

    A caution about the date or the sex stands at that answer and proposes what the NIK says.
    """
    nik = parse_nik(text)
    if nik is None:
        return tuple(_about_digits(text, fields[0], "NIK"))
    return (
        *_about_typing(text, fields[0], "NIK"),
        *_about_region(nik.region, fields[0], "NIK", known_regions),
        *_about_serial(nik.serial, fields[0], "NIK"),
        *_about_birth(nik, birth, today, fields),
        *_about_sex(nik, sex, fields[2]),
    )


def check_kk(
    text: str, known_regions: KnownRegion | None = None, *, today: date, field: str = "kk"
) -> tuple[Finding, ...]:
    """Every caution about a family-card number: region of issue, date of recording (no +40), serial."""
    digits = only_digits(text)
    if digits is None or len(digits) != LENGTH:
        return tuple(_about_digits(text, field, "Nomor KK"))
    return (
        *_about_typing(text, field, "Nomor KK"),
        *_about_region(digits[:6], field, "Nomor KK", known_regions),
        *_about_serial(digits[12:], field, "Nomor KK"),
        *_about_recording(digits, today, field),
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _about_digits(text: str, field: str, name: str) -> Iterator[Finding]:
    digits = only_digits(text)
    if digits is None:
        yield _caution(field, "bukan_angka", f"{name} hanya berisi angka. Periksa huruf atau tanda yang ikut terketik.")
    else:
        yield _caution(
            field, "panjang", f"{name} terdiri dari 16 angka; yang terisi {len(digits)}. Cocokkan lagi dengan kartunya."
        )


def _about_typing(text: str, field: str, name: str) -> Iterator[Finding]:
    digits = only_digits(text)
    if digits != text:
        yield Finding(field, "caution", f"{name} disimpan tanpa spasi dan tanda baca.", "tanda_baca", digits)


def _about_region(region: str, field: str, name: str, known: KnownRegion | None) -> Iterator[Finding]:
    if known is not None and not known(region):
        shown = f"{region[:2]}.{region[2:4]}.{region[4:]}"
        yield _caution(
            field, "wilayah", f"Enam angka pertama {name} ({shown}) bukan kode kecamatan yang dikenal. Periksa "
            f"ketikannya. {_KEEP}"
        )  # fmt: skip


def _about_serial(serial: str, field: str, name: str) -> Iterator[Finding]:
    if serial == "0000":
        yield _caution(field, "urut", f"Empat angka terakhir {name} tidak mungkin 0000. Cocokkan dengan kartunya.")


def _about_birth(nik: Nik, birth: date | None, today: date, fields: tuple[str, str, str]) -> Iterator[Finding]:
    read = nik.born_by(today) if birth is None else nik.born_near(birth)
    if read is None:
        yield _caution(
            fields[0], "tanggal", "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir yang mungkin. Periksa ketikannya."
        )
    elif birth is None:
        sentence = f"Tanggal lahir belum diisi; menurut NIK {long_date(read)}.{_other_century(nik, read)}"
        yield Finding(fields[1], "caution", sentence, "tanggal_dari_nik", read)
    elif read != birth:
        sentence = (
            f"Menurut NIK tanggal lahirnya {long_date(read)}, yang diisi {long_date(birth)}. Cocokkan dengan KK atau "
            f"akta. {_KEEP}"
        )
        yield Finding(fields[1], "caution", sentence, "tanggal_beda", read)


def _other_century(nik: Nik, read: date) -> str:
    """A NIK has two digits of the year: somebody very old may be meant."""
    older = _date(read.year - 100, nik.month, nik.day)
    return f" Tahunnya hanya dua angka; bisa juga {older.year}." if older and read.year - 100 >= _OLDEST else ""


def _about_sex(nik: Nik, sex: Sex | None, field: str) -> Iterator[Finding]:
    read = _SEX_WORDS[nik.sex]
    if sex is None:
        yield Finding(field, "caution", f"Jenis kelamin belum diisi; menurut NIK {read}.", "kelamin_dari_nik", nik.sex)
    elif sex != nik.sex:
        sentence = f"Menurut NIK ia {read}, yang diisi {_SEX_WORDS[sex]}. Cocokkan dengan KK. {_KEEP}"
        yield Finding(field, "caution", sentence, "kelamin_beda", nik.sex)


def _about_recording(digits: str, today: date, field: str) -> Iterator[Finding]:
    day, month, year = (int(digits[at : at + 2]) for at in (6, 8, 10))
    if _date(2000 + year, month, day) is not None and 2000 + year <= today.year:
        return
    hint = " Mungkin NIK yang terketik di sini." if WOMEN_ADD < day <= WOMEN_ADD + 31 or year > today.year % 100 else ""
    yield _caution(
        field, "tanggal", f"Angka ke-7 sampai ke-12 nomor KK bukan tanggal pencatatan yang mungkin.{hint} Cocokkan "
        "dengan kartunya."
    )  # fmt: skip


def _caution(field: str, code: str, sentence: str) -> Finding:
    return Finding(field, "caution", sentence, code)
