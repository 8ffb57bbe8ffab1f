"""How an office helps a laptop whose password is forgotten (decision 0040): what it holds, what the laptop asks, and
what is answered, as small files or as codes that two people read to each other.

The laptop asks with a fresh public key, so that the answer opens nothing for anybody else, and nothing a second time.
The office answers with its own key: that is why an answer needs no signature, and why a code can be so short. Who asks
is for people to know: a request proves nothing.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import field

import msgspec
import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.frozen import frozen
from kampungkb_desktop.base.ids import is_id
from kampungkb_desktop.base.typed_code import ALPHABET, ANSWER, REQUEST, bytes_of, code_of
from kampungkb_desktop.bundle.age_head import LONGEST, beginning
from kampungkb_desktop.bundle.refusals import refuse

REQUEST_HEAD = b"KKB-MINTA-BUKA 1\n"
ANSWER_HEAD = b"KKB-JAWAB-BUKA 1\n"
LONGEST_SEALED = 4_000
"""Letters of a sealed holding; real ones have about five hundred."""
_MARK = re.compile(r"[0-9a-f]{16}")
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """What an office holds of a laptop: ``secret`` (base64 of 20 bytes) opens the slot ``mark`` of its key file;
    ``device`` is the installation that gave it, ``officer`` the id of its person."""

    mark: str
    secret: str
    device: str
    officer: str

    @property
    def content(self) -> bytes:
        """The 20 bytes."""
        return b64decode(self.secret)


@frozen
class Asking:
    """The laptop's side of a request: a fresh private key, kept beside the data until the answer came."""

    private: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """What is told to the office."""
        return X25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()

    @property
    def code(self) -> str:
        """The same to be read out: 65 letters in groups of five."""
        return code_of(REQUEST, self.public)


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A request as a file has it; one that was read out has only its ``key`` (64 hex digits)."""

    key: str
    mark: str = ""
    sealed: str = ""

    @property
    def public(self) -> bytes:
        """The laptop's fresh key."""
        return bytes.fromhex(self.key)

    @property
    def short(self) -> str:
        """Eight letters to compare by telephone."""
        return short_of(self.public)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as a file has it: who helped (``by``, of ``office``), when, and the sealed secret."""

    by: str
    office: str
    at: int
    nonce: str
    box: str


def short_of(public: bytes) -> str:
    """Eight letters (40 bits) that stand for a fresh key."""
    value = int.from_bytes(hashlib.sha256(b"kkb/1 help" + public).digest()[:5])
    text = "".join(ALPHABET[value >> 5 * place & 31] for place in reversed(range(8)))
    return f"{text[:4]}-{text[4:]}"


# --- What the office holds --------------------------------------------------------------------------------------------


def seal_holding(holding: Holding, office: str) -> str:
    """The holding for the office alone, as text. ``office`` is its age recipient."""
    to = pyrage.x25519.Recipient.from_str(office)
    return b64encode(bytes(pyrage.encrypt(msgspec.json.encode(holding), [to]))).decode()


def open_holding(sealed: str, identity: str) -> Holding:
    """The holding, for the office's private key. KnownError E-RECIPIENT, E-DAMAGED, E-FORMAT."""
    try:
        data = b64decode(sealed, validate=True)
    except ValueError as error:
        raise refuse("E-DAMAGED") from error
    if len(sealed) > LONGEST_SEALED or beginning(data[:LONGEST]) != "age":
        raise refuse("E-DAMAGED")
    try:
        plain = pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)])
        found = msgspec.json.decode(plain, type=Holding)
        sound = len(found.content) == ANSWER.size
    except pyrage.DecryptError as error:
        raise refuse("E-RECIPIENT" if "matching keys" in str(error) else "E-DAMAGED") from error
    except (msgspec.MsgspecError, OSError, ValueError) as error:
        raise refuse("E-FORMAT", "kunci titipan") from error
    if not (sound and _MARK.fullmatch(found.mark) and is_id(found.device) and is_id(found.officer)):
        raise refuse("E-FORMAT", "kunci titipan")
    return found


def is_holding(told: list[str]) -> bool:
    """Whether a file tells of a holding in the shape that may be kept."""
    return len(told) == 2 and bool(_MARK.fullmatch(told[0])) and 0 < len(told[1]) <= LONGEST_SEALED


# --- Asking -----------------------------------------------------------------------------------------------------------


def ask() -> Asking:
    """A fresh request."""
    return Asking(X25519PrivateKey.generate().private_bytes_raw())


def write_request(asking: Asking, mark: str, sealed: str) -> bytes:
    """The request's file: nothing in it is secret, and nothing tells of a person."""
    return REQUEST_HEAD + msgspec.json.encode(Request(key=asking.public.hex(), mark=mark, sealed=sealed))


def read_request(data: bytes) -> Request:
    """A request's file. KnownError E-HELP-REQUEST."""
    try:
        found = msgspec.json.decode(data.removeprefix(REQUEST_HEAD), type=Request)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise _no_request() from None
    sound = re.fullmatch(r"[0-9a-f]{64}", found.key) and is_holding([found.mark, found.sealed])
    if not data.startswith(REQUEST_HEAD) or not sound:
        raise _no_request()
    return found


def typed_request(typed: str) -> Request:
    """A request that was read out. KnownError E-HELP-REQUEST names the groups that are mistyped."""
    return Request(key=bytes_of(REQUEST, typed).hex())


# --- Answering --------------------------------------------------------------------------------------------------------


def answer_code(request: Request, holding: Holding, identity: str) -> str:
    """The answer to be read out: 40 letters in groups of five."""
    mask = _shared(raw_identity(identity), request.public, request.public, _office_of(identity), b"code")
    masked = bytes(a ^ b for a, b in zip(holding.content, mask[: ANSWER.size], strict=True))
    return code_of(ANSWER, masked)


def answer_file(request: Request, holding: Holding, identity: str, by: str, office: str, at: int) -> bytes:
    """The answer's file, with the word of who helped and when."""
    key = _shared(raw_identity(identity), request.public, request.public, _office_of(identity), b"file")
    nonce = secrets.token_bytes(12)
    box = ChaCha20Poly1305(key).encrypt(nonce, holding.content, _said(by, office, at))
    made = Answer(by=by, office=office, at=at, nonce=b64encode(nonce).decode(), box=b64encode(box).decode())
    return ANSWER_HEAD + msgspec.json.encode(made)


def open_code(asking: Asking, typed: str, office: str) -> bytes:
    """The held secret out of a typed answer; ``office`` is the age recipient that the key file names. A code for
    another request gives other bytes, which open nothing. KnownError E-HELP-ANSWER names the groups that are
    mistyped."""
    masked = bytes_of(ANSWER, typed)
    mask = _shared(asking.private, raw_recipient(office), asking.public, raw_recipient(office), b"code")
    return bytes(a ^ b for a, b in zip(masked, mask[: ANSWER.size], strict=True))


def open_file(asking: Asking, data: bytes, office: str) -> tuple[bytes, Answer]:
    """The held secret out of an answer's file, and who helped. KnownError E-HELP-ANSWER for one that is damaged, or
    for another request."""
    try:
        said = msgspec.json.decode(data.removeprefix(ANSWER_HEAD), type=Answer)
        nonce, box = b64decode(said.nonce, validate=True), b64decode(said.box, validate=True)
        sound = data.startswith(ANSWER_HEAD) and len(said.by) <= 200 and len(said.office) <= 200
        sound = sound and said.by.isprintable() and said.office.isprintable() and 0 <= said.at < 1 << 62
        key = _shared(asking.private, raw_recipient(office), asking.public, raw_recipient(office), b"file")
        plain = ChaCha20Poly1305(key).decrypt(nonce, box, _said(said.by, said.office, said.at))
    except (msgspec.MsgspecError, ValueError, RecursionError, InvalidTag):
        raise _no_answer() from None
    if not sound or len(plain) != ANSWER.size:
        raise _no_answer()
    return plain, said


# --- inside -----------------------------------------------------------------------------------------------------------


def raw_identity(identity: str) -> bytes:
    """The 32 bytes of an age identity."""
    return _bech32(identity)


def raw_recipient(recipient: str) -> bytes:
    """The 32 bytes of an age recipient."""
    return _bech32(recipient)


def _office_of(identity: str) -> bytes:
    return X25519PrivateKey.from_private_bytes(raw_identity(identity)).public_key().public_bytes_raw()


def _shared(private: bytes, public: bytes, asked: bytes, office: bytes, use: bytes) -> bytes:
    """What the two sides of one request have in common, for one use."""
    try:
        both = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        raise _no_request() from None
    return HKDF(algorithm=SHA256(), length=32, salt=asked + office, info=b"kkb/1 help " + use).derive(both)


def _said(by: str, office: str, at: int) -> bytes:
    return msgspec.json.encode([by, office, at])


def _bech32(text: str) -> bytes:
    """The bytes of an age key (BIP 173); its check is pyrage's business. ValueError for something else."""
    _head, _one, letters = text.lower().rpartition("1")
    value = 0
    for letter in letters[:-6]:
        value = value << 5 | _BECH32.index(letter)
    spare = len(letters[:-6]) * 5 - 256
    if not 0 <= spare < 5:
        raise ValueError("no key of 32 bytes")
    return (value >> spare).to_bytes(32, "big")


def _no_request() -> KnownError:
    return KnownError(
        "E-HELP-REQUEST",
        "Ini bukan permintaan buka laptop, atau berkasnya rusak.",
        "Minta petugas mengirim lagi permintaan yang tampil di laptopnya.",
    )


def _no_answer() -> KnownError:
    return KnownError(
        "E-HELP-ANSWER",
        "Berkas ini bukan jawaban untuk permintaan laptop ini, atau rusak.",
        "Kirim permintaan yang tampil di layar ini kepada kabupaten, lalu pakai jawaban untuk permintaan itu.",
    )
