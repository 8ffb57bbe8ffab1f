"""The tables that can be had, a line each. The page that lists, cuts and writes them knows no more than this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.tables_out.district_book import district_book
from kampungkb_desktop.actions.tables_out.people_tables import risk_table, siga_recap
from kampungkb_desktop.actions.tables_out.portal_table import portal_table
from kampungkb_desktop.actions.tables_out.recaps import class_recap, detail_recap
from kampungkb_desktop.actions.tables_out.registers import Register, RegisterMaker, register_table
from kampungkb_desktop.actions.tables_out.table import Group, Offer, Scope, Table
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import Attendee, MethodService
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.pokja import PokjaMember
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan

Maker = Callable[[Session, Scope, Progress], Table]


def _one(make: Maker) -> Callable[[Session, Scope, Progress], Sequence[Table]]:
    return lambda session, scope, progress: (make(session, scope, progress),)


def _register(key: str, group: Group, form: type[Record], name: str, told: str, when: str = "", *,
              personal: bool = False) -> Offer:  # fmt: skip
    file = name.replace(" ", "-").replace("/", "-")
    make = RegisterMaker(Register(form, name, when))
    return Offer(key, group, name, told, make, file, timed=bool(when), personal=personal)


def _every_register(session: Session, scope: Scope, progress: Progress) -> Sequence[Table]:
    """All registers of all months, one after another: what can be taken in again as a whole."""
    return tuple(register_table(session, scope, progress, replace(one, when="")) for one in REGISTERS.values())


OFFERS: Final[tuple[Offer, ...]] = (
    Offer("rekap-rinci", "rekap", "Rekap rinci Kampung KB",
          "Satu baris per kampung: pokja, dukungan, penduduk, poktan, kesertaan KB; urutan kolom portal.",
          _one(detail_recap), "Rekap-rinci"),
    Offer("rekap-klasifikasi", "rekap", "Rekap klasifikasi Kampung KB",
          "Satu baris per kampung: dua belas nilai, tiga indeks, dan kelasnya.",
          _one(class_recap), "Rekap-klasifikasi"),
    Offer("buku", "rekap", "Buku kabupaten",
          "Tiga lembar: menurut kecamatan, klasifikasi, dan rincian semua kampung.", district_book, "Buku-kabupaten",
          single=False),
    Offer("buku-register", "rekap", "Buku register",
          "Semua daftar, semua bulan, satu lembar tiap daftar: dapat diimpor kembali seluruhnya.", _every_register,
          "Buku-register", timed=False, personal=True, single=False),
    Offer("siga", "keluarga", "Rekapitulasi Data Keluarga (25 kolom)",
          "Satu baris per orang, dalam kolom SIGA, untuk disalin atau dibandingkan.",
          _one(siga_recap), "Rekapitulasi-data-keluarga", timed=False, personal=True),
    Offer("krs", "keluarga", "Keluarga berisiko stunting",
          "Satu baris per keluarga: putusan, tiap faktor, sebabnya, verval, dan pendampingan.",
          _one(risk_table), "KRS", personal=True),
    _register("keluarga", "keluarga", Family, "Daftar keluarga", "Semua jawaban tiap keluarga.", personal=True),
    _register("anggota", "keluarga", Member, "Daftar anggota keluarga", "Semua jawaban tiap orang.", personal=True),
    _register("kb", "keluarga", FamilyPlanning, "Keluarga berencana",
              "Tiap pencatatan KB dengan pasangannya.", personal=True),
    _register("pembangunan", "keluarga", FamilyDevelopment, "Pembangunan keluarga",
              "Tiap pencatatan kelompok kegiatan dan iBangga.", personal=True),
    _register("mutasi", "keluarga", Mutation, "Mutasi", "Lahir, mati, pindah, dan pisah bulan itu.", "happened_on",
              personal=True),
    _register("verval", "keluarga", RiskVerification, "Verval KRS", "Tiap hasil verifikasi dan validasi.",
              personal=True),
    _register("kunjungan", "kunjungan", Visit, "Kunjungan", "Semua kunjungan bulan itu.", "visited_on", personal=True),
    _register("balita", "kunjungan", ChildMeasurement, "Pengukuran anak",
              "Berat, tinggi, z-skor, dan kategorinya, bulan itu.", "measured_on", personal=True),
    _register("hamil", "kunjungan", PregnancyCheck, "Pemeriksaan ibu hamil", "Bulan itu.", "measured_on",
              personal=True),
    _register("nifas", "kunjungan", PostpartumCheck, "Pemeriksaan ibu pasca salin", "Bulan itu.", "measured_on",
              personal=True),
    _register("catin", "kunjungan", CatinCheck, "Pemeriksaan calon pengantin", "Bulan itu.", "measured_on",
              personal=True),
    _register("remaja", "kunjungan", AdolescentCheck, "Pemeriksaan anak dan remaja", "Bulan itu.", "measured_on",
              personal=True),
    _register("kegiatan", "kegiatan", Activity, "Kegiatan", "Semua kegiatan bulan itu.", "held_on"),
    _register("hadir", "kegiatan", Attendee, "Daftar hadir", "Nama yang hadir di semua kegiatan.", personal=True),
    _register("akseptor", "kegiatan", MethodService, "Akseptor dilayani", "Pelayanan KB di semua kegiatan."),
    Offer("portal", "kampung", "Isian portal",
          "Semua isian portal bulan itu menurut urutan layarnya, dengan tanda yang sudah diketik.",
          _one(portal_table), "Isian-portal", personal=True),
    _register("bulanan", "kampung", MonthlySnapshot, "Bangga Kencana bulanan", "Laporan bulan itu.", "month"),
    _register("penduduk", "kampung", PopulationSnapshot, "Kependudukan", "Semua pencatatan penduduk menurut umur."),
    _register("profil", "kampung", InstitutionProfile, "Profil kelembagaan", "Profil bulan itu.", "month",
              personal=True),
    _register("pokja", "kampung", PokjaMember, "Anggota Pokja", "Susunan Pokja semua kampung.", personal=True),
    _register("poktan", "kampung", Poktan, "Poktan", "Kelompok kegiatan semua kampung.", personal=True),
    _register("rumah-dataku", "kampung", DataHouse, "Rumah DataKu", "Semua pencatatan."),
    _register("regulasi", "kampung", Regulation, "Regulasi", "Semua regulasi."),
    _register("lomba", "kampung", Award, "Lomba dan penghargaan", "Semua lomba dan penghargaan."),
    _register("rkm", "kampung", WorkPlan, "Rencana kerja", "RKM semua kampung."),
    _register("rkm-kegiatan", "kampung", PlanLine, "Kegiatan rencana", "Baris RKM dengan kemajuan dan biayanya."),
    _register("masalah", "kampung", Problem, "Permasalahan", "Permasalahan dan penanganannya."),
)  # fmt: skip


REGISTERS: Final = {one.key: one.make.register for one in OFFERS if isinstance(one.make, RegisterMaker)}
"""The tables that can be taken in again (``actions.tables_in``), by their key."""
_BY_KEY: Final = {one.key: one for one in OFFERS}


def offer(key: str) -> Offer:
    """One table by its key; ``KeyError`` for none."""
    return _BY_KEY[key]
