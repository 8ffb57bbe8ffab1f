"""What a forger with valid keys may try before a single line is believed: each is refused by name, quickly."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.bundle.certificate import make_keys
from tests.bundle.forging import OFFICE, OTHER_DEVICE, Member, Sender, forge, line, read_all, refused, text_of, zip_of


def test_the_forger_is_honest_when_left_alone(tmp_path: Path) -> None:
    path = forge(tmp_path / "a.kkb", [line(1), line(2)], photos=[b"foto satu", b"foto dua"])
    assert read_all(path) == 2


# --- Not a sync file, or not whole ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff\xe0JFIF", b"%PDF-1.7", b"halo", b"age-encryption.org/v2"],
    ids=["photo", "pdf", "text", "another age"],
)  # fmt: skip
def test_what_is_no_sync_file_is_called_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.kkb"
    path.write_bytes(content)
    refused(path, "E-NOTBUNDLE")


def test_a_copy_that_never_began_is_to_be_copied_again(tmp_path: Path) -> None:
    path = tmp_path / "a.kkb"
    path.write_bytes(b"")
    refused(path, "E-DAMAGED")


def test_what_a_phone_wrapped_is_to_be_unwrapped_first(tmp_path: Path) -> None:
    path = tmp_path / "a.kkb"
    path.write_bytes(zip_of([("KKB_a_0001.kkb", b"{}", 0)]))
    refused(path, "E-ZIP")


def test_every_truncation_is_refused(tmp_path: Path) -> None:
    whole = forge(tmp_path / "a.kkb", [line(1)]).read_bytes()
    path = tmp_path / "b.kkb"
    for length in [*range(1, 24), *range(24, len(whole), 37), *range(len(whole) - 20, len(whole))]:
        path.write_bytes(whole[:length])
        refused(path, "E-DAMAGED")


def test_every_flipped_byte_is_refused(tmp_path: Path) -> None:
    whole = forge(tmp_path / "a.kkb", [line(1)]).read_bytes()
    path = tmp_path / "b.kkb"
    for place in range(0, len(whole), 11):
        for mask in (1, 0x80):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :])
            with pytest.raises(KnownError) as caught:
                read_all(path)
            assert caught.value.code in {"E-DAMAGED", "E-NOTBUNDLE", "E-RECIPIENT"}, place


@pytest.mark.parametrize("more", [b"x", b"\0" * 100, b"age-encryption.org/v1\n"])
def test_appended_bytes_are_refused(tmp_path: Path, more: bytes) -> None:
    path = forge(tmp_path / "a.kkb", [line(1)])
    path.write_bytes(path.read_bytes() + more)
    refused(path, "E-DAMAGED")


def test_a_file_that_cannot_be_read_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    refused(tmp_path / "tidak-ada.kkb", "E-READ")


# --- For whom, and from whom ------------------------------------------------------------------------------------------


def test_for_another_office(tmp_path: Path) -> None:
    path = forge(tmp_path / "a.kkb", [line(1)], recipients=[make_keys().recipient])
    refused(path, "E-RECIPIENT")


def test_forwarded_by_who_could_read_it(tmp_path: Path) -> None:
    """Signed for another office, then sealed again to us."""
    other = make_keys().verify_key
    path = forge(tmp_path / "a.kkb", [line(1)], manifest=lambda m: m.update(recipients=[other]))
    refused(path, "E-RECIPIENT")


def test_a_certificate_signed_by_nobody_we_trust(tmp_path: Path) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], sender=Sender(issuer=make_keys())), "E-SENDER")


def test_a_certificate_that_only_names_a_trusted_office(tmp_path: Path) -> None:
    liar = Sender(issuer=make_keys(), issuer_key=OFFICE.verify_key)
    refused(forge(tmp_path / "a.kkb", [line(1)], sender=liar), "E-SIGNATURE")


def test_a_borrowed_certificate(tmp_path: Path) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], signer=make_keys()), "E-SIGNATURE")


def test_a_certificate_of_somebody_else(tmp_path: Path) -> None:
    path = forge(tmp_path / "a.kkb", [line(1)], manifest=lambda m: m.update(sender=OTHER_DEVICE))
    refused(path, "E-SIGNATURE")


@pytest.mark.parametrize("signature", ["", "00" * 64, "bukan hex", "ab"])
def test_a_signature_that_does_not_hold(tmp_path: Path, signature: str) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], signature=signature), "E-SIGNATURE")


@pytest.mark.parametrize(("here", "there"), [(True, False), (False, True)])
def test_practice_and_real_never_mix(tmp_path: Path, here: bool, there: bool) -> None:
    path = forge(tmp_path / "a.kkb", [line(1)], sender=Sender(practice=there))
    refused(path, "E-PRACTICE", practice=here)


@pytest.mark.parametrize(
    "changed", [{"recipient": "age1palsu"}, {"uid": "X" * 32}, {"name": "a\nb"}, {"name": "x" * 201}]
)
def test_a_certificate_that_no_table_could_hold(tmp_path: Path, changed: dict[str, str]) -> None:
    with pytest.raises(KnownError) as caught:
        read_all(forge(tmp_path / "a.kkb", [line(1)], sender=Sender(**changed)))  # type: ignore[arg-type]
    assert caught.value.code == "E-FORMAT"


# --- The archive ------------------------------------------------------------------------------------------------------


def replaced(name: str, content: bytes) -> Callable[[list[Member]], None]:
    def change(members: list[Member]) -> None:
        members[:] = [(n, content if n == name else c, how) for n, c, how in members]

    return change


def added(name: str, content: bytes = b"x", how: int = zipfile.ZIP_STORED) -> Callable[[list[Member]], None]:
    return lambda members: members.append((name, content, how))


def dropped(name: str) -> Callable[[list[Member]], None]:
    def change(members: list[Member]) -> None:
        members[:] = [one for one in members if not one[0].startswith(name)]

    return change


STRANGE = ["../jahat", "/etc/passwd", "C:\\jahat.exe", "changes.jsonl:aliran", "blobs/../x", "blobs/" + "A" * 64, "x"]


@pytest.mark.parametrize("name", STRANGE)
def test_strange_names(tmp_path: Path, name: str) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], members=added(name)), "E-NAME")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["changes.jsonl", "manifest.json"])
def test_a_name_twice(tmp_path: Path, name: str) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], members=added(name)), "E-NAME")


@pytest.mark.parametrize("name", ["changes.jsonl", "manifest.json", "manifest.sig"])
def test_a_member_missing(tmp_path: Path, name: str) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], members=dropped(name)), "E-FORMAT")


def test_a_photo_missing_or_added_after_signing(tmp_path: Path) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], photos=[b"foto"], members=dropped("blobs/")), "E-HASH")
    extra = b"tambahan"
    name = f"blobs/{hashlib.sha256(extra).hexdigest()}"
    refused(forge(tmp_path / "b.kkb", [line(1)], members=added(name, extra)), "E-HASH")


def test_changes_replaced_after_signing(tmp_path: Path) -> None:
    honest, other = text_of([line(1)]), text_of([line(1, village="64.03.06.2005")])
    assert len(honest) == len(other)
    refused(forge(tmp_path / "a.kkb", [line(1)], members=replaced("changes.jsonl", other)), "E-HASH")
    refused(forge(tmp_path / "b.kkb", [line(1)], members=replaced("changes.jsonl", honest * 2)), "E-HASH")


def test_a_photo_replaced_after_signing(tmp_path: Path) -> None:
    name = f"blobs/{hashlib.sha256(b'foto').hexdigest()}"
    refused(forge(tmp_path / "a.kkb", [line(1)], photos=[b"foto"], members=replaced(name, b"otof")), "E-HASH")


def test_a_photo_signed_under_another_name(tmp_path: Path) -> None:
    real, lie = hashlib.sha256(b"foto").hexdigest(), "0" * 64

    def rename(members: list[Member]) -> None:
        members[:] = [(f"blobs/{lie}" if n.startswith("blobs") else n, c, how) for n, c, how in members]

    def sign(manifest: dict[str, Any]) -> None:
        manifest["members"][f"blobs/{lie}"] = manifest["members"].pop(f"blobs/{real}")

    refused(forge(tmp_path / "a.kkb", [line(1)], photos=[b"foto"], members=rename, manifest=sign), "E-HASH")


def test_the_manifest_changed_after_signing(tmp_path: Path) -> None:
    def change(members: list[Member]) -> None:
        members[:] = [(n, c.replace(b'"number": 1', b'"number": 2'), how) for n, c, how in members]

    refused(forge(tmp_path / "a.kkb", [line(1)], members=change), "E-SIGNATURE")


def test_inside_there_is_no_archive(tmp_path: Path) -> None:
    refused(forge(tmp_path / "a.kkb", [line(1)], zipped=lambda _: b"bukan zip"), "E-FORMAT")
    refused(forge(tmp_path / "b.kkb", [line(1)], zipped=lambda plain: plain[: len(plain) // 2]), "E-FORMAT")
    refused(forge(tmp_path / "c.kkb", [line(1)], zipped=lambda _: b""), "E-FORMAT")


def test_every_flipped_byte_of_the_archive_is_refused(tmp_path: Path) -> None:
    """Whoever can seal can also damage the inside; never anything but a refusal. Time stamps say nothing."""
    for place in range(0, 1400, 13):

        def flip(plain: bytes, at: int = place) -> bytes:
            at %= len(plain)
            return plain[:at] + bytes([plain[at] ^ 0x41]) + plain[at + 1 :]

        with suppress(KnownError):
            assert read_all(forge(tmp_path / "a.kkb", [line(1)], zipped=flip)) == 1


# --- Bombs ------------------------------------------------------------------------------------------------------------


def test_a_bomb_by_ratio(tmp_path: Path) -> None:
    zeros = b"0" * (40 << 20)
    path = forge(tmp_path / "a.kkb", [zeros], manifest=lambda m: m.update(changes=1))
    assert path.stat().st_size < 200_000
    refused(path, "E-BOMB")


def test_a_size_that_lies(tmp_path: Path) -> None:
    """The directory says little, the member holds much: reading stops where the directory says."""
    content = text_of([line(seq) for seq in range(1, 200)])

    def lie(plain: bytes) -> bytes:
        return plain.replace(struct.pack("<L", len(content)), struct.pack("<L", 400))

    refused(forge(tmp_path / "a.kkb", [line(seq) for seq in range(1, 200)], zipped=lie), "E-HASH")


@pytest.mark.parametrize(("members", "length"), [(20_001, 1_000), (0xFFFF, 1_000), (4, 9 << 20), (4, 0xFFFFFFFF)])
def test_a_directory_too_long_is_not_even_read(tmp_path: Path, members: int, length: int) -> None:
    def lie(plain: bytes) -> bytes:
        at = plain.rindex(b"PK\5\6")
        return plain[: at + 8] + struct.pack("<2HL", members, members, length) + plain[at + 16 :]

    refused(forge(tmp_path / "a.kkb", [line(1)], zipped=lie), "E-BOMB")


def test_a_wide_directory_is_not_read(tmp_path: Path) -> None:
    def widen(plain: bytes) -> bytes:
        at = plain.rindex(b"PK\5\6")
        return plain[:at] + b"PK\6\7" + struct.pack("<LQL", 0, at, 1) + plain[at:]

    refused(forge(tmp_path / "a.kkb", [line(1)], zipped=widen), "E-BOMB")


@pytest.mark.parametrize("how", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_only_the_packing_we_write(tmp_path: Path, how: int) -> None:
    def repack(members: list[Member]) -> None:
        members[:] = [(n, c, how if n == "changes.jsonl" else old) for n, c, old in members]

    refused(forge(tmp_path / "a.kkb", [line(1)], members=repack), "E-FORMAT")


def test_photos_are_not_packed(tmp_path: Path) -> None:
    def repack(members: list[Member]) -> None:
        members[:] = [(n, c, zipfile.ZIP_DEFLATED if n.startswith("blobs") else old) for n, c, old in members]

    refused(forge(tmp_path / "a.kkb", [line(1)], photos=[b"0" * 5_000], members=repack), "E-FORMAT")


def test_a_long_line(tmp_path: Path) -> None:
    long = line(1, {"head_name": "x" * (1 << 20)})
    refused(forge(tmp_path / "a.kkb", [long]), "E-BOMB")
    refused(forge(tmp_path / "b.kkb", [line(1), b"[" + b"1," * 900_000]), "E-BOMB")
