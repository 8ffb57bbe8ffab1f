"""Files of a plan: what the portal takes is kept and given back as it was; everything else is refused politely."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from kampungkb_desktop.actions import documents, undo
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import Session, new_record_id
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.forms.record import DONE
from kampungkb_desktop.forms.work_plan import WorkPlan
from tests.actions.devices import VILLAGE

PDF = b"%PDF-1.4\n%rekaan\n" + b"0" * 3000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ZIP = b"PK\x03\x04" + b"\0" * 600


@pytest.fixture
def plan(officer: Session) -> WorkPlan:
    made = WorkPlan(id=new_record_id(officer), village=VILLAGE, status=DONE, title="RKM 2026", year_from=2026)
    save(officer, "Simpan rencana", [made])
    return made


def refused(officer: Session, plan: WorkPlan, path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        documents.add_document(officer, plan, path)
    assert caught.value.sentence.endswith(".")
    assert caught.value.next_step.endswith(".")
    return caught.value.code


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [("rkm.pdf", PDF), ("RKM 2026.DOC", OLE), ("rkm.docx", ZIP), ("rkm.xls", OLE), ("rkm.xlsx", ZIP)],
)
def test_what_the_portal_takes_comes_back_as_it_was(
    officer: Session, plan: WorkPlan, tmp_path: Path, name: str, content: bytes
) -> None:
    made = documents.add_document(officer, plan, written(tmp_path, name, content))
    assert (made.file_name, made.size, made.role, made.village) == (name, len(content), "rkm", VILLAGE)
    (kept,) = documents.documents_of(officer, plan)
    copy = documents.save_copy(officer, kept, tmp_path / f"salinan-{name}")
    assert copy.read_bytes() == content
    stored = (officer.data_dir / "photos" / (kept.blob or "")).read_bytes()
    assert content[:64] not in stored


def test_a_picture_is_kept_as_photos_are(officer: Session, plan: WorkPlan, tmp_path: Path) -> None:
    Image.new("RGB", (3000, 900), (200, 40, 40)).save(tmp_path / "rapat.png")
    made = documents.add_document(officer, plan, tmp_path / "rapat.png")
    assert (made.media_type, made.file_name) == (documents.PICTURE, "rapat.jpg")
    assert documents.document(officer, made).startswith(b"\xff\xd8")


def test_everything_else_is_refused_in_words(officer: Session, plan: WorkPlan, tmp_path: Path) -> None:
    assert refused(officer, plan, written(tmp_path, "rkm.exe", b"MZ")) == "E-DOC-FORMAT"
    assert refused(officer, plan, written(tmp_path, "rkm", PDF)) == "E-DOC-FORMAT"
    assert refused(officer, plan, written(tmp_path, "rkm.pdf", ZIP)) == "E-DOC-FORMAT"
    assert refused(officer, plan, written(tmp_path, "makro.docx", b"x" + ZIP)) == "E-DOC-FORMAT"
    assert refused(officer, plan, written(tmp_path, "kosong.pdf", b"")) == "E-DOC-SIZE"
    assert refused(officer, plan, written(tmp_path, "besar.pdf", PDF[:8] + b"0" * documents.LARGEST)) == "E-DOC-SIZE"
    assert refused(officer, plan, written(tmp_path, "bukan.jpg", PDF)) == "E-PHOTO-FORMAT"
    assert refused(officer, plan, tmp_path / "tidak-ada.pdf") == "E-DOC-READ"
    assert refused(officer, plan, _folder(tmp_path)) == "E-DOC-READ"
    assert documents.documents_of(officer, plan) == []


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    return folder


def test_the_same_file_once_and_ten_at_most(officer: Session, plan: WorkPlan, tmp_path: Path) -> None:
    for number in range(documents.MOST):
        documents.add_document(officer, plan, written(tmp_path, f"{number}.pdf", PDF + bytes([number])))
    assert refused(officer, plan, tmp_path / "0.pdf") == "E-DOC-MANY"
    documents.remove_document(officer, documents.documents_of(officer, plan)[-1])
    assert refused(officer, plan, tmp_path / "0.pdf") == "E-DOC-TWICE"


def test_a_removed_file_comes_back_by_undo(officer: Session, plan: WorkPlan, tmp_path: Path) -> None:
    made = documents.add_document(officer, plan, written(tmp_path, "rkm.pdf", PDF))
    documents.remove_document(officer, made)
    assert documents.documents_of(officer, plan) == []
    undo.undo(officer)
    (again,) = documents.documents_of(officer, plan)
    assert documents.document(officer, again) == PDF


def test_a_content_that_is_not_here_or_damaged_is_said_of_the_file(
    officer: Session, plan: WorkPlan, tmp_path: Path
) -> None:
    made = documents.add_document(officer, plan, written(tmp_path, "rkm.pdf", PDF))
    path = officer.data_dir / "photos" / (made.blob or "")
    path.write_bytes(b"rusak")
    with pytest.raises(KnownError) as damaged:
        documents.document(officer, made)
    path.unlink()
    with pytest.raises(KnownError) as missing:
        documents.document(officer, made)
    assert (damaged.value.code, missing.value.code) == ("E-DOC-DAMAGED", "E-DOC-MISSING")
    with pytest.raises(KnownError):
        documents.save_copy(officer, made, tmp_path / "salinan.pdf")
    assert not (tmp_path / "salinan.pdf").exists()


def test_a_copy_to_a_place_that_cannot_be_written(officer: Session, plan: WorkPlan, tmp_path: Path) -> None:
    made = documents.add_document(officer, plan, written(tmp_path, "rkm.pdf", PDF))
    with pytest.raises(KnownError) as caught:
        documents.save_copy(officer, made, tmp_path / "rkm.pdf" / "di-dalam-berkas.pdf")
    assert caught.value.code == "E-DOC-WRITE"
