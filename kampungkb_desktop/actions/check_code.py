"""Compare the check code of a printed village summary with what this laptop holds: the same, or what differs."""

from __future__ import annotations

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.summary import summary_content
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_of
from kampungkb_desktop.report.check_code import CheckCode, Figure, differing, read_code


@frozen
class Compared:
    """``figures`` are the main figures that differ, as this laptop has them; ``same`` says that all figures are the
    same, also those that have no letter of their own."""

    code: CheckCode
    village: str
    month: str
    same: bool
    figures: tuple[Figure, ...] = ()


def compare_code(session: Session, typed: str) -> Compared:
    """Make the summary of the code's village and day again, and compare.

    KnownError E-CHECK-CODE for words that are no whole code; E-VILLAGE and E-NO-DATA as ``summary_content``.
    """
    code = read_code(typed)
    if code is None:
        raise KnownError(
            "E-CHECK-CODE", "Kode periksa ini tidak lengkap atau salah ketik.",
            "Ketik seluruh kode di kaki halaman, dari angka desa sampai huruf terakhir, atau pindai kode QR-nya.",
        )  # fmt: skip
    month = month_of(code.data_on)
    content = summary_content(session, code.village, month, code.data_on)
    figures, same = differing(content, code)
    return Compared(code, content.village.village, month, same, figures)
