"""The look on the application: one font, one sheet, icons that follow, and no reference lost to Qt."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QStyle, QStyleOptionButton
from pytestqt.qtbot import QtBot

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.ui import icons, text_flags
from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import DARK, LIGHT
from kampungkb_desktop.ui.stylesheet import SHEET, stylesheet
from kampungkb_desktop.ui.theme import apply_theme, text_font
from kampungkb_desktop.ui.widgets import button


def test_the_look_reaches_palette_font_and_tokens(qapp: QApplication) -> None:
    look = apply_theme(qapp, dark=True, scale=1.5)
    assert tokens() == look == DARK._replace(scale=1.5)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert QFontInfo(text_font()).family() == "Noto Sans"
    assert qapp.font().pixelSize() == round(13 * 1.5)


def test_the_sheet_has_no_open_place_and_grows() -> None:
    rendered = stylesheet(DARK._replace(scale=2.0), "icons")
    assert "$" not in rendered
    assert "min-height: 40px" in rendered
    assert "border: 1px solid" in rendered, "hairlines stay hairlines"


def test_the_sheet_sets_no_ground_on_everything() -> None:
    """A ground on QWidget or * beats buttons by inheritance: white words on white."""
    assert not re.search(r"(^|\})\s*(\*|QWidget)\s*\{", SHEET)


def test_pictures_of_the_sheet_exist() -> None:
    for look in (LIGHT, DARK):
        for name in set(re.findall(r"icons/([\w-]+\.svg)", stylesheet(look, "icons"))):
            assert resource(f"icons/{name}").is_file(), name


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_one_of_several_is_round_at_every_size(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    """Its shape tells it from a tick. Qt draws corners that are rounder than their side is long as no corners."""
    apply_theme(qapp, scale=scale)
    made = QRadioButton("Rekap saja")
    qtbot.addWidget(made)
    dress(made)
    made.setChecked(True)
    made.show()
    option = QStyleOptionButton()
    made.initStyleOption(option)
    box = made.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, made)
    seen = made.grab().toImage()
    ground = QColor(tokens().window)
    for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
        assert seen.pixelColor(corner * made.devicePixelRatioF()).name() == ground.name()


def test_icons_follow_the_look(qapp: QApplication, qtbot: QtBot) -> None:
    made = button("Simpan", icon="save")
    qtbot.addWidget(made)
    before = made.icon().pixmap(18, 18).toImage()
    apply_theme(qapp, dark=True)
    assert made.icon().pixmap(18, 18).toImage() != before


def test_an_icon_is_tinted_with_its_token(qtbot: QtBot) -> None:
    image = icons.pixmap("check", LIGHT.bad_ink, 24).toImage()
    inks = {
        image.pixelColor(x, y).name() for x in range(24) for y in range(24) if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {LIGHT.bad_ink}


def test_a_picture_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    picture = icons.pixmap("check", LIGHT.ink, 20, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (40, 2.0)
    assert picture.deviceIndependentSize().width() == 20


def test_every_icon_is_drawn_by_one_hand() -> None:
    for path in resource("icons").glob("*.svg"):
        if path.stem == "app" or path.stem.startswith("qss-"):
            continue
        text = path.read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in text, path.stem
        assert 'stroke-width="1.75"' in text, path.stem
        assert not re.search("#[0-9a-fA-F]{3}", text), f"{path.stem} names a colour"


def test_every_icon_named_in_the_code_is_drawn() -> None:
    named: set[str] = set()
    for path in Path(icons.__file__).parent.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        named.update(re.findall(r'\bicon="([a-z][a-z-]*)"', code))
        named.update(re.findall(r'\bset_icon\([\w.]+, "([a-z-]+)"', code))
        named.update(re.findall(r'\btool\("([a-z-]+)"', code))
    assert named
    assert sorted(name for name in named if not resource(f"icons/{name}.svg").is_file()) == []


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_qt_keeps_its_references_to_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 lost one per call under Python 3.11 and aborted after some 5,000 calls."""
    line = QLabel()
    qtbot.addWidget(line)
    before = sys.getrefcount(None)
    for _ in range(20_000):
        line.setText("x")
    assert sys.getrefcount(None) > before - 1_000


def test_numbers_for_painted_words_are_qts() -> None:
    flag, text = Qt.AlignmentFlag, Qt.TextFlag
    assert (flag.AlignLeft.value, flag.AlignRight.value) == (text_flags.LEFT, text_flags.RIGHT)
    assert (flag.AlignTop.value, flag.AlignBottom.value) == (text_flags.TOP, text_flags.BOTTOM)
    assert (flag.AlignCenter.value, flag.AlignVCenter.value) == (text_flags.CENTER, text_flags.MIDDLE)
    assert (text.TextShowMnemonic.value, text.TextWordWrap.value) == (text_flags.MNEMONIC, text_flags.WRAP)
    assert Qt.TextFormat.PlainText.value == text_flags.PLAIN_TEXT


def test_a_shortcut_presses_its_button_and_is_taught(qtbot: QtBot) -> None:
    pressed: list[int] = []
    made = button("&Simpan", lambda: pressed.append(1), kind="primary", shortcut="Ctrl+S")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.toolTip() == "Simpan (Ctrl+S / Alt+S)"
    QTest.keyClick(made, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]
    assert isinstance(made, QPushButton)
