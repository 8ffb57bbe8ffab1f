"""The command line: the window by default, and headless verbs that call the same actions as the screens.

Imports are inside the verbs on purpose: the window must paint before anything heavy is loaded.
Exit status: 0 done, 1 refused with a reason, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from kampungkb_desktop import __version__
from kampungkb_desktop.base.program_folder import AFTER, NOTE, STAY, portable_folder, program_folder, settle, tidy

REGENCY = "64.03"
VERBS = frozenset({
    "demo", "info", "summary", "export", "take-in", "import", "growth", "classify", "server", "self-test",
})  # fmt: skip
"""Said again beside ``parser``, for starts that must not read it; a test holds them equal."""
QUESTIONS = frozenset({"--version", "-h", "--help"})


def parser() -> argparse.ArgumentParser:
    """Every verb with its options; the help is Indonesian because officers read it."""
    top = argparse.ArgumentParser(prog="kampungkb", description="Catatan Kampung Keluarga Berkualitas, luring.")
    top.add_argument("--version", action="version", version=f"kampungkb {__version__}")
    top.add_argument("--data-dir", type=Path, help="folder data (bila tidak disebut: folder data pengguna)")
    top.add_argument("--password-file", type=Path, help="berkas berisi kata sandi (atau KAMPUNGKB_PASSWORD)")
    top.epilog = "Tanpa perintah: jendela; berkas .kkb yang disebut sesudahnya ditampilkan di Kirim & Terima."
    top.add_argument("--demo", action="store_true", help="buka jendela dengan data contoh")
    verbs = top.add_subparsers(dest="verb", metavar="PERINTAH")
    _data_verbs(verbs)
    _list_verbs(verbs)
    _table_verbs(verbs)
    _server_verb(verbs)
    verbs.add_parser("self-test", help="periksa seluruh program sekali, di folder sementara")
    return top


def _data_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = verbs.add_parser("demo", help="buat basis data latihan berisi data contoh")
    demo.add_argument("--kabupaten", default=REGENCY, help="kode kabupaten/kota, misalnya 64.03")
    demo.add_argument("--villages", type=int, help="jumlah desa/kelurahan")
    demo.add_argument("--families", type=int, help="jumlah keluarga seluruhnya")
    demo.add_argument("--seed", type=int, default=2024, help="benih: benih yang sama memberi data yang sama")
    demo.add_argument("--role", choices=("petugas", "kabupaten"), default="petugas")
    demo.add_argument("--json", action="store_true", help="laporan sebagai JSON")
    info = verbs.add_parser("info", help="isi basis data: jumlah per formulir, desa, perangkat, versi")
    info.add_argument("--json", action="store_true", help="laporan sebagai JSON")
    summary = verbs.add_parser("summary", help="buat PDF ringkasan kampung")
    summary.add_argument("--village", required=True, help="kode desa/kelurahan, misalnya 64.03.06.2004")
    summary.add_argument("--month", required=True, help="bulan, misalnya 2026-10")
    summary.add_argument("--output", type=Path, required=True, help="berkas PDF yang dibuat")
    export = verbs.add_parser("export", help="buat berkas kirim")
    export.add_argument("--to", type=Path, required=True, help="folder atau nama berkas tujuan")
    export.add_argument("--full", action="store_true", help="seluruh isi, bukan hanya yang belum dimiliki penerima")
    export.add_argument(
        "--jenis", choices=("baru", "tanpa-nama", "rekap"), default="baru",
        help="baru: untuk petugas atau kabupaten; tanpa-nama atau rekap: untuk instansi lain",
    )  # fmt: skip
    export.add_argument("--tanpa-foto", action="store_true", help="foto menyusul di berkas lain")
    export.add_argument("--batas", type=float, default=0, metavar="MB", help="batas ukuran satu berkas dalam MB")
    export.add_argument("--json", action="store_true", help="laporan sebagai JSON")
    take = verbs.add_parser("take-in", help="terima berkas kirim")
    take.add_argument("paths", type=Path, nargs="+", metavar="BERKAS", help="berkas .kkb atau folder")
    take.add_argument("--preview", action="store_true", help="lihat dulu; tidak ada yang disimpan")
    take.add_argument("--json", action="store_true", help="laporan sebagai JSON")


def _list_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    bring = verbs.add_parser("import", help="periksa atau masukkan daftar keluarga (XLSX atau CSV)")
    bring.add_argument("path", type=Path, metavar="BERKAS")
    bring.add_argument("--village", help="kode desa/kelurahan bila berkasnya tidak menyebut desa")
    bring.add_argument("--accept", action="store_true", help="masukkan; tanpa ini hanya diperiksa")
    bring.add_argument("--replace", action="store_true", help="ganti jawaban yang berbeda, bukan hanya isi yang kosong")
    bring.add_argument("--p-pria", action="store_true", help="P pada jenis kelamin berarti pria")
    bring.add_argument("--findings", type=Path, metavar="CATATAN.csv", help="tulis catatan tiap baris ke CSV")
    bring.add_argument("--json", action="store_true", help="laporan sebagai JSON")


def _server_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    server = verbs.add_parser("server", help="simpan catatan kantor di server PostgreSQL kantor")
    server.add_argument("action", choices=("show", "look", "move", "join", "address", "forget-file"), metavar="LANGKAH",
                        help="show, look, move, join, address, atau forget-file")  # fmt: skip
    server.add_argument("--host", help="nama atau alamat server")
    server.add_argument("--port", type=int, default=5432, help="porta (bila tidak disebut: 5432)")
    server.add_argument("--database", help="nama basis data")
    server.add_argument("--user", help="nama pengguna basis data")
    server.add_argument("--server-password-file", type=Path, help="berkas berisi sandi basis data")
    server.add_argument("--tls", choices=("verify-full", "require", "prefer", "disable"), default="require")
    server.add_argument("--certificate", type=Path, help="sertifikat lembaga yang menandatangani server (verify-full)")
    server.add_argument("--json", action="store_true", help="laporan sebagai JSON")


def _table_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, text in (
        ("growth", "hitung status gizi balita dari daftar CSV (standar WHO, Permenkes 2/2020)"),
        ("classify", "hitung klasifikasi Kampung KB dari daftar CSV"),
    ):
        table = verbs.add_parser(name, help=text, description=text)
        table.add_argument("source", type=Path, metavar="MASUK.csv")
        table.add_argument("target", type=Path, metavar="HASIL.csv")
        table.add_argument("--json", action="store_true", help="laporan sebagai JSON")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb, or the window when none is named. A program on a stick writes nothing beside it but its data."""
    words = sys.argv[1:] if arguments is None else arguments
    here = program_folder()
    if here is not None and not (VERBS | QUESTIONS) & set(words):
        going_on = _change_over(here, words)
        if going_on is None:
            return 0  # another version of the program goes on
        words = going_on
    beside = portable_folder()
    if beside is None:
        return _told(words)
    temporary = settle(beside)
    try:
        return _told(words)
    finally:
        if temporary is not None:
            tidy(temporary)


def _told(words: Sequence[str]) -> int:
    """Run them; a Linux that lacks a library is told so."""
    try:
        return _run(words)
    except ImportError as error:
        from kampungkb_desktop.base.lacking import tell  # noqa: PLC0415  where nothing goes on

        return tell(error)


def _change_over(here: Path, words: Sequence[str]) -> Sequence[str] | None:
    """What a new version asks of a start; nothing is loaded for it where there is none."""
    if not (here / NOTE).exists() and words[:1] not in ([AFTER], [STAY]):
        return words
    from kampungkb_desktop.base import changing_over  # noqa: PLC0415  once for every version

    return changing_over.at_start(here, __version__, list(words))


def _run(words: Sequence[str]) -> int:
    if not words:
        return _window()  # start-up time: a double click says nothing that would need reading
    from kampungkb_desktop.base.hand_over import named_files  # noqa: PLC0415  only where something is said

    files, rest = named_files(words)
    if files and not rest:
        return _window(files=files)  # a double click on a file that was sent
    from kampungkb_desktop.base.command_line import speak_utf8  # noqa: PLC0415  the same

    speak_utf8()
    options = parser().parse_args(rest)
    if options.verb is None:
        return _window(options.data_dir, options.password_file, demo=options.demo, files=files)
    if options.verb == "self-test":
        from kampungkb_desktop import selftest  # noqa: PLC0415  everything, and only when asked for
        from kampungkb_desktop.ui.painted import painted  # noqa: PLC0415  Qt last

        return selftest.run(window=painted)
    gc.disable()  # nothing that is loaded now is ever garbage
    from kampungkb_desktop import headless  # noqa: PLC0415  the database only when a verb needs it

    gc.freeze()
    gc.enable()
    return headless.run(options)


def _window(
    data_dir: Path | None = None, password_file: Path | None = None, *, demo: bool = False, files: Sequence[Path] = ()
) -> int:
    """Open the window. Nothing that is loaded for it is ever garbage, so the collector rests until it stands
    (``ui.collector`` then)."""
    gc.disable()
    from kampungkb_desktop.app import run_window  # noqa: PLC0415  Qt only when a window is wanted

    return run_window(data_dir=data_dir, password_file=password_file, demo=demo, files=files)


def main_gui() -> int:
    """Entry point without a console (gui-scripts)."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
