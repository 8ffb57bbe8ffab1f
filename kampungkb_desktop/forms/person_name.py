"""What is said of a person's name: a date or a number that came into its field is easily overlooked afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.forms.record import Finding


def name_finding(field: str, answer: str | None) -> Iterator[Finding]:
    """A caution for a name with figures or without a letter (``30/11``). On papers of the civil registry a name has
    neither figures nor signs (Permendagri 73/2022, article 5 (3) b). It never blocks: "Bayi Ny. Ani 2" has no other."""
    if answer and answer.strip() and (any(one.isdigit() for one in answer) or not any(map(str.isalpha, answer))):
        sentence = "Nama biasanya hanya berisi huruf. Periksa apakah tanggal atau nomor tertulis di sini."
        yield Finding(field, "caution", sentence, "nama_berangka")
