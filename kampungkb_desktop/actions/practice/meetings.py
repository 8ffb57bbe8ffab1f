"""The activities of a village over a year, from the templates in ``resources/practice/activities.toml``."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from datetime import date
from functools import cache
from random import Random
from typing import Any

from kampungkb_desktop.actions.practice.chance import Lot
from kampungkb_desktop.actions.practice.plan import VillagePlan
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms.activity import DASHAT, Activity
from kampungkb_desktop.forms.record import DONE

_DISHES = (
    ("Bubur ikan kakap dan labu", "Ikan kakap, labu, kelor"),
    ("Nasi tim ayam dan bayam", "Ayam kampung, bayam, wortel"),
    ("Sup udang dan jagung", "Udang, jagung, daun katuk"), ("Perkedel tempe dan telur", "Tempe, telur, daun bawang"),
    ("Pepes patin dan tumis kangkung", "Ikan patin, kangkung, tomat"),
)  # fmt: skip
_RISK_TAGS = {
    "2.7": ("kb_modern", "terlalu_dekat"), "3.1": ("kb_modern",), "4.2": ("terlalu_muda",), "4.3": ("pus_hamil",),
    "4.7": ("baduta", "balita"), "4.12": ("kb_modern",), "4.15": ("baduta", "balita"), "8.1": ("jamban",),
    "8.2": ("air_minum", "jamban"),
}  # fmt: skip
_STAGES = {
    "2.3": ("baduta", "balita"), "2.4": ("remaja",), "2.5": ("lansia",), "2.6": ("remaja",), "2.7": ("pus",),
    "4.2": ("catin",), "4.3": ("hamil",), "4.7": ("baduta", "balita"), "4.15": ("hamil", "baduta", "balita"),
}  # fmt: skip
_DETAILS = {"kie": "kie_kelompok", "pelayanan": "pelayanan_fasilitasi"}
_FUNDS = ("dana_desa", "csr", "apbd", "modal_kelompok")


@frozen(eq=False)
class Template:
    """One kind of activity; ``table`` is its entry in the file."""

    table: dict[str, Any]

    def agencies(self, known: set[str]) -> list[str]:
        """Which of its instansi work in this village."""
        return [code for code in self.table["instansi"] if code in known]


@cache
def templates() -> tuple[tuple[Template, float], ...]:
    """Every template with its weight."""
    with resource("practice/activities.toml").open("rb") as file:
        entries = tomllib.load(file)["kegiatan"]
    return tuple((Template(entry), float(entry["bobot"])) for entry in entries)


def activities(rng: Random, plan: VillagePlan, agencies: tuple[str, ...], days: list[date]) -> list[Activity]:
    """One activity a day given. Every agency takes part at least once, the first ones oftenest."""
    known = set(agencies)
    lot = Lot({template: weight for template, weight in templates() if template.agencies(known)})
    waiting = [code for code in agencies if any(code in t.table["instansi"] for t, _ in templates())]
    found: list[Activity] = []
    for day in days:
        template, asked = lot.draw(rng), waiting.pop() if waiting else None
        if asked is not None:
            template = rng.choice([t for t, _ in templates() if asked in t.table["instansi"]])
        came = template.agencies(known)
        rng.shuffle(came)
        chosen = {*came[: rng.randint(1, 3)], *([asked] if asked else [])}
        found.append(_activity(rng, plan, template, day, tuple(sorted(chosen))))
    return found


def _activity(rng: Random, plan: VillagePlan, template: Template, day: date, agencies: tuple[str, ...]) -> Activity:
    table, code = template.table, template.table["kode"]
    words = {"kampung": plan.region.name, "rt": f"{rng.randint(1, 9):02d}"}
    here = rng.randint(*table["peserta"])
    women = round(here * min(1, table["perempuan"] * rng.uniform(0.92, 1.06)))
    hour = rng.choice((8, 9, 9, 10, 14, 16))
    return Activity(
        village=plan.code, status=DONE, title=table["judul"], kegiatan=code, section=table["seksi"],
        topic=table["topik"], post_kind="kegiatan", held_on=day, starts_at=f"{hour:02d}.00",
        ends_at=f"{hour + 2:02d}.{rng.choice(('00', '30'))}", place=rng.choice(table["tempat"]).format(**words),
        level="desa", mode="luring", targets=tuple(table["sasaran"]), targets_other=table.get("sasaran_lainnya"),
        male=here - women, female=women, attended=here, institutions=agencies, description=table["deskripsi"],
        risk_tags=_RISK_TAGS.get(code), life_stages=_STAGES.get(code), groups=("kader", "warga"), area="dalam",
        topic_detail=_DETAILS.get(table["topik"]),
        **(_dashat(rng, here) if code == DASHAT else {}),
    )  # fmt: skip


def _dashat(rng: Random, here: int) -> dict[str, Any]:
    dish, stuff = rng.choice(_DISHES)
    small = round(here * rng.uniform(0.3, 0.5))
    return {
        "dashat_menu": dish, "dashat_ingredients": stuff, "dashat_portions": here + rng.randint(5, 25),
        "served_pregnant": rng.randint(1, 6), "served_nursing": rng.randint(2, 8), "served_baduta": small // 2,
        "served_balita": small - small // 2, "served_catin": rng.randint(0, 2),
        "dashat_funds": tuple(sorted(rng.sample(_FUNDS, rng.randint(1, 2)))),
        "dashat_cost": rng.randint(4, 18) * 50_000,
    }  # fmt: skip


def meeting_days(rng: Random, months: list[str], per_month: float, until: date) -> list[date]:
    """Days on which something is held: about so many a month, none after ``until``."""
    days: list[date] = []
    for month in months:
        year, number = (int(part) for part in month.split("-"))
        length = monthrange(year, number)[1]
        count = int(per_month) + (rng.random() < per_month % 1)
        days += [date(year, number, rng.randint(1, length)) for _ in range(count)]
    return sorted(day for day in days if day <= until)
