"""What is in this data folder, in numbers: for the help desk, the verb ``info`` and Pengaturan."""

from __future__ import annotations

from kampungkb_desktop import BUILD_DATE, __version__
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.catalog import FORMS, VERSIONS, form_title
from kampungkb_desktop.forms.officer import Assignment, Officer
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.store import audit, read


@frozen
class Info:
    """``villages`` are the codes assigned to the officer, ``recorded_villages`` counts the Kampung KB recorded."""

    version: str
    build_date: str
    practice: bool
    device: str
    role: str
    officer: str
    villages: tuple[str, ...]
    recorded_villages: int
    counts: dict[str, int]
    form_versions: dict[str, int]
    changes: int
    actions: int
    devices: int
    conflicts: int
    waiting: int
    drafts: int
    files: int
    database_bytes: int
    folder: str


def info(session: Session) -> Info:
    """Counts per form, villages, device, versions and the length of the log."""
    with session.database.read() as conn:
        officer = read.record(conn, Officer, session.author)
        assigned = read.rows(conn, Assignment, ("village",), {"officer_id": session.author}, order=("village",))
        counts = read.counts_per_form(conn, FORMS)
        return Info(
            version=__version__,
            build_date=BUILD_DATE,
            practice=session.practice,
            device=session.device,
            role=session.role,
            officer=officer.name() if officer else "",
            villages=tuple(str(row[0]) for row in assigned),
            recorded_villages=counts[Village.FORM],
            counts=counts,
            form_versions=dict(VERSIONS),
            changes=audit.log_length(conn),
            actions=audit.count_of(conn, "action"),
            devices=len(read.devices(conn)),
            conflicts=audit.count_of(conn, "conflict"),
            waiting=audit.count_of(conn, "waiting"),
            drafts=audit.count_of(conn, "draft"),
            files=audit.count_of(conn, "file"),
            database_bytes=session.database.size(),
            folder=str(session.data_dir),
        )


def as_text(found: Info) -> str:
    """The same for people."""
    lines = [
        f"Kampung KB Desktop {found.version} ({found.build_date})" + (" – DATA LATIHAN" if found.practice else ""),
        f"Folder data: {found.folder} ({number(found.database_bytes / 1_000_000, 1)} MB)",
        f"Petugas: {found.officer or '–'} ({found.role}), {number(len(found.villages))} desa/kelurahan",
        f"Perangkat: {found.device}",
        "",
        *(f"{form_title(form)}: {number(count)}" for form, count in found.counts.items()),
        "",
        f"Riwayat: {number(found.changes)} perubahan, {number(found.actions)} tindakan, {found.devices} perangkat",
        f"Bentrok: {number(found.conflicts)}; menunggu: {number(found.waiting)}; draf: {number(found.drafts)}",
    ]
    return "\n".join(lines)
