"""The laptops of the seed tests: an officer's in Kampung Maluang and the district's, as the actions have them."""

from __future__ import annotations

from tests.actions.conftest import district, district_template, officer, officer_template
from tests.ui.conftest import _dressed

__all__ = ["_dressed", "district", "district_template", "officer", "officer_template"]
