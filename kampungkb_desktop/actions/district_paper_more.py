"""The parts of a kabupaten's recap about families at risk of stunting and about the files that have not come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kampungkb_desktop.actions.district_more import RiskLine, Sending, Silent
from kampungkb_desktop.actions.district_words import share_words
from kampungkb_desktop.base.text import long_date, number
from kampungkb_desktop.report.tabled import Column, Part, Row

_RISK: Final = (
    Column("Kecamatan", 1.7), Column("Desa", 0.6, "right"), Column("Keluarga", 0.9, "right"),
    Column("Berisiko dari keluarga sasaran", 2.4), Column("Belum diketahui", 1.0, "right"),
    Column("Diverifikasi dari keluarga sasaran", 2.4),
)  # fmt: skip
_SILENT: Final = (
    Column("No", 0.4, "right"), Column("Petugas", 2.6), Column("Desa", 0.6, "right"), Column("Berkas terakhir", 1.7),
    Column("Keterangan", 3),
)  # fmt: skip
_MOST_NUMBERS: Final = 5


def risk_parts(lines: Sequence[RiskLine]) -> Iterator[Part]:
    """KRS by kecamatan; nothing where no family is on record."""
    if lines:
        rows = tuple(_risk_row(one, strong=one is lines[-1]) for one in lines)
        below = (
            "Dihitung dari keluarga yang tercatat di register. “Belum diketahui” masih kekurangan jawaban; ia termasuk "
            "keluarga sasaran, dan tidak terhitung berisiko."
        )
        yield Part("Keluarga berisiko stunting", _RISK, rows, below=(below,))


def sending_parts(found: Sending | None) -> Iterator[Part]:
    """Who has not sent; nothing where nobody is enrolled here."""
    if found is None:
        return
    heard = f"{share_words((found.heard, found.officers))} petugas mengirim dalam {number(found.limit)} hari terakhir."
    rows = tuple(_silent_row(at, one) for at, one in enumerate(found.silent, start=1))
    nobody = () if rows else ("Semua petugas sudah mengirim, dan tidak ada berkas yang kurang.",)
    yield Part("Yang belum mengirim", _SILENT, rows, above=(heard, *nobody))


def _risk_row(one: RiskLine, *, strong: bool) -> Row:
    return Row((
        one.name, number(one.villages), number(one.families), share_words((one.at_risk, one.targets)),
        number(one.unknown), share_words((one.verified, one.targets)),
    ), strong=strong)  # fmt: skip


def _silent_row(at: int, one: Silent) -> Row:
    last = long_date(one.last) if one.last is not None else "belum pernah"
    said = [f"{number(one.days)} hari lalu" if one.days else "hari ini"] if one.days is not None else []
    if one.missing:
        shown = ", ".join(number(number_) for number_ in one.missing[:_MOST_NUMBERS])
        more = f" dan {number(len(one.missing) - _MOST_NUMBERS)} lagi" if len(one.missing) > _MOST_NUMBERS else ""
        said.append(f"nomor {shown}{more} belum sampai")
    return Row((number(at), one.name or "tanpa nama", number(one.villages), last, "; ".join(said) or "–"))
