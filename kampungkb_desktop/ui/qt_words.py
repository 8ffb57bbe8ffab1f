"""Qt's own words in Indonesian. Qt ships no Indonesian translation, so buttons, field menus, the file
dialog and the print dialog would speak English; this table is looked up by the English source, whatever its
context."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

WORDS: dict[str, str] = {
    # buttons
    "OK": "Oke", "&OK": "&Oke", "Save": "Simpan", "&Save": "&Simpan", "Save All": "Simpan semua",
    "Open": "Buka",
    "&Open": "&Buka", "&Yes": "&Ya", "Yes": "Ya", "Yes to &All": "Ya untuk &semua", "&No": "&Tidak",
    "No": "Tidak",
    "N&o to All": "T&idak untuk semua", "Abort": "Hentikan", "Retry": "Coba lagi", "Ignore": "Abaikan",
    "Close": "Tutup", "&Close": "&Tutup", "Cancel": "Batal", "&Cancel": "&Batal", "Discard": "Buang",
    "Close without Saving": "Tutup tanpa menyimpan", "Don't Save": "Jangan simpan", "Help": "Bantuan",
    "&Help": "&Bantuan", "Apply": "Terapkan", "Reset": "Kembalikan",
    "Restore Defaults": "Kembalikan ke semula",
    "Show Details...": "Tampilkan rincian…", "Hide Details...": "Sembunyikan rincian…",
    "&Next >": "&Berikut >", "< &Back": "< &Kembali", "&Finish": "&Selesai", "Go Back": "Kembali",
    "Continue": "Lanjutkan", "Done": "Selesai", "Commit": "Simpan",
    # text fields
    "&Undo": "&Urungkan", "&Redo": "U&langi", "Cu&t": "Po&tong", "&Copy": "&Salin", "&Paste": "&Tempel",
    "Delete": "Hapus", "&Delete": "&Hapus", "Select All": "Pilih semua", "Select all": "Pilih semua",
    "Copy &Link Location": "Salin &alamat tautan", "Clear": "Kosongkan", "&Step up": "&Naik",
    "Step &down": "&Turun",
    "&Select All": "Pilih &semua", "Undo": "Urungkan", "Redo": "Ulangi", "Cut": "Potong", "Copy": "Salin",
    "Paste": "Tempel", "Show this message again": "Tampilkan pesan ini lagi", "&Show this message again":
    "&Tampilkan pesan ini lagi", "More": "Lainnya", "Minimize": "Kecilkan", "Maximize": "Besarkan",
    "Restore Down": "Kembalikan ukuran", "Scroll here": "Gulir ke sini", "Top": "Atas", "Bottom": "Bawah",
    "Left edge": "Tepi kiri", "Right edge": "Tepi kanan", "Page up": "Halaman naik",
    "Page down": "Halaman turun",
    "Page left": "Halaman kiri", "Page right": "Halaman kanan", "Scroll up": "Gulir naik",
    "Scroll down": "Gulir turun", "Scroll left": "Gulir kiri", "Scroll right": "Gulir kanan",
    # file dialog
    "Look in:": "Cari di:", "&Look in:": "&Cari di:", "Files of &type:": "&Jenis berkas:", "Directories": "Folder",
    "File &name:": "&Nama berkas:", "File name:": "Nama berkas:",
    "Files of type:": "Jenis berkas:", "Folder name:": "Nama folder:", "Folder": "Folder",
    "Folder:": "Folder:",
    "Directory:": "Folder:", "&Directory:": "&Folder:", "Back": "Kembali", "Forward": "Maju",
    "Parent Directory": "Folder di atasnya", "Create New Folder": "Buat folder baru",
    "&New Folder": "Folder &baru",
    "New Folder": "Folder baru", "List View": "Daftar", "Detail View": "Rincian", "&Rename": "&Ganti nama",
    "Show &hidden files": "Tampilkan berkas &tersembunyi", "&Choose": "&Pilih", "Choose": "Pilih",
    "Save As": "Simpan sebagai", "Open File": "Buka berkas", "Find Directory": "Cari folder", "Go back":
    "Kembali", "Go forward": "Maju", "Go to the parent directory": "Ke folder di atasnya",
    "Create a New Folder": "Buat folder baru", "Change to list view mode": "Tampilkan sebagai daftar",
    "Change to detail view mode": "Tampilkan dengan rincian", "Sidebar": "Bilah samping",
    "List of places and bookmarks": "Daftar tempat", "Files": "Berkas", "All Files (*)": "Semua berkas (*)",
    "All files (*)": "Semua berkas (*)", "Name": "Nama", "Size": "Ukuran", "Kind": "Jenis", "Type": "Jenis",
    "Date Modified": "Terakhir diubah", "My Computer": "Komputer ini", "Computer": "Komputer",
    "Recent Places": "Tempat terakhir", "Drive": "Cakram", "File": "Berkas", "File Folder": "Folder",
    "Alias": "Pintasan", "Shortcut": "Pintasan", "Unknown": "Tidak dikenal", "Remove": "Lepaskan",
    "%1 bytes": "%1 byte", "%1 KB": "%1 KB", "%1 MB": "%1 MB", "%1 GB": "%1 GB", "%1 TB": "%1 TB",
    "%1 byte(s)": "%1 byte", "Show ": "Tampilkan ",
    "%1 already exists.\nDo you want to replace it?": "%1 sudah ada.\nGanti dengan yang baru?",
    "%1\nFile not found.\nPlease verify the correct file name was given.":
    "%1\nBerkas tidak ditemukan.\nPeriksa kembali namanya.",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.":
    "%1\nFolder tidak ditemukan.\nPeriksa kembali namanya.",
    "'%1' is write protected.\nDo you want to delete it anyway?": "“%1” terkunci.\nTetap dihapus?",
    "Are you sure you want to delete '%1'?": "Hapus “%1”?", "Could not delete directory.":
    "Folder tidak dapat dihapus.", "Invalid filename": "Nama berkas tidak dapat dipakai",
    '<b>The name "%1" cannot be used.</b><p>Try using another name, with fewer characters or no punctuation marks.':
    "<b>Nama “%1” tidak dapat dipakai.</b><p>Pakai nama yang lebih pendek atau tanpa tanda baca.",
    # printing
    "Print": "Cetak", "&Print": "&Cetak", "Printer": "Pencetak", "&Printer": "&Pencetak", "&Name:": "&Nama:",
    "P&roperties": "P&engaturan pencetak", "Location:": "Tempat:", "Preview": "Pratinjau", "Type:": "Jenis:",
    "Output &file:": "Ke &berkas:", "Print range": "Halaman", "Print all": "Semua halaman", "Pages from":
    "Halaman", "to": "sampai", "Current Page": "Halaman ini", "Selection": "Yang dipilih", "Pages": "Halaman",
    "Output Settings": "Hasil cetak", "Copies:": "Rangkap:", "Copies": "Rangkap",
    "Collate": "Urut per rangkap",
    "Reverse": "Dari belakang", "Options": "Pilihan", "&Options >>": "&Pilihan >>",
    "&Options <<": "&Pilihan <<",
    "Color Mode": "Warna", "Color": "Berwarna", "Grayscale": "Hitam putih", "Duplex Printing": "Dua muka",
    "None": "Tidak", "Long side": "Sisi panjang", "Short side": "Sisi pendek", "Paper": "Kertas",
    "Page size:": "Ukuran kertas:", "Width:": "Lebar:", "Height:": "Tinggi:", "Paper source:": "Asal kertas:",
    "Orientation": "Arah", "Portrait": "Tegak", "Landscape": "Mendatar", "Reverse landscape":
    "Mendatar terbalik", "Reverse portrait": "Tegak terbalik", "Margins": "Tepi", "top margin": "tepi atas",
    "left margin": "tepi kiri", "right margin": "tepi kanan", "bottom margin": "tepi bawah",
    "Page Setup": "Pengaturan halaman", "Print to File (PDF)": "Cetak ke berkas PDF", "Local file": "Berkas",
    "Write PDF file": "Simpan berkas PDF", "Print To File ...": "Cetak ke berkas…", "Page Set": "Halaman",
    "All Pages": "Semua halaman", "Odd Pages": "Halaman ganjil", "Even Pages": "Halaman genap",
    "Custom": "Ukuran sendiri", "Centimeters (cm)": "Sentimeter (cm)", "Millimeters (mm)": "Milimeter (mm)",
    "Inches (in)": "Inci (in)", "Points (pt)": "Titik (pt)", "Print Preview": "Pratinjau cetak",
    "Next page": "Halaman berikut", "Previous page": "Halaman sebelum", "First page": "Halaman pertama",
    "Last page": "Halaman terakhir", "Zoom in": "Perbesar", "Zoom out": "Perkecil",
    "Fit width": "Selebar layar",
    "Fit page": "Sehalaman penuh",
    # calendar, tables, screen readers
    "Today": "Hari ini", "Yesterday": "Kemarin", "Press": "Tekan", "Toggle": "Ubah", "Check": "Centang",
    "Uncheck": "Lepas centang", "Show menu": "Buka menu", "SetFocus": "Pilih", "Increase": "Tambah",
    "Decrease":
    "Kurangi",
    # what the print dialog of Linux adds, and tabs that do not fit
    "Double Sided Printing": "Cetak dua sisi", "Long side binding": "Jilid di sisi panjang",
    "Short side binding": "Jilid di sisi pendek", "Off": "Mati", "Page &Set:": "&Pilihan halaman:",
    "Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. "
    "E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.":
    "Tuliskan halaman atau rentang, dipisahkan koma. Misalnya 3,5-7,9 mencetak halaman 3, 5, 6, 7, dan 9.",
    "Scroll Left": "Gulir ke kiri", "Scroll Right": "Gulir ke kanan",
}  # fmt: skip
"""English source word to Indonesian. Placeholders (%1) and mnemonics (&) are kept in step by a test."""


class QtWords(QTranslator):
    """Answers from ``WORDS``; what it does not know stays as Qt has it."""

    def isEmpty(self) -> bool:  # noqa: N802  Qt's name
        return False

    def translate(self, _context: str, source: str, _disambiguation: str | bytes | None = None, _n: int = -1) -> str:
        # The source itself, never "": Qt takes an empty word for the translation, and a page size without a name is no
        # page at all.
        return WORDS.get(source, source)


def install(app: QCoreApplication) -> QObject:
    """Let Qt speak Indonesian; the translator belongs to the application."""
    words = QtWords(app)
    app.installTranslator(words)
    return words
