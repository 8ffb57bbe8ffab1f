"""The invented people who keep the practice data, and their office: one PKB for each kecamatan."""

from __future__ import annotations

from collections.abc import Mapping

from kampungkb_desktop.actions.practice.chance import chance
from kampungkb_desktop.actions.practice.names import name_lists
from kampungkb_desktop.actions.practice.plan import DISTRICT, OFFICER, VillagePlan, Wish
from kampungkb_desktop.base import ids
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.choices_family import MAN, WOMAN
from kampungkb_desktop.forms.officer import Assignment, Office, Officer
from kampungkb_desktop.forms.record import DONE

_BERAU = "64.03"
_POSITIONS = ("PKB Ahli Pertama", "PKB Ahli Muda", "PKB Terampil", "PLKB Non PNS")


@frozen
class Staff:
    """``person`` works at this laptop; ``field`` are the PKB by number; ``assignments`` theirs, not the person's."""

    person: Officer
    office: Office
    field: Mapping[int, Officer]
    assignments: tuple[Assignment, ...]

    def contact(self, number: int) -> tuple[str, str, str]:
        """Name, NIP and telephone of a PKB, as an institution profile asks for them."""
        officer = self.field[number]
        return officer.full_name or "", officer.nip or "", officer.phone or ""


def staff(wish: Wish, plans: list[VillagePlan]) -> Staff:
    """Who there is for these villages."""
    field = {number: _pkb(wish, number, plans) for number in sorted({plan.officer for plan in plans})}
    assignments: tuple[Assignment, ...] = ()
    if wish.role == DISTRICT:
        assignments = tuple(
            Assignment(id=ids.derived_id(field[plan.officer].id, plan.code), village=plan.code, status=DONE,
                       officer_id=field[plan.officer].id, since=wish.began)
            for plan in plans
        )  # fmt: skip
    person = field[0] if wish.role == OFFICER else _operator(wish)
    return Staff(person, _office(wish), field, assignments)


def _pkb(wish: Wish, number: int, plans: list[VillagePlan]) -> Officer:
    """A PKB. At the district the record belongs to one of the villages, so that the PKB's own file may mend it."""
    rng = chance(wish.seed, wish.regency, "pkb", number)
    sex = WOMAN if rng.random() < 0.6 else MAN
    first = next(plan for plan in plans if plan.officer == number)
    return Officer(
        id=ids.derived_id("practice-pkb", wish.key, str(number)),
        village=first.code if wish.role == DISTRICT else None, status=DONE, full_name=name_lists().draw(rng).draw(
        rng, sex), nip=_nip(rng.randint(1975, 1997), rng.randint(1, 12), sex, number), role=OFFICER,
        position=rng.choice(_POSITIONS[:3]), phone=f"0800{rng.randint(10_000_000, 99_999_999)}",
        office=f"Balai Penyuluhan KB Kecamatan {first.region.at('district').name}",
    )  # fmt: skip


def _operator(wish: Wish) -> Officer:
    rng = chance(wish.seed, wish.regency, "operator")
    return Officer(
        id=ids.derived_id("practice-operator", wish.key), status=DONE,
        full_name=name_lists().draw(rng).draw(rng, WOMAN), nip=_nip(1986, 5, WOMAN, 901), role=DISTRICT,
        position="Analis Kependudukan", phone="080055501234", office=_office(wish).acronym,
    )  # fmt: skip


def _nip(year: int, month: int, sex: str, number: int) -> str:
    """Eighteen digits in the shape of an NIP: birth date, start of service, sex, running number (9xx)."""
    return f"{year}{month:02d}14{year + 25}03{2 if sex == WOMAN else 1}{900 + number % 100}"


def _office(wish: Wish) -> Office:
    region = regions.load().region(wish.regency)
    assert region is not None
    berau = wish.regency == _BERAU
    name = (
        "Dinas Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Perempuan dan Perlindungan Anak"
        if berau
        else "Dinas Pengendalian Penduduk dan Keluarga Berencana"
    )
    rng = chance(wish.seed, wish.regency, "office")
    return Office(
        id=ids.derived_id(Office.FORM, wish.regency), status=DONE, regency=wish.regency,
        government=f"Pemerintah {region.name}", full_name=name, acronym="DPPKBP3A" if berau else "DPPKB",
        address=f"Jalan Contoh Nomor 12, {'Tanjung Redeb' if berau else region.name.split(' ', 1)[1]}",
        phone="(0554) 000000" if berau else "(000) 000000", email="kantor@contoh.example", head_title="Kepala Dinas",
        head_name=f"{name_lists().draw(rng).draw(rng, WOMAN)}, M.Si.", head_nip=_nip(1971, 8, WOMAN, 900),
    )  # fmt: skip
