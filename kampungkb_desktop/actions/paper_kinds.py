"""What a paper of Laporan is: its group, what has to be chosen for it, and how it is made. Knows no paper by name.

A new paper is one ``Offer`` in ``papers.OFFERS``; the page that shows, saves and prints it knows no more than this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal, Protocol, TypeVar

from kampungkb_desktop.actions.session import Session
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.progress import Progress
from kampungkb_desktop.base.typed_texts import Several

Group = Literal["kampung", "keluarga", "kunjungan", "kegiatan", "petugas", "kabupaten"]
About = Literal["village", "regency", "officer", "file", "family", "member", "activity"]
"""What a paper is about; the last three are records found by typing."""
Period = Literal["", "month", "semester", "day", "lines"]
"""What else a paper needs chosen: a time, or how many empty lines it is to have."""

GROUPS: Final[tuple[tuple[Group, str], ...]] = (
    ("kampung", "Kampung"), ("keluarga", Several("Keluarga")), ("kunjungan", "Kunjungan"), ("kegiatan", "Kegiatan"),
    ("petugas", "Petugas"), ("kabupaten", "Kabupaten"),
)  # fmt: skip
"""In the order of the list, with the words over them."""
RECORDS: Final[frozenset[About]] = frozenset({"family", "member", "activity"})
NAMED: Final[frozenset[About]] = RECORDS | {"officer", "file"}
"""What is meant by an id, and not by the code of a region."""


@frozen
class Wish:
    """One paper wished for."""

    place: str
    """A village, a kabupaten/kota or the id of a record or file, as the paper's ``about`` says."""
    period: str
    """A month "2026-10", a semester "2026-2", a day "2026-10-31", a number of empty lines "20", or "" where the paper
    has no time."""
    paper: str
    """ "A4" or "F4"."""
    kind: str
    """Key of the offer."""


NO_WISH: Final = Wish("", "", "", "")
Make = Callable[[Session, Wish, Progress], bytes]


@frozen(kw_only=True)
class Offer:
    """``make(session, wish, progress)`` gives the PDF and raises KnownError where there is nothing to print.

    ``file`` begins the proposed name of the file. ``lacking`` is the page that mends a paper that cannot be made.
    ``slow`` papers are made when asked and not at every choice, ``counted`` ones at once, but with their progress
    shown where it takes more than a moment. ``district_only`` ones need the data of a whole
    kabupaten. ``also`` are other words that somebody may type to find it.
    """

    key: str
    title: str
    told: str
    group: Group
    make: Make
    file: str
    about: About = "village"
    period: Period = ""
    lacking: str = "kampung"
    slow: bool = False
    counted: bool = False
    district_only: bool = False
    also: str = ""


class Listed(Protocol):
    """What a line of a list of papers or tables says."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def told(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def also(self) -> str: ...


Groups = Sequence[tuple[str, str]]
"""Keys of groups in the order of a list, with the words over them."""
L = TypeVar("L", bound=Listed)


def found_by(offers: Iterable[L], typed: str, groups: Groups = GROUPS) -> tuple[L, ...]:
    """The lines in whose title, description, group or other words every typed word stands."""
    words, named = typed.casefold().split(), dict(groups)
    return tuple(one for one in offers if all(word in _text(one, named[one.group]) for word in words))


def _text(one: Listed, group: str) -> str:
    return f"{one.title} {one.told} {one.also} {group}".casefold()
