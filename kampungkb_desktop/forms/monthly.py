"""Monthly Bangga Kencana snapshot ("KKBPK", domain.md 1.3): poktan participation, contraception, BPJS.

Nine methods are kept, as in the family register; the portal has boxes for seven. A couple that uses MAL or a
traditional method is placed on the portal under one of the four reasons for not using, by its intention to have
children, so that the portal's identity holds; which reason cannot be known from the counts, hence ``PortalRollUp``
shows how many couples are to be placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kampungkb_desktop.base.text import month_name
from kampungkb_desktop.forms.kinds import Month, Number
from kampungkb_desktop.forms.record import Record, ask

_POKTAN = "Partisipasi poktan"
_USERS = "Peserta KB per metode"
_NON_USERS = "PUS bukan peserta KB"
_MOST = 999_999

POKTAN: tuple[tuple[str, str], ...] = (
    ("bkb", "BKB"), ("bkr", "BKR"), ("bkl", "BKL"), ("uppka", "UPPKA"), ("pikr", "PIK R"),
)  # fmt: skip
POKTAN_TARGETS: dict[str, str] = {
    "bkb": "families_toddler", "bkr": "families_adolescent", "bkl": "families_elderly",
    "uppka": "families", "pikr": "adolescents",
}  # fmt: skip
"""The field of ``PopulationSnapshot`` that bounds each poktan's participants."""

PORTAL_METHODS: tuple[tuple[str, str], ...] = (
    ("users_iud", "IUD"), ("users_mow", "MOW"), ("users_mop", "MOP"), ("users_condom", "Kondom"),
    ("users_implant", "Implan"), ("users_injection", "Suntik"), ("users_pill", "Pil"),
)  # fmt: skip
"""In the portal's order, which is not the order of the family register (domain.md 10, trap 2)."""
OTHER_METHODS: tuple[tuple[str, str], ...] = (("users_lam", "MAL"), ("users_traditional", "Tradisional"))
LONG_ACTING: tuple[str, ...] = ("users_iud", "users_mow", "users_mop", "users_implant")
NON_USERS: tuple[tuple[str, str], ...] = (
    ("nonuser_pregnant", "Hamil"), ("nonuser_ias", "Ingin Anak Segera"),
    ("nonuser_iat", "Ingin Anak Kemudian"), ("nonuser_tial", "Tidak Ingin Anak Lagi"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthlySnapshot(Record):
    """One village, one month. The identity against PUS is checked with the population snapshot (rules.consistency)."""

    FORM: ClassVar[str] = "monthly"
    TITLE: ClassVar[str] = "Bangga Kencana bulanan"

    month: str | None = ask(Month("Bulan", required=True, group="Bulan"))
    bkb: int | None = ask(Number("BKB (Bina Keluarga Balita)", required=True, high=_MOST, group=_POKTAN))
    bkr: int | None = ask(Number("BKR (Bina Keluarga Remaja)", required=True, high=_MOST, group=_POKTAN))
    bkl: int | None = ask(Number("BKL (Bina Keluarga Lansia)", required=True, high=_MOST, group=_POKTAN))
    uppka: int | None = ask(Number("UPPKA", required=True, high=_MOST, group=_POKTAN))
    pikr: int | None = ask(Number("PIK R", required=True, high=_MOST, group=_POKTAN))
    users_iud: int | None = ask(Number("IUD", required=True, high=_MOST, group=_USERS))
    users_mow: int | None = ask(Number("MOW", required=True, high=_MOST, group=_USERS))
    users_mop: int | None = ask(Number("MOP", required=True, high=_MOST, group=_USERS))
    users_condom: int | None = ask(Number("Kondom", required=True, high=_MOST, group=_USERS))
    users_implant: int | None = ask(Number("Implan", required=True, high=_MOST, group=_USERS))
    users_injection: int | None = ask(Number("Suntik", required=True, high=_MOST, group=_USERS))
    users_pill: int | None = ask(Number("Pil", required=True, high=_MOST, group=_USERS))
    users_lam: int | None = ask(Number("MAL", high=_MOST, group=_USERS, hint="Tidak ada di portal"))
    users_traditional: int | None = ask(Number("Tradisional", high=_MOST, group=_USERS, hint="Tidak ada di portal"))
    nonuser_pregnant: int | None = ask(Number("Karena Hamil", required=True, high=_MOST, group=_NON_USERS))
    nonuser_ias: int | None = ask(
        Number("Karena Ingin Anak Segera (IAS)", required=True, high=_MOST, group=_NON_USERS)
    )
    nonuser_iat: int | None = ask(
        Number("Ingin Anak Kemudian/Ingin Anak Tunda (IAT)", required=True, high=_MOST, group=_NON_USERS)
    )
    nonuser_tial: int | None = ask(
        Number("Tidak Ingin Anak Lagi (TIAL)", required=True, high=_MOST, group=_NON_USERS)
    )
    bpjs: int | None = ask(Number("Pengguna BPJS (jiwa)", required=True, high=9_999_999, group="Jaminan kesehatan"))

    def name(self) -> str:
        return f"Bangga Kencana {month_name(self.month)}" if self.month else self.TITLE


@dataclass(frozen=True, slots=True)
class PortalRollUp:
    """What is typed on the portal: seven methods, and ``to_place`` couples (MAL, traditional) to be added to the
    reason for not using that fits their intention."""

    methods: tuple[tuple[str, int | None], ...]
    to_place: int


def portal_roll_up(snapshot: MonthlySnapshot) -> PortalRollUp:
    """The nine methods as the portal's seven."""
    methods = tuple((label, getattr(snapshot, name)) for name, label in PORTAL_METHODS)
    return PortalRollUp(methods, sum(getattr(snapshot, name) or 0 for name, _ in OTHER_METHODS))


def _sum(snapshot: MonthlySnapshot, names: tuple[str, ...]) -> int | None:
    known = [value for name in names if (value := getattr(snapshot, name)) is not None]
    return sum(known) if known else None


def users(snapshot: MonthlySnapshot, *, portal_only: bool = False) -> int | None:
    """Couples using a method (nine, or the portal's seven); ``None`` when nothing is filled in."""
    listed = PORTAL_METHODS if portal_only else PORTAL_METHODS + OTHER_METHODS
    return _sum(snapshot, tuple(name for name, _ in listed))


def long_acting_users(snapshot: MonthlySnapshot) -> int | None:
    """MKJP users: IUD, MOW, MOP, implant."""
    return _sum(snapshot, LONG_ACTING)


def non_users(snapshot: MonthlySnapshot) -> int | None:
    """Couples not using any method, the four reasons together."""
    return _sum(snapshot, tuple(name for name, _ in NON_USERS))


def unmet_need(snapshot: MonthlySnapshot) -> int | None:
    """IAT + TIAL (domain.md 0.5)."""
    return _sum(snapshot, ("nonuser_iat", "nonuser_tial"))
