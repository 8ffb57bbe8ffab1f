"""A place that somebody chose and that has no room left: told as that, whatever was being written there."""

from __future__ import annotations

import errno

from kampungkb_desktop.base.errors import KnownError

CODE = "E-TARGET-FULL"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_full(error: BaseException | None) -> bool:
    """Whether the disk refused for want of room; Windows' ERROR_DISK_FULL comes as ENOSPC too."""
    return isinstance(error, OSError) and error.errno in _FULL


def target_full(what: str) -> KnownError:
    """``what`` could not be written: "Berkas kirim". Which disk it is nobody knows here: the place may be a stick."""
    return KnownError(
        CODE,
        f"{what} tidak jadi ditulis: disk atau flashdisk tujuannya penuh. Tidak ada berkas setengah jadi di sana.",
        "Hapus atau pindahkan berkas yang tidak dipakai di sana, atau pilih tempat lain, lalu ulangi.",
    )
