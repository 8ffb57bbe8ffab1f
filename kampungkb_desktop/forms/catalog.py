"""Every form there is, in a fixed order. Tables, exports and the walk over all declarations start here."""

from __future__ import annotations

from collections.abc import Mapping

from kampungkb_desktop.forms.activity import Activity
from kampungkb_desktop.forms.activity_rows import Attendee, MethodService, MinuteItem, ServedFamily
from kampungkb_desktop.forms.adolescent import AdolescentCheck
from kampungkb_desktop.forms.alias import Alias
from kampungkb_desktop.forms.attachment import Attachment
from kampungkb_desktop.forms.award import Award
from kampungkb_desktop.forms.catin import CatinCheck
from kampungkb_desktop.forms.data_house import DataHouse
from kampungkb_desktop.forms.deadline_done import DeadlineDone
from kampungkb_desktop.forms.device_loss import DeviceLoss
from kampungkb_desktop.forms.enrolment import Enrolment
from kampungkb_desktop.forms.erasure import Erasure, ErasureWord
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.family_development import FamilyDevelopment
from kampungkb_desktop.forms.family_planning import FamilyPlanning
from kampungkb_desktop.forms.institution import InstitutionProfile
from kampungkb_desktop.forms.kinds import Link
from kampungkb_desktop.forms.measurement import ChildMeasurement
from kampungkb_desktop.forms.member import Member
from kampungkb_desktop.forms.monthly import MonthlySnapshot
from kampungkb_desktop.forms.mutation import Mutation
from kampungkb_desktop.forms.not_same import NotSame
from kampungkb_desktop.forms.office_rule import OfficeRule
from kampungkb_desktop.forms.officer import Assignment, Office, Officer
from kampungkb_desktop.forms.officer_report import OfficerReport
from kampungkb_desktop.forms.official_class import OfficialClass
from kampungkb_desktop.forms.pdp_request import PdpRequest
from kampungkb_desktop.forms.pokja import PokjaMember
from kampungkb_desktop.forms.poktan import Poktan
from kampungkb_desktop.forms.population import PopulationSnapshot
from kampungkb_desktop.forms.portal_entry import PortalEntry
from kampungkb_desktop.forms.postpartum import PostpartumCheck
from kampungkb_desktop.forms.pregnancy import PregnancyCheck
from kampungkb_desktop.forms.problem import Problem
from kampungkb_desktop.forms.record import Record, fields_of
from kampungkb_desktop.forms.region_change import RegionChange
from kampungkb_desktop.forms.regulation import Regulation
from kampungkb_desktop.forms.retention_keep import RetentionKeep
from kampungkb_desktop.forms.risk_verification import RiskVerification
from kampungkb_desktop.forms.village import Village
from kampungkb_desktop.forms.visit import Visit
from kampungkb_desktop.forms.work_plan import PlanLine, WorkPlan

FORMS: Mapping[str, type[Record]] = {
    form.FORM: form
    for form in (
        Village, PopulationSnapshot, MonthlySnapshot, InstitutionProfile, Officer, Assignment, Enrolment, Office,
        Family, Member, FamilyPlanning, FamilyDevelopment, Mutation, RiskVerification,
        Visit, ChildMeasurement, CatinCheck, PregnancyCheck, PostpartumCheck, AdolescentCheck,
        Activity, Attendee, MinuteItem, ServedFamily, MethodService, Attachment, OfficialClass,
        PokjaMember, Poktan, DataHouse, Regulation, Award, WorkPlan, PlanLine, Problem, DeadlineDone, NotSame,
        Alias, OfficeRule, RegionChange, PortalEntry, Erasure, ErasureWord, PdpRequest, DeviceLoss, RetentionKeep,
        OfficerReport,
    )
}  # fmt: skip

VERSIONS: Mapping[str, int] = {name: form.VERSION for name, form in FORMS.items()}

LINKS: tuple[tuple[str, str, str], ...] = tuple(
    (name, field, kind.to)
    for name, form in FORMS.items()
    for field, kind in fields_of(form).items()
    if isinstance(kind, Link)
)
"""(form, field, linked form)."""


def form_title(name: str) -> str:
    """The Indonesian title of a form; a form of a newer version is called by its name."""
    form = FORMS.get(name)
    return form.TITLE if form else name
