"""Everything once, in a temporary folder: what an installer, a help desk and a machine without a display can run.

An officer's small month goes through the screens' own actions to a sealed file, a district takes it in twice, and both
print the same figures; then the tables of growth and classes, and one painted window.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import copies, export, lists_out, photos, start, summary, tables, take_in, undo, updating
from kampungkb_desktop.actions.classify_village import classify
from kampungkb_desktop.actions.info import info
from kampungkb_desktop.actions.lists_in import command
from kampungkb_desktop.actions.preview import page_image
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, close, new_record_id, open_session
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base import paths
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.officer import Officer
from kampungkb_desktop.forms.population import AGE_GROUPS, PopulationSnapshot
from kampungkb_desktop.forms.record import DONE, DRAFT, Record, to_scalars
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.rules import ruleset
from kampungkb_desktop.store import read

MALUANG = "64.03.06.2004"
MONTH = "2026-10"
PASSWORD = "uji-coba-program"  # noqa: S105  of a temporary folder
LATE = ("urllib3", "truststore", "keyring", "psycopg")
_COUPLES = 487
_PEOPLE = 3_208

Say = Callable[[str], None]


class SelfTestError(Exception):
    """A step did not do what it must; the text names the step."""


def run(say: Say = print, *, window: Callable[[], str] | None = None) -> int:
    """Run every step; 0 when all hold, 1 with the name of the step that does not. ``window`` paints a window."""
    say(f"Kampung KB Desktop {__version__}: uji sendiri")
    try:
        with tempfile.TemporaryDirectory(prefix="kampungkb-uji-", ignore_cleanup_errors=True) as folder:
            for name, what in _steps(Path(folder), window):
                say(f"  baik  {name}{': ' + what if what else ''}")
    except (SelfTestError, KnownError) as error:
        say(f"  GAGAL {error}")
        return 1
    say("Semua baik.")
    return 0


def _steps(folder: Path, window: Callable[[], str] | None) -> Iterator[tuple[str, str]]:
    """Each finished step with a few words about it."""
    with _opened(folder / "petugas", "petugas") as officer:
        yield "basis data terenkripsi dibuat", _no_plain_text(folder)
        _fill(officer)
        yield "kampung, keluarga, kunjungan, dan kegiatan tersimpan", f"{info(officer).changes} perubahan"
        _undo(officer)
        yield "satu tindakan dibatalkan dan diulangi", ""
        mine = _summary(officer, folder / "petugas.pdf")
        yield "ringkasan PDF dibuat", f"{len(mine) // 1024} kB"
        yield "daftar keluarga diekspor ke Excel dan dibaca kembali", _lists(officer, folder / "daftar.xlsx")
        made = export.export(officer, folder / "kirim")
        yield "berkas kirim dibuat", f"{made.changes} perubahan, {made.size} byte"
        _require(not verify(officer), "catatan tidak sama dengan riwayatnya")
        figures = _figures(officer)
    with _opened(folder / "kabupaten", "kabupaten") as district:
        _take_in(district, made.path)
        yield "kabupaten menerima berkas, dua kali tanpa perubahan", ""
        _require(_figures(district) == figures, "angka di kabupaten tidak sama")
        _summary(district, folder / "kabupaten.pdf")
        _require(not verify(district), "catatan kabupaten tidak sama dengan riwayatnya")
        yield "kabupaten mencetak angka yang sama", ""
    _wrong_password(folder / "petugas")
    yield "kata sandi salah ditolak", ""
    yield "salinan cadangan dibuat, diperiksa, dan dipulihkan", _copies(folder / "petugas")
    yield "tabel status gizi dan klasifikasi", _tables(folder)
    yield "pustaka untuk jaringan, server, dan berkas ada", _libraries()
    yield "huruf, gambar panduan, wilayah, dan aturan terbaca", _resources(folder / "petugas.pdf")
    yield "berkas pembaruan yang asing ditolak", _update(folder)
    if window is not None:
        yield "jendela tergambar", window()


@contextmanager
def _opened(folder: Path, role: str) -> Iterator[Session]:
    person = Officer(full_name="Petugas Uji" if role == "petugas" else "Operator Uji", role=role)
    villages = [MALUANG] if role == "petugas" else []
    close(start.first_run(folder, PASSWORD, role=role, person=person, villages=villages, practice=True).session)
    session = open_session(folder, PASSWORD)
    try:
        yield session
    finally:
        close(session)


def _fill(session: Session) -> None:
    """An officer's small month."""
    ids = iter([new_record_id(session) for _ in range(8)])
    village = Village(id=next(ids), village=MALUANG, kkb_name="Maluang Sejati", status=DRAFT)
    ages: dict[str, Any] = {f"{sex}_{group}": 100 for group in AGE_GROUPS for sex in ("male", "female")}
    ages["female_75"] += _PEOPLE - sum(ages.values())
    population = PopulationSnapshot(
        id=next(ids), village=MALUANG, as_of=date(2026, 10, 1), pus=_COUPLES, families=948, **ages
    )
    monthly = MonthlySnapshot(
        id=next(ids), village=MALUANG, month=MONTH, users_injection=300, users_implant=80, users_iud=20,
        nonuser_pregnant=20, nonuser_ias=30, nonuser_iat=20, nonuser_tial=17, bpjs=2900,
    )  # fmt: skip
    save(session, "Simpan profil kampung", [village, population, monthly])
    family = Family(id=next(ids), village=MALUANG, head_name="Kepala Uji", rt="003", status=DONE)
    child = Member(
        id=next(ids), village=MALUANG, family_id=family.id, full_name="Anak Uji", sex="perempuan",
        birth_date=date(2024, 10, 5), relation="anak", status=DONE,
    )  # fmt: skip
    save(session, "Simpan keluarga", [family, child])
    visit = Visit(id=next(ids), village=MALUANG, family_id=family.id, member_id=child.id, target="anak",
                  visited_on=date(2026, 10, 12), status=DONE)  # fmt: skip
    measured = ChildMeasurement(
        id=next(ids), village=MALUANG, visit_id=visit.id, member_id=child.id, measured_on=date(2026, 10, 12),
        weight_kg=10.4, lenhei_cm=81.5, position="berdiri", status=DONE,
    )  # fmt: skip
    save(session, "Simpan kunjungan", [visit, measured])
    activity = Activity(
        id=next(ids), village=MALUANG, title="Posyandu balita uji", kegiatan="4.7", held_on=date(2026, 10, 14),
        place="Balai kampung", institutions=("puskesmas", "opd_kb"), male=4, female=26, status=DONE,
    )  # fmt: skip
    save(session, "Simpan kegiatan", [activity])
    with tempfile.TemporaryDirectory(prefix="kampungkb-foto-") as place:
        picture = Path(place) / "foto.jpg"
        drawn = io.BytesIO()
        Image.new("RGB", (640, 480), "#0b6e66").save(drawn, "JPEG")
        picture.write_bytes(drawn.getvalue())
        photos.add_photo(session, activity, picture)


def _undo(session: Session) -> None:
    family = Family(id=new_record_id(session), village=MALUANG, head_name="Salah Ketik")
    save(session, "Simpan keluarga", [family])
    undo.undo(session)
    with session.database.read() as conn:
        _require(read.record(conn, Family, family.id) is None, "pembatalan")
    undo.redo(session)
    with session.database.read() as conn:
        _require(read.record(conn, Family, family.id) is not None, "pengulangan")
    undo.undo(session)


def _summary(session: Session, target: Path) -> bytes:
    summary.village_summary(session, MALUANG, MONTH, target)
    made = target.read_bytes()
    _require(made.startswith(b"%PDF") and len(made) > 10_000, "PDF")
    return made


def _take_in(session: Session, path: Path) -> None:
    first = take_in.preview(session, [path])
    _require(first.accepted and first.files[0].new > 0, "pratinjau")
    taken = take_in.take_in(session, [path])
    _require(taken.accepted and taken.files[0].new == first.files[0].new, "penerimaan")
    again = take_in.take_in(session, [path])
    _require(again.accepted and again.files[0].new == again.files[0].changed == 0, "penerimaan kedua")


def _figures(session: Session) -> tuple[object, ...]:
    """What both sides must agree on: every record of the village, and its class."""
    said: list[object] = [classify(session, MALUANG, MONTH).level.label]
    with session.database.read() as conn:
        for form in (Village, PopulationSnapshot, MonthlySnapshot, Family, Member, Visit, ChildMeasurement, Activity):
            found: list[Record] = list(read.records(conn, form, order=("id",)))
            said += [(one.id, to_scalars(one)) for one in found]
    return tuple(said)


def _no_plain_text(folder: Path) -> str:
    """A plain scan finds no name in what was written."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    _require(not any(b"Petugas Uji" in one.read_bytes() for one in files), "nama terbaca di folder data")
    return f"{sum(one.stat().st_size for one in files) // 1024} kB"


def _lists(session: Session, path: Path) -> str:
    """Families as a workbook come back without a change."""
    with session.database.read() as conn:
        families = [str(row[0]) for row in read.rows(conn, Family, ("id",))]
    lists_out.write_list(session, families, path, "templat", date(2026, 10, 31), silent())
    wish = command.Wish(path, replace=True)
    report, _ = command.import_file(session, wish, date(2026, 10, 31), silent())
    _require(report.verdicts == {**dict.fromkeys(report.verdicts, 0), "tetap": report.rows}, "daftar berubah di jalan")
    return f"{report.rows} baris"


def _wrong_password(folder: Path) -> None:
    try:
        close(open_session(folder, PASSWORD + "x"))
    except KnownError as error:
        _require(error.code == "E-PASSWORD", error.code)
        return
    raise SelfTestError("kata sandi salah diterima")


def _copies(folder: Path) -> str:
    session = open_session(folder, PASSWORD)
    before = info(session).changes
    kept = copies.copy_now(session)
    close(session)
    again = copies.bring_back(folder, kept, session.master)
    _require(info(again).changes == before and not verify(again), "salinan tidak sama")
    close(again)
    return f"{before} perubahan"


def _libraries() -> str:
    """What is loaded only by who needs it, and which a program in one folder might have been made without."""
    for name in LATE:
        try:
            importlib.import_module(name)
        except ImportError as error:
            raise SelfTestError(f"pustaka {name} tidak dapat dimuat ({error})") from error
    fast = importlib.util.find_spec("isal") is not None  # where there is a wheel, files are packed by it
    return ", ".join((*LATE, *(["isal"] if fast else [])))


def _resources(paper: Path) -> str:
    """Whatever ships beside the code can be read: a folder may have been made, or copied, without some of it."""
    drawn = page_image(paper.read_bytes(), 0, 0.3)
    _require(len(set(drawn.pixels)) > 10, "halaman PDF tidak tergambar")
    pages = sorted(paths.resource("help").glob("*.md"))
    named = [name for one in pages for name in re.findall(r"!\[[^\]]*\]\(([^)#]+)\)", one.read_text("utf-8"))]
    fonts = sorted(paths.resource("fonts").glob("*.ttf"))
    for name in named:
        with Image.open(paths.resource("help") / name) as picture:
            picture.load()
    _require(
        len(pages) > 20 and len(fonts) >= 2 and all(one.stat().st_size > 50_000 for one in fonts), "panduan, huruf"
    )
    rules = sum(len(ruleset.versions(family)) for family in ("klasifikasi", "antropometri", "kms", "pendampingan"))
    _require(rules >= 4 and regions.load().region(MALUANG) is not None, "aturan, wilayah")
    return f"{len(pages)} halaman, {len(named)} gambar"


def _update(folder: Path) -> str:
    """The makers' keys can be read, and what they did not sign is refused."""
    strange = folder / "asing.kkbu"
    strange.write_bytes(b"KKBU 1\n" + bytes(200))
    try:
        updating.look(strange)
    except KnownError as error:
        _require(error.code in ("E-UPDATE-FILE", "E-UPDATE-KEYS"), error.code)
        return f"{len(updating.where().trusted)} kunci pembuat, {updating.where().platform}"
    raise SelfTestError("berkas pembaruan asing diterima")


def _tables(folder: Path) -> str:
    source = folder / "balita.csv"
    source.write_text("id,sex,age_days,weight,lenhei,measure,oedema\n1,2,737,10.4,81.5,H,n\n", encoding="utf-8")
    report = tables.growth_table(source, folder / "hasil.csv", silent())
    _require(report.done == 1 and "zlen" in (folder / "hasil.csv").read_text("utf-8"), "tabel status gizi")
    classes = folder / "kampung.csv"
    columns = (
        "pokja_pengurusan_flag,pokja_jumlah,pokja_pelatihan_flag,total_sumber_dana,total_poktan,total_sarana,"
        "plkb_pendamping_flag,regulasi_flag,total_penggunaan_data,total_operasional,total_lintas_sektor,"
        "output_persentase_poktan,output_persentase_cpr,output_persentase_mkjp,output_persentase_unmet"
    )
    classes.write_text(f"{columns}\n1,15,1,3,5,2,1,1,3,5,6,20,60,25,8\n", encoding="utf-8")
    tables.classify_table(classes, folder / "kelas.csv", silent())
    _require("Berkelanjutan" in (folder / "kelas.csv").read_text("utf-8"), "tabel klasifikasi")
    return "2 baris"


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise SelfTestError(what)
