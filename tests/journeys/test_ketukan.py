"""How many keys a visit takes from Beranda to saved, by keyboard only: a general one within 60 s and a toddler's with
its measuring within 45 s at a modest typist's pace. Printed by ``tests/benchmarks/keystrokes.py``."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import read
from kampungkb_desktop.ui.background import worker_of
from kampungkb_desktop.ui.pages.visits import VisitsPage
from kampungkb_desktop.ui.saved_filters import LANE
from tests.journeys.counting import Typist
from tests.journeys.driving import CTRL, Laptop
from tests.ui.pages import people

GENERAL_SECONDS, TODDLER_SECONDS = 60, 45


def _rest(found: Laptop) -> None:
    found.wait(lambda: not worker_of(LANE).busy())
    found.rest()


def _begin(found: Laptop, typist: Typist) -> None:
    """From Beranda to the sheet of a visit to Suparman's family, by the palette."""
    people.household(found.session)
    found.window.touched(frozenset({"family", "member", "visit", "measurement"}))
    found.rest()
    assert found.window.current_key == "beranda"
    typist.think("Cari apa saja").press(Qt.Key.Key_K, CTRL)
    _rest(found)
    typist.think("kunjungan baru ke Suparman").keys("kunj suparm")
    _rest(found)
    typist.think("baris pertama").keys("\n")
    found.rest()
    assert found.window.current_key == "kunjungan"


def _saved(found: Laptop) -> Visit:
    found.rest()
    with found.session.database.read() as conn:
        (visit,) = [one for one in read.records(conn, Visit) if one.target and one.visited_on == people.TODAY]
    assert visit.status == DONE
    return visit


def _sheet_is_whole(found: Laptop) -> None:
    page = found.window.page("kunjungan")
    assert isinstance(page, VisitsPage)
    found.wait(lambda: page._sheet is not None and page._sheet.editor.sheet.whole())


def test_a_general_visit(opened: Laptop) -> None:
    typist = Typist()
    _begin(opened, typist)
    typist.think("sasaran: umum").keys("5\n")
    typist.think("tanggal: hari ini").keys("\n")
    _sheet_is_whole(opened)
    typist.think("hasil kunjungan").keys("Sehat, rumah bersih, ikut posyandu.").press(Qt.Key.Key_Tab)
    typist.think("kunjungan berikutnya").keys("21/12\n")
    typist.think("balita yang ditemui").keys("1\n")
    typist.think("seperti kunjungan lalu").press(Qt.Key.Key_D, CTRL, Qt.KeyboardModifier.ShiftModifier)
    typist.think("selesai").press(Qt.Key.Key_Return, CTRL)
    visit = _saved(opened)
    assert (visit.target, visit.toddlers_met) == ("umum", 1)
    assert visit.findings == "Sehat, rumah bersih, ikut posyandu."
    assert visit.next_visit_on is not None
    typist.told("Kunjungan umum, dari Beranda sampai tersimpan")
    assert typist.seconds <= GENERAL_SECONDS, typist.seconds


def test_a_toddler_with_measuring(opened: Laptop) -> None:
    typist = Typist()
    _begin(opened, typist)
    typist.think("sasaran: anak").keys("4\n")
    typist.think("anaknya: satu-satunya").keys("\n")
    typist.think("tanggal: hari ini").keys("\n")
    _sheet_is_whole(opened)
    typist.think("berat").keys("8,9\n")
    typist.think("panjang, berbaring").keys("74,6\n\n")
    typist.think("lingkar kepala").keys("46\n")
    typist.think("edema: tidak").keys("2\n")
    typist.think("posyandu, BKB bulan ini").keys("1\n1\n")
    typist.think("seperti kunjungan lalu").press(Qt.Key.Key_D, CTRL, Qt.KeyboardModifier.ShiftModifier)
    typist.think("selesai").press(Qt.Key.Key_Return, CTRL)
    visit = _saved(opened)
    with opened.session.database.read() as conn:
        (child,) = read.records(conn, ChildMeasurement, where={"visit_id": visit.id})
    assert (child.weight_kg, child.lenhei_cm, child.head_cm, child.oedema) == (8.9, 74.6, 46.0, False)
    assert (child.posyandu_this_month, child.bkb_this_month) == (True, True)
    typist.told("Kunjungan anak dengan pengukuran, dari Beranda sampai tersimpan")
    assert typist.seconds <= TODDLER_SECONDS, typist.seconds
