"""What happens when a draft cannot be kept (a full disk, a torn-off one): it is said in a dialog once and at the foot
of the form from then on, and nobody leaves the form without having been asked. Behind the lock nothing is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.base.errors import Cancelled, KnownError
from kampungkb_desktop.ui.dialogs import confirm, show_error


class Keeping:
    """For one form: ``say`` writes at its foot."""

    def __init__(self, form: QWidget, say: Callable[[str], None]) -> None:
        self._form, self._say, self._told = form, say, ""

    def done(self, deed: Callable[[], object]) -> bool:
        """Do it; False where it was refused, or the data were closed before a form's timer rang."""
        try:
            deed()
        except Cancelled:
            return False
        except KnownError as error:
            self._say(f"Draf belum tersimpan. {error.sentence}")
            if error.code != self._told and self._form.isVisible():
                self._told = error.code
                show_error(self._form, error)
            return False
        self._told = ""
        return True

    def may_be_lost(self) -> bool:
        """Whether the person leaves what could not be kept."""
        return confirm(
            self._form,
            "Isian di layar ini belum tersimpan.",
            "Bila ditinggalkan sekarang, yang diketik sesudah draf terakhir hilang. Selama Anda tetap di sini, "
            "aplikasi mencoba lagi setiap kali Anda berhenti mengetik.",
            "&Tinggalkan",
            keep="Tetap di &sini",
        )
