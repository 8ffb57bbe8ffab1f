"""The store as plain rows, and what the papers print reckoned from them anew: nothing of the program's own counting.

The rules are those of the field (domain.md 2.2, 4.2, 4.3) in their shortest form, for complete answers only.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions.session import Session
from tests.papers.sheet import TODAY, months_between

Row = Mapping[str, Any]
VILLAGE, OTHER = "64.03.06.2004", "64.03.06.2006"
MONTH = "2026-11"
SAFE_WATER = {"kemasan", "ledeng", "sumur_bor", "sumur_terlindung", "mata_air_terlindung"}
METHODS = ("iud", "mow", "mop", "condom", "implant", "injection", "pill")
GROUPS = ("bkb", "bkr", "bkl", "uppka", "pikr")
TARGETS = ("families_toddler", "families_adolescent", "families_elderly", "families", "adolescents")
GROWTH = Path(__file__).parents[2] / "resources" / "growth"


class Rows:
    """Every table of one database, read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tables: dict[str, list[Row]] = {}

    def all(self, table: str, **where: Any) -> list[Row]:
        """Rows of a table whose columns are so."""
        if table not in self._tables:
            with self._session.database.read() as conn:
                names = sorted(conn.columns(table))
                quoted = ", ".join(f'"{name}"' for name in names)
                found = conn.exec_driver_sql(f'SELECT {quoted} FROM "{table}" ORDER BY id').all()
            self._tables[table] = [dict(zip(names, row, strict=True)) for row in found]
        return [row for row in self._tables[table] if all(row[key] == value for key, value in where.items())]

    def one(self, table: str, **where: Any) -> Row:
        (row,) = self.all(table, **where)
        return row

    def newest(self, table: str, by: str, until: str, **where: Any) -> Row:
        """The last row by a day or month."""
        return max((row for row in self.all(table, **where) if row[by] <= until), key=lambda row: row[by])

    def codes(self, row: Row, column: str) -> list[str]:
        return list(json.loads(row[column] or "[]"))

    @cached_property
    def child(self) -> Row:
        """The small child that was visited most often: the papers about one family and one person are about it."""
        seen = Counter(one["member_id"] for one in self.all("visit", target="anak", village=VILLAGE))
        return self.one("member", id=max(seen, key=lambda one: (seen[one], one)))

    @cached_property
    def dashat(self) -> Row:
        """The cooking of the first village."""
        return self.one("activity", village=VILLAGE, kegiatan="4.15")

    def written(self, form: str, author: str) -> int:
        """Records of a form that an officer wrote for the first time in November by the log."""
        with self._session.database.read() as conn:
            sql = (
                "SELECT change.record, min(change.wall) FROM change JOIN action ON action.n = change.action "
                "WHERE change.form = ? AND action.author = ? GROUP BY change.record"
            )
            rows = conn.exec_driver_sql(sql, (form, author)).all()
        begin = 1_793_491_200_000  # the first of November 2026
        return sum(wall >= begin for _, wall in rows)

    def place(self, about: str) -> str:
        """What a paper is about."""
        if about in ("village", "regency"):
            return VILLAGE if about == "village" else VILLAGE[:5]
        found: dict[str, str] = {
            "family": self.child["family_id"], "member": self.child["id"], "file": "berkas",
            "officer": self.all("assignment")[0]["officer_id"],
            "activity": max(self.all("activity", village=VILLAGE), key=lambda one: one["held_on"])["id"],
        }  # fmt: skip
        return found[about]

    def person(self, name: str) -> Row:
        """A person of the village by name: the practice data have no two alike there."""
        return self.one("member", full_name=name, village=VILLAGE)

    def home_of(self, name: str) -> Row:
        return self.one("family", id=self.person(name)["family_id"])

    def code(self, record: str) -> str:
        """The code on paper: forty bits of a digest in letters and digits, and one more against slips."""
        signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        bits = int(hashlib.sha256(record.encode()).hexdigest()[:10], 16)
        eight = "".join(signs[bits >> 5 * at & 31] for at in range(7, -1, -1))
        check = 0
        for sign in eight:
            check = (check ^ signs.index(sign)) << 1
            check = check ^ 0b100101 if check & 32 else check
        return f"{eight[:4]}-{eight[4:]}-{signs[check]}"

    def changes(self, form: str, record: str) -> list[dict[str, Any]]:
        """What was written of a record, the first time first."""
        with self._session.database.read() as conn:
            sql = "SELECT vals FROM change WHERE form = ? AND record = ? ORDER BY seq"
            rows = conn.exec_driver_sql(sql, (form, record)).all()
        return [json.loads(vals) for (vals,) in rows]

    @cached_property
    def members(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.all("member"):
            found.setdefault(row["family_id"], []).append(row)
        return found

    def people(self, village: str) -> list[Row]:
        return [one for home in self.all("family", village=village) for one in self.members[home["id"]]]

    def children(self, village: str, months: range) -> list[Row]:
        return [one for one in self.people(village) if months_between(one["birth_date"], TODAY) in months]

    def agencies(self, village: str) -> set[str]:
        return {code for one in self.all("activity", village=village) for code in self.codes(one, "institutions")}


class Stored(Rows):
    """The rows, and what the rules of the field make of them."""

    # The class of a village (domain.md 2.2).

    def scores(self, village: str, month: str = MONTH) -> dict[str, int]:
        profile = self.newest("institution", "month", month, village=village)
        owned = sum(profile[f"has_{kind}"] for kind in GROUPS)
        halls = profile["has_secretariat"] + profile["has_data_house"]
        done = sum(profile[f"{kind}_done"] for kind in
                   ("planning", "coordination", "socialisation", "monitoring", "reporting"))  # fmt: skip
        rates = self.rates(village, month)
        return {
            "I1": 1 + bool(profile["has_pokja"]) + bool(profile["pokja_members"]) + bool(profile["pokja_trained"]),
            "I2": _steps(len(self.codes(profile, "funds")), 1, 2, 5),
            "I3": _steps(owned, 1, 3, 5),
            "I4": 1 + halls,
            "I5": 1 + bool(profile["has_pkb"]) + bool(profile["has_regulation"]),
            "P1": _steps(len(self.codes(profile, "data_kinds")), 1, 2, 4),
            "P2": _steps(done, 1, 3, 5),
            "P3": _steps(len(self.agencies(village)), 1, 4, 7),
            "O1": _steps(rates["poktan"], 10, 21, 31),
            "O2": _steps(rates["cpr"], 30, 41, 51),
            "O3": _steps(rates["mkjp"], 20, 23, 25),
            "O4": 5 - _steps(rates["unmet"], 7, 10, 13),
        }

    def level(self, village: str) -> str:
        """The class out of the three means (domain.md 2.3)."""
        scores = self.scores(village)
        good = [
            sum(s for c, s in scores.items() if c[0] == first) >= least
            for first, least in (("I", 15), ("P", 9), ("O", 12))
        ]
        if all(good):
            return "Berkelanjutan"
        if good[2] and (good[0] or good[1]):
            return "Mandiri"
        return "Berkembang" if good[0] and good[1] else "Dasar"

    def rates(self, village: str, month: str = MONTH) -> dict[str, int]:
        """Whole per cent as the portal rounds."""
        counted = self.newest("population", "as_of", f"{month}-31", village=village)
        told = self.newest("monthly", "month", month, village=village)
        users = self.users(told)
        long_acting = sum(told[f"users_{kind}"] for kind in ("iud", "mow", "mop", "implant"))
        joined = [round(100 * told[kind] / counted[target]) for kind, target in zip(GROUPS, TARGETS, strict=True)]
        return {
            "poktan": round(sum(joined) / 5), "cpr": round(100 * users / counted["pus"]),
            "mkjp": round(100 * long_acting / users), "unmet": round(100 * self.unmet(told) / counted["pus"]),
        }  # fmt: skip

    def users(self, told: Row) -> int:
        return sum(told[f"users_{kind}"] for kind in METHODS)

    def unmet(self, told: Row) -> int:
        return sum(told[key] or 0 for key in ("nonuser_iat", "nonuser_tial", "placed_iat", "placed_tial"))

    def souls(self, counted: Row) -> int:
        return sum(value for key, value in counted.items() if key.startswith(("male_", "female_")))

    # --- families at risk of stunting (domain.md 4.3)

    @cached_property
    def risks(self) -> dict[str, dict[str, bool | None]]:
        """For each family its sasaran, its factors and the verdict; ``None`` is tidak berlaku."""
        return {home["id"]: self._risk(home) for home in self.all("family")}

    def _risk(self, home: Row) -> dict[str, bool | None]:
        people = self.members[home["id"]]
        ages = [months_between(one["birth_date"], TODAY) for one in people]
        wife = next((one for one in people if self._wife(one)), None)
        husband = any(one["sex"] == "laki_laki" and self._married(one) for one in people)
        couple = wife if wife is not None and husband else None
        births = sorted((one["birth_date"] for one in people if one["relation"] == "anak"), reverse=True)
        told = max(self.all("family_planning", family_id=home["id"]), key=lambda r: (r["as_of"], r["id"]), default=None)
        found: dict[str, bool | None] = {
            "baduta": any(months < 24 for months in ages), "balita": any(24 <= months < 60 for months in ages),
            "pus": couple is not None, "hamil": bool(couple and told and told["pregnant"]),
            "air": home["water"] not in SAFE_WATER, "jamban": home["latrine"] != "septik",
        }  # fmt: skip
        if couple is None:
            found |= dict.fromkeys(("muda", "tua", "dekat", "banyak", "empat", "tanpa_kb"))
        else:
            assert told is not None
            years = months_between(couple["birth_date"], TODAY) // 12
            living = (told["living_male"] or 0) + (told["living_female"] or 0)
            found |= {
                "muda": years < 20, "tua": 35 <= years <= 40, "banyak": living >= 3,
                "dekat": len(births) > 1 and months_between(births[1], births[0]) < 24,
                "tanpa_kb": not (told["using"] and told["method"] != "tradisional"),
            }  # fmt: skip
            found["empat"] = any(found[code] for code in ("muda", "tua", "dekat", "banyak"))
        found["sasaran"] = any(found[code] for code in ("baduta", "balita", "pus", "hamil"))
        risky = found["air"] or found["jamban"] or bool(found["empat"] and found["tanpa_kb"])
        return found | {"krs": bool(found["sasaran"] and risky)}

    def _married(self, one: Row) -> bool:
        return one["marital"] == "kawin" and one["relation"] in ("kepala_keluarga", "istri_suami")

    def _wife(self, one: Row) -> bool:
        return (
            self._married(one)
            and one["sex"] == "perempuan"
            and 15 <= months_between(one["birth_date"], TODAY) // 12 <= 49
        )

    def families(self, village: str, **traits: bool | None) -> list[str]:
        """Families of a village of which all of these hold."""
        homes = (home["id"] for home in self.all("family", village=village))
        return [home for home in homes if all(self.risks[home][key] is value for key, value in traits.items())]

    def verified(self, village: str) -> dict[str, Row]:
        return {row["family_id"]: row for row in self.all("risk_verification", village=village, year=2026, half="2")}

    # --- growth (WHO 2006): one value of z by its L, M and S

    def z(self, child: Row, measured: Row, index: str) -> float:
        days = _days(child["birth_date"], measured["measured_on"])
        height = _height(measured, days)
        lying = days < 731
        weight = measured["weight_kg"]
        table, key, value = {
            "weight": ("wei", str(days), weight), "height": ("len", str(days), height),
            "both": ("wfl" if lying else "wfh", f"{height:.1f}", weight),
            "mass": ("bmi", str(days), weight / (height / 100) ** 2),
            "head": ("head", str(days), measured["head_cm"]),
        }[index]  # fmt: skip
        power, median, spread = _lms(table, key, male=child["sex"] == "laki_laki")
        return float(((value / median) ** power - 1) / (power * spread))


def _steps(figure: float, *floors: float) -> int:
    """One, and one more for every floor that is reached."""
    return 1 + sum(figure >= floor for floor in floors)


def _days(birth: str, on: str) -> int:
    return (date.fromisoformat(on) - date.fromisoformat(birth)).days


def _height(measured: Row, days: int) -> float:
    """Length under two years of age, height from then on: 0.7 cm between them."""
    raw = float(measured["lenhei_cm"])
    if days < 731 and measured["position"] == "berdiri":
        return raw + 0.7
    return raw - 0.7 if days >= 731 and measured["position"] == "berbaring" else raw


def _lms(table: str, key: str, *, male: bool) -> tuple[float, float, float]:
    for line in (GROWTH / f"{table}.txt").read_text("ascii").splitlines():
        if not line.startswith("#") and (line.split()[0] == key or float(line.split()[0]) == float(key)):
            figures = [float(one) for one in line.split()[1:]]
            power, median, spread = figures[:3] if male else figures[3:]
            return power, median, spread
    raise AssertionError(f"{table} has no {key}")
