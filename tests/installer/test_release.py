"""What the makers sign."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from kampungkb_desktop import __version__
from kampungkb_desktop.bundle.certificate import make_keys

RELEASE = Path(__file__).parents[2] / "resources" / "installer" / "release.py"


def test_only_what_a_sturdy_python_built_is_signed(tmp_path: Path) -> None:
    """Decision 0060; the two names are those of PyInstaller's folders on Linux and Windows."""
    script, keys, target = runpy.run_path(str(RELEASE)), make_keys(), tmp_path / "sign" / "x.kkbu"
    built = tmp_path / "KampungKB"
    inside = built / f"isi-{__version__}"
    inside.mkdir(parents=True)
    (built / "KampungKB").write_bytes(b"program")
    for frail in ("libpython3.11.so.1.0", "python311.dll"):
        (inside / frail).write_bytes(b"")
        with pytest.raises(SystemExit, match=r"3\.12"):
            script["release"](built, target, [keys], [keys.verify_key], ("Lebih cepat.",))
        (inside / frail).unlink()
    assert not target.exists()
    (inside / "libpython3.12.so.1.0").write_bytes(b"")
    assert script["release"](built, target, [keys], [keys.verify_key], ("Lebih cepat.",)) == target
