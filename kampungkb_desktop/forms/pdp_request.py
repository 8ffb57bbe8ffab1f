"""One request of a person about his own data (UU 27/2022, Pasal 5 to 13): who asked what, how it was made sure who he
is, what was decided and why, and when he was told. The register of an office is all of these together.

The record says nothing of what the data hold; what is asked for is done in the family's own forms. It never leaves the
office without names, and stays when the family it is about is deleted: it shows that the law was kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Final

from kampungkb_desktop.base.clock_words import clock_minutes
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.kinds import Choice, Day, Digits, Link, Option, Options, Text
from kampungkb_desktop.forms.record import Finding, Record, ask

SEE: Final = "lihat"
CORRECT: Final = "koreksi"
ERASE: Final = "hapus"
RESTRICT: Final = "batasi"
OBJECT: Final = "keberatan"
WITHDRAW: Final = "tarik"
REQUESTS = Options(
    "permintaan_data_pribadi",
    (
        Option(SEE, "Melihat data atau mendapat salinannya", 1),
        Option(CORRECT, "Memperbaiki data yang keliru", 2),
        Option(ERASE, "Menghapus data", 3),
        Option(RESTRICT, "Membatasi pemrosesan data", 4),
        Option(OBJECT, "Keberatan atas hasil hitungan otomatis", 5),
        Option(WITHDRAW, "Menarik persetujuan", 6),
    ),
    "UU 27/2022 Pasal 5–13",
)
SELF: Final = "sendiri"
ASKERS = Options(
    "peminta_data_pribadi",
    (
        Option(SELF, "Dirinya sendiri", 1),
        Option("kepala", "Kepala keluarga", 2),
        Option("pasangan", "Suami atau istri", 3),
        Option("orang_tua", "Orang tua anak", 4),
        Option("wali", "Wali", 5),
        Option("kuasa", "Penerima kuasa", 6),
        Option("ahli_waris", "Ahli waris", 7),
    ),
)
UNCHECKED: Final = "belum"
CHECKS = Options(
    "cara_memastikan_identitas",
    (
        Option("ktp", "KTP-el dilihat", 1),
        Option("kk", "Kartu Keluarga dilihat", 2),
        Option("dikenal", "Dikenal petugas atau kader", 3),
        Option("kuasa", "Surat kuasa dan KTP-el dilihat", 4),
        Option("telepon", "Ditelepon ke nomor yang tercatat", 5),
        Option(UNCHECKED, "Belum dipastikan", 6),
    ),
)
GRANTED: Final = "dipenuhi"
PARTLY: Final = "sebagian"
REFUSED: Final = "ditolak"
DECISIONS = Options(
    "keputusan_permintaan",
    (Option(GRANTED, "Dipenuhi", 1), Option(PARTLY, "Dipenuhi sebagian", 2), Option(REFUSED, "Ditolak", 3)),
)
WAYS = Options(
    "cara_memberi_tahu",
    (
        Option("langsung", "Disampaikan langsung", 1),
        Option("cetak", "Cetakan diserahkan", 2),
        Option("berkas", "Berkas diserahkan", 3),
        Option("surat", "Surat", 4),
        Option("telepon", "Telepon", 5),
        Option("pesan", "Pesan singkat atau surel", 6),
    ),
)
ASKED, ABOUT, DECIDED, TOLD = "Permintaan", "Tentang siapa", "Keputusan", "Jawaban"


def _by_another(one: PdpRequest) -> bool:
    return one.relation != SELF


def _decided(one: PdpRequest) -> bool:
    return one.decision is not None


def _answered(one: PdpRequest) -> bool:
    return one.answered_on is not None


@frozen(kw_only=True)
class PdpRequest(Record):
    """A request is open until it was answered. Its times are those of the place, ``08.30``; ``rules.pdp_clock`` counts
    what is left."""

    FORM: ClassVar[str] = "pdp_request"
    TITLE: ClassVar[str] = "Permintaan data pribadi"

    kind: str | None = ask(Choice("Yang diminta", options=REQUESTS, required=True, group=ASKED))
    received_on: date | None = ask(Day("Diterima tanggal", required=True, group=ASKED))
    received_at: str | None = ask(
        Text("Diterima pukul", longest=5, group=ASKED, hint="misalnya 08.30; kosong berarti sejak awal hari itu")
    )
    asked_by: str | None = ask(Text("Nama yang meminta", required=True, longest=120, group=ASKED, personal=True))
    relation: str | None = ask(Choice("Hubungannya", options=ASKERS, required=True, group=ASKED))
    contact: str | None = ask(Digits("Nomor HP yang meminta", group=ASKED, personal=True))
    identity: str | None = ask(Choice("Cara memastikan orangnya", options=CHECKS, required=True, group=ASKED))
    identity_note: str | None = ask(
        Text("Keterangan surat kuasa atau perwalian", longest=300, group=ASKED, when=_by_another, personal=True)
    )
    details: str | None = ask(
        Text("Isi permintaan", longest=2000, lines=3, group=ASKED, personal=True,
             hint="misalnya tanggal lahir anak kedua keliru")
    )  # fmt: skip

    about_family: str | None = ask(Link("Keluarga", to="family", required=True, group=ABOUT))
    about_member: str | None = ask(
        Link("Orangnya", to="member", group=ABOUT, hint="Kosongkan bila tentang seluruh keluarga")
    )

    decision: str | None = ask(Choice("Keputusan", options=DECISIONS, group=DECIDED))
    reason: str | None = ask(Text("Alasan keputusan", longest=1000, lines=2, group=DECIDED, when=_decided))
    decided_by: str | None = ask(Text("Diputuskan oleh", longest=120, group=DECIDED, when=_decided, personal=True))
    decided_on: date | None = ask(Day("Diputuskan tanggal", group=DECIDED, when=_decided))

    answered_on: date | None = ask(Day("Dijawab tanggal", group=TOLD))
    answered_at: str | None = ask(Text("Dijawab pukul", longest=5, group=TOLD, when=_answered, hint="misalnya 14.00"))
    told_by: str | None = ask(Choice("Cara memberi tahu", options=WAYS, group=TOLD, when=_answered))
    note: str | None = ask(Text("Catatan", longest=1000, lines=2, group=TOLD, personal=True))

    def rules(self) -> Iterator[Finding]:
        """Cautions only: a request is registered however little is known of it."""
        for field, typed in (("received_at", self.received_at), ("answered_at", self.answered_at)):
            if typed and clock_minutes(typed) is None:
                yield Finding(field, "caution", "Jam ini tidak terbaca. Tulis seperti 08.30.", "jam")
        if self.answered_on and self.received_on and self.answered_on < self.received_on:
            yield Finding("answered_on", "caution", "Dijawab sebelum diterima. Periksa kedua tanggalnya.", "urutan")
        yield from self._decision()

    def _decision(self) -> Iterator[Finding]:
        if self.decision in (PARTLY, REFUSED) and not self.reason:
            yield Finding("reason", "caution", "Tulis alasannya: yang meminta berhak mengetahuinya.", "tanpa_alasan")
        if self.decision in (GRANTED, PARTLY) and self.identity in (None, UNCHECKED):
            yield Finding(
                "identity", "caution",
                "Pastikan dahulu siapa yang meminta, supaya data tidak sampai kepada orang lain.", "belum_dipastikan",
            )  # fmt: skip
        if self.answered_on is not None and self.decision is None:
            yield Finding("decision", "caution", "Sudah dijawab, tetapi keputusannya belum dipilih.", "tanpa_keputusan")
        if self.answered_on is None and self.decision is not None:
            yield Finding("answered_on", "caution", "Isi kapan jawaban disampaikan; waktunya berjalan sampai itu.",
                          "belum_dijawab")  # fmt: skip

    def name(self) -> str:
        """What was asked and when; the family's name is that of the linked record."""
        if not self.kind:
            return self.TITLE
        what = REQUESTS.label(self.kind)
        return f"{what}, {long_date(self.received_on)}" if self.received_on else what
