"""Institution profile ("profil", domain.md 1.4): facilities, support, operating mechanism; kept by month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_name
from kampungkb_desktop.forms.choices_village import DATA_KINDS, FREQUENCY, FUNDS, GUIDES, REGULATIONS
from kampungkb_desktop.forms.kinds import Blob, Choice, Choices, Digits, Month, Number, Text, YesNo
from kampungkb_desktop.forms.record import Finding, Record, ask

_OWN = "Sarana, prasarana, dan kepemilikan"
_SUPPORT = "Dukungan: sumber dana"
_POKJA = "Dukungan: pokja"
_PKB = "Dukungan: PKB/PLKB pendamping"
_RULES = "Dukungan: regulasi"
_PLAN = "Dukungan: rencana kerja dan penggunaan data"
_WORK = "Mekanisme operasional"

OWNED: tuple[tuple[str, str], ...] = (
    ("has_bkb", "BKB (Bina Keluarga Balita)"), ("has_bkr", "BKR (Bina Keluarga Remaja)"),
    ("has_bkl", "BKL (Bina Keluarga Lansia)"),
    ("has_uppka", "UPPKA (Usaha Peningkatan Pendapatan Keluarga Akseptor)"),
    ("has_pikr", "PIK R (Pusat Informasi dan Konseling Remaja)"),
    ("has_secretariat", "Sekretariat KKB"), ("has_data_house", "Rumah DataKu"),
)  # fmt: skip
"""Ada / Tidak ada, in the portal's order; the first five are the poktan."""

MECHANISMS: tuple[tuple[str, str], ...] = (
    ("planning", "Rapat perencanaan kegiatan"),
    ("coordination", "Rapat koordinasi dengan dinas/instansi terkait pendukung kegiatan"),
    ("socialisation", "Sosialisasi Kegiatan"),
    ("monitoring", "Monitoring dan Evaluasi Kegiatan"),
    ("reporting", "Penyusunan Laporan"),
)


def _owned(label: str) -> Any:
    return ask(YesNo(label, yes="Ada", no="Tidak Ada", required=True, group=_OWN))


def _done(name: str) -> Any:
    return ask(YesNo(dict(MECHANISMS)[name], required=True, group=_WORK))


def _how_often(name: str) -> Any:
    label = f"Frekuensi {dict(MECHANISMS)[name]}"
    return ask(
        Choice(label, options=FREQUENCY, required=True, group=_WORK, when=lambda r: bool(getattr(r, f"{name}_done")))
    )


def _how_often_other(name: str) -> Any:
    label = f"Frekuensi lainnya, {dict(MECHANISMS)[name]}"
    return ask(Text(label, required=True, group=_WORK, when=lambda r: getattr(r, f"{name}_frequency") == "lainnya"))


@frozen(kw_only=True)
class InstitutionProfile(Record):
    """One village, one month; the newest is the one in force."""

    FORM: ClassVar[str] = "institution"
    TITLE: ClassVar[str] = "Profil kelembagaan"

    month: str | None = ask(Month("Bulan", required=True, group="Bulan"))
    has_bkb: bool | None = _owned("BKB (Bina Keluarga Balita)")
    has_bkr: bool | None = _owned("BKR (Bina Keluarga Remaja)")
    has_bkl: bool | None = _owned("BKL (Bina Keluarga Lansia)")
    has_uppka: bool | None = _owned("UPPKA (Usaha Peningkatan Pendapatan Keluarga Akseptor)")
    has_pikr: bool | None = _owned("PIK R (Pusat Informasi dan Konseling Remaja)")
    has_secretariat: bool | None = _owned("Sekretariat KKB")
    has_data_house: bool | None = _owned("Rumah DataKu")
    funds: tuple[str, ...] | None = ask(Choices("Sumber dana", options=FUNDS, group=_SUPPORT))
    has_pokja: bool | None = ask(YesNo("Pokja/pengurusan", yes="Ada", no="Tidak Ada", required=True, group=_POKJA))
    pokja_decree: bool | None = ask(
        YesNo("SK Pokja", yes="Ada", no="Tidak Ada", required=True, group=_POKJA, when=lambda r: bool(r.has_pokja))
    )
    pokja_members: int | None = ask(
        Number(
            "Jumlah anggota Pokja", required=True, high=999, unit="orang", group=_POKJA,
            when=lambda r: bool(r.has_pokja),
        )
    )  # fmt: skip
    pokja_trained: bool | None = ask(
        YesNo("Pokja sudah dilatih/sosialisasi", group=_POKJA, when=lambda r: bool(r.has_pokja))
    )
    pokja_training: str | None = ask(
        Text("Pelatihan yang diikuti", required=True, group=_POKJA, when=lambda r: bool(r.pokja_trained))
    )
    pokja_trained_members: int | None = ask(
        Number(
            "Jumlah anggota terlatih", required=True, high=999, unit="orang", group=_POKJA,
            when=lambda r: bool(r.pokja_trained),
        )
    )  # fmt: skip
    has_pkb: bool | None = ask(YesNo("Didampingi PKB/PLKB", required=True, group=_PKB))
    pkb_nip: str | None = ask(
        Digits("NIP PKB/PLKB", lengths=(18,), required=True, group=_PKB, personal=True, when=lambda r: bool(r.has_pkb))
    )
    guided_by: str | None = ask(
        Choice("Diarahkan oleh", options=GUIDES, required=True, group=_PKB, when=lambda r: r.has_pkb is False)
    )
    guided_by_other: str | None = ask(
        Text("Jabatan (lainnya)", required=True, group=_PKB, when=lambda r: r.guided_by == "lainnya")
    )
    pkb_name: str | None = ask(Text("Nama pendamping", required=True, group=_PKB, personal=True))
    pkb_phone: str | None = ask(Digits("Nomor kontak pendamping", required=True, group=_PKB, personal=True))
    has_regulation: bool | None = ask(
        YesNo("Regulasi dari pemerintah daerah", yes="Ada", no="Tidak Ada", required=True, group=_RULES)
    )
    regulations: tuple[str, ...] | None = ask(
        Choices(
            "Jenis regulasi", options=REGULATIONS, required=True, group=_RULES,
            when=lambda r: bool(r.has_regulation),
        )
    )  # fmt: skip
    has_plan: bool | None = ask(
        YesNo("Rencana Kerja Masyarakat (RKM)", yes="Ada", no="Tidak Ada", required=True, group=_PLAN)
    )
    plan_file: str | None = ask(Blob("Berkas RKM", group=_PLAN, when=lambda r: bool(r.has_plan)))
    uses_data: bool | None = ask(
        YesNo("Data dipakai dalam perencanaan dan evaluasi", group=_PLAN, when=lambda r: bool(r.has_plan))
    )
    data_kinds: tuple[str, ...] | None = ask(
        Choices("Data yang dipakai", options=DATA_KINDS, required=True, group=_PLAN, when=lambda r: bool(r.uses_data))
    )
    planning_done: bool | None = _done("planning")
    planning_frequency: str | None = _how_often("planning")
    planning_other: str | None = _how_often_other("planning")
    coordination_done: bool | None = _done("coordination")
    coordination_frequency: str | None = _how_often("coordination")
    coordination_other: str | None = _how_often_other("coordination")
    socialisation_done: bool | None = _done("socialisation")
    socialisation_frequency: str | None = _how_often("socialisation")
    socialisation_other: str | None = _how_often_other("socialisation")
    monitoring_done: bool | None = _done("monitoring")
    monitoring_frequency: str | None = _how_often("monitoring")
    monitoring_other: str | None = _how_often_other("monitoring")
    reporting_done: bool | None = _done("reporting")
    reporting_frequency: str | None = _how_often("reporting")
    reporting_other: str | None = _how_often_other("reporting")

    def name(self) -> str:
        return f"Profil {month_name(self.month)}" if self.month else self.TITLE

    def rules(self) -> Iterator[Finding]:
        members, trained = self.pokja_members, self.pokja_trained_members
        if members is not None and trained is not None and trained > members:
            sentence = f"Tidak boleh lebih dari jumlah anggota Pokja ({members})."
            yield Finding("pokja_trained_members", "problem", sentence, "lebih")
        if self.has_plan and self.plan_file is None:
            yield Finding("plan_file", "caution", "Berkas RKM belum dilampirkan; portal memintanya.", "belum_diisi")
