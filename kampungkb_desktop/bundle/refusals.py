"""Why a sync file is refused: one sentence and next step per code (``sync.md`` 7). Nothing is changed by any."""

from __future__ import annotations

from kampungkb_desktop.base.errors import KnownError

_COPY_AGAIN = "Salin atau minta ulang berkasnya; pengiriman lewat WhatsApp harus sebagai dokumen."
_ASK_SENDER = "Hubungi pengirim sebelum berkas ini dipakai."
_NOT_YOURS = "Biarkan untuk penerimanya; bila seharusnya untuk Anda, minta pengirim membuatnya lagi."

SENTENCES: dict[str, tuple[str, str]] = {
    "E-READ": ("Berkas tidak dapat dibaca.", "Periksa flashdisk atau foldernya, lalu pilih berkasnya lagi."),
    "E-NOTBUNDLE": ("Berkas ini bukan berkas kirim Kampung KB.", "Pilih berkas yang namanya berakhir .kkb."),
    "E-ZIP": (
        "Berkas ini ZIP, yang membungkus berkas lain.",
        "Klik dua kali ZIP itu, salin berkas .kkb atau .kkbu di dalamnya ke folder lain, lalu pilih salinannya.",
    ),
    "E-DAMAGED": ("Berkas tidak lengkap atau rusak.", _COPY_AGAIN),
    "E-RECIPIENT": ("Berkas ini dibuat untuk penerima lain, bukan untuk laptop ini.", _NOT_YOURS),
    "E-SENDER": ("Pengirim berkas ini tidak dikenal oleh kantor ini.", "Daftarkan pengirim lebih dahulu."),
    "E-SIGNATURE": ("Tidak dapat dipastikan siapa pengirim berkas ini.", _ASK_SENDER),
    "E-PRACTICE": (
        "Berkas latihan dan data sebenarnya tidak boleh bercampur.",
        "Buka berkas latihan hanya di data latihan.",
    ),
    "E-HASH": ("Isi berkas tidak sama dengan yang ditandatangani pengirim.", _ASK_SENDER),
    "E-NAME": ("Berkas mencurigakan (nama di dalamnya aneh) dan tidak dibuka.", _ASK_SENDER),
    "E-FORMAT": ("Isi berkas tidak sesuai aturan.", _ASK_SENDER),
    "E-BOMB": ("Berkas mencurigakan (isinya terlalu besar) dan tidak dibuka.", _ASK_SENDER),
    "E-VALUE": ("Ada isian yang tidak dapat disimpan di dalam berkas.", _ASK_SENDER),
    "E-NEWER": (
        "Berkas ini dibuat oleh program yang lebih baru.",
        "Perbarui program dahulu; berkas boleh disimpan sampai saat itu.",
    ),
    "E-FOREIGN": ("Berkas memuat perubahan milik perangkat lain.", _ASK_SENDER),
    "E-SCOPE": ("Berkas memuat data desa yang bukan wilayah pengirim.", "Periksa penugasan desa pengirim."),
    "E-COVER": ("Berkas mengaku memuat lebih banyak daripada isinya.", _COPY_AGAIN),
    "E-COUNT": ("Jumlah isi berkas tidak cocok dengan daftar isinya.", _COPY_AGAIN),
    "E-PART": ("Bagian berkas ini tidak sesuai aturan dan tidak dipakai.", _COPY_AGAIN),
    "E-PARTS": (
        "Bagian-bagian berkas ini belum dapat digabungkan.",
        "Minta pengirim mengirim lagi bagian yang kurang.",
    ),
    "E-FORK": (
        "Ada dua laptop yang memakai tanda pengenal sama (basis data pernah disalin atau dipulihkan).",
        "Jangan lanjutkan; daftarkan ulang salah satu laptop.",
    ),
}


def refuse(code: str, detail: str = "") -> KnownError:
    """The error to raise for a code; ``detail`` names a line or member, never an answer of a form."""
    sentence, step = SENTENCES[code]
    return KnownError(code, f"{sentence} ({detail})" if detail else sentence, step)
