"""What can go wrong on the way, as plain sentences. Nothing in here names an address, a person or a password."""

from __future__ import annotations

from kampungkb_desktop.base.errors import KnownError

_SENTENCES = {
    "E-NET-ADDRESS": (
        "Alamat itu tidak dapat dipakai.",
        "Salin alamatnya dari peramban, misalnya https://awan.kabupaten.go.id, lalu tempel di sini.",
    ),
    "E-NET-PLAIN": (
        "Alamat itu tidak tersandi (http), jadi kata sandi dapat dibaca orang di jalan.",
        "Pakai alamat yang berawal https. Untuk penyimpanan di jaringan kantor, pakai folder bersama.",
    ),
    "E-NET-SHARE": (
        "Itu tautan berbagi, bukan alamat penyimpanan.",
        "Pakai alamat yang Anda buka sebelum masuk, bersama nama pengguna dan sandi aplikasi.",
    ),
    "E-NET-OFFLINE": (
        "Penyimpanan kantor tidak terjangkau.",
        "Periksa sambungan internet. Berkas menunggu di laptop ini dan dapat dikirim nanti.",
    ),
    "E-NET-BROKEN": (
        "Sambungan terputus di tengah jalan.",
        "Tidak ada berkas setengah jadi. Kirim lagi bila sambungan membaik; yang sudah sampai tidak diulang.",
    ),
    "E-NET-CERT": (
        "Sertifikat alamat itu tidak dapat dipercaya, jadi kata sandi tidak dikirim ke sana.",
        (
            "Periksa alamat dan jam laptop. Bila kantor memakai sertifikat buatannya sendiri, minta pengelolanya "
            "memasang sertifikat induk kantor di laptop ini; bila tidak, minta sertifikatnya diperbarui."
        ),
    ),
    "E-NET-LOGIN": (
        "Nama pengguna atau sandi aplikasi tidak diterima.",
        "Periksa keduanya. Di Nextcloud, buat sandi aplikasi di Pengaturan, bagian Keamanan.",
    ),
    "E-NET-RIGHTS": (
        "Akun itu tidak boleh menulis di folder tersebut.",
        "Minta pengelola penyimpanan memberi izin menulis, atau pilih folder lain.",
    ),
    "E-NET-FOLDER": (
        "Folder itu tidak ada di penyimpanan kantor.",
        "Periksa ejaannya, atau buat lagi lewat tombol Coba dan simpan.",
    ),
    "E-NET-TAKEN": (
        "Nama berkas itu sudah dipakai berkas lain di penyimpanan kantor.",
        "Kirim lagi; berkas akan memakai nama lain.",
    ),
    "E-NET-FULL": (
        "Penyimpanan kantor penuh, atau berkasnya terlalu besar untuk diterima.",
        "Minta pengelola penyimpanan melonggarkan ruang. Berkas tetap menunggu di laptop ini.",
    ),
    "E-NET-BUSY": (
        "Penyimpanan kantor sedang sibuk atau dalam pemeliharaan.",
        "Coba lagi nanti. Berkas tetap menunggu di laptop ini.",
    ),
    "E-NET-MOVED": (
        "Alamat itu mengalihkan ke alamat lain, jadi kata sandi tidak dikirim ke sana.",
        "Buka alamatnya di peramban, lalu pakai alamat yang akhirnya tampil.",
    ),
    "E-NET-NODAV": (
        "Di alamat itu tidak ada penyimpanan berkas (WebDAV).",
        "Pakai alamat yang Anda buka di peramban untuk masuk ke Nextcloud, atau alamat WebDAV dari pengelolanya.",
    ),
    "E-NET-LIED": (
        "Berkas yang tersimpan di sana tidak sama dengan yang dikirim, jadi tidak dianggap terkirim.",
        "Kirim lagi. Bila terulang, beri tahu pengelola penyimpanan.",
    ),
    "E-NET-STRANGE": (
        "Penyimpanan kantor menjawab dengan cara yang tidak dikenal.",
        "Coba lagi nanti. Bila terulang, beri tahu pengelola penyimpanan.",
    ),
    "E-PLACE": (
        "Folder itu tidak dapat dipakai: tidak ada, tercabut, penuh, atau tidak boleh ditulisi.",
        "Pasang lagi flashdisknya atau sambungkan folder bersamanya, lalu ulangi. Tidak ada berkas setengah jadi.",
    ),
}  # fmt: skip

_OF_STATUS = {
    200: "E-NET-NODAV", 401: "E-NET-LOGIN", 403: "E-NET-RIGHTS", 404: "E-NET-FOLDER", 405: "E-NET-NODAV",
    409: "E-NET-FOLDER", 412: "E-NET-TAKEN", 413: "E-NET-FULL", 423: "E-NET-BUSY", 429: "E-NET-BUSY",
    501: "E-NET-NODAV", 502: "E-NET-BUSY", 503: "E-NET-BUSY", 504: "E-NET-BUSY", 507: "E-NET-FULL",
}  # fmt: skip

LATER = frozenset({"E-NET-OFFLINE", "E-NET-BROKEN", "E-NET-BUSY", "E-NET-FULL", "E-NET-STRANGE", "E-PLACE"})
"""What may pass by itself: worth another try without this person doing anything."""


def fault(code: str, more: str = "") -> KnownError:
    """The refusal of this code; ``more`` is one fact for the sentence (a host, a number), never a secret."""
    sentence, next_step = _SENTENCES[code]
    return KnownError(code, f"{sentence} ({more})" if more else sentence, next_step)


def of_status(status: int, *, host: str = "") -> KnownError:
    """What an answer of a web server means."""
    if 300 <= status < 400:
        return fault("E-NET-MOVED", host)
    code = _OF_STATUS.get(status, "E-NET-BUSY" if status >= 500 else "")
    return fault(code) if code else fault("E-NET-STRANGE", f"jawaban {status}")


def sentence_of(code: str) -> str:
    """What a code kept from an earlier time meant, in one sentence; the code itself where it is none of these."""
    return _SENTENCES.get(code, (code, ""))[0]
