"""Self-repair: what the tables say is made anew from the log, behind a copy of what is there now. The log itself is
never touched, and rows that it does not know are left for a person to look at."""

from __future__ import annotations

from kampungkb_desktop.actions import copies, groups, kept_results, ledger
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.verify import Difference, differences
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.alias import JOINABLE
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.store import write
from kampungkb_desktop.store.database import check

UNKNOWN, JOINED = "tanpa riwayat", "gabungan"


@frozen
class Examined:
    """What a full check found: damage of the file (SQLite's own words), and records that do not say what the log
    says."""

    damage: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def sound(self) -> bool:
        """Whether all is well."""
        return not self.damage and not self.differences


@frozen
class Repaired:
    """How many differences were mended, and those that could not be."""

    mended: int
    left: tuple[Difference, ...]


def examine(session: Session, progress: Progress | None = None) -> Examined:
    """Read every page and fold every record; it changes nothing."""
    if progress is not None:
        progress.report(0, None, "Memeriksa berkas data")
    damage = check(session.database)
    with session.database.read() as conn:
        return Examined(damage, differences(conn, progress))


def repair(session: Session, progress: Progress | None = None) -> Repaired:
    """Make rows, conflicts, waiting list, groups and search anew where they differ from the log, all or nothing.
    KnownError as ``copies.copy_now``: without a copy nothing is repaired."""
    copies.copy_now(session, copies.REPAIR, progress)
    with session.database.write() as conn:
        found = differences(conn, progress)
        for form in dict.fromkeys(one.form for one in found):
            ids = [one.record for one in found if one.form == form and one.what not in (UNKNOWN, JOINED)]
            ledger.refold(conn, form, list(dict.fromkeys(ids)))
        groups.follow(conn, {form: [one.record for one in found if one.form == form] for form in JOINABLE})
        kept_results.forget_all(conn)
        write.rebuild_search(conn, FORMS)
        left = differences(conn, progress)
    return Repaired(len(found) - len(left), left)
