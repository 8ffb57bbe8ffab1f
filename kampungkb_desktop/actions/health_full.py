"""The check of everything, on demand: every page of the file, every record folded again, every link, word, photo and
entry of the trail. It takes seconds to minutes, tells how far it is, can be cancelled, and changes nothing."""

from __future__ import annotations

from kampungkb_desktop.actions import health, health_sample, photo_debts, repair, verify
from kampungkb_desktop.actions.health import TO_COPIES, TO_DATA, Line
from kampungkb_desktop.actions.repair import Examined
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress, silent
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.store import blobs, faults, search_check
from kampungkb_desktop.store import health as looks
from kampungkb_desktop.store.connection import Connection


@frozen
class Checked:
    """Every line of the light, the worst first, and what ``repair`` can do about it: rows that differ, and whether the
    words of the search have to be made anew."""

    lines: tuple[Line, ...]
    examined: Examined
    search: int

    @property
    def mendable(self) -> bool:
        """Whether repairing from the log helps: not where the file itself is damaged."""
        return not self.examined.damage and bool(self.examined.differences or self.search)


def check(session: Session, progress: Progress | None = None) -> Checked:
    """Look at everything. Raises ``Cancelled`` between two steps; KnownError where the disk fails."""
    work = progress or silent()
    damage = _pages(session, work)
    if damage:
        found = Examined(damage, ())
        others = [one for one in health.quick(session) if one.key != "database"]
        return Checked(tuple(health.sorted_lines([_FILE_LINE, *others])), found, 0)
    with session.database.read() as conn:
        found = Examined((), verify.differences(conn, work))
        lines = [records_line(found), health_sample.links_line(_links(conn, work))]
        work.report(0, None, "Memeriksa pencarian")
        lost = search_check.unlike(conn, FORMS)
        lines.append(health_sample.search_line(lost))
        missing = health_sample.missing_photos(conn, session)
        lines.append(health_sample.photos_line(session, missing, _damaged_photos(conn, session, work)))
    work.report(0, None, "Memeriksa jejak akses")
    cut = session.trail.verify()
    lines += [health_sample.trail_line(cut.n if cut else 0), *health.quick(session)]
    return Checked(tuple(health.sorted_lines(lines)), found, lost)


def records_line(found: Examined) -> Line:
    """What the whole log says about the rows."""
    unknown = {(one.form, one.record) for one in found.differences if one.what == repair.UNKNOWN}
    differing = {(one.form, one.record) for one in found.differences} - unknown
    if unknown and not differing:
        words = f"{number(len(unknown))} catatan tidak dikenal riwayatnya. Hubungi pengelola data kabupaten."
        return Line("records", "bad", words, TO_DATA)
    return health_sample.records_line(len(differing), "semua catatan")


def _pages(session: Session, work: Progress) -> tuple[str, ...]:
    """What the file itself says, table by table, so that one can cancel."""
    wrong: list[str] = []
    try:
        for done, (total, found) in enumerate(looks.pages(session.database)):
            work.report(done + 1, total, "Memeriksa berkas data")
            wrong += found
    except KnownError as error:
        if error.code != faults.damaged().code:
            raise
        wrong.append(error.code)
    return tuple(wrong)


_FILE_LINE = Line(
    "database", "bad", "Berkas datanya rusak di sebagian tempat. Pulihkan salinan terakhir yang masih baik.", TO_COPIES
)


def _links(conn: Connection, work: Progress) -> int:
    links, found = looks.links_of(FORMS), 0
    for done, link in enumerate(links):
        work.report(done, len(links), "Memeriksa tautan antarcatatan")
        found += looks.dangling(conn, link)
    return found


def _damaged_photos(conn: Connection, session: Session, work: Progress) -> int:
    fields = [(form, field) for form, fields in photo_debts.BLOBS.items() for field in fields]
    named = sorted({sha for form, field in fields for sha in looks.named(conn, form, field)})
    damaged = 0
    for done, sha in enumerate(named):
        work.report(done, len(named), "Memeriksa foto")
        if blobs.exists(session.data_dir, sha):
            try:
                blobs.get(session.data_dir, session.photo_key, sha)
            except KnownError:
                damaged += 1
    return damaged
