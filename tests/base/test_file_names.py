"""Names that survive sticks and messengers."""

from __future__ import annotations

from pathlib import Path

from kampungkb_desktop.base.file_names import free, plain


def test_plain_letters_only() -> None:
    assert plain("Siti Rahmah, S.Sos.") == "Siti-Rahmah-S-Sos"
    assert plain("Ni Luh Déwi / Bā'u") == "Ni-Luh-Dewi-Ba-u"
    assert plain("王") == ""
    assert len(plain("a" * 300)) == 40


def test_nothing_is_written_over(tmp_path: Path) -> None:
    assert free(tmp_path, "a.kkb").name == "a.kkb"
    (tmp_path / "a.kkb").touch()
    (tmp_path / "a (2).kkb").touch()
    assert free(tmp_path, "a.kkb").name == "a (3).kkb"
