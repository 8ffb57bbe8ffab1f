"""The health light as a code that is read over the telephone: four groups of five characters that say which checks are
well, the version, and how much room there is. It says nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kampungkb_desktop.actions.health import MOODS, STATES, Line, Mood
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import number
from kampungkb_desktop.base.typed_code import CodeKind, bytes_of, code_of

HEALTH = CodeKind("kode kesehatan", 10, 17, "E-HEALTH-CODE", "yang dibacakan petugas")
LETTERS = 20
"""How many letters and figures it has."""
CHECKS = {
    "database": "Berkas data",
    "records": "Catatan dan riwayatnya",
    "links": "Tautan antarcatatan",
    "search": "Pencarian",
    "photos": "Foto",
    "trail": "Jejak akses",
    "disk": "Disk",
    "clock": "Jam",
    "copy": "Salinan di laptop",
    "stick": "Salinan di flashdisk",
    "conflicts": "Isian yang berbeda",
    "waiting": "Catatan yang menunggu",
}
"""Every check with its name, in the order of the code: only ever add at the end, sixteen at most."""
_SAID_ONLY_WHEN_NOT_WELL = ("conflicts", "waiting")
_FORMAT = 1
SYSTEMS = ("Lainnya", "Windows", "Linux", "macOS")


@frozen(kw_only=True)
class Told:
    """What a code tells. ``states`` has no entry for a check that was not made; ``errors`` are codes of late (15 for
    fifteen or more); ``size`` and ``free`` are bytes, rounded down to a power of two."""

    version: tuple[int, int, int]
    system: int
    district: bool
    practice: bool
    layout: int
    errors: int
    size: int
    free: int
    states: Mapping[str, Mood]


def states_of(lines: Iterable[Line]) -> dict[str, Mood]:
    """The state of every check that was made; the worst where one gave several lines."""
    found: dict[str, Mood] = dict.fromkeys(_SAID_ONLY_WHEN_NOT_WELL, "ok")
    for line in lines:
        if line.key in CHECKS:
            found[line.key] = max(found.get(line.key, "ok"), line.mood, key=MOODS.index)
    return found


def code(told: Told) -> str:
    """The code as it is read out: ``K3P0A-…``."""
    flags = _FORMAT << 4 | told.system << 2 | told.district << 1 | told.practice
    states = 0
    for at, key in enumerate(CHECKS):
        mood = told.states.get(key)
        states |= (MOODS.index(mood) + 1 if mood else 0) << (2 * at)
    scale = _power(told.size, 20) << 4 | _power(told.free, 28)
    counts = min(told.layout, 15) << 4 | min(told.errors, 15)
    version = [min(part, 255) for part in told.version]
    return code_of(HEALTH, bytes([flags, *version, *states.to_bytes(4, "big"), counts, scale]))


def told_by(typed: str) -> Told:
    """What a typed code tells. KnownError E-HEALTH-CODE names the group that is mistyped."""
    content = bytes_of(HEALTH, typed)
    flags, states = content[0], int.from_bytes(content[4:8], "big")
    found = {key: states >> (2 * at) & 3 for at, key in enumerate(CHECKS)}
    if flags >> 4 != _FORMAT:
        raise KnownError(
            "E-HEALTH-CODE", "Kode kesehatan ini dari versi aplikasi yang lain.", "Perbarui aplikasi di laptop ini."
        )
    return Told(
        version=(content[1], content[2], content[3]), system=flags >> 2 & 3, district=bool(flags & 2),
        practice=bool(flags & 1), layout=content[8] >> 4, errors=content[8] & 15,
        size=_bytes(content[9] >> 4, 20), free=_bytes(content[9] & 15, 28),
        states={key: MOODS[state - 1] for key, state in found.items() if state},
    )  # fmt: skip


def as_lines(told: Told) -> list[tuple[str, str]]:
    """The same for people: what, and what is said of it."""
    role = "kabupaten" if told.district else "petugas"
    many = "15 atau lebih" if told.errors == 15 else number(told.errors)
    head = [
        ("Versi aplikasi", ".".join(str(part) for part in told.version)),
        ("Sistem", SYSTEMS[told.system]),
        (
            "Dipakai sebagai",
            f"{role}, data latihan" if told.practice else role,
        ),
        ("Ukuran data", f"sekitar {number(told.size / 1_048_576)} MB" if told.size else "di bawah 1 MB"),
        ("Sisa disk", f"sekitar {number(told.free / 1_073_741_824, 1)} GB" if told.free else "di bawah 0,3 GB"),
        ("Kode kesalahan 30 hari ini", many),
    ]
    said = {key: STATES[mood] for key, mood in told.states.items()}
    return [*head, *((name, said.get(key, "Belum diperiksa")) for key, name in CHECKS.items())]


def _power(value: int, least: int) -> int:
    """0 below two to the power of ``least``, then 1, 2, 3… for each doubling, 15 at most."""
    return min(15, max(0, value.bit_length() - least))


def _bytes(power: int, least: int) -> int:
    return 1 << (power + least - 1) if power else 0
