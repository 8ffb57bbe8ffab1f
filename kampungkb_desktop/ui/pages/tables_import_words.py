"""How the plan of registers that come back is said."""

from __future__ import annotations

from typing import Final

from kampungkb_desktop.actions.lists_in.plan import Counts, Verdict
from kampungkb_desktop.actions.tables_in.accepting import TakenTables
from kampungkb_desktop.base.text import listing, number
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.record_table import Align, Column

TABLE_COLUMNS: Final = (
    Column("take", "Dimasukkan", 9, sortable=False, firm=True, tip="Spasi atau Enter mengganti"),
    Column("row", "Baris", 6, Align.RIGHT, sortable=False),
    Column("name", "Catatan", 16, sortable=False),
    Column("family", "Tabel", 14, sortable=False),
    Column("verdict", "Hasil", 13, sortable=False, firm=True),
    Column("remark", "Keterangan", 18, sortable=False, stretch=True),
)
_WORDS: Final = (
    (Verdict.NEW, "baru"), (Verdict.CHANGES, "berubah"), (Verdict.SAME, "tetap"), (Verdict.DOUBT, "meragukan"),
    (Verdict.REFUSED, "ditolak"),
)  # fmt: skip


def headline(counts: Counts, taken: int) -> tuple[str, Tone]:
    """The whole file in a sentence or two."""
    parts = listing([f"{number(counts.of(one))} {words}" for one, words in _WORDS if counts.of(one)])
    whole = f"{number(counts.rows)} baris: {parts}."
    if counts.of(Verdict.SAME) == counts.rows:
        return f"0 berubah: isi berkas ini sama dengan yang tercatat. {whole}", Tone.OK
    if not taken:
        return f"Tidak ada yang akan dimasukkan. {whole}", Tone.INFO
    tone = Tone.WARN if counts.of(Verdict.DOUBT) or counts.of(Verdict.REFUSED) else Tone.INFO
    return f"Belum ada yang disimpan. {whole}", tone


def done_words(taken: TakenTables) -> str:
    """What an import did."""
    counted = ((taken.new, "catatan baru"), (taken.changed, "catatan diubah"))
    parts = [f"{number(count)} {words}" for count, words in counted if count]
    why = "baris ditinggalkan, karena keluarga, orang, atau kegiatannya tidak dimasukkan."
    left = f" {number(taken.left)} {why}" if taken.left else ""
    return (f"Sudah dimasukkan: {listing(parts)}." if parts else "Tidak ada yang diubah.") + left
