"""The words of every day for what the guide calls otherwise: "password" is its "kata sandi", "print" its "cetak".
Whoever searches has the first, and a search that finds nothing by it teaches that the guide is of no use."""

from __future__ import annotations

from collections.abc import Sequence

EVERYDAY: dict[str, tuple[str, ...]] = {
    word: tuple(ours.split())
    for ours, theirs in {
        "sandi": "password pasword passwort",
        "cetak": "print prin ngeprint nyetak",
        "pencetak": "printer",
        "salinan": "backup bekap cadangkan copy kopi",
        "pulihkan": "restore",
        "memperbarui pembaruan": "update apdet upgrade pembaharuan perbaharui",
        "gangguan kesalahan": "error eror crash hang",
        "urungkan": "undo batal batalkan",
        "flashdisk": "usb flasdisk flashdisc fd",
        "impor": "import",
        "ekspor": "export",
        "dapat": "bisa",
        "tidak": "gak ga nggak enggak tak gagal",
        "internet": "wifi online sinyal kuota",
        "baru mencatat": "bikin buat tambah nambah input entri",
        "telepon": "hp telpon",
        "whatsapp": "wa",
        "ganda dobel": "double dobel kembar duplikat",
        "pasang memasang": "install instal setup",
        "memasang": "pasang",
        "laptop": "komputer pc",
        "komputer": "laptop",
        "stunting gizi": "kurus",
        "berat": "timbang nimbang",
        "warga anggota": "penduduk orang jiwa",
        "panjang": "tinggi",
        "hilang": "dicuri kecurian",
        "tampilan gelap": "mode tema",
        "english": "inggris",
        "kb": "suntik pil implan iud kondom",
        "hamil": "bumil",
        "pengantin": "catin",
        "anak balita": "bayi baduta",
        "padam": "mati",
        "masuk": "login",
        "keluar mengunci": "logout",
        "petugas": "user akun username",
        "berkas": "file dokumen",
        "hapus": "delete buang",
        "ubah perbaiki": "edit ganti koreksi betulkan",
        "kirim": "setor upload unggah sinkron sync",
        "huruf": "tulisan font teks",
        "besar ukuran": "perbesar besarkan kecil",
        "lambat": "lemot lelet",
        "mutasi": "pisah nikah",
        "penyimpanan": "nextcloud webdav cloud",
        "mencopot": "copot uninstall",
    }.items()
    for word in theirs.split()
}
"""A word that is typed, and what it may be called in the guide. It is still looked for itself, and counts more."""

_EMPTY = (
    "apa apakah bagaimana gimana kenapa mengapa cara caranya untuk yang di ke dari dan atau saya kami ini itu ada mau "
    "ingin harus tolong siapa kok sih ya"
)
EMPTY = frozenset(_EMPTY.split())
"""Words that say nothing of what is looked for; they are passed over where others are left."""


def telling(words: Sequence[str]) -> list[str]:
    """The words that say what is looked for; all of them where no other is there."""
    return [one for one in words if one not in EMPTY] or list(words)
