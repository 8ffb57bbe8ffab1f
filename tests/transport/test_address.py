"""The address a person types: the one in the browser is enough, and no password goes where it may be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.transport.dav_address import cloud_roots, folder_of, origin_and_path, quoted, without_secrets


@pytest.mark.parametrize(
    ("typed", "origin", "path"),
    [
        ("awan.berau.go.id", "https://awan.berau.go.id", ""),
        ("  https://Awan.Berau.go.id/  ", "https://awan.berau.go.id", ""),
        ("https://awan.berau.go.id:8443/nextcloud/", "https://awan.berau.go.id:8443", "/nextcloud"),
        ("davs://awan.berau.go.id/x", "https://awan.berau.go.id", "/x"),
        ("webdavs://awan.berau.go.id/x", "https://awan.berau.go.id", "/x"),
        ("http://localhost:8080/dav", "http://localhost:8080", "/dav"),
        ("https://siti:rahasia@awan.berau.go.id/a%20b", "https://awan.berau.go.id", "/a b"),
    ],
)
def test_addresses_as_people_type_them(typed: str, origin: str, path: str) -> None:
    assert origin_and_path(typed) == (origin, path)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "E-NET-ADDRESS"),
        ("kantor", "E-NET-ADDRESS"),
        ("ftp://awan.berau.go.id", "E-NET-ADDRESS"),
        ("file:///etc/passwd", "E-NET-ADDRESS"),
        ("https://awan.berau.go.id:99999", "E-NET-ADDRESS"),
        ("https://awan berau.go.id", "E-NET-ADDRESS"),
        ("https://" + "a" * 400 + ".id", "E-NET-ADDRESS"),
        ("http://awan.berau.go.id", "E-NET-PLAIN"),
        ("dav://192.168.1.4/berkas", "E-NET-PLAIN"),
        ("https://awan.berau.go.id/s/AbCdEf123", "E-NET-SHARE"),
        ("https://awan.berau.go.id/index.php/s/AbCdEf123", "E-NET-SHARE"),
    ],
)
def test_addresses_that_are_refused(typed: str, code: str) -> None:
    with pytest.raises(KnownError) as error:
        origin_and_path(typed)
    assert error.value.code == code


def test_where_a_nextcloud_may_live() -> None:
    assert cloud_roots("") == [""]
    assert cloud_roots("/index.php/apps/files") == [""]
    assert cloud_roots("/awan/apps/dashboard/") == ["/awan", ""]
    assert cloud_roots("/awan") == ["/awan", ""]
    assert cloud_roots("/remote.php/dav/files/siti/Kampung KB") == [], "it names its files already"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(typed: str) -> None:
    try:
        origin, path = origin_and_path(typed)
    except KnownError:
        return
    assert origin.startswith(("https://", "http://localhost", "http://127.0.0.1", "http://[::1]"))
    assert "@" not in origin
    assert quoted(path).isascii()


@given(st.text(max_size=60))
def test_any_text_is_a_folder_or_refused(typed: str) -> None:
    try:
        folder = folder_of(typed)
    except KnownError:
        return
    assert not folder.startswith("/")
    assert not {".", ".."} & set(folder.split("/"))


def test_a_folder_as_people_type_it() -> None:
    assert folder_of(" /Bersama\\ Kampung KB/ ") == "Bersama/Kampung KB"
    assert folder_of("") == ""
    with pytest.raises(KnownError, match="E-NET-FOLDER"):
        folder_of("Bersama/../rahasia")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://siti:rahasia@awan.berau.go.id/a@b", "https://awan.berau.go.id/a@b"),
        ("siti@awan.berau.go.id", "awan.berau.go.id"),
        (" awan.berau.go.id ", "awan.berau.go.id"),
    ],
)
def test_no_secret_is_kept_with_an_address(typed: str, kept: str) -> None:
    assert without_secrets(typed) == kept
