"""Whom a laptop believes when it calls the office's storage: certificates, and the office's own proxy on the way."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.progress import silent
from kampungkb_desktop.transport import dav
from kampungkb_desktop.transport.dav import DavCarrier
from tests.transport import certificates
from tests.transport.certificates import HOST, Vouching
from tests.transport.proxying import proxy_to
from tests.transport.webdav_server import PASSWORD, USER, Served, serving

BOX = "latihan/ke-kabupaten"


@pytest.fixture
def office() -> Vouching:
    return certificates.authority()


@pytest.fixture
def sealed(office: Vouching, tmp_path: Path) -> Iterator[Served]:
    """A server with a certificate of the office's own authority."""
    with serving(tmp_path / "server", certificate=certificates.server(tmp_path / "tls", office)) as made:
        yield made


def given(office: Vouching, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority is installed on this laptop."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.written(office[0], folder / "induk.pem")))


def refused(url: str) -> KnownError:
    with pytest.raises(KnownError) as error:
        dav.find(url, USER, PASSWORD)
    return error.value


def test_who_vouches_for_himself_gets_no_password(tmp_path: Path) -> None:
    with serving(tmp_path / "server", certificate=certificates.server(tmp_path / "tls")) as served:
        error = refused(served.url)
        assert error.code == "E-NET-CERT"
        assert "kata sandi tidak dikirim" in error.sentence
        assert "sertifikat induk kantor" in error.next_step
        assert served.door.asked == []


def test_an_authority_of_the_office_is_believed_where_it_is_installed(
    sealed: Served, office: Vouching, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(sealed.url).code == "E-NET-CERT"
    given(office, tmp_path, monkeypatch)
    carry(sealed.url, sealed, tmp_path)


def test_a_certificate_for_another_name_is_refused(
    sealed: Served, office: Vouching, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(office, tmp_path, monkeypatch)
    assert refused(sealed.url.replace("127.0.0.1", "localhost")).code == "E-NET-CERT"


def test_the_offices_proxy_is_used_with_its_own_password(
    sealed: Served, office: Vouching, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name is known to the proxy only; what it sees is a name and a port."""
    given(office, tmp_path, monkeypatch)
    with proxy_to(sealed) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://kantor:rahasia%21@127.0.0.1:{proxy.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        carry(f"https://{HOST}", sealed, tmp_path)
        assert all(one.startswith(f"CONNECT {HOST}:443 ") for one in proxy.asked)
        said = b64encode(b"kantor:rahasia!").decode()
        assert all(f"Proxy-Authorization: Basic {said}" in one for one in proxy.asked)
        assert not any(b64encode(f"{USER}:{PASSWORD}".encode()).decode() in one for one in proxy.asked)


def test_a_proxy_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert refused(f"https://{HOST}").code == "E-NET-OFFLINE"


def carry(url: str, served: Served, folder: Path) -> None:
    """A file goes there and stands there."""
    origin, root = dav.find(url, USER, PASSWORD)
    there = DavCarrier(origin, root, "Kampung KB", USER, PASSWORD)
    source = folder / "KKB_0123abcd_0001_89abcdef.kkb"
    source.write_bytes(bytes(range(250)) * 40)
    there.prepare([BOX], silent())
    there.put(source, BOX, source.name, silent())
    there.close()
    assert served.names(f"Kampung KB/{BOX}") == [source.name]
