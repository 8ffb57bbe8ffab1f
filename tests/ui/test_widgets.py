"""The small pieces: what they say to eyes and to screen readers, and how they behave in little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QRadioButton, QStyle, QStyleOptionButton, QWidget
from pytestqt.qtbot import QtBot

from kampungkb_desktop.ui.chip import Chip, Tag
from kampungkb_desktop.ui.dress import dress
from kampungkb_desktop.ui.even_row import EvenRow
from kampungkb_desktop.ui.flow_layout import FlowLayout
from kampungkb_desktop.ui.idle import STEP_SECONDS, IdleWatch
from kampungkb_desktop.ui.look import tokens
from kampungkb_desktop.ui.palette import Tone
from kampungkb_desktop.ui.tabs import TabStrip
from kampungkb_desktop.ui.taught_button import mnemonic_of
from kampungkb_desktop.ui.theme import apply_theme
from kampungkb_desktop.ui.tiles import Banner, EmptyState, StatTile
from kampungkb_desktop.ui.toast import Toast
from kampungkb_desktop.ui.widgets import Card, VerticalScroll, button, column, explained, label, tool


@pytest.mark.parametrize(
    ("text", "keys"),
    [("Keluar&ga", "Alt+G"), ("Ki&rim && Terima", "Alt+R"), ("A && B", ""), ("Polos", ""), ("akhir&", "")],
)
def test_mnemonics(text: str, keys: str) -> None:
    assert mnemonic_of(text) == keys


def test_records_are_never_read_as_html(qtbot: QtBot) -> None:
    line = label("<b>Budi</b>")
    qtbot.addWidget(line)
    line.setText("<img src=x>")
    assert line.textFormat() == Qt.TextFormat.PlainText


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    pressed: list[int] = []
    made = tool("trash", "Hapus foto", lambda: pressed.append(1))
    qtbot.addWidget(made)
    made.click()
    assert (made.accessibleName(), made.toolTip(), pressed) == ("Hapus foto", "Hapus foto", [1])


def test_a_tile_explains_itself_by_click_and_key(qtbot: QtBot) -> None:
    tile = StatTile("12.845", "keluarga tercatat")
    qtbot.addWidget(tile)
    clicks: list[int] = []
    tile.clicked.connect(lambda: clicks.append(1))
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    QTest.keyClick(tile, Qt.Key.Key_Space)
    assert clicks == [1, 1]
    tile.show_figure("12.846", "di 8 kampung", Tone.OK)
    assert tile.accessibleName() == "keluarga tercatat: 12.846"
    assert tile.accessibleDescription() == "di 8 kampung"


def test_the_note_of_a_tile_breaks_before_it_is_cut(qtbot: QtBot) -> None:
    """In a row whose tiles then are all as high."""
    box, line = QWidget(), EvenRow(spacing=0)
    tiles = StatTile("58", "sasaran", "dari 90 keluarga · –2 sejak semester lalu"), StatTile("3", "lainnya", "12,0 %")
    for tile in tiles:
        line.addWidget(tile)
    box.setLayout(line)
    qtbot.addWidget(box)
    box.resize(1200, 300)
    box.show()
    wide = [one.height() for one in tiles]
    box.resize(400, 300)
    assert wide[0] == wide[1] < tiles[0].height() == tiles[1].height()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_no_width_costs_a_tile_its_last_word(qtbot: QtBot, qapp: QApplication, scale: float) -> None:
    """As high as it asks to be, it says all its words: also where they fill their line to a fraction of a pixel."""
    apply_theme(qapp, scale=scale)
    tile = StatTile("104", "Keluarga yang memiliki balita", "dari 68 keluarga · −1 sejak semester lalu")
    qtbot.addWidget(tile)
    for width in range(tokens().px(112), tokens().px(320)):
        tile.resize(width, tile.heightForWidth(width))
        assert [words for words, _lines in tile.drawn(width)] == [tile.words, tile.note], width


def test_a_tile_without_explanation_is_no_button(qtbot: QtBot) -> None:
    tile = StatTile("3", "draf", explains=False)
    qtbot.addWidget(tile)
    assert tile.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_an_empty_state_teaches_and_begins(qtbot: QtBot) -> None:
    begun: list[int] = []
    empty = EmptyState("Belum ada kegiatan", "Catat pertemuan di sini.", "Catat kegiatan", lambda: begun.append(1))
    qtbot.addWidget(empty)
    assert empty.button is not None
    empty.button.click()
    assert begun == [1]
    assert empty.accessibleDescription() == "Catat pertemuan di sini."


def test_a_chip_is_as_wide_as_its_words_and_speaks(qtbot: QtBot) -> None:
    chip = Chip("Draf")
    qtbot.addWidget(chip)
    narrow = chip.sizeHint().width()
    chip.show_tag(Tag("Perlu kunjungan ulang", Tone.WARN))
    assert chip.sizeHint().width() > narrow
    assert chip.text() == "Perlu kunjungan ulang"


def test_tones_differ_in_shape_not_only_colour(qtbot: QtBot) -> None:
    """Drawn in grey, two chips with the same words still differ."""
    pictures = []
    for tone in Tone:
        chip = Chip("Status", tone)
        qtbot.addWidget(chip)
        chip.resize(chip.sizeHint())
        image = chip.grab().toImage()
        ink = [[image.pixelColor(x, y).lightness() < 140 for x in range(5, 23)] for y in range(image.height())]
        pictures.append(ink)
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[:i])


def test_flow_breaks_the_line_and_fills_it(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    tiles = [StatTile(str(n), "angka") for n in range(5)]
    flow = FlowLayout(*tiles, spacing=10, fill=True)
    host.setLayout(flow)
    one_line, two_lines = flow.heightForWidth(5 * 150 + 4 * 10), flow.heightForWidth(4 * 150)
    assert two_lines > one_line
    flow.setGeometry(QRect(0, 0, 1000, 100))
    assert tiles[0].width() == (1000 - 40) // 5
    tiles[0].hide()
    flow.setGeometry(QRect(0, 0, 1000, 100))
    assert tiles[1].x() == 0, "hidden ones take no room"
    assert flow.takeAt(9) is None


def test_tabs_are_built_when_shown(qtbot: QtBot) -> None:
    built: list[str] = []
    strip = TabStrip()
    qtbot.addWidget(strip)

    def maker(key: str) -> QWidget:
        built.append(key)
        return QLabel(key)

    for key in ("a", "b", "c"):
        strip.add_tab(key, f"Tab {key}", lambda key=key: maker(key))  # type: ignore[misc]
    changed: list[str] = []
    strip.changed.connect(changed.append)
    strip.go("c")
    strip.go("a")
    strip.go("c")
    assert built == ["a", "c"]
    assert changed == ["c", "a", "c"]
    assert (strip.current_key(), strip.tab("b")) == ("c", None)


def test_tab_keeps_the_reached_answer_in_sight(qtbot: QtBot) -> None:
    boxes = [QLineEdit() for _ in range(40)]
    scroll = VerticalScroll(*boxes)
    qtbot.addWidget(scroll)
    scroll.resize(300, 200)
    scroll.show()
    scroll.activateWindow()
    qtbot.waitUntil(scroll.isActiveWindow)
    boxes[0].setFocus()
    for _ in range(30):
        QTest.keyClick(scroll.focusWidget(), Qt.Key.Key_Tab)
    assert boxes[30].hasFocus()
    assert not boxes[30].visibleRegion().isEmpty()
    assert scroll.horizontalScrollBar().maximum() == 0


def test_a_toast_stays_inside_and_does_its_one_thing(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(500, 300)
    host.show()
    toast, done = Toast(host), []
    toast.say("Kunjungan tersimpan.", "Urungkan", lambda: done.append(1))
    assert host.rect().contains(toast.geometry())
    host.resize(300, 200)
    assert host.rect().contains(toast.geometry())
    toast._action.click()
    assert done == [1]
    toast.say("Diurungkan.")
    assert not toast._action.isVisible()


def test_a_banner_speaks_and_changes(qtbot: QtBot) -> None:
    banner = Banner("Cadangan terakhir 9 hari lalu.", Tone.WARN, "Salin sekarang", lambda: None)
    qtbot.addWidget(banner)
    banner.say("Semua baik.", Tone.OK)
    assert banner.text.accessibleName() == "Semua baik."


def test_pieces_follow_a_change_of_look(qtbot: QtBot, qapp: QApplication) -> None:
    card = Card("Kunjungan", Chip("Draf"), StatTile("3", "draf"), Banner("Baik.", Tone.OK), button("Simpan"))
    dress(card)
    qtbot.addWidget(card)
    card.setLayout(card.layout() or column())
    card.resize(300, 300)
    light = card.grab().toImage()
    apply_theme(qapp, dark=True)
    dark = card.grab().toImage()
    assert light.pixelColor(150, 290).lightness() > 200 > 80 > dark.pixelColor(150, 290).lightness()


def test_rest_is_noticed_once_until_the_next_touch(qtbot: QtBot, qapp: QApplication) -> None:
    window = QLineEdit()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    watch = IdleWatch(qapp, minutes=1)
    heard: list[int] = []
    watch.idle.connect(lambda: heard.append(1))
    steps = 60 // STEP_SECONDS
    for _ in range(steps * 3):
        watch.step()
    assert heard == [1]
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    for _ in range(steps):
        watch.step()
    assert heard == [1], "the touch itself began a new minute"
    watch.step()
    assert heard == [1, 1]
    watch.deleteLater()


def test_a_laptop_that_slept_was_not_used(qtbot: QtBot, qapp: QApplication) -> None:
    """Whoever opens the lid finds it locked, and moving the mouse first does not help."""
    window, now, heard = QLineEdit(), [0], list[int]()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    watch = IdleWatch(qapp, minutes=1, clock=lambda: now[0])
    watch.idle.connect(lambda: heard.append(1))
    for passed in (5_000, 59_000, -(10**12)):
        now[0] += passed
        watch.step()
    assert heard == [], "a clock that goes back locks nothing"
    now[0] += 60_000
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    watch.step()
    assert heard == [1]
    watch.minutes = 0
    now[0] += 10**9
    watch.step()
    assert heard == [1], "never is never"
    watch.deleteLater()


def test_what_a_button_is_said_to_do_follows_what_is_written_on_it(qtbot: QtBot) -> None:
    """It had become "Tutup", and the pointer and a screen reader still called it "Batal (Alt+B)"."""
    made = button("&Batal", shortcut="Esc")
    qtbot.addWidget(made)
    assert made.toolTip() == "Batal (Esc / Alt+B)"
    made.setText("&Tutup")
    assert made.toolTip() == "Tutup (Esc / Alt+T)"
    told = button("&Simpan", tip="Simpan sebagai draf")
    qtbot.addWidget(told)
    told.setText("Si&mpan")
    assert told.toolTip() == "Simpan sebagai draf (Alt+M)"
    told.setToolTip("Belum ada yang diubah")
    told.setText("&Simpan")
    assert told.toolTip() == "Belum ada yang diubah", "what a page says of its own stays"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_sentence_under_a_choice_begins_where_its_words_do(qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    """At 200 % it stood twice as far in."""
    apply_theme(qapp, scale=scale)
    choice = QRadioButton("Rekap saja")
    made = explained(choice, "Hanya data tingkat desa.")
    qtbot.addWidget(made)
    dress(made)
    made.show()
    option = QStyleOptionButton()
    choice.initStyleOption(option)
    words = choice.style().subElementRect(QStyle.SubElement.SE_RadioButtonContents, option, choice).left()
    sentence = made.findChildren(QLabel)[0]
    assert abs(sentence.mapTo(made, sentence.rect().topLeft()).x() - choice.x() - words) <= 6 * scale


def test_a_long_name_does_not_make_a_card_wider_than_its_place(qtbot: QtBot) -> None:
    card = Card("Alasan dikunjungi")
    qtbot.addWidget(card)
    before = card.minimumSizeHint().width()
    card.retitle("Ni Luh Putu Ayu Kusumawardhani Dewi Saraswati Prabaningrum, 26 tahun")
    assert card.minimumSizeHint().width() <= before + 60  # the longest of its words
    assert card.title_label.heightForWidth(200) > card.title_label.fontMetrics().height() * 2
