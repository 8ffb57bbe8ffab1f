"""What a sync file holds (``sync.md`` 5): the manifest, one change a line, and the bounds that hostile files meet.

Values are embedded as raw JSON and come out byte for byte as they went in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from kampungkb_desktop.base.ids import is_id
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.bundle.trail_lines import sound as lines_sound
from kampungkb_desktop.forms.change import Change, ChangeId

FORMAT = "kkb"
MAJOR = 1
MINOR = 2
"""1 added ``want_blobs`` and the kinds foto, tanpa_nama and rekap; 2 the trail's lines, over which its mark goes."""

MANIFEST, SIGNATURE, CHANGES = "manifest.json", "manifest.sig", "changes.jsonl"
MEMBER = re.compile(r"manifest\.(json|sig)|changes\.jsonl|blobs/[0-9a-f]{64}")

MOST_FILE, MOST_MANIFEST = 1 << 30, 8 << 20
MOST_CHANGES = 4 << 30
MOST_BLOB = 64 << 20
MOST_MEMBERS = 20_000
MOST_RATIO = 200
MOST_LINE = 1 << 20
MOST_INT = 1 << 63
MOST_NUMBER = 1_000_000
"""Files from one sender to one receiver."""
MOST_DEVICES = 20_000
MOST_PARENTS = 1_000
"""A laptop has its own last change of a record in front of it: there are no more heads than laptops."""
MOST_ANSWERS = 1_000
"""Answers of one change; the longest form has about a hundred."""

FULL, NEW, PHOTOS, RECEIPT = "full", "baru", "foto", "tanda_terima"
"""The third only brings photos owed from before."""
MOST_WANTED = 10_000
"""Photos that one file may ask for."""
MOST_HELPED = 100
"""Times that an office may tell of having helped a laptop."""

Intervals = list[tuple[int, int]]
Knowledge = dict[str, dict[str, Intervals]]
"""Scope (``cover`` in resources/docs/bundle-format.md) to device uid to closed intervals of counters."""


class Receipt(msgspec.Struct, frozen=True, array_like=True):
    """What became of a file of the receiver's at the sender's: "diterima" or "ditolak" with the code, and when."""

    sha256: str
    number: int
    result: str
    code: str
    at: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The signed list of contents. A newer minor version may add keys; they are ignored. ``grant`` is what the office
    says anew of the receiver's laptop (a certificate with its signature), ``storage`` address and folder of its
    storage. ``trail`` is where the sender's trail of access ends, ``trail_lines`` (after, mark there, lines) what of it
    is told, ``trail_held`` how many lines of the receiver's trail the office has. ``held`` is the key that an officer's
    laptop gave its office to hold (mark and sealed code), ``helped`` when and by whom the office helped to open it.
    ``erasing``: how many erasures the sender has still to carry through, and its sticks that are not cleaned."""

    format: str
    major: int
    minor: int
    bundle: str
    number: int
    kind: str
    sender: str
    certificate: str
    certificate_sig: str
    recipients: list[str]
    made_at: int
    app: str
    forms: dict[str, int]
    villages: list[str]
    devices: list[str]
    cover: Knowledge
    seen: Knowledge
    counts: dict[str, int]
    changes: int
    members: dict[str, tuple[int, str]]
    grant: str = ""
    grant_sig: str = ""
    receipts: list[Receipt] = []
    trail: tuple[int, str] = (0, "")
    trail_lines: tuple[int, str, list[str]] = (0, "", [])
    trail_held: int = -1
    want_blobs: list[str] = []
    storage: list[str] = []
    held: list[str] = []
    helped: list[tuple[int, str]] = []
    withdrawn: list[str] = []
    erasing: list[int] = []


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One change: devices by index into the manifest's list, values as raw JSON."""

    device: int
    seq: int
    parents: list[tuple[int, int]]
    wall: int
    clock: int
    author: str
    action: str
    action_name: str
    form: str
    record: str
    village: str
    kind: int
    priority: int
    form_version: int
    values: msgspec.Raw


_encoder = msgspec.json.Encoder()
_line = msgspec.json.Decoder(Line)
_values = msgspec.json.Decoder(dict[str, int | float | str | None])
_manifest = msgspec.json.Decoder(Manifest)
_PLAIN = re.compile(r"[ !#-\[\]-~]*")
_HEAD = re.compile(rb"\[(\d{1,5}),(\d{1,19}),")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_SHA = re.compile(r"[0-9a-f]{64}")
_VILLAGE = re.compile(r"(\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?)?", re.ASCII)
_SCOPE = re.compile(rf"\*|#[0-9a-f]{{32}}|{_VILLAGE.pattern}(>\d{{4}}-\d\d-\d\d)?", re.ASCII)


def encode_manifest(manifest: Manifest) -> bytes:
    """The exact bytes that are signed."""
    return _encoder.encode(manifest)


def decode_manifest(data: bytes) -> Manifest:
    """A manifest of a version this program can read."""
    try:
        head = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        if msgspec.json.decode(head.get("format", b'""'), type=str) != FORMAT:
            raise refuse("E-FORMAT", "jenis")
        if msgspec.json.decode(head.get("major", b"0"), type=int) > MAJOR:
            raise refuse("E-NEWER")
        manifest = _manifest.decode(data)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise refuse("E-FORMAT", "daftar isi") from error
    if not all(is_id(uid) for uid in (*manifest.devices, *manifest.withdrawn, manifest.sender, manifest.bundle)):
        raise refuse("E-FORMAT", "tanda pengenal")
    if len(manifest.devices) > MOST_DEVICES or len(set(manifest.devices)) != len(manifest.devices):
        raise refuse("E-FORMAT", "perangkat")
    if not (_sound_figures(manifest) and _sound_knowledge(manifest.cover) and _sound_knowledge(manifest.seen)):
        raise refuse("E-FORMAT", "daftar isi")
    return manifest


def _sound_figures(manifest: Manifest) -> bool:
    """Figures that a column can hold, words that a line can show."""
    return (
        0 < manifest.number < MOST_NUMBER
        and 0 <= manifest.made_at < MOST_INT
        and 0 <= manifest.changes < MOST_INT
        and _WORD.fullmatch(manifest.kind) is not None
        and len(manifest.app) <= 40
        and all(_WORD.fullmatch(form) and 0 < count < MOST_INT for form, count in manifest.counts.items())
        and all(_sound_receipt(one) for one in manifest.receipts)
        and len(manifest.want_blobs) <= MOST_WANTED
        and all(_SHA.fullmatch(one) for one in manifest.want_blobs)
        and all(0 <= one < MOST_INT for one in (manifest.trail[0], *manifest.erasing[:2]))
        and (not manifest.trail[1] or _SHA.fullmatch(manifest.trail[1]) is not None)
        and lines_sound(*manifest.trail_lines)
        and -1 <= manifest.trail_held < MOST_INT
        and len(manifest.helped) <= MOST_HELPED
        and all(0 <= at < MOST_INT and len(by) <= 200 and (by.isprintable() or not by) for at, by in manifest.helped)
    )


def _sound_receipt(one: Receipt) -> bool:
    return (
        re.fullmatch(r"[0-9a-f]{64}", one.sha256) is not None
        and 0 <= one.number < MOST_NUMBER
        and 0 <= one.at < MOST_INT
        and len(one.result) <= 20
        and re.fullmatch(r"[A-Z-]{0,30}", one.code) is not None
    )


def _sound_knowledge(told: Knowledge) -> bool:
    """Villages, devices and intervals of the right shape, so that they may be kept as they are."""
    return all(
        _SCOPE.fullmatch(village)
        and all(
            is_id(uid) and all(0 < low <= high < MOST_INT for low, high in intervals)
            for uid, intervals in devices.items()
        )
        for village, devices in told.items()
    )


def encode_change(change: Change, index: Mapping[str, int]) -> bytes:
    """One line, with its line feed: always the same bytes for the same change and the same list of devices."""
    return encode_changes((change,), index)[0]


def encode_changes(changes: Iterable[Change], index: Mapping[str, int]) -> list[bytes]:
    """Lines of many changes. What a deed's changes have in common (who, what, form, village) is put into words once."""
    shared: dict[tuple[str, ...], tuple[str, str]] = {}
    lines = []
    for c in changes:
        key = c.author, c.action, c.action_name, c.form, c.village
        words = shared.get(key)
        if words is None:
            deed = f"{_quoted(c.author)},{_quoted(c.action)},{_quoted(c.action_name)},{_quoted(c.form)}"
            words = shared[key] = deed, _quoted(c.village)
        parents = ",".join([f"[{index[device]},{seq}]" for device, seq in c.parents]) if c.parents else ""
        lines.append(
            f"[{index[c.device]},{c.seq},[{parents}],{c.wall},{c.clock},{words[0]},{_quoted(c.record)},{words[1]},"
            f"{c.kind},{c.priority},{c.form_version},{c.values or '{}'}]\n".encode()
        )
    return lines


def _quoted(text: str) -> str:
    """A text in JSON; nearly all of them need nothing but the quotes."""
    plain = text.isascii() and (text.isalnum() or _PLAIN.fullmatch(text))
    return f'"{text}"' if plain else _encoder.encode(text).decode()


def head_of(line: bytes) -> tuple[int, int]:
    """Device index and counter of a line that nobody has looked into yet; (-1, -1) where they are not to be seen."""
    found = _HEAD.match(line)
    return (int(found[1]), int(found[2])) if found else (-1, -1)


def decode_change(data: bytes, devices: Sequence[str], number: int) -> Change:
    """One line, typed and bounded; ``number`` names the line in the refusal."""
    if len(data) > MOST_LINE:
        raise refuse("E-BOMB", f"baris {number}")
    try:
        line = _line.decode(data)
        values = bytes(line.values)
        answers = _values.decode(values)
        change = Change(
            devices[_at(line.device, devices)], line.seq,
            tuple(ChangeId(devices[_at(d, devices)], s) for d, s in line.parents),
            line.wall, line.clock, line.author, line.action, line.action_name, line.form, line.record,
            line.village, line.kind, line.priority, values.decode(), line.form_version,
        )  # fmt: skip
    except (msgspec.MsgspecError, UnicodeError, RecursionError, IndexError) as error:
        raise refuse("E-FORMAT", f"baris {number}") from error
    _check_head(change, number)
    _check_values(answers, number)
    return change


def _at(index: int, devices: Sequence[str]) -> int:
    if not 0 <= index < len(devices):
        raise IndexError(index)
    return index


def _check_head(change: Change, number: int) -> None:
    sound = (
        0 < change.seq < MOST_INT
        and len(change.parents) <= MOST_PARENTS
        and all(0 < parent.seq < MOST_INT for parent in change.parents)
        and -MOST_INT <= change.wall < MOST_INT
        and change.clock in (0, 1)
        and 0 <= change.kind <= 3
        and 0 <= change.priority <= 2
        and 0 < change.form_version < 1_000_000
        and (is_id(change.author) or not change.author)
        and is_id(change.action)
        and is_id(change.record)
        and _WORD.fullmatch(change.form) is not None
        and _VILLAGE.fullmatch(change.village) is not None
        and len(change.action_name) <= 200
        and "\0" not in change.action_name
    )
    if not sound:
        raise refuse("E-FORMAT", f"baris {number}")


def _check_values(answers: dict[str, int | float | str | None], number: int) -> None:
    if len(answers) > MOST_ANSWERS:
        raise refuse("E-BOMB", f"baris {number}")
    for name, value in answers.items():
        if _FIELD.fullmatch(name) is None:
            raise refuse("E-VALUE", f"baris {number}")
        if isinstance(value, str):
            if "\0" in value:
                raise refuse("E-VALUE", f"baris {number}")
        elif isinstance(value, int) and not -MOST_INT <= value < MOST_INT:
            raise refuse("E-VALUE", f"baris {number}")
