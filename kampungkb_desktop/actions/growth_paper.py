"""The growth of one child on paper: the charts as on a KMS card, every measuring, the rule versions behind it.

The NIK is masked unless the settings say otherwise. A child of five and more has the chart of its body mass index too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil, floor

from kampungkb_desktop import __version__
from kampungkb_desktop.actions import settings
from kampungkb_desktop.actions.restricting import family_veiled, is_restricted
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.actions.summary import letterhead_of, named_in
from kampungkb_desktop.actions.visit_file import school_checks
from kampungkb_desktop.base import clock as clocks
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import age_words, long_date, number, short_date
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_family import SEX
from kampungkb_desktop.forms.choices_visit import LYING, STANDING
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.report.blocks import Columns as SideBySide
from kampungkb_desktop.report.blocks import Subhead
from kampungkb_desktop.report.flow import Block
from kampungkb_desktop.report.growth_curve import CurvePoint, GrowthCurve, Letter
from kampungkb_desktop.report.tabled import Column, Letterhead, Part, Row, TabledPaper
from kampungkb_desktop.rules.child_growth import SEX_LETTER, Assessed, SchoolAge, assess_child, assess_school
from kampungkb_desktop.rules.growth import (
    DAYS_PER_MONTH,
    METHOD,
    TWO_YEARS,
    Category,
    Growth,
    Index,
    Scale,
    Sex,
    index_name,
    signed,
    span,
)
from kampungkb_desktop.rules.measuring import completed_months
from kampungkb_desktop.rules.weight_gain import Gain
from kampungkb_desktop.store import read

TITLE = "Grafik pertumbuhan anak"
RULES = ("antropometri-2020", "kms-2023")
_HIDDEN = "•••• "
_SMALL, _SCHOOL, _BIG = 178.0, 268.0, 396.0
_AROUND_CM = 34.0
_EMPTY = "–"
_AS_READ = "PB diukur berbaring, TB berdiri; angkanya seperti yang terbaca pada alat."


@frozen
class _Child:
    """Who the paper is about, with everything judged."""

    member: Member
    sex: Sex
    birth: date
    measured: tuple[Assessed, ...]
    school: tuple[SchoolAge, ...]


def growth_pdf(session: Session, member_id: str, *, paper: str = "A4") -> bytes:
    """The paper of one child as PDF, printed today by the clock. ``paper`` is "A4" or "F4".

    KnownError E-NO-CHILD where there is no such person, or birth date or sex are not recorded.
    """
    return pdf_of(growth_paper(session, member_id), paper)


def growth_paper(session: Session, member_id: str) -> TabledPaper:
    """What stands on the paper; errors as ``growth_pdf``."""
    today = clocks.day_of(session.clock())
    masked = settings.load(session).masked_nik is not False
    with session.database.read() as conn:
        member = read.record(conn, Member, member_id)
    child = None if member is None else _judged(session, member)
    if member is None or child is None:
        raise _no_child(member)
    region = regions.load().region(member.village or "")
    with session.database.read() as conn:
        family = family_veiled(conn, member.family_id)
        mother = read.record(conn, Member, member.mother_id) if member.mother_id else None
        mother = None if is_restricted(None, mother) else mother
        letterhead = letterhead_of(conn, session, region) if region is not None else Letterhead()
        place = f"{named_in(conn, region)}, Kecamatan {region.at('district').name}" if region is not None else ""
    days = [*(one.on for one in child.measured), *(one.on for one in child.school)]
    return TabledPaper(
        letterhead=letterhead, eyebrow="PERTUMBUHAN ANAK, STANDAR WHO", title=member.name(), place=place,
        when=TITLE, parts=tuple(_parts(child, family, mother, today, masked=masked)), data_on=max(days, default=today),
        printed_on=today, rules=RULES, app_version=__version__, practice=session.practice, personal=True,
    )  # fmt: skip


def _judged(session: Session, member: Member) -> _Child | None:
    sex, birth = SEX_LETTER.get(member.sex), member.birth_date
    if sex is None or birth is None:
        return None
    with session.database.read() as conn:
        measured = read.records(conn, ChildMeasurement, where={"member_id": member.id})
    school = assess_school(member, school_checks(session, member))
    return _Child(member, sex, birth, assess_child(member, measured), school)


def _no_child(member: Member | None) -> KnownError:
    if member is None:
        return KnownError("E-NO-CHILD", "Anak ini tidak ada di laptop ini.", "Pilih anaknya dari halaman keluarga.")
    return KnownError(
        "E-NO-CHILD", "Tanggal lahir atau jenis kelamin anak ini belum diisi.", "Lengkapi di Anggota, lalu cetak lagi."
    )


# --- the parts


def _parts(child: _Child, family: Family | None, mother: Member | None, today: date, *, masked: bool) -> Iterator[Part]:
    yield _who(child, family, mother, today, masked=masked)
    young = bool(child.measured) or not child.school
    if young:
        months = _months(child)
        weight = GrowthCurve("wei", child.sex, *months, _by_age(child, "wei"), _letters(child), _BIG)
        yield Part("Berat badan menurut umur (BB/U)", above=(_weight_words(child),), figures=(weight,))
        yield Part("Panjang, berat, dan lingkar kepala", figures=tuple(_others(child, months)))
    if child.school:
        points = tuple(
            CurvePoint(one.growth.day / DAYS_PER_MONTH, one.growth.bmi, one.growth.fbmi_5_18)
            for one in child.school if one.growth.day is not None and one.growth.bmi is not None
        )  # fmt: skip
        figure = GrowthCurve("bmi_5_19", child.sex, 60, 228, points, None, _SCHOOL)
        yield Part("Indeks massa tubuh menurut umur (IMT/U), 5–18 tahun", figures=(figure,))
        yield _school_table(child)
    if young:
        yield _table(child)


def _who(child: _Child, family: Family | None, mother: Member | None, today: date, *, masked: bool) -> Part:
    member = child.member
    nik = member.nik or "belum ada"
    if masked and member.nik and len(member.nik) > 4:
        nik = f"{_HIDDEN}{member.nik[-4:]}"
    where = f"RT {family.rt or '–'}/RW {family.rw or '–'}" if family is not None else _EMPTY
    rows = (
        ("Jenis kelamin", SEX.label(member.sex), "Keluarga", family.name() if family is not None else _EMPTY),
        ("Tanggal lahir", f"{long_date(child.birth)} ({age_words(child.birth, today)})", "Ibu",
         mother.name() if mother is not None else _EMPTY),
        ("NIK", nik, "Alamat", where),
    )  # fmt: skip
    columns = (Column("", 1.1, muted=True), Column("", 2.3), Column("", 0.8, muted=True), Column("", 2.3))
    return Part("", columns, tuple(Row(one) for one in rows))


def _weight_words(child: _Child) -> str:
    legend = (
        "Garis tengah 0; garis putus −2 dan +2; garis titik-putus −3 dan +3. Di bawah −3 (BGM) atau di atas +1: rujuk. "
        "Titik kosong: angka diragukan, tidak ikut direkap."
    )
    latest = child.measured[-1] if child.measured else None
    if latest is None:
        return legend
    kinds, lying = latest.growth.labels, latest.growth.lying
    judged: tuple[tuple[Scale, Category | None], ...] = (("wei", kinds.wei), ("len", kinds.len), ("wfl", kinds.wfl))
    said = [f"{index_name(scale, lying)} {kind.label.lower()}" for scale, kind in judged if kind is not None]
    if latest.gain is not None and latest.gain.gain in (Gain.N, Gain.T):
        said.append(f"berat {latest.gain.gain.label.lower()}{' dua bulan berturut-turut' if latest.gain.twice else ''}")
    return f"Pengukuran terakhir {long_date(latest.on)}: {'; '.join(said) or 'tidak dinilai'}. {legend}"


def _others(child: _Child, months: tuple[float, float]) -> Iterator[Block]:
    latest = child.measured[-1].growth if child.measured else None
    table: Index = "wfh" if latest is not None and latest.lying is False else "wfl"
    own = [one.growth.clenhei for one in child.measured if one.growth.clenhei is not None]
    by_length = tuple(
        CurvePoint(one.growth.clenhei, one.measurement.weight_kg, one.growth.fwfl)
        for one in child.measured if one.growth.clenhei is not None and one.measurement.weight_kg is not None
    )  # fmt: skip
    charts: list[tuple[str, GrowthCurve]] = [
        ("PB/U atau TB/U", GrowthCurve("len", child.sex, *months, _by_age(child, "len"), None, _SMALL)),
        ("BB/TB" if table == "wfh" else "BB/PB",
         GrowthCurve(table, child.sex, *_lengths(table, own), by_length, None, _SMALL)),
        ("IMT/U", GrowthCurve("bmi", child.sex, *months, _by_age(child, "bmi"), None, _SMALL)),
        ("Lingkar kepala (LK/U)", GrowthCurve("head", child.sex, *months, _by_age(child, "head"), None, _SMALL)),
    ]  # fmt: skip
    for left, right in (charts[:2], charts[2:]):
        yield SideBySide(((Subhead(left[0]), left[1]), (Subhead(right[0]), right[1])), (1.0, 1.0))


def _by_age(child: _Child, index: Index) -> tuple[CurvePoint, ...]:
    found = []
    for one in child.measured:
        g, m = one.growth, one.measurement
        value = {"wei": m.weight_kg, "len": g.clenhei, "bmi": g.bmi, "head": m.head_cm}[index]
        if value is not None and g.day is not None and g.day >= 0:
            found.append(CurvePoint(g.day / DAYS_PER_MONTH, value, bool(getattr(g, f"f{index}"))))
    return tuple(found)


def _letters(child: _Child) -> tuple[Letter, ...]:
    """The letters of each month of age, of several weighings the last."""
    found = {
        completed_months(child.birth, one.on): Letter(
            completed_months(child.birth, one.on), "2T" if one.gain.twice else one.gain.gain.value, one.gain.refer
        )
        for one in child.measured if one.gain is not None and one.on >= child.birth
    }  # fmt: skip
    return tuple(found[month] for month in sorted(found))


def _months(child: _Child) -> tuple[float, float]:
    days = [one.growth.day for one in child.measured if one.growth.day is not None]
    if not days or max(days) < TWO_YEARS:
        return 0, 24
    return (24, 60) if min(days) >= TWO_YEARS else (0, 60)


def _lengths(table: Index, own: Sequence[float]) -> tuple[float, float]:
    low, high = span(table)
    left = max(low, floor(min(own, default=62.0) / 5) * 5 - 5)
    right = min(high, max(left + _AROUND_CM, ceil(max(own, default=62.0) / 5) * 5 + 5))
    return min(left, right - _AROUND_CM), right


# --- the tables


def _table(child: _Child) -> Part:
    columns = (
        Column("Tanggal", 1.5), Column("Umur", 1.25), Column("Berat (kg)", 0.8, "right"),
        Column("Panjang/ tinggi (cm)", 1.25), Column("LK (cm)", 0.7, "right"), Column("BB/U", 0.85, "right"),
        Column("PB/U TB/U", 0.85, "right"), Column("BB/PB BB/TB", 0.85, "right"), Column("IMT/U", 0.85, "right"),
        Column("N/T", 0.9), Column("Catatan", 1.9),
    )  # fmt: skip
    rows = tuple(_row(child, one) for one in child.measured)
    empty = () if rows else ("Belum pernah diukur. Hasil ukur tampil di sini sesudah kunjungan atau posyandu.",)
    return Part("Semua hasil ukur", columns, rows, above=empty, below=(_AS_READ, METHOD))


def _row(child: _Child, one: Assessed) -> Row:
    m, g = one.measurement, one.growth
    length = number(m.lenhei_cm, 1) if m.lenhei_cm is not None else _EMPTY
    position = {LYING: "PB", STANDING: "TB"}.get(m.position or "", "")
    return Row((
        short_date(one.on), _age(child.birth, one.on), _figure(m.weight_kg, 2),
        f"{length} {position}".strip(), _figure(m.head_cm, 1), _z(g.zwei, doubtful=g.fwei), _z(g.zlen, doubtful=g.flen),
        _z(g.zwfl, doubtful=g.fwfl), _z(g.zbmi, doubtful=g.fbmi),
        one.gain.letters if one.gain is not None else _EMPTY, _note(g),
    ))  # fmt: skip


def _age(birth: date, on: date) -> str:
    """``2 th 3 bl``, in the room of a table."""
    years, months = divmod(max(0, completed_months(birth, on)), 12)
    return f"{years} th {months} bl" if years else f"{months} bl" if months else f"{(on - birth).days} hr"


def _school_table(child: _Child) -> Part:
    columns = (
        Column("Tanggal", 1.2), Column("Umur", 1.2), Column("Berat (kg)", 1.0, "right"),
        Column("Tinggi (cm)", 1.0, "right"), Column("IMT (kg/m²)", 1.0, "right"), Column("IMT/U", 0.9, "right"),
        Column("Kategori", 2.0),
    )  # fmt: skip
    rows = []
    for one in child.school:
        kind = one.growth.labels.bmi_5_18
        rows.append(Row((
            short_date(one.on), age_words(child.birth, one.on), _figure(one.check.weight_kg, 1),
            _figure(one.check.height_cm, 1), _figure(one.growth.bmi, 1),
            _z(one.growth.zbmi_5_18, doubtful=one.growth.fbmi_5_18),
            "periksa ulang" if one.growth.fbmi_5_18 else kind.label if kind is not None else _EMPTY,
        )))  # fmt: skip
    return Part("Hasil ukur 5–18 tahun", columns, tuple(rows))


def _note(g: Growth) -> str:
    if g.oedema_counts:
        return "Edema: gizi buruk, rujuk"
    if g.flen or g.fwei or g.fwfl or g.fbmi or g.fhead:
        return "Diragukan, ukur ulang"
    kinds = (g.labels.len, g.labels.wfl)
    said = [kind.label for kind in kinds if kind is not None and kind.code not in ("normal", "gizi_baik")]
    return ", ".join(said) or ("Normal" if any(kinds) else "")


def _figure(value: float | None, places: int) -> str:
    return _EMPTY if value is None else number(value, places)


def _z(z: float | None, *, doubtful: bool) -> str:
    return _EMPTY if z is None else f"{signed(z)}{'?' if doubtful else ''}"
