"""Several laptops, what they send each other, and an oracle that knows every change's past and checks each of them.

Two ways of sending: lists of changes handed to the ledger (many examples), and real sealed files (few).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from kampungkb_desktop.actions import ledger, undo
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.export import export
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.actions.take_in import preview, take_in
from kampungkb_desktop.actions.verify import verify
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.change import Change, ChangeId, decode_values
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.store import audit, read
from tests.actions.devices import PASSWORD, VILLAGE, Ticking
from tests.bundle.causal import Oracle

RECORDS: tuple[Record, ...] = (
    Family(id=derived_id("keluarga", "1"), village=VILLAGE, status="draf"),
    Family(id=derived_id("keluarga", "2"), village=VILLAGE, status="draf"),
    Activity(id=derived_id("kegiatan", "1"), village=VILLAGE, status="draf"),
)
"""The same ids on every laptop: two people often make the same record without knowing it."""

FIELDS: dict[str, tuple[str, ...]] = {Family.FORM: ("head_name", "rt"), Activity.FORM: ("title", "place")}


@dataclass
class Laptop:
    """One installation with its clock, and what the oracle says it holds."""

    name: str
    session: Session
    clock: Ticking
    holds: set[ChangeId] = field(default_factory=set)
    sent: int = 0

    @property
    def uid(self) -> str:
        return self.session.device

    def restart(self) -> None:
        """Close the programme and open it again."""
        sessions.close(self.session)
        self.session = sessions.open_session(self.session.data_dir, PASSWORD, clock=self.clock)

    def log(self) -> dict[ChangeId, Change]:
        with self.session.database.read() as conn:
            records = [one for batch in audit.record_ids(conn, 1_000) for one in batch]
            histories = read.changes_of(conn, records).values()
        # Parents are a set; in which order a laptop lists them means nothing.
        return {c.id: replace(c, parents=tuple(sorted(c.parents))) for history in histories for c in history}

    def record(self, place: int) -> Record | None:
        wanted = RECORDS[place]
        with self.session.database.read() as conn:
            return read.record(conn, type(wanted), wanted.id)


class Post(Protocol):
    """How changes travel. A parcel stays as it was sent and may be delivered often, late or never."""

    def send(self, sender: Laptop, *, full: bool) -> Any: ...

    def deliver(self, parcel: Any, to: Laptop, *, chunk: int) -> None: ...


class Lists:
    """Lists of changes, straight to the ledger: own and new ones, or everything that is known."""

    def send(self, sender: Laptop, *, full: bool) -> list[Change]:
        log = sender.log()
        if full:
            return list(log.values())
        new = [c for c in log.values() if c.device == sender.uid and c.seq > sender.sent]
        sender.sent = max((c.seq for c in new), default=sender.sent)
        return new

    def deliver(self, parcel: list[Change], to: Laptop, *, chunk: int) -> None:
        backwards = parcel[::-1] if chunk < 3 else parcel
        with to.session.database.write() as conn:
            for start in range(0, len(backwards), chunk):
                ledger.append(conn, backwards[start : start + chunk], bulk=chunk > 100)
        to.holds |= {c.id for c in parcel}


class Files:
    """Real sync files. Officers and the district write to each other; what is not for somebody is refused."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, sender: Laptop, *, full: bool) -> tuple[str, list[Path]]:
        self._folder.mkdir(parents=True, exist_ok=True)
        target = self._folder / f"{len(list(self._folder.iterdir()))}"
        try:
            made = export(sender.session, target, full=full)
        except KnownError as error:
            assert error.code in {"E-NOTHING-NEW", "E-NO-OFFICER"}, error  # noqa: PT017  the machine goes on
            target.mkdir(exist_ok=True)
            return sender.uid, []
        return sender.uid, [one.path for one in made.files]

    def deliver(self, parcel: tuple[str, list[Path]], to: Laptop, *, chunk: int) -> None:
        sender, paths = parcel
        if sender == to.uid or not paths:
            return
        before = to.log()
        if chunk < 3:
            preview(to.session, paths)
            assert to.log() == before, "a preview changes nothing"
        report = take_in(to.session, paths)
        after = to.log()
        assert before.items() <= after.items()
        if all(one.code for one in report.files):
            assert {one.code for one in report.files} <= {"E-RECIPIENT", "E-SENDER", "E-OWN"}, report
            assert after == before
        to.holds |= after.keys()


@dataclass
class Group:
    """The laptops together with the oracle of every record."""

    laptops: list[Laptop]
    post: Post
    oracles: dict[tuple[str, str], Oracle] = field(default_factory=dict)

    @classmethod
    def of(cls, templates: Iterable[Path], folder: Path, post: Callable[[Path], Post]) -> Group:
        """Fresh copies of these installations."""
        laptops = []
        for template in templates:
            shutil.copytree(template, folder / template.name)
            clock = Ticking()
            session = sessions.open_session(folder / template.name, PASSWORD, clock=clock)
            laptops.append(Laptop(template.name, session, clock))
        group = cls(laptops, post(folder / "flashdisk"))
        for laptop in laptops:
            group.notice(laptop)
        return group

    def close(self) -> None:
        for laptop in self.laptops:
            sessions.close(laptop.session)

    # --- what people do -----------------------------------------------------------------------------------------------

    def save(self, laptop: Laptop, place: int, which: int, value: str | None) -> None:
        """Answer one question of a record, making the record where it is not there."""
        record = laptop.record(place) or RECORDS[place]
        name = FIELDS[record.FORM][which]
        save(laptop.session, f"Simpan {record.TITLE}", [record.changed(**{name: value})])
        self.notice(laptop)

    def delete(self, laptop: Laptop, place: int) -> None:
        record = laptop.record(place)
        if record is not None:
            save(laptop.session, f"Hapus {record.TITLE}", [], [record])
            self.notice(laptop)

    def take_back(self, laptop: Laptop, do: Callable[[Session], object] = undo.undo) -> bool:
        """Undo (or redo); a refusal must change nothing."""
        before = laptop.log()
        try:
            do(laptop.session)
        except KnownError as error:
            assert error.code == "E-UNDO"  # noqa: PT017  the machine goes on
            assert laptop.log() == before
            return False
        self.notice(laptop)
        return True

    def deliver(self, parcel: Any, to: Laptop, *, chunk: int = 5_000) -> None:
        self.post.deliver(parcel, to, chunk=chunk)
        self.check(to)

    def exchange_everything(self) -> None:
        """Everybody to everybody, twice: what the first round brought to one, the second brings to all."""
        for _ in range(2):
            for parcel in [self.post.send(laptop, full=True) for laptop in self.laptops]:
                for laptop in self.laptops:
                    self.post.deliver(parcel, laptop, chunk=5_000)
        for laptop in self.laptops:
            self.check(laptop)

    # --- what must hold -----------------------------------------------------------------------------------------------

    def notice(self, laptop: Laptop) -> None:
        """Tell the oracle what was written here: by this laptop, based on exactly what counted here."""
        log = laptop.log()
        for one in sorted(log.keys() - laptop.holds):
            change = log[one]
            assert one.device == laptop.uid
            oracle = self.oracles.setdefault((change.form, change.record), Oracle())
            before = oracle.applied(laptop.holds)
            assert set(change.parents) == oracle.tips(before)
            oracle.note(change, decode_values(change.values), before)
            laptop.holds.add(one)
        self.check(laptop)

    def check(self, laptop: Laptop) -> None:
        """The log holds what it should, byte for byte; the tables say what the oracle says and what a refold says."""
        log = laptop.log()
        assert log.keys() == laptop.holds
        assert verify(laptop.session) == ()
        with laptop.session.database.read() as conn:
            for wanted in RECORDS:
                oracle = self.oracles.get((wanted.FORM, wanted.id), Oracle())
                for one in oracle.written.keys() & log.keys():
                    assert log[one] == oracle.written[one].change, (log[one], oracle.written[one].change)
                expected = oracle.expected(laptop.holds)
                columns = tuple(fields_of(type(wanted)))
                found = read.rows(conn, type(wanted), columns, {"id": wanted.id})
                rows = [{n: v for n, v in zip(columns, row, strict=True) if v is not None} for row in found]
                answered = {n: v for n, v in expected.values.items() if v is not None}
                assert rows == ([answered] if expected.alive else [])
                listed = {c.field: tuple(h.id for h in c.heads) for c in read.conflicts(conn, record=wanted.id)}
                assert listed == expected.conflicts
                waits = read.waiting(conn, [wanted.id])
                assert [one.reason for one in waits] == (["berkas"] if expected.waiting else [])

    def check_equal(self) -> None:
        """Laptops that have exchanged everything say the same."""
        said = [self._says(laptop) for laptop in self.laptops]
        assert all(one == said[0] for one in said)

    @staticmethod
    def _says(laptop: Laptop) -> Sequence[object]:
        with laptop.session.database.read() as conn:
            forms = [type(record) for record in RECORDS]
            rows = [sorted(read.rows(conn, form, ("id", *fields_of(form))), key=str) for form in forms]
            conflicts = [read.conflicts(conn, record=record.id) for record in RECORDS]
            return [rows, conflicts]
