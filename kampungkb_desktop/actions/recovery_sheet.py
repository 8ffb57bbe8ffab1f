"""What the recovery sheet needs beside its words: the code as a QR. The sheet itself goes straight to the printer."""

from __future__ import annotations

from kampungkb_desktop.report.qr import Matrix, matrix


def squares(code: str) -> Matrix:
    """The QR of a recovery code: what a phone shows is what is to be typed."""
    return matrix(code)
