"""The versions of the programme that laptops run beside each other: today's, and one of next year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.forms import catalog, upgrades
from kampungkb_desktop.forms.family import Family
from kampungkb_desktop.forms.kinds import Scalar, Text
from kampungkb_desktop.forms.record import Record, ask

Values = Mapping[str, Scalar]


@frozen(kw_only=True)
class NextFamily(Family):
    """Next year's family: one question more, and RT under a new name."""

    VERSION: ClassVar[int] = Family.VERSION + 1

    garden: str | None = ask(Text("Kebun"))
    neighbourhood: str | None = ask(Text("Rukun tetangga"))


@frozen(kw_only=True)
class Garden(Record):
    """A form that today's programme has never heard of."""

    FORM: ClassVar[str] = "garden"
    TITLE: ClassVar[str] = "Kebun keluarga"

    crop: str | None = ask(Text("Tanaman"))


def _rename_rt(values: dict[str, Scalar]) -> dict[str, Scalar]:
    return {**values, "neighbourhood": values["rt"]} if "rt" in values else values


@dataclass(frozen=True)
class Programme:
    """One version: what it has beyond today's forms, and how it reads what was written under an earlier one."""

    name: str
    forms: tuple[type[Record], ...] = ()
    step: Callable[[dict[str, Scalar]], dict[str, Scalar]] | None = None

    def reads(self, form: str, version: int, values: Values) -> Values:
        """The answers of a change as this version must understand them: said without the engine's steps."""
        if self.step is not None and form == Family.FORM and version <= Family.VERSION and "rt" in values:
            return {**values, "neighbourhood": values["rt"]}
        return values

    @contextmanager
    def running(self) -> Iterator[None]:
        """Everything inside happens in this version. The catalog is one for a whole process, so it is lent."""
        forms, versions = cast("dict[str, Any]", catalog.FORMS), cast("dict[str, int]", catalog.VERSIONS)
        steps = cast("dict[tuple[str, int], Any]", upgrades.STEPS)
        kept = dict(forms), dict(versions), dict(steps)
        try:
            for form in self.forms:
                forms[form.FORM], versions[form.FORM] = form, form.VERSION
            if self.step is not None:
                steps[Family.FORM, Family.VERSION] = self.step
            yield
        finally:
            for lent, own in zip((forms, versions, steps), kept, strict=True):
                cast("dict[Any, Any]", lent).clear()
                cast("dict[Any, Any]", lent).update(own)


TODAY = Programme("kini")
NEXT = Programme("tahun depan", (NextFamily, Garden), _rename_rt)
PROGRAMMES = (TODAY, NEXT)
