"""The same months as in ``test_convergence``, with the district's records on a real PostgreSQL server: whatever
happens, it says what the laptops say that keep theirs in a file."""

from __future__ import annotations

from typing import ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import initialize, run_state_machine_as_test

from kampungkb_desktop.actions.office_server import join
from kampungkb_desktop.forms.catalog import FORMS
from tests.actions.devices import make
from tests.postgres import Cluster
from tests.test_convergence import Month

# Each step asks a server that other tests ask too; HYPOTHESIS_PROFILE=deep searches long.
_DEEP = (settings.default.max_examples if settings.default else 40) > 100
_FEW = settings(
    max_examples=200 if _DEEP else 5, stateful_step_count=50 if _DEEP else 12, derandomize=not _DEEP,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip


class MonthAtTheServer(Month):
    """The third laptop is the district's."""

    cluster: ClassVar[Cluster]

    @initialize()
    def begin(self) -> None:
        super().begin()
        district = self.group.laptops[2]
        district.session = join(district.session, self.cluster.office("convergence", FORMS))
        assert district.session.database.on_server


def test_a_district_on_a_server_agrees_with_laptops_on_files(
    postgres: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = tmp_path_factory.mktemp("converging")
    roles = {"siti": "petugas", "andi": "petugas", "kantor": "kabupaten"}
    for name, role in roles.items():
        make(made / name, name.title(), role=role)

    class Here(MonthAtTheServer):
        templates = [made / name for name in roles]
        cluster = postgres

    run_state_machine_as_test(Here, settings=_FEW)
