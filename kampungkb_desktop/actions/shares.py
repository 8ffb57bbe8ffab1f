"""What an office that only receives may get: set by the district's operator, and whole data only with a reason that
stays on record (decision 0015)."""

from __future__ import annotations

from kampungkb_desktop.actions.save import carry_out, wishes
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.enrolment import Enrolment
from kampungkb_desktop.forms.officer import RECEIVER
from kampungkb_desktop.forms.sharing import WHOLE, Share
from kampungkb_desktop.store import read

LEAST_REASON = 5
"""Letters of a reason for whole data."""


def allow(session: Session, uid: str, share: Share, reason: str = "") -> None:
    """Set what an office that only receives may get from now on; what it has it keeps. KnownError E-SHARE-REASON."""
    must_have_reason(share, reason)
    with session.database.write() as conn:
        kept = read.record(conn, Enrolment, uid)
        if kept is None or kept.role != RECEIVER:
            raise KnownError("E-SENDER", "Instansi ini tidak terdaftar sebagai penerima.", "Daftarkan lebih dahulu.")
        changed = kept.changed(share=share, share_reason=reason.strip() if share == WHOLE else None)
        carry_out(conn, session, f"Ubah isi untuk {kept.name()}", wishes(conn, [changed]))


def must_have_reason(share: Share, reason: str) -> None:
    """Whole data leave the office only with a reason that stays on record."""
    if share == WHOLE and len(reason.strip()) < LEAST_REASON:
        raise KnownError(
            "E-SHARE-REASON",
            "Data lengkap dengan nama hanya boleh diberikan dengan dasar yang jelas.",
            "Tuliskan dasarnya, misalnya nomor surat permintaan atau perjanjian kerja sama.",
        )
