"""A column of whole numbers comes as it is kept, and takes no more memory than the numbers of rows need."""

from __future__ import annotations

import json
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from kampungkb_desktop.store import connection
from kampungkb_desktop.store.connection import Connection

ROWS, ANY = st.integers(0, 2**32 - 1), st.integers(-(2**63), 2**63 - 1)


@given(st.lists(ROWS, max_size=40) | st.lists(ROWS | ANY, max_size=40))
def test_they_are_those_of_the_column_in_its_order(numbers: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_AT_A_TIME", 60)  # so that a wide number comes after narrow ones were taken
        driver = dbapi2.connect(":memory:")
        sql = "FROM json_each(?)"
        found = Connection(driver).whole_numbers("value", sql, (json.dumps(numbers),), order="id")
        driver.close()
    assert list(found) == numbers
    assert found.itemsize == (8 if any(not 0 <= one < 2**32 for one in numbers) else 4)


def test_the_numbers_of_a_large_list_take_four_bytes_each() -> None:
    driver = dbapi2.connect(":memory:")
    rows = (
        "FROM (WITH RECURSIVE one(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM one WHERE n < 50000) SELECT n FROM one)"
    )
    found = Connection(driver).whole_numbers("n", rows)
    driver.close()
    assert found == array("q", range(1, 50_001))
    assert found.itemsize * len(found) == 200_000
