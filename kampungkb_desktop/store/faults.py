"""What the disk and SQLite complain about, as sentences for people. Only what a person can meet is translated;
everything else stays the bug it is."""

from __future__ import annotations

import errno
import os
import sys

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.full_disk import is_full

_HELD = frozenset({errno.EBUSY, errno.ETXTBSY})
_HELD_ON_WINDOWS = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: another program has the file open."""
_WINDOWS_MOST = 248
"""Letters of a path from which Windows refuses a folder (a file from 260), and calls it missing."""
_REFUSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class AgainPlease(Exception):  # noqa: N818  not an error: the same work succeeds the next time
    """Two transactions stood in each other's way and this one gave in; nothing of it is kept."""


def disk_full() -> KnownError:
    """The disk has no room; the transaction was rolled back."""
    return KnownError(
        "E-DISK-FULL",
        "Disk laptop ini penuh, jadi yang terakhir belum dapat disimpan. Data yang sudah ada tetap utuh.",
        "Kosongkan tempat di disk (misalnya Recycle Bin atau berkas besar), lalu ulangi.",
    )


def too_large() -> KnownError:
    """A file grew beyond what the disk's format can bear, whatever is free there: FAT32 ends at 4 GB."""
    return KnownError(
        "E-FILE-SIZE",
        "Berkasnya lebih besar dari 4 GB, dan disk atau flashdisk berformat FAT32 tidak dapat menyimpannya.",
        "Pakai flashdisk berformat exFAT atau NTFS. Mengganti format menghapus isinya: pindahkan isinya dahulu.",
    )


def too_long() -> KnownError:
    """The name of a file, with the folders before it, is longer than the system bears: Windows as it comes ends at 259
    letters, and folders within folders of a shared drive get there."""
    return KnownError(
        "E-PATH-LONG",
        "Nama foldernya terlalu panjang: folder di dalam folder, sampai sistem ini tidak dapat menyimpan di sana.",
        "Pakai folder yang lebih pendek, misalnya langsung di Dokumen atau di flashdisk.",
    )


def read_only() -> KnownError:
    """The data folder may be read but not written."""
    return KnownError(
        "E-READONLY",
        "Folder data tidak boleh ditulisi oleh akun ini, jadi tidak ada yang dapat disimpan.",
        "Pindahkan folder data ke disk laptop yang boleh ditulisi, atau minta pengelola laptop membuka izinnya.",
    )


def in_use() -> KnownError:
    """Another program (a virus scanner, a viewer) holds a file that has to be replaced."""
    return KnownError(
        "E-FILE-IN-USE",
        "Berkasnya sedang dipakai program lain, misalnya antivirus, jadi yang terakhir belum tersimpan.",
        "Tunggu sebentar atau tutup program itu, lalu ulangi.",
    )


def disk_failing() -> KnownError:
    """Reading or writing failed below us."""
    return KnownError(
        "E-DISK-IO",
        "Disk laptop ini gagal membaca atau menulis, jadi yang terakhir belum tersimpan.",
        "Periksa apakah disk penuh atau terlepas, mulai ulang laptop, lalu coba lagi. Jangan hapus folder data.",
    )


def damaged() -> KnownError:
    """The database file cannot be read with the right key."""
    return KnownError(
        "E-DAMAGED-DB",
        "Berkas data rusak atau terpotong, jadi tidak dapat dibuka. Tidak ada yang diubah.",
        "Jangan hapus apa pun. Pulihkan dari salinan cadangan terakhir, atau hubungi pengelola data kabupaten.",
    )


def missing() -> KnownError:
    """The database file is not in the folder."""
    return KnownError(
        "E-MISSING-DB",
        "Berkas data tidak ada di folder ini.",
        "Periksa apakah folder datanya benar. Bila berkasnya hilang, pulihkan dari salinan cadangan terakhir.",
    )


def newer() -> KnownError:
    """The file was written by a later version."""
    return KnownError(
        "E-NEWER-DB",
        "Data ini disimpan oleh versi aplikasi yang lebih baru. Tidak ada yang diubah.",
        "Perbarui aplikasi Kampung KB di laptop ini, lalu buka lagi.",
    )


def second_start() -> KnownError:
    """Another running program holds the data folder."""
    return KnownError(
        "E-SECOND-START",
        "Data ini sedang dibuka oleh aplikasi Kampung KB yang lain di laptop ini.",
        "Pakai jendela yang sudah terbuka, atau tutup dulu jendela itu lalu coba lagi.",
    )


def busy() -> KnownError:
    """Another piece of work of the same program has been writing for too long."""
    return KnownError(
        "E-BUSY",
        "Data sedang ditulis oleh pekerjaan lain, jadi yang terakhir belum tersimpan.",
        "Tunggu sampai pekerjaan itu selesai, lalu ulangi.",
    )


_BY_CODE = {
    3: read_only, 5: busy, 6: busy, 8: read_only, 10: disk_failing, 11: damaged, 13: disk_full, 14: disk_failing,
    26: damaged,
}  # fmt: skip
"""SQLite's primary result codes (sqlite.org/rescode.html) that a person can meet."""


_BY_WORDS = {
    "unable to open": disk_failing, "disk is full": disk_full, "disk I/O error": disk_failing,
    "readonly database": read_only, "malformed": damaged,
}  # fmt: skip
"""The driver's ``backup`` raises without a code."""


def of_sqlite(error: BaseException) -> KnownError | None:
    """The sentence for a driver's error, or ``None`` when it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        make = _BY_CODE.get(code & 0xFF)
    else:
        make = next((make for words, make in _BY_WORDS.items() if words in str(error)), None)
    return make() if make else None


def of_os(error: OSError) -> KnownError:
    """The sentence for a file that could not be written or read."""
    if is_full(error):
        return disk_full()
    if error.errno == errno.EFBIG:
        return too_large()
    if error.errno in _HELD or getattr(error, "winerror", None) in _HELD_ON_WINDOWS:
        return in_use()
    if error.errno in _REFUSED:
        return read_only()
    return too_long() if _is_too_long(error) else disk_failing()


def _is_too_long(error: OSError) -> bool:
    """Windows says of such a path that it is not there."""
    letters = len(os.path.abspath(os.fsdecode(error.filename or "")))  # noqa: PTH100  nothing is asked of the disk
    missing = error.errno == errno.ENOENT and sys.platform == "win32"
    return error.errno == errno.ENAMETOOLONG or (missing and letters >= _WINDOWS_MOST)


def exists() -> KnownError:
    """Somebody would begin where there are data already."""
    return KnownError("E-EXISTS", "Di folder ini sudah ada data Kampung KB.", "Buka data itu, atau pakai folder lain.")
