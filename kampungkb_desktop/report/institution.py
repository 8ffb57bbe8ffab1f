"""The words of a village summary: pengurus, sarana, dukungan, mekanisme, notes and signatures."""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.report.blocks import Columns, Heading, Paragraph, Whole
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.ink import CELL, CELL_BOLD, FAINT, SMALL
from kampungkb_desktop.report.pen import Pen, wrap
from kampungkb_desktop.report.summary_content import Institution, Signature, SummaryContent
from kampungkb_desktop.report.table import Cell, Column, Mark, Row, Table
from kampungkb_desktop.report.words import count, sentence_list

_PAIR = (Column("", 1, muted=True), Column("", 1.5))


def officers_section(institution: Institution, mark: str) -> Iterator[Block]:
    """Pokja: whether it exists, its decree, members and training, and who holds an office."""
    yield Heading(f"Badan pengurus{mark}")
    rows: list[tuple[str, Cell]] = [
        ("Kelompok kerja (pokja)", Mark(institution.working_group)),
        ("SK pokja", Mark(institution.decree)),
        ("Jumlah anggota", _people(institution.members)),
        ("Pelatihan", Mark(institution.trained, "Sudah dilatih", "Belum dilatih")),
    ]
    if institution.trained is not False:
        rows.append(("Anggota terlatih", _people(institution.trained_members)))
    if institution.training:
        rows.append(("Nama pelatihan", institution.training))
    facts = _pairs(rows)
    if not institution.officers:
        yield facts
        return
    names = Table(
        (Column("Jabatan", 1.45), Column("Nama", 1)),
        tuple(Row((officer.position, officer.name)) for officer in institution.officers),
    )
    if len(institution.officers) > LONG_LIST:
        yield from (facts, names)
    else:
        yield Columns(((facts,), (names,)), (1, 1.15))


LONG_LIST = 14
"""More officers than this take the whole width, where the table can break over pages."""


def facilities_section(institution: Institution, mark: str) -> Iterator[Block]:
    """The seven sarana-prasarana in two columns."""
    yield Heading(f"Sarana dan prasarana{mark}")
    facilities = institution.facilities
    half = (len(facilities) + 1) // 2
    columns = (Column("", 2.6), Column("", 1))
    parts = [
        (Table(columns, tuple(Row((item.label, Mark(item.present))) for item in part)),)
        for part in (facilities[:half], facilities[half:])
    ]
    yield Columns(tuple(parts), (1, 1)) if facilities else Paragraph("Belum diisi")


def support_section(institution: Institution, mark: str) -> Iterator[Block]:
    """Funds, regulation, work plan, use of data, and who accompanies the village."""
    yield Heading(f"Dukungan terhadap Kampung KB{mark}")
    companion: list[tuple[str, Cell]] = [
        ("PKB/PLKB pendamping", Mark(institution.accompanied)),
        ("Nama pendamping", institution.companion),
    ]
    if institution.companion_number:
        companion.append(("NIP", institution.companion_number))
    companion.append(("Kontak", institution.companion_phone))
    if institution.accompanied is False:
        companion.append(("Diarahkan oleh", institution.directed_by))
    means: list[tuple[str, Cell]] = [
        ("Sumber dana", sentence_list(institution.funds, "Tidak ada")),
        ("Regulasi", sentence_list(institution.regulations, "Tidak ada")),
        ("Rencana kerja masyarakat (RKM)", Mark(institution.plan)),
        ("Penggunaan data", sentence_list(institution.data_use, "Tidak ada")),
    ]
    yield Columns(((_pairs(means),), (_pairs(companion),)), (1.15, 1))


def mechanisms_section(institution: Institution, mark: str) -> Iterator[Block]:
    """The five mekanisme operasional with their frequency."""
    yield Heading(f"Mekanisme operasional{mark}")
    columns = (Column("Kegiatan", 3), Column("Pelaksanaan", 1), Column("Frekuensi", 1))
    rows = tuple(
        Row((item.label, Mark(item.done, "Ya", "Tidak"), _frequency(item.done, item.frequency)))
        for item in institution.mechanisms
    )
    yield Table(columns, rows) if rows else Paragraph("Belum diisi")


def _frequency(done: bool | None, frequency: str | None) -> str | None:
    return "" if not done else frequency


def notes_section(notes: tuple[tuple[str, str], ...], legal_basis: tuple[str, ...]) -> Iterator[Block]:
    """Where each figure comes from, by its mark, and what the programme rests on."""
    closing = "Tanda – atau “Belum diisi” berarti datanya belum dicatat; angka nol selalu ditulis 0."
    lines: list[str] = []
    if notes:
        yield Heading("Sumber angka")
        lines.append("  ".join(f"{mark} {words}." for mark, words in notes))
    if legal_basis:
        lines.append(f"Dasar: {'; '.join(legal_basis)}.")
    yield Paragraph("\n".join([*lines, closing]), SMALL, with_next=True)


def signature_section(content: SummaryContent) -> Iterator[Block]:
    """Place and date, then a place to sign for each."""
    if content.signatures:
        where = f"{content.signed_at or content.village.village}, {long_date(content.printed_on)}"
        yield Signatures(where, content.signatures)


@frozen
class Signatures(Whole):
    """Up to three signatures side by side, kept together, with room for a stamp; a single one stands at the right."""

    where: str
    signatures: tuple[Signature, ...]

    ABOVE = 10.0
    ROOM = 48.0
    """Points between role and name, for hand and stamp."""

    @property
    def closing(self) -> bool:
        """They close what stands above them."""
        return True

    def height(self, width: float) -> float:
        """Date, roles, room to sign, names and numbers."""
        lines = self._roles(width) + self._names(width) + 1
        return self.ABOVE + self._date(width) + 6 + lines * CELL.leading + self.ROOM + 4

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """The date stands over the last signature, as on official letters."""
        column = self._column(width)
        top += self.ABOVE
        x += width - len(self.signatures) * column
        last = x + (len(self.signatures) - 0.5) * column
        roles = pen.lines(last, top, wrap(self.where, CELL, column - 8), CELL, "centre") + 6
        names = roles + self._roles(width) * CELL.leading + self.ROOM
        for place, signature in enumerate(self.signatures):
            middle = x + (place + 0.5) * column
            pen.lines(middle, roles, wrap(signature.role, CELL, column - 16), CELL, "centre")
            if signature.name:
                y = pen.lines(middle, names, wrap(signature.name, CELL_BOLD, column - 16), CELL_BOLD, "centre")
            else:
                y = names + CELL.leading
                pen.rule(middle - 55, y - 2, middle + 55, FAINT, 0.6)
            if signature.number:
                pen.lines(middle, y, [f"NIP {signature.number}"], SMALL, "centre")

    def _column(self, width: float) -> float:
        return width / max(2, len(self.signatures))

    def _date(self, width: float) -> float:
        return len(wrap(self.where, CELL, self._column(width) - 8)) * CELL.leading

    def _roles(self, width: float) -> int:
        return max(len(wrap(item.role, CELL, self._column(width) - 16)) for item in self.signatures)

    def _names(self, width: float) -> int:
        return max(len(wrap(item.name or "", CELL_BOLD, self._column(width) - 16)) for item in self.signatures)


def _pairs(rows: list[tuple[str, Cell]]) -> Table:
    return Table(_PAIR, tuple(Row(pair) for pair in rows))


def _people(value: int | None) -> str | None:
    return None if value is None else f"{count(value)} orang"
