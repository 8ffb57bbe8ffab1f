"""The two small files of an enrolment without internet: a laptop introduces itself (*perkenalan*), the district answers
with a grant (*penugasan*).

An introduction is open text signed by its own keys: it proves nothing but that one hand wrote it, and people compare
the fingerprint. A grant is sealed to the one laptop it is for and signed by the office; a laptop that does not know the
office yet believes it only after its person has typed what the office read out (``sync.md`` 6). Nothing is trusted on
first sight.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import msgspec
import pyrage

from kampungkb_desktop.base.ids import is_id
from kampungkb_desktop.bundle.age_head import LONGEST, beginning
from kampungkb_desktop.bundle.certificate import Certificate, Keys, fingerprint, read_certificate, verified
from kampungkb_desktop.bundle.refusals import refuse
from kampungkb_desktop.bundle.succession import MOST_FORMER, SUCCESSION_DOMAIN, Predecessor
from kampungkb_desktop.forms.choices_village import ROLES

SUFFIX = ".kkb"
INTRODUCTION_HEAD = b"KKB-PERKENALAN 1\n"
GRANT_HEAD = b"KKB-PENUGASAN 1\n"
_INTRODUCTION_DOMAIN = b"kkb/1 introduction\0"
_GRANT_DOMAIN = b"kkb/1 grant\0"
MOST = 1 << 20
"""Bytes of either file; real ones have a few thousand."""
MOST_VILLAGES = 2_000
_KEY = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_VILLAGE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}", re.ASCII)
_COMPARED = 8
"""How many characters of a fingerprint a person types to show that it was read out: 40 bits, more than anybody can find
false keys for in the time a file travels."""

FileKind = Literal["introduction", "grant", "other"]


class Introduction(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks to be enrolled. ``officer`` is the id of the person's record; ``replaces`` the uid of the installation
    that this one was copied or restored from, with that one's signature over the new keys. ``former`` is the whole line
    of them, the latest first: the office may never have heard of any."""

    uid: str
    officer: str
    full_name: str
    nip: str
    position: str
    office: str
    role: str
    verify_key: str
    recipient: str
    villages: tuple[str, ...]
    practice: bool
    made_at: int
    replaces: str = ""
    replaces_proof: str = ""
    former: tuple[Predecessor, ...] = ()

    @property
    def mark(self) -> str:
        """The fingerprint to compare."""
        return fingerprint(self.verify_key, self.recipient)


class OfficeCard(msgspec.Struct, frozen=True, kw_only=True):
    """The office as its officers keep it: name and public keys."""

    name: str
    verify_key: str
    recipient: str

    @property
    def mark(self) -> str:
        """The fingerprint to compare."""
        return fingerprint(self.verify_key, self.recipient)


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What the office answers: who one is in its words, and its own keys. ``signing_seed`` and ``identity`` are the
    office's private keys, only for another computer of the same office. ``storage`` is address and folder of the
    office's storage, where it has one."""

    certificate: str
    certificate_sig: str
    office: OfficeCard
    made_at: int
    signing_seed: str = ""
    identity: str = ""
    storage: list[str] = []

    def statement(self, *, practice: bool) -> Certificate:
        """The certificate inside, signed by the office of this grant."""
        trusted = frozenset({self.office.verify_key})
        return read_certificate(self.certificate, self.certificate_sig, trusted, practice=practice)

    def office_keys(self) -> Keys:
        """The office's private keys. KnownError E-FORMAT where they are not those of the office that speaks."""
        try:
            keys = Keys(bytes.fromhex(self.signing_seed), self.identity)
            same = (keys.verify_key, keys.recipient) == (self.office.verify_key, self.office.recipient)
        except (ValueError, pyrage.IdentityError) as error:
            raise refuse("E-FORMAT", "kunci kantor") from error
        if not same:
            raise refuse("E-FORMAT", "kunci kantor")
        return keys


class _Signed(msgspec.Struct, frozen=True):
    body: str
    sig: str


def kind_of(path: Path) -> FileKind:
    """What a file is, by its first line."""
    try:
        with path.open("rb") as source:
            head = source.read(32)
    except OSError:
        return "other"
    if head.startswith(INTRODUCTION_HEAD):
        return "introduction"
    return "grant" if head.startswith(GRANT_HEAD) else "other"


def write_introduction(introduction: Introduction, keys: Keys) -> bytes:
    """The file's bytes, signed."""
    return INTRODUCTION_HEAD + _signed(msgspec.json.encode(introduction), keys, _INTRODUCTION_DOMAIN)


def read_introduction(data: bytes, *, practice: bool) -> Introduction:
    """An introduction whose signature is its own. KnownError: E-DAMAGED, E-FORMAT, E-SIGNATURE, E-PRACTICE."""
    body, signature = _parts(data.removeprefix(INTRODUCTION_HEAD))
    try:
        found = msgspec.json.decode(body, type=Introduction)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise refuse("E-FORMAT", "perkenalan") from error
    if not _sound(found):
        raise refuse("E-FORMAT", "perkenalan")
    if found.practice != practice:
        raise refuse("E-PRACTICE")
    if not verified(found.verify_key, _INTRODUCTION_DOMAIN, body, signature):
        raise refuse("E-SIGNATURE")
    return found


def write_grant(grant: Grant, office: Keys, recipient: str) -> bytes:
    """The file's bytes: signed by the office, sealed to one laptop."""
    plain = _signed(msgspec.json.encode(grant), office, _GRANT_DOMAIN)
    return GRANT_HEAD + bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient)]))


def read_grant(data: bytes, keys: Keys) -> Grant:
    """A grant made for these keys, whole and signed by the office it names; whether that office is to be believed is
    for people to say. KnownError: E-RECIPIENT, E-DAMAGED, E-FORMAT, E-SIGNATURE."""
    sealed = data.removeprefix(GRANT_HEAD)
    if beginning(sealed[:LONGEST]) != "age":
        raise refuse("E-DAMAGED")
    try:
        plain = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(keys.identity)])
    except pyrage.DecryptError as error:
        raise refuse("E-RECIPIENT" if "matching keys" in str(error) else "E-DAMAGED") from error
    except (OSError, ValueError) as error:
        raise refuse("E-DAMAGED") from error
    body, signature = _parts(plain)
    try:
        grant = msgspec.json.decode(body, type=Grant)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise refuse("E-FORMAT", "penugasan") from error
    if not (_KEY.fullmatch(grant.office.verify_key) and _name(grant.office.name) and _age(grant.office.recipient)):
        raise refuse("E-FORMAT", "penugasan")
    if not verified(grant.office.verify_key, _GRANT_DOMAIN, body, signature):
        raise refuse("E-SIGNATURE")
    return grant


def succession(old: Keys, new: Keys) -> str:
    """The old installation's word that the new keys are its successor's."""
    return old.sign(SUCCESSION_DOMAIN, f"{new.verify_key}\0{new.recipient}".encode())


def succeeds(old_verify_key: str, introduction: Introduction) -> bool:
    """Whether the installation that is to be replaced has said so."""
    said = f"{introduction.verify_key}\0{introduction.recipient}".encode()
    return verified(old_verify_key, SUCCESSION_DOMAIN, said, introduction.replaces_proof)


def compared(mark: str, typed: str) -> bool:
    """Whether what a person typed is the end of a fingerprint as it was read out (letters that look alike count)."""
    plain = re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(str.maketrans("OIL", "011"))
    return len(plain) >= _COMPARED and mark.replace("-", "").endswith(plain)


def shown_part(mark: str) -> str:
    """A fingerprint without its end, which is to be heard and typed."""
    return f"{mark[: -_COMPARED - 1]}····-····"


def words(mark: str) -> str:
    """A fingerprint in words one can say on a bad line: a consonant and a vowel in turn, sixteen bits a word (the
    "proquint" scheme, arXiv:0901.4016)."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    value = 0
    for letter in mark.replace("-", ""):
        value = value << 5 | alphabet.index(letter)
    value >>= 4  # 96 of the 100 bits: six whole words
    parts = [value >> 16 * place & 0xFFFF for place in reversed(range(6))]
    return " ".join(_word(part) for part in parts)


def _word(bits: int) -> str:
    consonants, vowels = "bdfghjklmnprstvz", "aiou"
    return (
        consonants[bits >> 12] + vowels[bits >> 10 & 3] + consonants[bits >> 6 & 15] + vowels[bits >> 4 & 3]
        + consonants[bits & 15]
    )  # fmt: skip


def read_file(path: Path) -> bytes:
    """A small file whole. KnownError E-READ, E-BOMB."""
    try:
        with path.open("rb") as source:
            data = source.read(MOST + 1)
    except OSError as error:
        raise refuse("E-READ") from error
    if len(data) > MOST:
        raise refuse("E-BOMB")
    return data


def _signed(body: bytes, keys: Keys, domain: bytes) -> bytes:
    return msgspec.json.encode(_Signed(body.decode(), keys.sign(domain, body)))


def _parts(data: bytes) -> tuple[bytes, str]:
    try:
        signed = msgspec.json.decode(data, type=_Signed)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise refuse("E-DAMAGED") from error
    if msgspec.json.encode(signed) != data:  # what somebody has put around it
        raise refuse("E-DAMAGED")
    if not _SIGNATURE.fullmatch(signed.sig):
        raise refuse("E-SIGNATURE")
    return signed.body.encode(), signed.sig


def _sound(one: Introduction) -> bool:
    return (
        is_id(one.uid)
        and is_id(one.officer)
        and (is_id(one.replaces) or not one.replaces)
        and _KEY.fullmatch(one.verify_key) is not None
        and _age(one.recipient)
        and len(one.former) <= MOST_FORMER
        and all(is_id(old.uid) and _KEY.fullmatch(old.verify_key) and _age(old.recipient) for old in one.former)
        and all(_name(text) for text in (one.full_name, one.nip, one.position, one.office))
        and one.role in ROLES.codes()
        and len(one.villages) <= MOST_VILLAGES
        and all(_VILLAGE.fullmatch(code) for code in one.villages)
        and 0 <= one.made_at < 1 << 63
    )


def _name(text: str) -> bool:
    return len(text) <= 200 and (text.isprintable() or not text)


def _age(recipient: str) -> bool:
    try:
        pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError:
        return False
    return True


__all__ = [
    "GRANT_HEAD", "INTRODUCTION_HEAD", "SUFFIX", "FileKind", "Grant", "Introduction", "OfficeCard", "compared",
    "kind_of", "read_file", "read_grant", "read_introduction", "shown_part", "succeeds", "succession", "words",
    "write_grant", "write_introduction",
]  # fmt: skip
