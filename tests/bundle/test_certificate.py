"""Who a sender is: fingerprints to read aloud, signatures that hold for one thing only, practice kept apart."""

from __future__ import annotations

import re

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import certificate as cert
from tests.bundle.forging import OFFICE, VILLAGE, Sender

TRUSTED = frozenset({OFFICE.verify_key})


def code_of(text: str, signature: str, *, practice: bool = True) -> str:
    with pytest.raises(KnownError) as caught:
        cert.read_certificate(text, signature, TRUSTED, practice=practice)
    return caught.value.code


def test_what_was_issued_is_read() -> None:
    siti = Sender()
    found = cert.read_certificate(*siti.certificate(), TRUSTED, practice=True)
    assert (found.uid, found.role, found.villages[0].village) == (siti.uid, "petugas", VILLAGE)
    assert (found.verify_key, found.recipient) == (siti.keys.verify_key, siti.keys.recipient)


def test_one_letter_changed_is_refused() -> None:
    text, signature = Sender().certificate()
    assert code_of(text.replace(VILLAGE, "64.03.06.2005"), signature) == "E-SIGNATURE"
    assert code_of(text.replace('"petugas"', '"kabupaten"'), signature) == "E-SIGNATURE"
    assert code_of(text, signature[:-1] + ("0" if signature[-1] != "0" else "1")) == "E-SIGNATURE"
    assert code_of("{}", signature) == "E-SIGNATURE"
    assert code_of("[" * 1000, signature) == "E-SIGNATURE"


def test_a_signature_holds_for_one_purpose_only() -> None:
    """A signed manifest can never be passed off as a certificate, nor the other way round."""
    keys = cert.make_keys()
    signature = keys.sign(cert.MANIFEST_DOMAIN, b"x")
    assert cert.verified(keys.verify_key, cert.MANIFEST_DOMAIN, b"x", signature)
    assert not cert.verified(keys.verify_key, cert.CERTIFICATE_DOMAIN, b"x", signature)
    assert not cert.verified(cert.make_keys().verify_key, cert.MANIFEST_DOMAIN, b"x", signature)
    assert not cert.verified("bukan kunci", cert.MANIFEST_DOMAIN, b"x", signature)


def test_practice_certificates_count_in_practice_only() -> None:
    assert code_of(*Sender().certificate(), practice=False) == "E-PRACTICE"
    assert code_of(*Sender(practice=False).certificate(), practice=True) == "E-PRACTICE"


def test_fingerprints_are_short_and_differ() -> None:
    prints = {cert.fingerprint(k.verify_key, k.recipient) for k in (cert.make_keys() for _ in range(50))}
    assert len(prints) == 50
    for one in prints:
        assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}", one)
    keys = cert.make_keys()
    assert cert.fingerprint(keys.verify_key, keys.recipient) == cert.fingerprint(keys.verify_key, keys.recipient)


def test_every_practice_installation_has_the_same_office() -> None:
    """The office of the first release: changing it would lock out every practice file ever made."""
    assert cert.practice_keys() == OFFICE
    assert cert.fingerprint(OFFICE.verify_key, OFFICE.recipient) == "CASH-MGK1-974M-E4VS-F3XD"


def test_private_keys_are_not_shown() -> None:
    keys = cert.make_keys()
    assert keys.identity not in repr(keys)
    assert repr(keys.signing_seed)[2:-1] not in repr(keys)
