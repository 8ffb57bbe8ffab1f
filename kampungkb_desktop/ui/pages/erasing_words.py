"""What is said before somebody is erased: what goes, what stays, and what the law lets the office keep."""

from __future__ import annotations

from kampungkb_desktop.actions.erasing_scope import Reach
from kampungkb_desktop.base.text import number
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.forms.erasure import FAMILY

FOR_EVER = (
    "Isi catatan di bawah ini dihapus untuk selamanya: dari daftar, riwayat, pencarian, draf, foto, dan salinan "
    "cadangan, di laptop ini dan di setiap laptop yang memegangnya. Tidak dapat diurungkan."
)
STAYS = (
    "Angka pada laporan yang sudah dicetak atau dikirim tidak berubah.",
    "Angka yang dihitung ulang sesudah ini tidak memuat orang itu lagi, juga untuk bulan yang lalu.",
    "Permintaan di register, dengan nama pemintanya, disimpan sebagai bukti sampai masa simpannya berakhir.",
    "Kertas dan berkas Excel yang sudah dicetak atau disimpan di luar aplikasi dihapus dengan tangan.",
)
MAY_KEEP = (
    "Undang-undang memberi hak menghapus (UU 27/2022 Pasal 8), tetapi kantor boleh menyimpan yang masih diwajibkan "
    "peraturan lain, misalnya arsip pelayanan (Pasal 15 dan 16). Bila masih ragu, batasi dahulu: datanya tetap ada, "
    "tetapi tidak dipakai dan tidak ditampilkan."
)
OFFICER = (
    "Penghapusan diputuskan kantor kabupaten. Catat permintaannya; kantor menerimanya dengan berkas kirim berikut dan "
    "membalas dalam 3×24 jam. Sampai itu, batasi pemrosesan datanya."
)


def count_lines(reach: Reach) -> list[str]:
    """``2 anggota keluarga``, a line for each kind."""
    counts = sorted(reach.counts.items(), key=lambda pair: (-pair[1], form_title(pair[0])))
    return [f"{number(count)} {form_title(form).lower()}" for form, count in counts]


def scope_words(reach: Reach, name: str) -> str:
    """Whom it is about."""
    if reach.whom == FAMILY:
        return f"{name} dengan seluruh anggota dan catatannya"
    if reach.anew is not None:
        head = f"; kepala keluarganya menjadi {reach.anew.head_name}" if reach.anew.head_name else ""
        return f"{name} dan catatan tentang dirinya. Keluarganya tetap ada dan ditulis ulang tanpa namanya{head}"
    return f"{name} dan catatan tentang dirinya. Keluarganya tetap ada"


def same_name(typed: str, name: str) -> bool:
    """Whether the name was typed, whatever the capitals and blanks."""
    return bool(typed.strip()) and " ".join(typed.split()).casefold() == " ".join(name.split()).casefold()
