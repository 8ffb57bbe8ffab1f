"""Who a sender is, in the words of the office that enrolled it: keys, role and assigned villages, signed.

The practice district's keys come from a constant so that every practice installation shares them; the ``practice``
mark is inside the signature and both sides refuse to mix (``resources/docs/decisions/0001``).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import field
from datetime import date

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import is_id
from kampungkb_desktop.bundle.refusals import refuse

CERTIFICATE_DOMAIN = b"kkb/1 certificate\0"
MANIFEST_DOMAIN = b"kkb/1 manifest\0"

_PRACTICE_SEED = hashlib.sha256(b"Kampung KB Desktop: practice district, signing key 1").digest()
_PRACTICE_IDENTITY = "AGE-SECRET-KEY-18ATZ3H2P5DRQKV6LCSP2D2949QGNAQ9LM3ND3WYN7PDL302ASXLQ6ZL9M2"
"""Not a secret: it opens practice files only, and those hold invented people."""
PRACTICE_OFFICE = "Kantor latihan"
_REGION = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?", re.ASCII)


@frozen
class Keys:
    """The private side of one installation: 32-byte Ed25519 seed and an age X25519 identity (text)."""

    signing_seed: bytes = field(repr=False)
    identity: str = field(repr=False)

    @property
    def verify_key(self) -> str:
        """Public signing key, 64 hex digits."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed).public_key().public_bytes_raw().hex()

    @property
    def recipient(self) -> str:
        """Public age key ("age1…"), to which others encrypt."""
        return str(pyrage.x25519.Identity.from_str(self.identity).to_public())

    def sign(self, domain: bytes, payload: bytes) -> str:
        """Signature over a domain-separated payload, 128 hex digits."""
        return Ed25519PrivateKey.from_private_bytes(self.signing_seed).sign(domain + payload).hex()


class Assigned(msgspec.Struct, frozen=True, array_like=True):
    """One village of a sender with its dates (ISO; empty = open)."""

    village: str
    since: str = ""
    until: str = ""


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """The statement itself; ``issuer`` is the verify key that signed it. ``former`` are installations whose place this
    one has taken: it may deliver what they have not."""

    uid: str
    name: str
    role: str
    officer: str
    verify_key: str
    recipient: str
    villages: tuple[Assigned, ...]
    practice: bool
    issued_at: int
    issuer: str
    former: tuple[str, ...] = ()


def make_keys() -> Keys:
    """Fresh keys of a new installation."""
    seed = Ed25519PrivateKey.generate().private_bytes_raw()
    return Keys(seed, str(pyrage.x25519.Identity.generate()))


def practice_keys() -> Keys:
    """The practice district's keys, the same on every machine."""
    return Keys(_PRACTICE_SEED, _PRACTICE_IDENTITY)


def fingerprint(verify_key: str, recipient: str) -> str:
    """Twenty characters in groups of four to compare by eye or by telephone (100 bits of SHA-256 over both keys)."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    value = int.from_bytes(hashlib.sha256(f"{verify_key}\0{recipient}".encode()).digest()) >> 156
    text = "".join(alphabet[value >> 5 * place & 31] for place in reversed(range(20)))
    return "-".join(text[i : i + 4] for i in range(0, 20, 4))


def issue(certificate: Certificate, issuer: Keys) -> tuple[str, str]:
    """The exact text of a certificate and the issuer's signature over it."""
    text = msgspec.json.encode(certificate)
    return text.decode(), issuer.sign(CERTIFICATE_DOMAIN, text)


def verified(key_hex: str, domain: bytes, payload: bytes, signature_hex: str) -> bool:
    """Whether a signature holds; malformed keys and signatures simply do not."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key_hex))
        key.verify(bytes.fromhex(signature_hex), domain + payload)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_certificate(text: str, signature: str, trusted: frozenset[str], *, practice: bool) -> Certificate:
    """The certificate, if a trusted verify key signed it and it belongs to this world (practice or real)."""
    try:
        certificate = msgspec.json.decode(text, type=Certificate)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise refuse("E-SIGNATURE") from error
    if not _sound(certificate):
        raise refuse("E-FORMAT", "surat tanda")
    if certificate.practice != practice:
        raise refuse("E-PRACTICE")
    if certificate.issuer not in trusted:
        raise refuse("E-SENDER")
    if not verified(certificate.issuer, CERTIFICATE_DOMAIN, text.encode(), signature):
        raise refuse("E-SIGNATURE")
    return certificate


def _sound(certificate: Certificate) -> bool:
    """Whether it says what a device table can hold and what answers can be sealed to."""
    try:
        pyrage.x25519.Recipient.from_str(certificate.recipient)
    except pyrage.RecipientError:
        return False
    return (
        is_id(certificate.uid)
        and all(is_id(uid) for uid in certificate.former)
        and (is_id(certificate.officer) or not certificate.officer)
        and re.fullmatch(r"[0-9a-f]{64}", certificate.verify_key) is not None
        and len(certificate.name) <= 200
        and certificate.name.isprintable()
        and re.fullmatch(r"[a-z]{1,20}", certificate.role) is not None
        and 0 <= certificate.issued_at < 1 << 63
        and all(map(_assignable, certificate.villages))
    )


def _assignable(one: Assigned) -> bool:
    """Whether an assignment names a region and days that there are."""
    return _REGION.fullmatch(one.village) is not None and all(map(_is_day, (one.since, one.until)))


def _is_day(iso: str) -> bool:
    try:
        return not iso or date.fromisoformat(iso).isoformat() == iso
    except ValueError:
        return False
