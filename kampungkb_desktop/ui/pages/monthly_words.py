"""What an officer writes for the monthly report before it is printed: obstacles, what was done, what comes next, and
who signs it. Kept at every rest, remembered for each month."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.monthly_report import report_words
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.text import month_name
from kampungkb_desktop.forms.officer_report import OfficerReport
from kampungkb_desktop.ui.form_view import Section
from kampungkb_desktop.ui.pages.pdp_request_dialog import RecordDialog

SAID = Section("Uraian", ("obstacles", "efforts", "plan", "proposals"), columns=1)
SIGNS = Section("Yang mengetahui", ("superior_title", "superior_name", "superior_nip"), columns=2)
_TOLD = (
    "Angka laporan dihitung sendiri. Di sini hanya yang perlu diceritakan; yang dikosongkan menjadi garis untuk "
    "ditulis tangan. Yang menandatangani diingat untuk bulan berikutnya."
)


class MonthlyWords(RecordDialog):
    """``words()`` after Simpan."""

    help_topic = "laporan#laporan-bulanan"

    def __init__(self, parent: QWidget | None, session: Session, month: str) -> None:
        with session.database.read() as conn:
            kept = report_words(conn, session.author, month)
        super().__init__(parent, session, kept, (SAID, SIGNS), f"Uraian laporan {month_name(month)}", _TOLD)

    def words(self) -> OfficerReport:
        """What was typed."""
        found = self.record()
        assert isinstance(found, OfficerReport)
        return found
