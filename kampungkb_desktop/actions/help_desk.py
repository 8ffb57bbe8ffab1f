"""The page for the help desk: versions, sizes, counts, checks, codes of errors and the kind of computer, as text and as
paper. No answer of a form, no name of a person, no path (folders carry people's names)."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO

from kampungkb_desktop import BUILD_DATE, __version__
from kampungkb_desktop.actions import copies, health_code, info
from kampungkb_desktop.actions.health import STATES, STICK_AT, Line
from kampungkb_desktop.actions.health_code import Told, states_of
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of, moment_of
from kampungkb_desktop.base.computer import Computer, this_computer
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.log_codes import Trouble, troubles
from kampungkb_desktop.base.text import long_date, moment, number
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.report.blocks import Paragraph
from kampungkb_desktop.report.ink import BODY, Style
from kampungkb_desktop.report.tabled import Column, Letterhead, Part, Row, TabledPaper, render_tabled
from kampungkb_desktop.store import blobs, migrations, read
from kampungkb_desktop.store.entries import IN, OUT

_LATELY = 30
"""Days that the codes of errors go back."""
_LARGE = Style(19, 25, bold=True)
_SYSTEMS = {"win32": 1, "linux": 2, "darwin": 3}

Facts = tuple[tuple[str, str], ...]


@frozen
class Section:
    """A heading and what stands under it: names with facts."""

    title: str
    facts: Facts


@frozen
class HelpPage:
    """Everything on the page; ``code`` is read over the telephone. ``practice`` data say so on paper too."""

    code: str
    sections: tuple[Section, ...]
    practice: bool


def page(session: Session, lines: Sequence[Line], *, screen: str = "") -> HelpPage:
    """Gather the page. ``lines`` are what the checks found (a glance, or the check of everything), ``screen`` the size
    of the screen as people write it."""
    found, computer = info.info(session), this_computer()
    lately = troubles(session.data_dir, day_of(session.clock()) - timedelta(days=_LATELY))
    with session.database.read() as conn:
        layout = migrations.version_of(conn)
    free = _free(session)
    told = Told(
        version=_version(), system=_SYSTEMS.get(sys.platform, 0), district=session.role == DISTRICT,
        practice=session.practice, layout=layout, errors=sum(one.times for one in lately),
        size=found.database_bytes, free=free, states=states_of(lines),
    )  # fmt: skip
    sections = (
        Section("Pemeriksaan", tuple((STATES[one.mood], one.sentence) for one in lines)),
        Section("Aplikasi", _application(session, found, layout)),
        Section("Terakhir", _latest(session)),
        Section("Ukuran dan isi", _sizes(session, found)),
        Section(f"Kode kesalahan {_LATELY} hari ini", _errors(lately)),
        Section("Laptop", _computer(session, computer, free, screen)),
    )
    return HelpPage(health_code.code(told), sections, session.practice)


def as_text(made: HelpPage) -> str:
    """The page as plain text, for a message."""
    lines = ["Lembar meja bantuan Kampung KB Desktop", f"Kode kesehatan: {made.code}"]
    if made.practice:
        lines.append("DATA LATIHAN, bukan data sebenarnya")
    for section in made.sections:
        lines += ["", section.title.upper(), *(f"{name}: {fact}" for name, fact in section.facts)]
    return "\n".join(lines) + "\n"


def pdf(session: Session, made: HelpPage, *, paper: str = "A4") -> bytes:
    """The page as paper, without a letterhead: it goes to a help desk and not to a village."""
    today = day_of(session.clock())
    words = "Bacakan kode ini bila petugas bantuan memintanya. Kode dan lembar ini tidak memuat data orang."
    code = Part("Kode kesehatan", figures=(Paragraph(made.code, _LARGE, 4), Paragraph(words, BODY, 4)))
    columns = (Column("", 0.32, muted=True), Column("", 0.68))
    parts = [
        Part(one.title, columns=columns, rows=tuple(Row(fact) for fact in one.facts))
        if one.facts
        else Part(one.title, above=("Tidak ada.",))
        for one in made.sections
    ]
    content = TabledPaper(
        letterhead=Letterhead(office="Kampung KB Desktop"), eyebrow="MEJA BANTUAN", title="Lembar meja bantuan",
        place=f"Perangkat {session.device[:4].upper()}-{session.device[4:8].upper()}", when=long_date(today),
        parts=(code, *parts), data_on=today, printed_on=today, app_version=__version__, practice=made.practice,
    )  # fmt: skip
    target = BytesIO()
    render_tabled(content, target, paper=paper)
    return target.getvalue()


def _version() -> tuple[int, int, int]:
    major, minor, patch = (int(part) for part in __version__.split("."))
    return major, minor, patch


def _application(session: Session, found: info.Info, layout: int) -> Facts:
    risen = [f"{form_title(form)} {version}" for form, version in found.form_versions.items() if version > 1]
    role = "kabupaten" if session.role == DISTRICT else "petugas"
    where = "server kantor" if session.database.on_server else "laptop ini, disandikan"
    return (
        ("Versi aplikasi", f"{__version__} ({BUILD_DATE})"),
        ("Susunan berkas data", number(layout)),
        ("Versi formulir", ", ".join(risen) or "semua versi pertama"),
        ("Dipakai sebagai", role),
        ("Perangkat", f"{session.device[:4].upper()}-{session.device[4:8].upper()}"),
        ("Tempat data", where),
    )  # fmt: skip


def _latest(session: Session) -> Facts:
    with session.database.read() as conn:
        sent, taken = (read.files(conn, direction=way) for way in (OUT, IN))
        stick, last = read.meta(conn, STICK_AT), read.last_wall(conn, session.device)
    kept = next(iter(copies.copies_of(session)), None)
    return (
        ("Perubahan terakhir di sini", _when(last)),
        ("Salinan terakhir", _when(kept.made_at if kept else None)),
        ("Salinan terakhir di flashdisk", _when(int(stick) if stick else None)),
        ("Berkas terakhir dikirim", _when(sent[0].at if sent else None)),
        ("Berkas terakhir diterima", _when(taken[0].at if taken else None)),
    )


def _sizes(session: Session, found: info.Info) -> Facts:
    photos = sorted(blobs.names(session.data_dir))
    weight = sum(blobs.size(session.data_dir, name) for name in photos)
    kept = copies.copies_of(session)
    counts = [f"{form_title(form)} {number(count)}" for form, count in found.counts.items() if count]
    return (
        ("Berkas data", _megabytes(found.database_bytes)),
        ("Foto", f"{number(len(photos))} ({_megabytes(weight)})"),
        ("Salinan", f"{number(len(kept))} ({_megabytes(sum(one.slip.size for one in kept if one.slip))})"),
        ("Riwayat", f"{number(found.changes)} perubahan dalam {number(found.actions)} tindakan"),
        ("Perangkat yang dikenal", number(found.devices)),
        ("Berkas kirim", number(found.files)),
        ("Draf, berbeda, menunggu",
         f"{number(found.drafts)}, {number(found.conflicts)}, {number(found.waiting)}"),
        ("Catatan", ", ".join(counts)),
    )  # fmt: skip


def _errors(lately: Sequence[Trouble]) -> Facts:
    return tuple((one.what, f"{number(one.times)} kali, terakhir {long_date(one.last)}") for one in lately)


def _computer(session: Session, computer: Computer, free: int, screen: str) -> Facts:
    memory = f"{number(computer.memory / 1_073_741_824, 1)} GB" if computer.memory else "tidak terbaca"
    return (
        ("Sistem", f"{computer.system}, {computer.machine}"),
        ("Memori", memory),
        ("Prosesor", number(computer.processors)),
        *((("Layar", screen),) if screen else ()),
        ("Sisa disk", f"{number(free / 1_000_000_000, 1)} GB"),
        ("Jam laptop", moment(moment_of(session.clock()))),
    )


def _free(session: Session) -> int:
    try:
        return shutil.disk_usage(session.data_dir).free
    except OSError:
        return 0


def _when(at: int | None) -> str:
    return moment(moment_of(at)) if at else "belum pernah"


def _megabytes(size: int) -> str:
    return f"{number(size / 1_000_000, 1)} MB"
