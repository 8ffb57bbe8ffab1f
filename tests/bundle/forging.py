"""Sync files as a forger makes them: honest from the start to the end, but for what a test changes on the way.

The forger holds valid practice keys: what is refused here is refused although the sender is enrolled.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyrage
import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle import certificate as cert
from kampungkb_desktop.bundle.certificate import Assigned, Certificate, Keys
from kampungkb_desktop.bundle.opening import Opened, open_sealed

VILLAGE, ELSEWHERE = "64.03.06.2004", "64.03.05.2002"
OFFICE = cert.practice_keys()
DEVICE, OTHER_DEVICE = "a" * 32, "b" * 32
PERSON, ACTION = "c" * 32, "d" * 32
NOON = 1_795_233_600_000

Member = tuple[str, bytes, int]


@dataclass(frozen=True)
class Sender:
    """An enrolled installation with its keys and its certificate."""

    uid: str = DEVICE
    keys: Keys = field(default_factory=cert.make_keys)
    role: str = "petugas"
    villages: tuple[str, ...] = (VILLAGE,)
    practice: bool = True
    issuer: Keys = OFFICE
    name: str = "Siti Rahma"
    recipient: str = ""
    issuer_key: str = ""

    def certificate(self) -> tuple[str, str]:
        """Text and signature."""
        statement = Certificate(
            uid=self.uid, name=self.name, role=self.role, officer=PERSON, verify_key=self.keys.verify_key,
            recipient=self.recipient or self.keys.recipient,
            villages=tuple(Assigned(village) for village in self.villages), practice=self.practice, issued_at=NOON,
            issuer=self.issuer_key or self.issuer.verify_key,
        )  # fmt: skip
        return cert.issue(statement, self.issuer)


def line(seq: int = 1, values: Any = None, **changed: Any) -> list[Any]:
    """One change as it stands in the file: a family of the village."""
    record = changed.pop("record", f"{int(seq):032x}")
    parts: dict[str, Any] = {
        "device": 0, "seq": seq, "parents": [], "wall": NOON, "clock": 0, "author": PERSON, "action": ACTION,
        "action_name": "Simpan keluarga", "form": "family", "record": record, "village": VILLAGE, "kind": 0,
        "priority": 1, "form_version": 1,
        "values": {"village": VILLAGE, "head_name": f"Keluarga {seq}", "status": "draf"} if values is None else values,
    }  # fmt: skip
    assert set(changed) <= set(parts)
    return list((parts | changed).values())


def text_of(lines: Iterable[list[Any] | bytes]) -> bytes:
    """The lines as bytes; a line given as bytes stands as it is."""
    return b"".join(one if isinstance(one, bytes) else json.dumps(one).encode() + b"\n" for one in lines)


def forge(
    path: Path,
    lines: Sequence[list[Any] | bytes] = (),
    *,
    sender: Sender | None = None,
    manifest: Callable[[dict[str, Any]], object] | None = None,
    members: Callable[[list[Member]], object] | None = None,
    photos: Sequence[bytes] = (),
    signature: str | None = None,
    signer: Keys | None = None,
    recipients: Sequence[str] = (OFFICE.recipient,),
    zipped: Callable[[bytes], bytes] | None = None,
) -> Path:
    """Write a file. ``manifest`` may change the signed list before it is signed, ``members`` the archive after."""
    who = sender or SITI
    content = text_of(lines)
    listed = _manifest(who, lines, content, photos)
    if manifest is not None:
        manifest(listed)
    text = json.dumps(listed).encode()
    signed = (signer or who.keys).sign(cert.MANIFEST_DOMAIN, text)
    inside: list[Member] = [("changes.jsonl", content, zipfile.ZIP_DEFLATED)]
    inside += [(f"blobs/{hashlib.sha256(one).hexdigest()}", one, zipfile.ZIP_STORED) for one in photos]
    inside.append(("manifest.json", text, zipfile.ZIP_DEFLATED))
    inside.append(("manifest.sig", (signed if signature is None else signature).encode(), zipfile.ZIP_STORED))
    if members is not None:
        members(inside)
    plain = zip_of(inside)
    sealed = pyrage.encrypt(
        zipped(plain) if zipped is not None else plain, [pyrage.x25519.Recipient.from_str(one) for one in recipients]
    )
    path.write_bytes(sealed)
    return path


def zip_of(members: Iterable[Member]) -> bytes:
    """An archive; names may be strange and may stand twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content, method in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            archive.writestr(info, content)
    return buffer.getvalue()


def _manifest(
    who: Sender, lines: Sequence[list[Any] | bytes], content: bytes, photos: Sequence[bytes]
) -> dict[str, Any]:
    text, signature = who.certificate()
    counted: dict[str, int] = {}
    seqs = []
    for one in lines:
        if isinstance(one, list):
            counted[one[8]] = counted.get(one[8], 0) + 1
            seqs.append([one[1], one[1]])
    members = {"changes.jsonl": [len(content), hashlib.sha256(content).hexdigest()]}
    for photo in photos:
        sha = hashlib.sha256(photo).hexdigest()
        members[f"blobs/{sha}"] = [len(photo), sha]
    return {
        "format": "kkb", "major": 1, "minor": 0, "bundle": "e" * 32, "number": 1, "kind": "baru", "sender": who.uid,
        "certificate": text, "certificate_sig": signature, "recipients": [OFFICE.verify_key], "made_at": NOON,
        "app": "0.1", "forms": {"family": 1}, "villages": [], "devices": [who.uid, OTHER_DEVICE],
        "cover": {"*": {who.uid: seqs}}, "seen": {}, "counts": counted, "changes": len(lines), "members": members,
    }  # fmt: skip


def opened(path: Path, **changed: Any) -> Opened:
    """Open as the practice district does."""
    given: dict[str, Any] = {
        "office": frozenset({OFFICE.verify_key}), "trusted": frozenset({OFFICE.verify_key}), "practice": True,
    }  # fmt: skip
    keys = changed.pop("keys", OFFICE)
    return open_sealed(path, keys, **(given | changed))


def refused(path: Path, code: str, **how: Any) -> None:
    """Opening, or reading to the end, is refused with this code and a sentence."""
    with pytest.raises(KnownError) as caught:
        read_all(path, **how)
    assert caught.value.code == code, caught.value
    assert caught.value.sentence.endswith((".", ")"))
    assert caught.value.next_step


def read_all(path: Path, **how: Any) -> int:
    file = opened(path, **how)
    try:
        count = sum(1 for _ in file.changes())
        for name in file.blob_names():
            file.blob(name)
    finally:
        file.close()
    return count


SITI = Sender()
