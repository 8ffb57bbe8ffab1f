"""What to say about the answers of "Catat mutasi" beside the people they are about.

A problem is what would change nobody or the wrong person; all else is a caution, for life is richer than the form.
"""

from __future__ import annotations

from collections.abc import Iterator

from kampungkb_desktop.base.text import long_date
from kampungkb_desktop.forms.choices_family import BORN, DIED, DIVORCE, HEAD, MARRIED, MARRY, MUTATION
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.mutation_entry import TO_SPOUSE, MutationEntry
from kampungkb_desktop.forms.record import Finding, applies
from kampungkb_desktop.rules.mutation import may_be_other


def mutation_findings(
    entry: MutationEntry, person: Member, other: Member | None, head: Member | None
) -> Iterator[Finding]:
    """``other`` is the one chosen in ``other_id``, ``head`` the present head of the person's family."""
    yield from _dates(entry, person)
    if entry.kind == MARRY and person.marital == MARRIED:
        yield _caution(
            "kind", f"{person.name()} sudah tercatat kawin. Catat dahulu perceraian atau kematiannya bila ada."
        )
    if entry.kind == DIVORCE and person.marital != MARRIED:
        yield _caution("kind", f"{person.name()} tidak tercatat kawin. Periksa status perkawinannya.")
    if entry.kind == BORN and entry.mother_id is None:
        yield _caution("mother_id", "Ibu kandung belum dipilih. Tanpa ibunya, jarak kelahiran tidak dapat dihitung.")
    if applies(entry, "other_id") and other is not None:
        yield from _about_other(entry, person, other)
    if entry.settle == TO_SPOUSE and applies(entry, "settle") and entry.recorded is not True:
        yield Finding("settle", "problem", "Keluarga pasangannya belum tercatat di sini. Pilih tempat tinggal yang "
                      "lain, atau catat dahulu keluarganya.", "pasangan_belum_tercatat")  # fmt: skip
    if applies(entry, "to_family_id") and entry.to_family_id and entry.to_family_id == person.family_id:
        yield Finding(
            "to_family_id", "problem", "Ini keluarganya sendiri. Pilih keluarga yang dituju.", "keluarga_sama"
        )
    if entry.relation == HEAD and applies(entry, "relation") and head is not None:
        yield _caution("relation", f"Kepala keluarga sudah ada: {head.name()}.")
    if applies(entry, "new_head_id") and entry.new_head_id == person.id:
        yield _caution("new_head_id", "Ia sendiri yang keluar. Pilih orang lain, atau kosongkan.")


def _dates(entry: MutationEntry, person: Member) -> Iterator[Finding]:
    on = entry.happened_on
    if on is None:
        return
    if entry.kind != BORN and person.birth_date is not None and on < person.birth_date:
        yield _caution("happened_on", f"Lebih awal daripada tanggal lahirnya, {long_date(person.birth_date)}.")
    if person.mutation_on is not None and on < person.mutation_on:
        last = MUTATION.label(person.mutation).lower() or "mutasi"
        yield _caution("happened_on", f"Mutasi terakhirnya ({last}) tercatat {long_date(person.mutation_on)}, sesudah "
                       "tanggal ini. Angka di antara keduanya bisa meleset.")  # fmt: skip


def _about_other(entry: MutationEntry, person: Member, other: Member) -> Iterator[Finding]:
    if not may_be_other(entry.kind, other, person):
        yield Finding("other_id", "problem", _refusal(other, person), "bukan_orangnya")
    elif entry.kind == MARRY and other.marital == MARRIED:
        yield _caution("other_id", f"{other.name()} sudah tercatat kawin. Periksa status perkawinannya.")
    elif entry.kind in (MARRY, DIVORCE) and other.sex is not None and other.sex == person.sex:
        yield _caution("other_id", "Jenis kelamin keduanya tercatat sama. Periksa salah satunya.")


def _refusal(other: Member, person: Member) -> str:
    if other.mutation == DIED:
        return f"{other.name()} tercatat sudah meninggal. Pilih orang lain."
    if other.id == person.id:
        return "Ini orang yang sama. Pilih orang lain."
    return f"{other.name()} tercatat sudah pindah. Catat dahulu kedatangannya."


def _caution(field: str, sentence: str) -> Finding:
    return Finding(field, "caution", sentence, "mutasi")
