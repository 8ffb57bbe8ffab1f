"""The style sheet, written for 100 % light and rendered for a look: ``$name`` is a token, every ``Npx``
grows with the text size. Grounds of plain widgets come from the palette, never from here (an id rule would
beat the buttons)."""

from __future__ import annotations

import re
from string import Template

from kampungkb_desktop.ui.palette import Tokens

SHEET = """
QToolTip { color: $ink; background: $surface; border: 1px solid $line_strong; padding: 4px 6px; }

QPushButton { color: $ink; background: $surface; border: 1px solid $line_strong; border-radius: 5px;
  padding: 5px 14px; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { color: $ink_off; background: $sunken; border-color: $line; }
QPushButton:checked { background: $accent_soft; border-color: $accent; border-bottom: 3px solid $accent;
  padding-bottom: 3px; }
QPushButton[kind="primary"] { color: $on_accent; background: $accent; border: 1px solid $accent;
  font-weight: bold; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_press; }
QPushButton[kind="primary"]:focus { border: 3px solid $ring; padding: 3px 12px; }
QPushButton[kind="primary"]:disabled { color: $ink_off; background: $sunken; border-color: $line; }
QPushButton[kind="danger"] { color: $bad_ink; border-color: $bad_ink; }
QPushButton[kind="danger"]:hover { background: $bad_bg; }
QPushButton[kind="danger"]:disabled { color: $ink_off; background: $sunken; border-color: $line; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: $accent_ink;
  padding: 5px 8px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:pressed { background: $accent_soft; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; padding: 4px 7px; }
QPushButton[kind="quiet"][flush="left"] { padding-left: 2px; }
QPushButton[kind="quiet"][flush="right"] { padding-right: 2px; }
QPushButton[kind="quiet"][flush="left"]:focus { padding-left: 1px; }
QPushButton[kind="quiet"][flush="right"]:focus { padding-right: 1px; }
QPushButton[kind="quiet"][role="strip"] { font-size: 12px; padding: 0 6px; min-height: 20px; }
QPushButton[kind="quiet"][role="strip"]:focus { padding: 0 5px; min-height: 18px; }
QPushButton[kind="quiet"]:disabled { color: $ink_off; }
QPushButton[kind="quiet"]:checked { background: $accent_soft; border-bottom: 3px solid $accent;
  padding-bottom: 3px; }
QPushButton[menu="true"]::menu-indicator { image: url("$assets/qss-down-$mode.svg"); width: 12px; height: 12px;
  subcontrol-position: right center; right: 8px; }
QPushButton[menu="true"] { padding-right: 26px; }

QToolButton { color: $ink; background: transparent; border: 1px solid transparent; border-radius: 5px;
  padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $accent_soft; }
QToolButton:focus { border: 2px solid $accent; padding: 3px; }
QToolButton:disabled { color: $ink_off; }
QToolButton::menu-indicator { image: none; }
QTabBar::scroller { width: 52px; }
QTabBar QToolButton { background: $surface; border: 1px solid $line; }
QTabBar QToolButton::left-arrow { image: url("$assets/qss-left-$mode.svg"); }
QTabBar QToolButton::right-arrow { image: url("$assets/qss-right-$mode.svg"); }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  color: $ink; background: $surface; border: 1px solid $line_strong; border-radius: 5px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $ink_off; }
QLineEdit, QComboBox, QAbstractSpinBox { padding: 4px 9px; min-height: 20px; }
QComboBox { combobox-popup: 0; }
QAbstractSpinBox QLineEdit { border: none; padding: 0 0 0 8px; min-height: 0; background: transparent; }
QAbstractSpinBox { padding: 4px 4px 4px 9px; }
QAbstractSpinBox:focus { padding: 3px 3px 3px 8px; }
QPlainTextEdit, QTextEdit { padding: 3px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { padding: 3px 8px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 2px 5px; }
QLineEdit[compact="true"] { padding: 0 6px; min-height: 20px; }
QLineEdit[compact="true"]:focus, QLineEdit[compact="true"][state="error"] { padding: 0 5px; min-height: 18px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  color: $ink_off; background: $sunken; border-color: $line; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"],
  QTextEdit[readOnly="true"] { background: $surface_alt; border-color: $line; }
*[state="error"], QLineEdit[state="error"]:focus, QComboBox[state="error"]:focus,
QAbstractSpinBox[state="error"]:focus, QPlainTextEdit[state="error"]:focus { border: 2px solid $bad_ink;
  background: $error_ground; }
QLineEdit[state="error"], QComboBox[state="error"], QAbstractSpinBox[state="error"] { padding: 3px 8px; }
QPushButton[state="error"], QPushButton[state="caution"] { padding: 4px 13px; }
QPushButton[state="error"]:focus { border: 3px solid $bad_ink; padding: 3px 12px; }
*[state="caution"], QLineEdit[state="caution"]:focus, QComboBox[state="caution"]:focus,
QAbstractSpinBox[state="caution"]:focus,
  QPlainTextEdit[state="caution"]:focus { border: 2px solid $warn_ink; background: $caution_ground; }
QLineEdit[state="caution"], QComboBox[state="caution"],
  QAbstractSpinBox[state="caution"] { padding: 3px 8px; }

QLineEdit[state="error"]:focus, QComboBox[state="error"]:focus, QAbstractSpinBox[state="error"]:focus,
QPlainTextEdit[state="error"]:focus { border: 3px solid $bad_ink; }
QLineEdit[state="caution"]:focus, QComboBox[state="caution"]:focus, QAbstractSpinBox[state="caution"]:focus,
QPlainTextEdit[state="caution"]:focus { border: 3px solid $warn_ink; }
QLineEdit[state="error"]:focus, QComboBox[state="error"]:focus, QAbstractSpinBox[state="error"]:focus,
QLineEdit[state="caution"]:focus, QComboBox[state="caution"]:focus,
  QAbstractSpinBox[state="caution"]:focus { padding: 2px 7px; }
QPushButton[state="caution"]:focus { border: 3px solid $warn_ink; padding: 3px 12px; }
QLineEdit[readOnly="true"]:focus, QPlainTextEdit[readOnly="true"]:focus,
  QTextEdit[readOnly="true"]:focus { border-color: $accent; }

QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$assets/qss-down-$mode.svg"); width: 13px; height: 13px; }
QComboBox QAbstractItemView { color: $ink; background: $surface; border: 1px solid $line_strong; outline: 0;
  selection-background-color: $accent_soft; selection-color: $ink; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 22px;
  background: transparent; }
QAbstractSpinBox::up-arrow { image: url("$assets/qss-up-$mode.svg"); width: 11px; height: 11px; }
QAbstractSpinBox::down-arrow { image: url("$assets/qss-down-$mode.svg"); width: 11px; height: 11px; }

QCheckBox, QRadioButton { color: $ink; spacing: 8px; padding: 2px 3px; border: 1px solid transparent;
  border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; }
QCheckBox[state="error"], QCheckBox[state="caution"] { background: transparent; border: 1px solid transparent; }
QCheckBox[state="error"]:focus, QCheckBox[state="caution"]:focus { border: 1px solid $accent; }
QCheckBox[state="error"]::indicator { border: 2px solid $bad_ink; width: 14px; height: 14px; }
QCheckBox[state="caution"]::indicator { border: 2px solid $warn_ink; width: 14px; height: 14px; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink_off; }
QListView::indicator { width: 16px; height: 16px; border: 1px solid $line_strong; border-radius: 4px;
  background: $surface; }
QListView::indicator:checked { background: $accent; border-color: $accent; image: url("$assets/qss-tick-$mode.svg"); }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $line_strong;
  background: $surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; background: $hover; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url("$assets/qss-tick-$mode.svg"); }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
  image: url("$assets/qss-partial-$mode.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent;
  image: url("$assets/qss-dot-$mode.svg"); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken;
  border-color: $line; }

QMenu { color: $ink; background: $surface; border: 1px solid $line_strong; padding: 5px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $ink_off; }
QMenu::item:disabled:selected { color: $ink_off; background: $hover; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QMenu::icon { padding-left: 8px; }

QProgressBar { color: transparent; background: $sunken; border: none; border-radius: 4px; max-height: 8px;
  min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }

QHeaderView { background: $sunken; }
QHeaderView::section { color: $ink; background: $sunken; border: none; border-bottom: 1px solid $line;
  padding: 0 8px; font-weight: bold; }
QHeaderView[compact="true"]::section { padding: 0 4px; }
QHeaderView::section:hover { background: $hover; }
QHeaderView::down-arrow { image: url("$assets/qss-down-$mode.svg"); width: 10px; height: 10px;
  subcontrol-position: center right; right: 4px; }
QHeaderView::up-arrow { image: url("$assets/qss-up-$mode.svg"); width: 10px; height: 10px;
  subcontrol-position: center right; right: 4px; }
QTableView, QListView, QTreeView { color: $ink; background: $surface;
  alternate-background-color: $surface_alt;
  border: 1px solid $line; padding: 1px; border-radius: 6px; outline: 0; gridline-color: $line;
  selection-background-color: $accent_soft; selection-color: $ink; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $accent; padding: 0; }
QTreeView::item { min-height: 28px; }
QListView::item { min-height: 28px; padding: 0 6px; }
QListView::item:selected, QTreeView::item:selected { background: $accent_soft; color: $ink; }
QListWidget::item:selected { border-left: 3px solid $accent; padding-left: 3px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url("$assets/qss-right-$mode.svg"); }
QTreeView::branch:has-children:open { image: url("$assets/qss-down-$mode.svg"); }
QTableCornerButton::section { background: $sunken; border: none; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 4px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $line_strong; }
QAbstractScrollArea::corner { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: transparent; }
QLabel[role="title"] { font-size: 21px; font-weight: bold; }
QLabel[role="section"] { font-size: 15px; font-weight: bold; }
QLabel[role="figure"] { font-size: 25px; font-weight: bold; }
QLabel[role="label"] { font-weight: bold; }
QLabel[role="soft"], QLabel[role="hint"] { color: $ink_soft; }
QLabel[role="small"] { color: $ink_soft; font-size: 12px; }
QLabel[role="error"] { color: $bad_ink; font-size: 12px; font-weight: bold; }
QLabel[role="caution"] { color: $warn_ink; font-size: 12px; font-weight: bold; }
QLabel[role="code"] { color: $ink_soft; font-size: 11px; }

QFrame#card { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame#chosen { background: $surface_alt; border: 1px solid $line; border-radius: 6px; }
QFrame#status { background: $surface; border: none; border-top: 1px solid $line; }
QFrame#divider { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame#practice { background: $practice_bg; border: none; }
QLabel#practicewords { color: $practice_ink; font-size: 12px; font-weight: bold; }
QPushButton#practiceout { color: $practice_ink; background: transparent; border: 1px solid transparent;
  font-size: 12px; font-weight: bold; padding: 1px 8px; min-height: 16px; text-decoration: underline; }
QPushButton#practiceout:hover, QPushButton#practiceout:focus { border-color: $practice_ink; }
QLabel#postertitle { color: $side_ink; font-size: 30px; font-weight: bold; }
QLabel#posterwords { color: $side_ink_soft; font-size: 15px; }
QLabel#posterfoot { color: $side_ink; font-size: 12px; }
QDialog { background: $window; }
QScrollArea { border: none; background: transparent; }
QScrollArea[reading="true"] { border: 2px solid transparent; border-radius: 6px; }
QScrollArea[reading="true"]:focus { border-color: $accent; }
QScrollArea > QWidget > QWidget#scrollbody { background: transparent; }
FormView[reading="true"] QLabel:disabled { color: $ink; }
FormView[reading="true"] QLabel[role="soft"]:disabled, FormView[reading="true"] QLabel[role="hint"]:disabled,
FormView[reading="true"] QLabel[role="small"]:disabled { color: $ink_soft; }
FormView[reading="true"] QLineEdit:disabled, FormView[reading="true"] QPlainTextEdit:disabled,
FormView[reading="true"] QComboBox:disabled, FormView[reading="true"] QAbstractSpinBox:disabled {
  color: $ink; background: $surface_alt; border-color: $line; placeholder-text-color: transparent; }
FormView[reading="true"] QPushButton:disabled { color: $ink_soft; background: $surface_alt; border-color: $line; }
FormView[reading="true"] QPushButton:disabled:checked { color: $ink; background: $accent_soft; border-color: $accent; }
FormView[reading="true"] QCheckBox:disabled, FormView[reading="true"] QRadioButton:disabled { color: $ink; }
FormView[reading="true"] QCheckBox::indicator:checked:disabled,
FormView[reading="true"] QRadioButton::indicator:checked:disabled { background: $accent; border-color: $accent; }
"""
"""What a form wears while it is only read: an answer that may not be changed is as legible as any text."""

_PIXELS = re.compile(r"\b(\d+)px\b")


def stylesheet(tokens: Tokens, assets: str) -> str:
    """The sheet for one look; ``assets`` is the folder of the icons. Hairlines of 1px stay whatever the text size."""

    def grown(match: re.Match[str]) -> str:
        measure = int(match[1])
        return f"{measure if measure <= 1 else tokens.px(measure)}px"

    mode = "dark" if tokens.dark else "light"
    thumb = tokens.line_strong if tokens.sharp else "#475754" if tokens.dark else "#b3c2bf"
    ring = "#ffffff" if tokens.dark else "#ffc83d" if tokens.sharp else "#000000"  # seen on the accent and around it
    sheet = Template(_PIXELS.sub(grown, SHEET))
    return sheet.substitute(tokens._asdict(), mode=mode, thumb=thumb, ring=ring, assets=assets)
