"""A couple that asks to be forgotten, and where one looks whether it was."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.actions import copies
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.actions.take_in import TAKEN
from kampungkb_desktop.forms.choices_family import HEAD, MAN, SPOUSE, WOMAN
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.record import Record
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.store import shelf, vault
from tests.actions.devices import VILLAGE
from tests.actions.exchanging import taken
from tests.actions.pages_of import plain_pages

NAME, WIFE = "Rusmanto Prawirodigdo", "Ngatinem Sulastri"


class Home:
    """A couple with their visit."""

    def __init__(self, session: Session, head: str = NAME, wife: str = WIFE) -> None:
        self.family = Family(
            id=new_record_id(session), village=VILLAGE, head_name=head, kk=f"64030612{12120000 + len(head)}",
            address="Gang Melati 3", status="draf",
        )  # fmt: skip
        family = self.family.id
        self.head = Member(id=new_record_id(session), village=VILLAGE, family_id=family, full_name=head, sex=MAN,
                           relation=HEAD, nik=f"64030612{20380000 + len(head)}", status="draf")  # fmt: skip
        self.wife = Member(id=new_record_id(session), village=VILLAGE, family_id=family, full_name=wife, sex=WOMAN,
                           relation=SPOUSE, nik=f"64030652{20382000 + len(wife)}", status="draf")  # fmt: skip
        self.visit = Visit(id=new_record_id(session), village=VILLAGE, family_id=family, member_id=self.wife.id,
                           note=f"Rahasia {wife.split(maxsplit=1)[0]}", status="draf")  # fmt: skip
        self.plan = FamilyPlanning(id=new_record_id(session), village=VILLAGE, family_id=family, births=2,
                                   status="draf")  # fmt: skip
        self.all: list[Record] = [self.family, self.head, self.wife, self.visit, self.plan]
        save(session, "Simpan keluarga", self.all)


def bring(one: Session, other: Session, folder: Path) -> None:
    """A file from one to the other."""
    for made in export(one, folder).files:
        assert taken(other, made.path).result == TAKEN


def key_of(session: Session) -> bytes:
    return vault.derive(session.master, vault.DATABASE)


def text_of(session: Session) -> str:
    """Every text in the database, also in tables nobody thinks of."""
    with session.database.read() as conn:
        tables = [row[0] for row in conn.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return "\n".join(repr(row) for one in tables for row in conn.exec_driver_sql(f'SELECT * FROM "{one}"'))


def left_on_disk(session: Session, *words: str) -> list[str]:
    """What a person with the key and a disk editor still finds in the database, its log and its copies."""
    files = [session.database.path, *(one.database for one in copies.copies_of(session))]
    pages = b"".join(plain_pages(one, key_of(session)) for one in files)
    return [word for word in words if word.encode() in pages or word.casefold().encode() in pages]


def brought_back(session: Session, kept: shelf.Kept) -> Session:
    sessions.close(session)
    return copies.bring_back(session.data_dir, kept, session.master, clock=session.clock)
