"""A person's or family's own data on paper (*Salinan data pribadi*): every answer, what is computed and why, what was
corrected, who looked at it, where it went, how long it is kept, and the rights there are. Noted in the trail by whoever
hands it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from kampungkb_desktop import __version__
from kampungkb_desktop.actions.own_access import Access, Sent, accesses, sent
from kampungkb_desktop.actions.own_data import NAMED, WHOLE, Item, Others, OwnData, own_data
from kampungkb_desktop.actions.own_records import own_office, own_officer
from kampungkb_desktop.actions.pdp_frame import Place, place_of
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.stunting_frame import pdf_of
from kampungkb_desktop.base.text import listing, long_date, moment, number, short_date
from kampungkb_desktop.forms.catalog import form_title
from kampungkb_desktop.forms.choices_family import LEGAL_BASIS, WELFARE_SOURCE
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.pdp_request import REQUESTS
from kampungkb_desktop.report.table import Noted
from kampungkb_desktop.report.tabled import Column, Part, Row, Signature, TabledPaper
from kampungkb_desktop.rules.stunting_headings import VERDICT_WORDS
from kampungkb_desktop.rules.stunting_risk import Answer, Factor, Risk

TITLE, CORRECTIONS = "Salinan data pribadi", "Riwayat koreksi"
_EYEBROW = "SALINAN DATA PRIBADI, UU 27/2022 PASAL 6, 7, DAN 13"
_ANSWERS = (Column("Isian", 2), Column("Isi", 3.4))
_PASAL_10 = (
    "Hasil ini dihitung dari isian di atas dan hanya petunjuk. Yang memutuskan pendampingan adalah petugas, bukan "
    "hitungan; Anda berhak mengajukan keberatan (UU 27/2022 Pasal 10)."
)
_MOST_SEEN = 120
"""Lines of access on paper; the rest is counted."""


def own_data_pdf(
    session: Session, family_id: str, member_id: str | None = None, *, others: Others = NAMED, paper: str = "A4"
) -> bytes:
    """The copy as PDF; KnownError E-NO-FAMILY as ``own_data``."""
    return pdf_of(own_data_paper(session, own_data(session, family_id, member_id, others=others)), paper)


def corrections_pdf(session: Session, family_id: str, *, paper: str = "A4") -> bytes:
    """What was corrected of a family since it was first written down, as PDF; errors as ``own_data``."""
    data = own_data(session, family_id)
    content = _framed(
        session, data, "RIWAYAT KOREKSI, UU 27/2022 PASAL 6 DAN 30", CORRECTIONS, (corrections_part(data),)
    )
    return pdf_of(content, paper)


def own_data_paper(session: Session, data: OwnData) -> TabledPaper:
    """What stands on the paper."""
    place = place_of(session, data.family.village)
    return _framed(session, data, _EYEBROW, TITLE, tuple(_parts(session, data, place)))


def _framed(session: Session, data: OwnData, eyebrow: str, title: str, parts: tuple[Part, ...]) -> TabledPaper:
    place, officer = place_of(session, data.family.village), own_officer(session)
    return TabledPaper(
        letterhead=place.letterhead, eyebrow=eyebrow, title=f"{title}: {data.name}", place=place.words,
        when=long_date(data.made_on), parts=parts,
        signatures=(Signature("Yang menerima"), Signature("Petugas", officer.full_name, officer.nip)),
        signed_at=place.name, data_on=data.made_on, printed_on=data.made_on,
        rules=(data.risk.rule_version,) if data.risk else (), app_version=__version__, practice=session.practice,
        personal=True,
    )  # fmt: skip


def _parts(session: Session, data: OwnData, place: Place) -> Iterable[Part]:
    yield Part("", above=_opening(data))
    for form, items in groupby(data.items, lambda one: one.form):
        yield Part(form_title(form), _ANSWERS, tuple(_rows(list(items))))
    if data.household:
        rows = tuple(Row(pair) for pair in data.household)
        yield Part("Anggota keluarga lain", (Column("Nama", 2), Column("Hubungan dengan kepala keluarga", 2)), rows)
    if data.risk is not None:
        yield _verdict(data, data.risk)
    if data.photos:
        shot = tuple(
            Row((one.name(), short_date(one.taken_on) if one.taken_on else "tanpa tanggal")) for one in data.photos
        )
        yield Part("Foto dan lampiran", (Column("Keterangan", 3), Column("Tanggal", 1)), shot)
    yield corrections_part(data)
    yield _access_part(accesses(session, data))
    yield _sent_part(sent(session, data))
    yield from _law(data, session, place)


def _opening(data: OwnData) -> tuple[str, ...]:
    whose = f"{data.member.name()}, anggota {data.family.name()}" if data.member else data.family.name()
    said = [f"Ini salinan semua data tentang {whose} yang tersimpan dalam aplikasi Kampung KB di laptop ini."]
    if data.hidden:
        said.append(
            "Yang menyangkut kesehatan dan kehidupan anggota keluarga lain tidak dicantumkan: itu data mereka, dan "
            "mereka berhak memintanya sendiri."
        )
    return tuple(said)


def _rows(items: Sequence[Item]) -> Iterable[Row]:
    """Each record under its own name; one alone needs no name."""
    for one in items:
        if len(items) > 1 or one.title != form_title(one.form):
            yield Row((one.title, ""), strong=True)
        for field in one.fields:
            yield Row((field.label, field.words))
        for words in one.computed:
            yield Row(("Hasil hitungan", words))


def _verdict(data: OwnData, risk: Risk) -> Part:
    """The verdict with its reasons; where one person asks, only those of the house and of himself."""
    known = [one for one in (*risk.targets, *risk.factors) if one.answer is not Answer.NOT_APPLICABLE]
    shown = [one for one in dict.fromkeys(known) if _may_see(one, data)]
    said = [f"{VERDICT_WORDS[risk.at_risk]} menurut aturan {risk.rule_version}."]
    if len(shown) < len(known):
        said.append(f"{number(len(known) - len(shown))} hal lain yang ikut dihitung menyangkut anggota lain.")
    rows = tuple(Row((one.label, one.reason)) for one in shown)
    return Part("Risiko stunting (KRS)", _ANSWERS, rows, above=tuple(said), below=(_PASAL_10,))


def _may_see(factor: Factor, data: OwnData) -> bool:
    if data.member is None or data.others == WHOLE or factor.form == Family.FORM:
        return True
    return bool(factor.records) and set(factor.records) <= {data.family.id, data.member.id}


def corrections_part(data: OwnData) -> Part:
    """What was changed after it was first written down: when, by whom, before and after."""
    rows = [
        Row((moment(entry.when), Noted(field.label, f"{entry.record_name or entry.form_title}"), field.before,
             field.after, entry.author))
        for entry in data.corrections for field in entry.fields
    ]  # fmt: skip
    columns = (
        Column("Waktu", 1.5), Column("Isian", 2), Column("Sebelum", 1.8), Column("Sesudah", 1.8), Column("Oleh", 1.6),
    )  # fmt: skip
    gone = [f"{moment(one.when)}: {one.record_name or one.form_title} {one.did}." for one in data.corrections
            if not one.fields]  # fmt: skip
    above = () if rows or gone else ("Belum ada isian yang diubah sejak pertama dicatat.",)
    return Part("Riwayat koreksi", columns, tuple(rows), above=above, below=tuple(gone))


def _access_part(found: Sequence[Access]) -> Part:
    rows = tuple(
        Row((short_date(one.day), one.what + (f" ({one.about})" if one.about else ""), one.by, number(one.times)))
        for one in found[:_MOST_SEEN]
    )
    columns = (Column("Tanggal", 1), Column("Yang dilakukan", 2.6), Column("Oleh", 2.2), Column("Kali", 0.5, "right"))
    rest = len(found) - _MOST_SEEN
    below = ["Dari jejak akses laptop ini. Laptop lain yang menyimpan data ini punya jejaknya sendiri."]
    if rest > 0:
        below.insert(0, f"Dan {number(rest)} baris lagi yang lebih lama.")
    above = () if rows else ("Belum tercatat di laptop ini.",)
    return Part("Siapa yang melihat dan mencetak", columns, rows, above=above, below=tuple(below))


def _sent_part(found: Sequence[Sent]) -> Part:
    rows = tuple(Row((short_date(one.day), one.to, one.what)) for one in found)
    above = (
        ("Berkas yang dibuat laptop ini sejak data ini dicatat, dan yang dapat memuatnya.",)
        if rows
        else ("Belum ada berkas yang dikirim dari laptop ini.",)
    )
    return Part("Dikirim ke mana", (Column("Tanggal", 1), Column("Kepada", 2), Column("Isinya", 3)), rows, above=above)


def _law(data: OwnData, session: Session, place: Place) -> Iterable[Part]:
    family = data.family
    sources = [f"{who} (sejak {long_date(on)})" for who, on in data.sources]
    source = f"Diisi oleh {listing(sources)}." if sources else "Penulisnya belum dikenal di laptop ini."
    if family.welfare_source:
        source += f" Peringkat kesejahteraan dari {WELFARE_SOURCE.label(family.welfare_source)}."
    basis = LEGAL_BASIS.label(family.legal_basis) or "Tugas pelayanan publik"
    yield Part("Sumber dan dasar", above=(source, f"Dasar pemrosesan: {basis} (UU 27/2022 Pasal 20)."))
    rows = tuple(Row((form_title(one.form), one.sentence)) for one in data.keeping)
    below = ("Masa simpan adalah ketentuan kantor; undang-undang tidak menyebut angkanya.",)
    yield Part("Masa simpan", (Column("Data", 1.6), Column("Disimpan", 3)), rows, below=below)
    asked = tuple(
        Row((short_date(line.request.received_on) if line.request.received_on else "–",
             REQUESTS.label(line.request.kind), line.clock.words))
        for line in data.requests
    )  # fmt: skip
    if asked:
        yield Part(
            "Permintaan yang tercatat", (Column("Diterima", 1), Column("Yang diminta", 3), Column("Keadaan", 2)), asked
        )
    yield Part("Hak Anda", above=rights_words(own_office(session).name(), place.contact))


def rights_words(office: str, contact: str) -> tuple[str, ...]:
    """The rights of a person and whom to ask."""
    who = f"{office} ({contact})" if contact else office
    return (
        (
            "Anda berhak melihat dan mendapat salinan data ini, memperbaiki yang keliru, meminta dibatasi atau "
            "dihapus, menarik persetujuan, dan berkeberatan atas hasil hitungan otomatis. Permintaan dijawab dalam "
            "3×24 jam."
        ),
        f"Sampaikan kepada petugas KB desa Anda atau {who}.",
    )
