"""The first card of a district's Beranda: what waits for a decision, and who has not sent. Each line opens where it is
settled; where nothing waits the card says so."""

from __future__ import annotations

from collections.abc import Callable

from kampungkb_desktop.actions.home_desk import AtTheDesk, at_the_desk, remembered
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import number
from kampungkb_desktop.ui.background import run
from kampungkb_desktop.ui.line_button import LineButton
from kampungkb_desktop.ui.line_card import LineCard

Go = Callable[[str, object], object]
Told = tuple[str, str, str, tuple[str, str]]
"""A line: how many of what, a sentence, the picture, and where it is settled."""
_DESK = "kirim-terima"
NOTHING = (
    "Tidak ada yang menunggu. Isian yang bentrok, kemungkinan ganda, dan petugas yang belum mengirim muncul di sini."
)


class DeskCard(LineCard):
    """``load()`` shows what was counted last, ``look()`` counts, a moment after the rest of the first screen;
    afterwards every ``load()`` counts. ``go`` leads to where a line is settled."""

    def __init__(self, session: Session, go: Go) -> None:
        super().__init__("Menunggu Anda", NOTHING)
        self._session, self._go = session, go
        self._shown: AtTheDesk | None = None
        self._counted = False

    def load(self) -> None:
        """What was counted last, at the first time; later what waits now."""
        if self._counted:
            self._count()
        else:
            run(self, lambda _p: remembered(self._session), done=self.show_found)

    def look(self) -> None:
        """Count, unless ``load`` does."""
        if not self._counted:
            self._counted = True
            self._count()

    def _count(self) -> None:
        run(self, lambda _p: at_the_desk(self._session), done=self.show_found)

    def show_found(self, found: AtTheDesk | None) -> None:
        """A line for each kind of thing that waits, decisions first."""
        if found is not None and found != self._shown:
            self._shown = found
            self.show_lines([self._line(*told) for count, told in _lines(found) if count])

    def _line(self, name: str, words: str, icon: str, goal: tuple[str, str]) -> LineButton:
        return LineButton(name, words, None, lambda: self._go(*goal), icon=icon)


def _lines(found: AtTheDesk) -> list[tuple[int, Told]]:
    conflicts, asking, late, lacking, held, doubles = map(
        number, (found.conflicts, found.asking, found.late, found.lacking, found.held, found.doubles)
    )
    long = f"Lebih dari {number(found.limit)} hari tidak ada berkasnya, atau belum pernah."
    return [
        (
            found.conflicts,
            (
                f"{conflicts} isian bentrok",
                "Diisi berbeda di dua laptop; pilih yang benar.",
                "warning",
                (_DESK, "bentrok"),
            ),
        ),
        (
            found.asking,
            (
                f"{asking} laptop minta didaftarkan",
                "Bandingkan sidik jarinya, lalu daftarkan.",
                "key",
                (_DESK, "laptop"),
            ),
        ),
        (found.late, (f"{late} petugas belum mengirim", long, "clock", (_DESK, "laptop"))),
        (
            found.lacking,
            (f"{lacking} petugas berkasnya kurang", "Ada nomor berkas yang belum sampai.", "inbox", (_DESK, "laptop")),
        ),
        (
            found.held,
            (f"{held} catatan menunggu berkas", "Lanjutan berkas yang belum diterima.", "inbox", (_DESK, "menunggu")),
        ),
        (
            found.doubles,
            (f"{doubles} kemungkinan ganda", "Mungkin orang atau keluarga yang sama.", "merge", ("keluarga", "ganda")),
        ),
    ]
