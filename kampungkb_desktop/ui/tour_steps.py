"""The steps of the guided tours: what to do, where the control for it is, and how one sees that it was really done.

A control is named by the way to it from its page ("list.table"), so that no page's module is read for the tour alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from kampungkb_desktop.actions.tour import Deeds
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.ui.frame import Frame


@frozen
class Look:
    """What a step is judged by: the frame as it stands, the deeds in the records, and the family that is proposed."""

    frame: Frame
    deeds: Deeds
    family: str = ""

    def at(self, key: str, *, record: bool = False) -> bool:
        """Whether one is on a page, in a record of it."""
        here = self.frame.place
        return here is not None and here[0] == key and (not record or bool(here[1]))

    def at_family(self) -> bool:
        """Whether the family on the screen is the proposed one (any, where none could be proposed)."""
        here = self.frame.place
        return self.at("keluarga", record=True) and here is not None and str(here[1]).startswith(self.family)

    def part(self, way: str) -> Any:
        """What lies at the end of a way from the page one is on; ``None`` where it is not there (yet)."""
        return part_of(self.frame, self.frame.current_key, way)


def _never(_look: Look) -> bool:
    return False


def _always(_look: Look) -> bool:
    return True


@frozen
class TourStep:
    """``words`` may name {name}, {child}; ``page`` is where it is done and ``ways`` lead to its control from there, the
    first one that can be seen counts; "kunjungan:family_button" begins on another page, "kunjungan:" says that there
    nothing is to be shown. ``praise`` is said when it is done; ``help`` is its page of the guide; ``lost`` is said
    instead of the words while ``astray``. ``done`` counts once ``begun`` was seen: what stood so before is no deed."""

    title: str
    words: str
    page: str
    ways: tuple[str, ...]
    done: Callable[[Look], bool]
    praise: str
    help: str
    lost: str = ""
    astray: Callable[[Look], bool] = _never
    begun: Callable[[Look], bool] = _always


def part_of(frame: Frame, key: str, way: str) -> Any:
    """Follow the names of ``way`` from a page that was visited."""
    found: Any = frame.page(key)
    for name in way.split("."):
        found = getattr(found, name, None)
        if found is None:
            return None
        if callable(found) and not isinstance(found, QWidget):
            found = found()
    return found


def control(frame: Frame, step: TourStep) -> QWidget | None:
    """What to press now: on its page the control itself, elsewhere the line of the sidebar that leads there, unless a
    way says better."""
    here = frame.current_key
    ways = [(page or step.page, name) for page, _, name in (_split(way) for way in step.ways)]
    for page, name in ways:
        found = part_of(frame, page, name) if page == here and name else None
        if isinstance(found, QWidget) and found.isVisible() and found.isEnabled():
            return found
    if here == step.page or any(page == here and not name for page, name in ways):
        return None
    return frame.sidebar.buttons.get(step.page)


def _split(way: str) -> tuple[str, str, str]:
    """The page of a way that begins elsewhere ("kunjungan:family_button"), and the names."""
    return way.partition(":") if ":" in way else ("", "", way)


def _tab(look: Look) -> str:
    """The tab of the family on the screen; "" where there is none."""
    tabs = look.part("_family.tabs") if look.at("keluarga", record=True) else None
    return tabs.current_key() if tabs is not None else ""


def _seen_reason(look: Look) -> bool:
    """On a tab of the family that a reason of the verdict leads to."""
    return _tab(look) in ("data", "anggota", "kb")


def _before_reasons(look: Look) -> bool:
    """Before the card with the reasons."""
    return _tab(look) == "ringkasan"


def _past_reasons(look: Look) -> bool:
    """In a family, but where the card with the reasons is not."""
    return _tab(look) not in ("", "ringkasan")


def _paper_of(kind: str) -> Callable[[Look], bool]:
    """Whether a paper of this kind stands on the screen."""
    return lambda look: look.at("laporan") and bool(look.part("out.pdf")) and look.part("out.wish.kind") == kind


def _not_there_yet(look: Look) -> bool:
    """Neither at the family to be visited nor at a visit: who skipped looking for it knows no name."""
    return not look.at_family() and not look.at("kunjungan")


def _elsewhere(look: Look) -> bool:
    """On the page of another family than the proposed one."""
    return look.at("keluarga", record=True) and not look.at_family()


OFFICER = (
    TourStep(
        "Buka sebuah desa",
        "Buka Kampung di menu kiri (Ctrl+2), lalu pilih satu desa dan tekan Enter.",
        "kampung", ("list",), lambda look: look.at("kampung", record=True),
        "Itulah halaman desa: semua bagiannya ada di deretan di atas.", "kampung",
    ),
    TourStep(
        "Temukan sebuah keluarga",
        "Buka Keluarga (Ctrl+3), ketik “{name}”, tekan Enter, pilih barisnya dengan panah, lalu Enter lagi.",
        "keluarga", ("search", "list.table"), Look.at_family,
        "Keluarga ditemukan sambil mengetik, juga dengan nomor KK atau RT.", "keluarga",
        "Ini keluarga lain. Kembali dengan Alt+panah kiri, lalu buka baris “{name}”.", _elsewhere,
    ),
    TourStep(
        "Catat kunjungan ke balita",
        "Tekan Kunjungan baru. Pilih sasaran anak 0–59 bulan{child}, isi berat dan panjang badan, lalu Ctrl+Enter.",
        "keluarga", ("visit_button", "list.table", "kunjungan:"), lambda look: look.deeds.visited,
        "Kunjungan tersimpan. Arti setiap angka sudah tampak sejak diketik.", "kunjungan",
        "Buka dahulu keluarga “{name}” di Keluarga (Ctrl+3), lalu tekan Kunjungan baru.", _not_there_yet,
    ),
    TourStep(
        "Lihat alasan KRS",
        "Buka lagi keluarga tadi (Ctrl+3, lalu Enter). Di kartu Risiko stunting, tekan salah satu baris alasannya.",
        "keluarga",
        ("_family.tabs.stack.currentWidget.risk", "_family.tabs.bar", "kunjungan:family_button", "list.table"),
        _seen_reason, "Setiap alasan membuka isian yang menyebabkannya.", "krs",
        "Kartu Risiko stunting ada di Ringkasan. Buka Ringkasan, lalu tekan salah satu baris alasannya.",
        _past_reasons, _before_reasons,
    ),
    TourStep(
        "Urungkan",
        "Anggap kunjungan tadi salah: buka Beranda (Ctrl+1), lalu tekan Ctrl+Z.",
        "beranda", (), lambda look: look.deeds.undone,
        "Terurungkan. Ctrl+Y mengembalikannya; riwayatnya tetap ada.", "riwayat",
    ),
    TourStep(
        "Susun ringkasan desa",
        "Buka Laporan (Ctrl+6) dan pilih Ringkasan Kampung KB. Kertasnya tersusun sendiri, siap dicetak.",
        "laporan", ("choice.kind",), _paper_of("ringkasan"),
        "Yang terlihat itulah yang keluar di kertas. Ctrl+P mencetaknya.", "laporan",
    ),
    TourStep(
        "Buat berkas kirim",
        "Buka Kirim & Terima (Ctrl+8), lalu tekan Kirim yang baru (Ctrl+Enter).",
        "kirim-terima", ("sending.new", "sending.full"), lambda look: look.deeds.sent,
        "Berkasnya sudah jadi: tersandi, dan hanya kantor penerima yang dapat membukanya.", "kirim-terima",
    ),
    TourStep(
        "Serahkan ke kantor",
        "Tekan Serahkan ke kantor latihan. Kantor itu sungguh-sungguh membuka dan menyimpan isinya.",
        "kirim-terima", ("practice.button",), lambda look: look.deeds.handed_over,
        "Kantor latihan menjawab dengan tanda terima.", "kirim-terima",
    ),
    TourStep(
        "Baca tanda terima",
        "Tekan Terima jawabannya, lihat isinya, lalu tekan Terima (Ctrl+Enter).",
        "kirim-terima", ("incoming.accept", "practice.button"), lambda look: look.deeds.received,
        "Catatan Anda sekarang bertanda diterima.", "kirim-terima",
    ),
)  # fmt: skip

DISTRICT = (
    TourStep(
        "Minta berkas petugas",
        "Buka Kirim & Terima (Ctrl+8), lalu tekan Minta berkas petugas latihan.",
        "kirim-terima", ("practice.button",), lambda look: look.deeds.asked,
        "Dua petugas latihan bekerja di laptopnya masing-masing, lalu menyerahkan berkasnya.", "kirim-terima",
    ),
    TourStep(
        "Terima satu folder",
        "Tekan Terima berkasnya. Periksa apa yang akan berubah, lalu tekan Terima (Ctrl+Enter).",
        "kirim-terima", ("incoming.accept", "practice.button"), lambda look: look.deeds.taken_in,
        "Berkas yang rusak ditolak dengan namanya; yang lain tetap diterima.", "kirim-terima",
    ),
    TourStep(
        "Putuskan isian yang bentrok",
        "Tekan Selesai, lalu Putuskan. Pilih isian yang benar untuk setiap bentrok.",
        "kirim-terima", ("conflicts.table", "disputed.button", "incoming.back"), lambda look: look.deeds.settled,
        "Keputusan itu ikut ke laptop petugas; tidak ada isian yang hilang.", "kirim-terima",
    ),
    TourStep(
        "Lihat siapa yang mengirim",
        "Kembali (Esc), lalu buka Papan pengiriman.",
        "kirim-terima", ("enrolment.desk.table", "sending.laptops"),
        lambda look: look.frame.place == ("kirim-terima", "laptop"),
        "Di sini terlihat siapa yang sudah mengirim, kapan, dan nomor berapa yang kurang.", "pendaftaran",
    ),
    TourStep(
        "Buat berkas balasan",
        "Kembali (Esc), lalu tekan Buat berkas balasan untuk petugas (Ctrl+Enter).",
        "kirim-terima", ("sending.new",), lambda look: look.deeds.settled and look.deeds.sent,
        "Setiap petugas mendapat tanda terima dan perbaikan untuk desanya.", "kirim-terima",
    ),
    TourStep(
        "Serahkan balasannya",
        "Tekan Serahkan ke petugas latihan. Mereka membacanya di laptopnya sendiri.",
        "kirim-terima", ("practice.button",), lambda look: look.deeds.answered,
        "Petugas sekarang tahu bahwa kirimannya sampai.", "kirim-terima",
    ),
    TourStep(
        "Buka rekap",
        "Buka Laporan (Ctrl+6). Pilih Rekap menurut kecamatan, lalu lihat kertasnya.",
        "laporan", ("choice.kind",), _paper_of("rekap-kecamatan"),
        "Rekap menurut kecamatan siap dicetak atau disimpan.", "laporan",
    ),
)  # fmt: skip
