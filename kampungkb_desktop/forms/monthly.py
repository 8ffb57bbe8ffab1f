"""Monthly Bangga Kencana snapshot ("KKBPK", domain.md 1.3): poktan participation, contraception, BPJS.

Nine methods are kept, as in the family register; the portal has boxes for seven. A couple that uses MAL or a
traditional method is placed on the portal under one of the reasons for not using, by its intention to have children, so
that the portal's identity holds. How many of them go to which reason is asked (``placed_…``); ``PortalRollUp`` is what
is typed on the portal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.text import month_name, number
from kampungkb_desktop.forms.kinds import Month, Number
from kampungkb_desktop.forms.record import Finding, Record, ask

_POKTAN = "Partisipasi poktan"
_USERS = "Peserta KB per metode"
_NON_USERS = "PUS bukan peserta KB"
_PLACED = "Pemakai MAL/tradisional di portal"
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
PLACED: dict[str, str] = {
    "nonuser_ias": "placed_ias", "nonuser_iat": "placed_iat", "nonuser_tial": "placed_tial",
}  # fmt: skip
"""Where the portal's reasons take in users of the other methods; nobody who uses one is pregnant."""
LONG_ACTING: tuple[str, ...] = ("users_iud", "users_mow", "users_mop", "users_implant")
NON_USERS: tuple[tuple[str, str], ...] = (
    ("nonuser_pregnant", "Hamil"), ("nonuser_ias", "Ingin Anak Segera"),
    ("nonuser_iat", "Ingin Anak Kemudian"), ("nonuser_tial", "Tidak Ingin Anak Lagi"),
)  # fmt: skip


def _has_others(snapshot: MonthlySnapshot) -> bool:
    """Whether somebody uses a method the portal has no box for, or was placed as if."""
    names = (*(name for name, _ in OTHER_METHODS), *PLACED.values())
    return any(getattr(snapshot, name) for name in names)


def _placed(label: str) -> Any:
    return ask(Number(label, high=_MOST, group=_PLACED, when=_has_others))


@frozen(kw_only=True)
class MonthlySnapshot(Record):
    """One village, one month. The identity against PUS is checked with the population snapshot (rules.consistency)."""

    FORM: ClassVar[str] = "monthly"
    TITLE: ClassVar[str] = "Bangga Kencana bulanan"
    VERSION: ClassVar[int] = 2

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
    nonuser_ias: int | None = ask(Number("Karena Ingin Anak Segera (IAS)", required=True, high=_MOST, group=_NON_USERS))
    nonuser_iat: int | None = ask(
        Number("Ingin Anak Kemudian/Ingin Anak Tunda (IAT)", required=True, high=_MOST, group=_NON_USERS)
    )
    nonuser_tial: int | None = ask(Number("Tidak Ingin Anak Lagi (TIAL)", required=True, high=_MOST, group=_NON_USERS))
    placed_ias: int | None = _placed("Di antaranya ingin anak segera (IAS)")
    placed_iat: int | None = _placed("Di antaranya ingin anak kemudian (IAT)")
    placed_tial: int | None = _placed("Di antaranya tidak ingin anak lagi (TIAL)")
    bpjs: int | None = ask(Number("Pengguna BPJS (jiwa)", required=True, high=9_999_999, group="Jaminan kesehatan"))

    def rules(self) -> Iterator[Finding]:
        """Users of MAL or a traditional method are placed once each: more is a problem, fewer a caution."""
        found = portal_roll_up(self)
        last = PLACED["nonuser_tial"]
        if found.placed > found.others:
            sentence = f"Pemakai MAL/tradisional hanya {number(found.others)}, yang ditempatkan {number(found.placed)}."
            yield Finding(last, "problem", f"{sentence} Kurangi salah satunya.", "lebih")
        elif found.unplaced:
            sentence = f"{number(found.unplaced)} pemakai MAL/tradisional belum ditempatkan menurut niatnya"
            yield Finding(last, "caution", f"{sentence}; di portal jumlahnya belum akan sama dengan PUS.", "kurang")

    def name(self) -> str:
        return f"Bangga Kencana {month_name(self.month)}" if self.month else self.TITLE


@frozen
class PortalRollUp:
    """What is typed on the portal: ``methods`` and ``reasons`` as (field, label, count). Of the ``others`` (users of
    MAL and traditional methods) ``placed`` are counted in the reasons already."""

    methods: tuple[tuple[str, str, int | None], ...]
    reasons: tuple[tuple[str, str, int | None], ...]
    others: int
    placed: int

    @property
    def unplaced(self) -> int:
        """Users of the other methods that stand nowhere on the portal yet."""
        return max(0, self.others - self.placed)

    @property
    def total(self) -> int:
        """The portal's sum, to be the same as PUS."""
        return sum(count or 0 for _, _, count in (*self.methods, *self.reasons))

    def reason(self, name: str) -> int | None:
        """The portal's count of one reason."""
        return next(count for field, _, count in self.reasons if field == name)


def portal_roll_up(snapshot: MonthlySnapshot) -> PortalRollUp:
    """The nine methods and four reasons as the portal's seven and four (domain.md 1.3)."""
    methods = tuple((name, label, getattr(snapshot, name)) for name, label in PORTAL_METHODS)
    reasons = tuple(
        (name, label, _sum(snapshot, (name, PLACED[name]) if name in PLACED else (name,))) for name, label in NON_USERS
    )
    others = sum(getattr(snapshot, name) or 0 for name, _ in OTHER_METHODS)
    return PortalRollUp(methods, reasons, others, sum(getattr(snapshot, name) or 0 for name in PLACED.values()))


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
    """IAT + TIAL (domain.md 0.5), as the portal counts them: users of MAL or a traditional method stand there too."""
    return _sum(snapshot, ("nonuser_iat", "nonuser_tial", PLACED["nonuser_iat"], PLACED["nonuser_tial"]))
