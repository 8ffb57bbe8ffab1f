"""A PDF on the screen: its pages one under the other, fitted to the width or whole, turned by keys, read as text.

Pages are drawn on the worker when they come near the eye and kept while they are; a page not drawn yet is white paper.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from kampungkb_desktop.actions.preview import PageImage, page_image
from kampungkb_desktop.ui import background
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.page_words import PageWords
from kampungkb_desktop.ui.speech import about_paper
from kampungkb_desktop.ui.told_paper import ToldPaper
from kampungkb_desktop.ui.widgets import button, label, tool

WIDTH, WHOLE = 0.0, -1.0
"""The two fits; a positive zoom is pixels a point."""
STEPS = (0.35, 0.5, 0.7, 0.85, 1.0, 1.2, 1.4, 1.7, 2.0, 2.5, 3.0)
GAP, EDGE = 14, 16
PAGES_KEPT = 8


def picture_of(image: PageImage) -> QImage:
    """A page as Qt draws it; the copy outlives the bytes."""
    picture = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB888)
    return picture.copy()


def paint_page(painter: QPainter, box: QRectF, picture: QPixmap | None) -> None:
    """One sheet with its shadow; white paper while there is no picture of it."""
    painter.fillRect(box.adjusted(2, 3, 2, 3), QColor(tokens().line))
    painter.fillRect(box, QColor("white"))
    if picture is not None:
        painter.drawPixmap(box, picture, QRectF(picture.rect()))


class PagesView(QAbstractScrollArea):
    """``turned(page, pages)`` counts from 1. PgUp/PgDn turn, Ctrl++ and Ctrl+- zoom, Ctrl+0 fits the width, Enter shows
    the words of the page instead of its picture."""

    turned = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.pdf = b""
        self.sizes: list[tuple[float, float]] = []
        self.zoom = WIDTH
        self._serial = 0
        self._tops: list[float] = []
        self._asked: set[tuple[int, int]] = set()
        self._drawn: OrderedDict[int, tuple[float, QPixmap]] = OrderedDict()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.told = ToldPaper(self)
        self.words = PageWords(self, self.told)
        self.told.entered.connect(self.words.listen)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens().px(160), tokens().px(140))

    # --- content

    def show_pdf(self, pdf: bytes, sizes: list[tuple[float, float]]) -> None:
        """Show another document; the page one was on stays where it still exists."""
        page = self.page()
        self.pdf, self.sizes = pdf, sizes
        self._serial += 1
        self._asked.clear()
        self._drawn.clear()
        self._arrange()
        self.turn(min(page, max(1, len(sizes))))
        self._moved()

    def page(self) -> int:
        """The page one looks at, from 1."""
        eye = self.verticalScrollBar().value() + self.viewport().height() / 3
        return max(1, bisect_right(self._tops, eye))

    def turn(self, page: int) -> None:
        """Go to the top of a page."""
        if 1 <= page <= len(self._tops):
            bar = self.verticalScrollBar()
            bar.setValue(round(self._tops[page - 1]) - tokens().px(EDGE) if page > 1 else 0)

    def set_zoom(self, zoom: float) -> None:
        """Fit (``WIDTH``, ``WHOLE``) or pixels a point; the page one is on stays."""
        page = self.page()
        self.zoom = zoom
        self._arrange()
        self.turn(page)
        self._moved()

    def step_zoom(self, by: int) -> None:
        """A little nearer or farther."""
        now = self._scale(0)
        if by > 0:
            self.set_zoom(next((one for one in STEPS if one > now * 1.02), STEPS[-1]))
        else:
            self.set_zoom(next((one for one in reversed(STEPS) if one < now * 0.98), STEPS[0]))

    # --- geometry

    def _scale(self, page: int) -> float:
        if self.zoom > 0 or not self.sizes:
            return self.zoom if self.zoom > 0 else 1.0
        wide, high = self.sizes[page]
        edge = 2 * tokens().px(EDGE)
        across = max(40, self.viewport().width() - edge) / wide
        if self.zoom == WIDTH:
            return across
        return min(across, max(40, self.viewport().height() - edge) / high)

    def _arrange(self) -> None:
        gap, edge = tokens().px(GAP), tokens().px(EDGE)
        top, widest = float(edge), 0.0
        self._tops = []
        for at, (wide, high) in enumerate(self.sizes):
            self._tops.append(top)
            top += high * self._scale(at) + gap
            widest = max(widest, wide * self._scale(at))
        view = self.viewport().size()
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        bar.setRange(0, max(0, round(top - gap + edge) - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(tokens().px(48))
        across.setRange(0, max(0, round(widest + 2 * edge) - view.width()))
        across.setPageStep(view.width())
        self.viewport().update()

    def _place(self, page: int) -> QRectF:
        wide, high = self.sizes[page]
        scale = self._scale(page)
        left = max(float(tokens().px(EDGE)), (self.viewport().width() - wide * scale) / 2)
        top = self._tops[page] - self.verticalScrollBar().value()
        return QRectF(left - self.horizontalScrollBar().value(), top, wide * scale, high * scale)

    # --- drawing

    def _moved(self) -> None:
        self.viewport().update()
        at, of = self.page() if self.sizes else 0, len(self.sizes)
        self.words.look_at(self.pdf, at, of)
        self.turned.emit(at, of)

    def _need(self, page: int) -> QPixmap | None:
        """The picture of a page, perhaps of another size while the right one is being drawn."""
        found = self._drawn.get(page)
        scale = self._scale(page) * self.devicePixelRatioF()
        if found is None or abs(found[0] - scale) > 0.005 * scale:
            self._ask(page, scale)
        return found[1] if found else None

    def _ask(self, page: int, scale: float) -> None:
        wish = page, round(scale * 1000)
        if wish in self._asked:
            return
        self._asked.add(wish)
        pdf, serial = self.pdf, self._serial
        background.run(
            self,
            lambda _progress: picture_of(page_image(pdf, page, scale)),
            done=lambda image: self._came(serial, wish, scale, image),
        )

    def _came(self, serial: int, wish: tuple[int, int], scale: float, image: QImage) -> None:
        if serial != self._serial:
            return
        self._asked.discard(wish)
        self._drawn[wish[0]] = scale, QPixmap.fromImage(image)
        self._drawn.move_to_end(wish[0])
        while len(self._drawn) > PAGES_KEPT:
            self._drawn.popitem(last=False)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = tokens(), QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = QRectF(self.viewport().rect())
        painter.fillRect(ground, QColor(look.sunken))
        for page in range(len(self.sizes)):
            box = self._place(page)
            if box.intersects(ground):
                paint_page(painter, box, self._need(page))
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRect(ground.adjusted(1, 1, -1, -1))
        painter.end()

    # --- keys and wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.step_zoom(1)
        elif control and key == Qt.Key.Key_Minus:
            self.step_zoom(-1)
        elif control and key == Qt.Key.Key_0:
            self.set_zoom(WIDTH)
        elif key == Qt.Key.Key_PageDown:
            self.turn(self.page() + 1)
        elif key == Qt.Key.Key_PageUp:
            self.turn(self.page() - 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.turn(1 if key == Qt.Key.Key_Home else len(self.sizes))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.sizes:
            self.words.open()
        elif key == Qt.Key.Key_Space:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(self.viewport().height() * 0.85))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.told.setGeometry(self.viewport().rect())
        page = self.page()
        self._arrange()
        if self.zoom <= 0:
            self.turn(page)
        self._moved()


class PreviewBar(QWidget):
    """The line over the pages: which page, turning, zoom."""

    def __init__(self, view: PagesView) -> None:
        super().__init__()
        self.view = view
        self.words = label("", "soft")
        self.before = tool("chevron-up", "Halaman sebelumnya (PgUp)", lambda: view.turn(view.page() - 1))
        self.after = tool("chevron-down", "Halaman berikutnya (PgDn)", lambda: view.turn(view.page() + 1))
        self.width_ = button("Selebar jendela", lambda: view.set_zoom(WIDTH), kind="quiet", tip="Ctrl+0")
        self.whole = button("Satu &halaman", lambda: view.set_zoom(WHOLE), kind="quiet")
        nearer = tool("add", "Perbesar (Ctrl++)", lambda: view.step_zoom(1))
        farther = tool("minus", "Perkecil (Ctrl+-)", lambda: view.step_zoom(-1))
        self.setLayout(
            FlowLayout(
                self.before, self.after, self.words, *about_paper(), farther, nearer, self.width_, self.whole,
                spacing=4, apart=farther,
            )
        )  # fmt: skip
        view.turned.connect(self._tell)
        self._tell(0, 0)

    def _tell(self, page: int, pages: int) -> None:
        self.words.setText(f"Halaman {page} dari {pages}" if pages else "")
        self.before.setEnabled(page > 1)
        self.after.setEnabled(0 < page < pages)
