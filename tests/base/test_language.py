"""The choice of language on a laptop: kept beside the data, Indonesian whenever in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from kampungkb_desktop.base import language


def test_a_choice_is_kept_and_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "belum ada"
    assert language.chosen(folder) == language.INDONESIAN
    language.choose(folder, language.ENGLISH)
    assert language.chosen(folder) == language.ENGLISH
    language.choose(folder, language.INDONESIAN)
    assert language.chosen(folder) == language.INDONESIAN


@pytest.mark.parametrize("spoilt", [b"", b"fr\n", b"\xff\xfe\x00", b"en" * 4_000_000])
def test_what_cannot_be_read_is_indonesian(tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / language.CHOICE).write_bytes(spoilt)
    assert language.chosen(tmp_path) == language.INDONESIAN


def test_a_folder_in_the_place_of_the_choice_is_indonesian(tmp_path: Path) -> None:
    (tmp_path / language.CHOICE).mkdir()
    assert language.chosen(tmp_path) == language.INDONESIAN
    with pytest.raises(OSError, match=language.CHOICE):
        language.choose(tmp_path, language.ENGLISH)
