"""The rule files of an office and the regions changed since the program was made: loaded and withdrawn by the district,
carried to its officers by its signed files, listed for everybody. ``rules_in_use`` puts them to work.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kampungkb_desktop.actions.rules_in_use import read_rule
from kampungkb_desktop.actions.save import Saved, save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.clock import day_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.office_rule import IN_FORCE, WITHDRAWN, OfficeRule
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.region_change import RegionChange
from kampungkb_desktop.forms.region_changes import changed
from kampungkb_desktop.rules import rule_file, ruleset
from kampungkb_desktop.rules.rule_file import LOADABLE, MOST
from kampungkb_desktop.rules.ruleset import RuleSet
from kampungkb_desktop.store import read


@frozen
class Line:
    """One version for the list: ``record`` is the office's own, ``None`` for one of the program; ``problem`` says why
    it is not used; ``now`` whether it judges today."""

    id: str
    family: str
    rule: RuleSet | None
    record: OfficeRule | None
    problem: str = ""
    now: bool = False


# --- What the district does -------------------------------------------------------------------------------------------


def look(session: Session, path: Path) -> RuleSet:
    """Read and try a rule file; nothing is kept. KnownError E-READ, E-RULE-BROKEN, E-RULE-NEWER, E-RULE-OLD, and
    E-RULE-KNOWN (this version is there)."""
    return _look(session, path)[0]


def load(session: Session, path: Path) -> Saved:
    """Load a rule file: every officer gets it with the next answer. KnownError as ``look``, and E-ROLE."""
    _must_be_district(session)
    rule, text, kept = _look(session, path)
    made = (kept or OfficeRule(id=derived_id(OfficeRule.FORM, rule.id), status=DONE)).changed(
        version=rule.id, title=rule.title, since=rule.valid_from, state=IN_FORCE, reason=None, text=text,
        loaded_on=day_of(session.clock()),
    )  # fmt: skip
    return save(session, f"Muat aturan {rule.id}", [made])


def withdraw(session: Session, one: OfficeRule, reason: str) -> Saved:
    """Use a version no more, everywhere; it stays on record and may be put back."""
    _must_be_district(session)
    return save(session, f"Tarik aturan {one.version}", [one.changed(state=WITHDRAWN, reason=reason or None)])


def put_back(session: Session, one: OfficeRule) -> Saved:
    """Use a version that was withdrawn."""
    _must_be_district(session)
    return save(session, f"Berlakukan lagi aturan {one.version}", [one.changed(state=IN_FORCE, reason=None)])


def _look(session: Session, path: Path) -> tuple[RuleSet, str, OfficeRule | None]:
    text = _text(path)
    rule = rule_file.read(text)
    with session.database.read() as conn:
        kept = read.record(conn, OfficeRule, derived_id(OfficeRule.FORM, rule.id))
    if kept is not None and kept.state == IN_FORCE:
        same = kept.text == text
        raise KnownError(
            "E-RULE-KNOWN",
            f"Aturan “{rule.id}” sudah dimuat{'' if same else ', tetapi isinya lain'}.",
            "Tidak ada yang perlu dilakukan."
            if same
            else "Tarik dahulu yang lama, atau minta berkas dengan nama versi yang baru.",
        )
    return rule, text, kept


def _text(path: Path) -> str:
    try:
        with path.open("rb") as source:
            return source.read(4 * MOST + 1).decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise KnownError(
            "E-READ", "Berkas tidak dapat dibaca.", "Periksa flashdisk atau foldernya, lalu pilih berkasnya lagi."
        ) from error
    except UnicodeDecodeError as error:
        raise KnownError(
            "E-RULE-BROKEN",
            "Berkas aturan ini tidak dapat dipakai: isinya bukan tulisan UTF-8.",
            "Minta berkas yang benar kepada yang mengirimnya. Aturan yang sedang berlaku tidak berubah.",
        ) from error


def _must_be_district(session: Session) -> None:
    if session.role != DISTRICT:
        raise KnownError(
            "E-ROLE",
            "Aturan dan wilayah hanya diubah di laptop kabupaten.",
            "Serahkan berkasnya kepada operator kabupaten; perubahannya datang dengan berkas balasan.",
        )


# --- For the list -----------------------------------------------------------------------------------------------------


def listed(session: Session) -> list[Line]:
    """Every version by family, the newest first: the program's and the office's."""
    today = day_of(session.clock())
    with session.database.read() as conn:
        said = read.records(conn, OfficeRule)
    mine = [(one, *read_rule(one)) for one in said]
    shelf = ruleset.shelf_of([rule for one, rule, _why in mine if rule is not None and one.state != WITHDRAWN])
    families = [*LOADABLE, *sorted({ruleset.family_of(name) for name in ruleset.built_in_ids()} - LOADABLE.keys())]
    found: list[Line] = []
    for family in families:
        own = [Line(rule.id, family, rule, None) for rule in ruleset.BUILT_IN.versions(family)]
        own += [
            Line(rule.id, family, rule, one) for one, rule, _why in mine if rule is not None and rule.family == family
        ]
        with ruleset.using(shelf):
            now = ruleset.in_force(family, today).id
        own.sort(key=lambda line: (line.rule is not None and line.rule.valid_from, line.id), reverse=True)
        found += [Line(one.id, family, one.rule, one.record, now=one.id == now) for one in own]
    return [*found, *(Line(one.version or "", "", None, one, why) for one, rule, why in mine if rule is None)]


# --- Regions ----------------------------------------------------------------------------------------------------------


def region_changes(session: Session) -> list[tuple[RegionChange, str]]:
    """Every change of a region, the newest first, with why it does not fit the list ("" where it does)."""
    with session.database.read() as conn:
        said = read.records(conn, RegionChange)
    odd = dict(changed(regions.shipped(), said, date.max).left_out)
    return [
        (one, odd.get(one.id, ""))
        for one in sorted(said, key=lambda one: (one.since or date.max, one.code or ""), reverse=True)
    ]


def keep_region(session: Session, one: RegionChange) -> Saved:
    """Keep a change of a region. KnownError E-ROLE."""
    _must_be_district(session)
    names = {"baru": "Catat wilayah baru", "nama": "Catat nama wilayah", "dihapus": "Catat wilayah dihapus"}
    return save(session, names.get(one.kind or "", "Catat perubahan wilayah"), [one.changed(status=DONE)])


def drop_region(session: Session, one: RegionChange) -> Saved:
    """Take a change of a region back. KnownError E-ROLE."""
    _must_be_district(session)
    return save(session, "Hapus perubahan wilayah", [], [one])
