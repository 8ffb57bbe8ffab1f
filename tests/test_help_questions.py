"""What people ask in their own words, and where in the guide the answer stands: the first thing found is the answer."""

from __future__ import annotations

import pytest

from kampungkb_desktop.ui.help_pages import load
from kampungkb_desktop.ui.help_search import search

GUIDE = load()
ASKED = {
    "salah ketik": "tanya-jawab#salah-ketik-nama-tanggal-atau-angka-bagaimana-membetulkannya",
    "tanggal salah": "tanya-jawab#salah-ketik-nama-tanggal-atau-angka-bagaimana-membetulkannya",
    "anak lahir": "tanya-jawab#anak-baru-lahir-dicatat-di-mana",
    "bayi baru lahir": "tanya-jawab#anak-baru-lahir-dicatat-di-mana",
    "ibu melahirkan": "ibu#ibu-pasca-salin",
    "keluarga pindah": "tanya-jawab#keluarga-pindah-rumah-atau-pindah-desa",
    "warga meninggal": "tanya-jawab#ada-warga-yang-meninggal-menikah-atau-bercerai",
    "keluarga dobel": "tanya-jawab#keluarga-dobel-satu-nama-tercatat-dua-kali",
    "tidak punya nik": "tanya-jawab#tidak-punya-nik-atau-belum-punya-kk",
    "nik salah": "nomor#peringatan-tidak-selalu-berarti-salah",
    "mati listrik": "tanya-jawab#listrik-mati-atau-baterai-habis-saat-mengetik",
    "lupa sandi": "masuk#lupa-kata-sandi",
    "tidak bisa masuk": "masuk#tidak-dapat-masuk-kata-sandi-salah",
    "kirim WA": "tanya-jawab#kirim-lewat-wa",
    "berkas tidak masuk": "tanya-jawab#berkas-tidak-masuk-atau-kabupaten-bilang-belum-terima",
    "kabupaten belum terima": "tanya-jawab#berkas-tidak-masuk-atau-kabupaten-bilang-belum-terima",
    "tanda terima": "tanya-jawab#tanda-terima-belum-muncul",
    "file ditolak": "berkas-ditolak",
    "tidak ada sinyal": "tanya-jawab#tidak-ada-sinyal-atau-internet",
    "laptop rusak": "tanya-jawab#laptop-rusak-atau-ganti-laptop",
    "laptop hilang": "pendaftaran#laptop-hilang",
    "flashdisk hilang": "tanya-jawab#flashdisk-hilang-atau-tertinggal",
    "data saya hilang semua": "tanya-jawab#data-saya-hilang-semua",
    "mengembalikan data": "tanya-jawab#keliru-menghapus-mengembalikan-data-yang-terhapus",
    "siapa yang harus dikunjungi": "tanya-jawab#kunjungan-hari-ini-siapa-yang-harus-dikunjungi",
    "formulir kertas banyak": "isian-banyak",
    "timbang anak": "mengukur",
    "anak tidak naik berat": "mengukur#n-t-o-dan-b",
    "ibu hamil": "ibu#ibu-hamil",
    "anak stunting": "keluarga#risiko-stunting",
    "naik kelas": "klasifikasi#yang-menaikkan-kelas",
    "klasifikasi dasar": "klasifikasi#empat-kelas-dasar-sampai-berkelanjutan",
    "unmet need": "bangga-kencana#arti-singkatan-dan-unmet-need",
    "dashat": "kegiatan#dashat",
    "daftar hadir": "kegiatan#notulen-dan-daftar-hadir",
    "cetak formulir": "laporan#formulir-kunjungan",
    "cetak surat rujukan": "laporan#surat-rujukan-undangan-dan-lembar-dashat",
    "printer macet": "laporan#bila-pencetak-menolak",
    "laporan bulanan": "laporan#laporan-bulanan",
    "impor dari excel": "impor",
    "excel nik berubah": "impor#nik-berubah-menjadi-6-40306e-15",
    "foto tidak muncul": "foto#bila-foto-tidak-muncul",
    "huruf kekecilan": "untuk-semua#huruf-lebih-besar",
    "layar gelap": "untuk-semua#warna-yang-tegas",
    "jam laptop salah": "kesehatan#jam",
    "tambah desa": "tanya-jawab#desa-binaan-berganti-atau-tambah-desa",
    "petugas baru": "tanya-jawab#petugas-baru-pindah-tugas-atau-pensiun",
    "cara pasang aplikasi": "tanya-jawab#pasang-aplikasi-dari-mana-dan-bagaimana",
    "install banyak laptop": "untuk-pengelola#memasang-di-banyak-laptop",
    "kantor harus simpan apa": "untuk-pengelola#yang-harus-disimpan-kantor",
    "orang minta datanya dihapus": "tanya-jawab#orang-minta-datanya-dihapus",
    "angka tidak sama dengan pus": "bangga-kencana#jumlahnya-harus-sama-dengan-pus",
    "versi berapa": "tanya-jawab#versi-berapa-dan-apa-yang-baru",
}
"""Words as an officer types them, to a page, or to a heading of it."""


@pytest.mark.parametrize("asked", ASKED)
def test_the_first_that_is_found_answers(asked: str) -> None:
    first = search(GUIDE, asked)[0]
    page, _hash, anchor = ASKED[asked].partition("#")
    assert first.topic == page
    assert anchor in ("", first.anchor)
