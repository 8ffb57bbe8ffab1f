"""Every figure of the papers for visits: the list of the day, forms, and a letter."""

from __future__ import annotations

from datetime import date, timedelta

from kampungkb_desktop.forms.catalog import FORMS
from kampungkb_desktop.forms.kinds import Choice, Choices, Day, Link, Place
from kampungkb_desktop.forms.record import fields_of
from tests.papers.family_papers import frame, home_of, place_of
from tests.papers.own_papers import said
from tests.papers.sheet import TODAY, Sheet, age_said, long_day, short_day
from tests.papers.stored import Stored
from tests.papers.village_papers import ADDRESS, signed


def visit_list(sheet: Sheet, stored: Stored) -> None:
    """Daftar kunjungan: each line by its person or family, with the day that its own records give."""
    frame(sheet, rules=("jadwal-2022",))
    sheet.take("DAFTAR KUNJUNGAN Sabtu, 21 November 2026")
    for _ in range(sheet.pages - 1):
        sheet.take("Sabtu, 21 November 2026, Kampung", "Gunung Tabur 21 Nov 2026")
    due = {name: _due(stored, name, how) for name, _, how in DUE}
    late = sum(day < TODAY for day in due.values())
    homes = {stored.home_of(name)["id"] for name in due}
    sheet.take("RT 001", f"Perlu dikunjungi {len(due)} Sudah lewat tenggat {late} Keluarga {len(homes)}")
    sheet.take(f"{sheet.before(' ketik kode ini')} ketik kode ini")
    for number, (name, why, _how) in enumerate(DUE, 1):
        home, person = stored.home_of(name), stored.person(name)
        alone = home["head_name"] == name
        who = f"Keluarga {name}" if alone else f"{name} {age_said(person['birth_date'])} {home['head_name']}"
        days = (TODAY - due[name]).days
        sheet.take(f"{number} {who} {home['address']} {why} "
            f"{short_day(due[name])}{f' lewat {days} hari' if days > 0 else ''} "
                   f"{stored.code(home['id'] if alone else person['id'])}")  # fmt: skip
    signed(sheet)


DUE = (
    ("Dwi Cahyo Prasetyo", "2T; Kunjungan direncanakan; KRS belum dikunjungi", "planned"),
    ("Huring Awing", "Ibu nifas", "birth"),
    ("Bungan Aran", "Kunjungan direncanakan", "planned"),
    ("Hamdani Effendi", "Berat tidak naik (T); Penimbangan bulanan", "weighed"),
    ("Syarifuddin Effendi", "Berat tidak naik (T); Penimbangan bulanan", "weighed"),
    ("Murni Puspitasari", "Ibu hamil", "pregnant"),
    ("Zainal Rifani", "Kunjungan direncanakan; KRS belum dikunjungi", "planned"),
    ("Zahra Ulfah", "Berat tidak naik (T)", "weighed"),
    ("Gamaliel Lenjau", "Berat tidak naik (T)", "weighed"),
)
"""The lines of the list in its order, told from the store by hand; which record makes each due."""


def _due(stored: Stored, name: str, how: str) -> date:
    """The earliest day of any reason (resources/rules/jadwal-2022.toml)."""
    person, home = stored.person(name), stored.home_of(name)
    if how == "planned":
        own = [one for one in stored.all("visit", family_id=home["id"]) if one["member_id"] in (None, person["id"])]
        return date.fromisoformat(max(own, key=lambda one: one["visited_on"])["next_visit_on"])
    if how == "birth":  # the third visit of a mother ends on the 28th day
        born = next(one for one in stored.all("mutation", family_id=home["id"], kind="lahir"))
        return date.fromisoformat(born["happened_on"]) + timedelta(days=28)
    if how == "weighed":  # weight not gained: within 14 days
        rows = stored.all("measurement", member_id=person["id"])
        return date.fromisoformat(max(one["measured_on"] for one in rows)) + timedelta(days=14)
    rows = sorted(stored.all("pregnancy", member_id=person["id"]), key=lambda one: one["measured_on"])
    week = next(week for week in (12, 16, 20, 24, 28, 32, 36) if week > rows[-1]["gestation_weeks"])
    return date.fromisoformat(rows[-1]["measured_on"]) + timedelta(weeks=week - rows[-1]["gestation_weeks"])


def forms(sheet: Sheet, stored: Stored) -> None:
    """Formulir berisi data: code, person, and the last answers with their days."""
    home, _ = home_of(stored)
    child = stored.child
    _form_frame(sheet)
    sheet.take(f"{stored.code(home['id'])} ketik", f"{stored.code(child['id'])} ketik")
    sheet.take(f"lahir {long_day(child['birth_date'])}, {age_said(child['birth_date'])}")
    sheet.everywhere(f"{place_of(home)} {home['address']}")
    visit = max(stored.all("visit", family_id=home["id"]), key=lambda one: one["visited_on"])
    for field in ("referral", "referral_to"):
        kind = fields_of(FORMS["visit"])[field]
        sheet.everywhere(f"Terakhir: {said(kind, visit[field])} ({short_day(visit['visited_on'])})")
    row = max(stored.all("measurement", member_id=child["id"]), key=lambda one: one["measured_on"])
    for name, kind in fields_of(FORMS["measurement"]).items():
        if row[name] is not None and not isinstance(kind, Link | Day | Place) and name != "status":
            sheet.take(f"Terakhir: {' '.join(said(kind, row[name]).split())} ({short_day(row['measured_on'])})")
    _questions(sheet)


def blank_forms(sheet: Sheet, stored: Stored) -> None:
    """Formulir kosong: nothing but questions."""
    del stored
    _form_frame(sheet)
    _questions(sheet)


def _form_frame(sheet: Sheet) -> None:
    """Each form has page numbers of its own."""
    sheet.everywhere(*ADDRESS, f"Data per {long_day(TODAY)} · Dicetak {long_day(TODAY)}", f"Desktop {sheet.version}")
    sheet.everywhere("Halaman 1 dari 2", "Halaman 2 dari 2")
    sheet.may("Halaman 1 dari 1")


def _questions(sheet: Sheet) -> None:
    """Figures in the questions and in the answers to be chosen, as the forms have them."""
    for form in ("visit", "measurement", "pregnancy", "postpartum", "catin", "adolescent"):
        for kind in fields_of(FORMS[form]).values():
            for number, option in enumerate(kind.options.items if isinstance(kind, Choice | Choices) else (), 1):
                sheet.may(f"{number} {option.label}")
                if any(sign.isdigit() for sign in option.label):
                    sheet.may(option.label)
            sheet.may(kind.label)
    sheet.may("Anak 0–59 bulan", "Anak dan remaja 5–18 tahun", "trimester 1")


def referral(sheet: Sheet, stored: Stored) -> None:
    """Surat rujukan of the child whose referral is open."""
    frame(sheet)
    home, _ = home_of(stored)
    sheet.take(f"Umur {age_said(stored.child['birth_date'])}", f"RT {home['rt']}, {home['address']}", "Anak 0–59 bulan",
               f"Dikunjungi {long_day(TODAY)}")  # fmt: skip
    signed(sheet)


PROOFS = {
    "kunjungan": visit_list, "formulir": forms, "formulir-kosong": blank_forms, "rujukan": referral,
}  # fmt: skip
