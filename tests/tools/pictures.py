"""Makes every picture of the guide from the running program: `python3 dev.py pictures`.

The data are the practice data with a fixed seed on a fixed day, so that the same program gives the same pictures. Each
is written small: at most 64 colours, at most 60 kB.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Asia/Makassar"

import kampungkb_desktop.ui  # noqa: F401  before anything of Qt

# isort: split
from PIL import Image
from PySide6.QtCore import QBuffer, QEvent, QEventLoop, QIODevice, QStandardPaths
from PySide6.QtWidgets import QApplication, QWidget

from kampungkb_desktop.actions import practice
from kampungkb_desktop.actions.session import close
from kampungkb_desktop.app import Start
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms.choices_visit import YOUNG_CHILD
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.theme import application
from kampungkb_desktop.ui.tour_steps import part_of

NOON = 1_795_233_600_000
"""21 November 2026, 12.00 in Berau."""
WIDE, HIGH = 1080, 700
COLOURS, MOST_BYTES = 64, 60_000
TARGET = resource("help/gambar")


def _clock() -> int:
    return NOON


def _settle(app: QApplication, seconds: float = 0.6) -> None:
    """Until nothing is under way and the window has been drawn."""
    end = time.monotonic() + seconds
    while time.monotonic() < end or worker_of().busy():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _keep(widget: QWidget, name: str) -> None:
    """Write what a widget shows, as a small PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    path = TARGET / f"{name}.png"
    with tempfile.SpooledTemporaryFile() as raw:
        raw.write(bytes(buffer.data().data()))
        raw.seek(0)
        picture = Image.open(raw).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    sys.stdout.write(f"{path.name}: {picture.width}×{picture.height}, {size:,} bytes\n")
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} is larger than {MOST_BYTES:,} bytes")


@contextmanager
def _window(app: QApplication, folder: Path) -> Iterator[Start]:
    start = Start(app, folder, clock=_clock)
    start.show()
    start.window.resize(WIDE, HIGH)
    start.window.activateWindow()
    while start.program is None or (not start.window.covered() and start.program.desk is None):
        app.processEvents()
    _settle(app, 1.5)
    yield start
    start.window.closing = None
    start.window.close()
    start.end()
    start.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Album:
    """One window; ``go`` shows a place and ``keep`` writes it."""

    def __init__(self, app: QApplication, start: Start) -> None:
        self.app, self.start, self.frame = app, start, start.window.frame

    def go(self, key: str, record: str | None = None) -> None:
        self.frame.go(key, record)
        _settle(self.app)

    def keep(self, name: str, way: str = "") -> None:
        """The whole window without a passing message, or what lies at the end of a way from the page one is on."""
        self.frame.toast.hide()
        found = part_of(self.frame, self.frame.current_key, way) if way else self.start.window
        assert isinstance(found, QWidget), way
        _keep(found, name)

    def until(self, ready: Callable[[], object]) -> None:
        while not ready():
            self.app.processEvents()
        _settle(self.app)

    def no_tour(self) -> None:
        """The strip of the tour is in one picture only."""
        self.tour().leave()
        _settle(self.app)

    def tour(self) -> Any:
        """The tour, which the desk makes a moment after Beranda."""
        self.until(lambda: self.part("tour") is not None)
        return self.part("tour")

    def part(self, name: str) -> Any:
        """A part of the desk."""
        assert self.start.program is not None
        return getattr(self.start.program.desk, name)


def _officer(app: QApplication, folder: Path) -> None:
    close(practice.create(folder, villages=2, families=90, clock=_clock))
    with _window(app, folder) as start:
        album = Album(app, start)
        tour = album.tour()
        tour.restart()
        album.until(lambda: tour.step is not None)
        album.go("kampung", tour.kept.village)
        album.go("keluarga")
        album.keep("tur")
        _walk(album, tour.kept.family)
        tour.leave()
        _send(album)


def _walk(album: Album, family: str) -> None:
    album.no_tour()
    album.go("beranda")
    album.until(lambda: part_of(album.frame, "beranda", "tiles")["people"].figure != "–")
    album.until(lambda: not part_of(album.frame, "beranda", "calendar").isHidden())
    album.keep("beranda")
    album.go("kampung", "64.03.06.2004")
    album.keep("kampung")
    album.go("kampung", "64.03.06.2004/klasifikasi")
    album.keep("klasifikasi")
    album.go("keluarga")
    album.keep("keluarga")
    album.go("keluarga", family)
    album.keep("halaman-keluarga")
    album.keep("krs", "_family.tabs.stack.currentWidget.risk")
    album.go("kunjungan")
    album.keep("jadwal")
    album.go("kunjungan", f"baru:{family}")
    view = part_of(album.frame, "kunjungan", "_sheet.editor.view")
    view.answer("target", YOUNG_CHILD)
    album.until(lambda: part_of(album.frame, "kunjungan", "_sheet.editor.sheet").whole())
    for field, figure in (("weight_kg", 9.7), ("lenhei_cm", 79.4)):
        view.detail.answer(field, figure)
        _settle(album.app, 0.3)
    _settle(album.app, 1.0)
    album.keep("kunjungan")
    album.go("laporan")
    album.until(lambda: part_of(album.frame, "laporan", "out.pdf"))
    album.keep("laporan")
    album.go("pengaturan", "salinan")
    album.keep("pengaturan")


def _send(album: Album) -> None:
    album.go("kirim-terima")
    part_of(album.frame, "kirim-terima", "sending.new").click()
    _settle(album.app, 1.5)
    album.keep("kirim")
    part_of(album.frame, "kirim-terima", "practice.button").click()
    _settle(album.app, 2.0)
    part_of(album.frame, "kirim-terima", "practice.button").click()
    _settle(album.app, 1.5)
    album.keep("tanda-terima")


def _district(app: QApplication, folder: Path) -> None:
    close(practice.create(folder, role="kabupaten", villages=24, families=200, clock=_clock))
    with _window(app, folder) as start:
        album = Album(app, start)
        album.no_tour()
        album.go("kampung")
        album.keep("kabupaten")
        album.go("kirim-terima")
        button = part_of(album.frame, "kirim-terima", "practice.button")
        button.click()
        _settle(app, 3.0)
        button.click()
        _settle(app, 1.5)
        album.keep("berkas-masuk")
        part_of(album.frame, "kirim-terima", "incoming.accept").click()
        _settle(app, 2.0)
        album.go("kirim-terima", "bentrok")
        album.keep("bentrok")
        album.go("kirim-terima", "laptop")
        album.keep("papan-pengiriman")


def _beginning(app: QApplication, folder: Path) -> None:
    with _window(app, folder) as start:
        _keep(start.window, "mulai")


def main() -> None:
    """Make all of them again."""
    app = application(sys.argv[:1])
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        (home / "Dokumen").mkdir()
        QStandardPaths.writableLocation = lambda _which: str(home / "Dokumen")  # type: ignore[method-assign]
        _beginning(app, home / "kosong")
        _officer(app, home / "latihan")
        _district(app, home / "latihan-kabupaten")
    os._exit(0)  # nothing of ours is open; Qt need not take its widgets apart one by one


if __name__ == "__main__":
    main()
