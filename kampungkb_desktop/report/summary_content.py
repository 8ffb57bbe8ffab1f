"""What stands in a village summary, as plain values: an action fills them, the layout only shows them.

``None`` means "not filled in" everywhere and is printed as "Belum diisi"; an empty tuple means "filled in: none".
Percentages (0 to 100) and scores are handed over as the rules computed them, so that paper and screen cannot differ;
the layout computes nothing but sums and shares of the counts it prints. No names of family members belong here.
"""

from __future__ import annotations

from datetime import date

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.report.lists_content import VillageLists
from kampungkb_desktop.report.register_content import Changes, Number, Photo, Register

AGE_GROUPS = (
    "0–4", "5–9", "10–14", "15–19", "20–24", "25–29", "30–34", "35–39",
    "40–44", "45–49", "50–54", "55–59", "60–64", "65–69", "70–74", "75+",
)  # fmt: skip
"""The 16 age groups of the population snapshot, in order (domain.md 1.2)."""

CLASS_NAMES = ("Dasar", "Berkembang", "Mandiri", "Berkelanjutan")
"""The classes from lowest to highest (domain.md 2.3)."""


@frozen(kw_only=True)
class Letterhead:
    """The OPD-KB that issues the paper. ``logo`` is the content of a PNG or JPEG file."""

    government: str | None = None
    office: str | None = None
    acronym: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    logo: bytes | None = None


@frozen(kw_only=True)
class Village:
    """Who the summary is about. ``kind`` is the local word for the village ("Desa", "Kelurahan", "Kampung")."""

    name: str | None = None  # name of the Kampung KB, which is not the village's ("Maluang Sejati")
    village: str
    kind: str = "Desa"
    code: str
    subdistrict: str
    district: str  # with its kind: "Kabupaten Berau", "Kota Banjarbaru"
    province: str
    launched_on: date | None = None
    coverage: str | None = None  # "Desa", "Dusun Mekar", "RW 03"
    in_charge: str | None = None
    model_village: str | None = None  # "Kabupaten" or "Provinsi" when it is percontohan for one
    description: str | None = None


@frozen(kw_only=True)
class IndicatorScore:
    """One of the 12 indicators. ``figure`` is the reason in a few words: "15 anggota, terlatih", "20 %"."""

    code: str  # "I1" to "I5", "P1" to "P3", "O1" to "O4": the first letter decides the column
    label: str
    figure: str | None
    score: int | None
    highest: int = 4


@frozen(kw_only=True)
class Classification:
    """The computed class with its reasons; indices 1.00 to 4.00, good from ``threshold``."""

    name: str | None = None  # one of ``CLASS_NAMES``
    input_index: Number | None = None
    process_index: Number | None = None
    output_index: Number | None = None
    threshold: Number = 3
    indicators: tuple[IndicatorScore, ...] = ()
    next_class: str | None = None
    next_steps: tuple[str, ...] = ()
    """What lifts the village to ``next_class``, one plain sentence each, the nearest first."""
    official_name: str | None = None  # the class as the portal shows it, typed in by hand, and the day it was read
    official_on: date | None = None
    source: str | None = None


@frozen(kw_only=True)
class Population:
    """The population snapshot in force: 16 numbers of men and of women in the order of ``AGE_GROUPS``, and families."""

    men: tuple[int | None, ...] = (None,) * len(AGE_GROUPS)
    women: tuple[int | None, ...] = (None,) * len(AGE_GROUPS)
    couples: int | None = None
    families: int | None = None
    adolescents: int | None = None
    families_with_toddlers: int | None = None
    families_with_adolescents: int | None = None
    families_with_elderly: int | None = None
    source: str | None = None


@frozen(kw_only=True)
class GroupParticipation:
    """One poktan: ``owned`` as in the institution profile, ``percent`` as the rule rounds it."""

    short: str
    name: str
    target_label: str  # what the target counts: "keluarga balita", "remaja"
    owned: bool | None = None
    members: int | None = None
    target: int | None = None
    percent: Number | None = None


@frozen(kw_only=True)
class Groups:
    """Participation in the five poktan, in the order of the portal, and the source of the counts."""

    groups: tuple[GroupParticipation, ...] = ()
    source: str | None = None
    percent_source: str | None = None


@frozen
class MethodCount:
    """Users of one contraceptive method. ``long_acting`` marks MKJP."""

    label: str
    users: int | None = None
    long_acting: bool = False


@frozen(kw_only=True)
class FamilyPlanning:
    """The monthly Bangga Kencana snapshot: 7 methods in portal order, MAL and traditional apart, and the non-users."""

    couples: int | None = None
    methods: tuple[MethodCount, ...] = ()
    further_methods: tuple[MethodCount, ...] = ()
    """Methods without a box of their own on the portal (MAL, Tradisional); empty when they are not kept."""
    pregnant: int | None = None
    wants_soon: int | None = None
    wants_later: int | None = None
    wants_no_more: int | None = None
    prevalence: Number | None = None  # CPR in per cent, as the classification uses it
    long_acting: Number | None = None  # MKJP in per cent of users
    unmet_need: Number | None = None  # (IAT + TIAL) in per cent of PUS
    unmet_couples: int | None = None  # how many couples that is
    insured: int | None = None  # persons with BPJS
    source: str | None = None
    rates_source: str | None = None


@frozen
class Officer:
    """A member of the pengurus who holds an office, for the public part of the paper."""

    position: str
    name: str | None = None


@frozen
class Facility:
    """One of the seven kinds of sarana-prasarana."""

    label: str
    present: bool | None = None


@frozen
class Mechanism:
    """One of the five mekanisme operasional; ``frequency`` in words ("Bulanan")."""

    label: str
    done: bool | None = None
    frequency: str | None = None


@frozen(kw_only=True)
class Institution:
    """The institution profile in force: pokja, sarana, dukungan and mekanisme (domain.md 1.4)."""

    working_group: bool | None = None
    decree: bool | None = None
    members: int | None = None
    trained: bool | None = None
    training: str | None = None
    trained_members: int | None = None
    officers: tuple[Officer, ...] = ()
    facilities: tuple[Facility, ...] = ()
    funds: tuple[str, ...] | None = None
    regulations: tuple[str, ...] | None = None
    plan: bool | None = None  # has a rencana kerja masyarakat (RKM)
    data_use: tuple[str, ...] | None = None
    accompanied: bool | None = None  # A PKB/PLKB accompanies the village; else ``directed_by`` says who does
    companion: str | None = None
    companion_number: str | None = None
    companion_phone: str | None = None
    directed_by: str | None = None
    mechanisms: tuple[Mechanism, ...] = ()
    source: str | None = None


@frozen(kw_only=True)
class Programme:
    """One of the eight sub-programmes with the number of activities in the month and in the year so far."""

    code: str
    label: str
    this_month: int | None = None
    this_year: int | None = None


@frozen(kw_only=True)
class ActivityLine:
    """One activity of the month. ``agencies`` are the instansi that took part."""

    held_on: date
    title: str
    place: str | None = None
    programme: str | None = None  # code of its sub-programme ("P4")
    participants: int | None = None
    agencies: tuple[str, ...] = ()


@frozen(kw_only=True)
class Activities:
    """Activities of the month by sub-programme; an empty ``lines`` says that none was recorded."""

    programmes: tuple[Programme, ...] = ()
    lines: tuple[ActivityLine, ...] = ()
    more: int = 0  # activities of the month that are counted above and not named in ``lines``
    photos: tuple[Photo, ...] = ()
    agencies_total: int | None = None  # distinct instansi over all activities, as the classification counts them
    source: str | None = None


@frozen
class Signature:
    """A place to sign: "Ketua Pokja", name and NIP when known; an unknown name leaves a dotted line."""

    role: str
    name: str | None = None
    number: str | None = None


@frozen(kw_only=True)
class SummaryContent:
    """A whole village summary. ``month`` is "2026-10"; both dates are given, the layout has no clock."""

    letterhead: Letterhead
    village: Village
    month: str
    data_on: date  # day up to which the data go ("Data per ...")
    printed_on: date
    classification: Classification = Classification()
    population: Population = Population()
    groups: Groups = Groups()
    family_planning: FamilyPlanning = FamilyPlanning()
    institution: Institution = Institution()
    lists: VillageLists | None = None
    activities: Activities = Activities()
    register: Register | None = None  # ``None``: no family register is kept here, the section is left out
    changes: Changes | None = None
    signatures: tuple[Signature, ...] = ()
    signed_at: str | None = None  # place before the date above the signatures
    rule_versions: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()  # "Inpres 3/2022", "Perban BKKBN 20/2023"
    app_version: str = ""
    checked: bool = True  # whether every foot carries the check code
    practice: bool = False  # practice data: every page carries the watermark LATIHAN
