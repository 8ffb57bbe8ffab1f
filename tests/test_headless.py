"""The headless verbs: what they print, where, and with which exit status."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from kampungkb_desktop.__main__ import main
from kampungkb_desktop.actions import updating_handing
from kampungkb_desktop.actions.save import save
from kampungkb_desktop.actions.session import close, open_session
from kampungkb_desktop.base.ids import derived_id
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.office_rule import IN_FORCE, OfficeRule
from kampungkb_desktop.forms.officer import DISTRICT
from kampungkb_desktop.rules import ruleset
from tests.report.strict import strict
from tests.rules.test_rule_file import next_version

VERBS = ("demo", "info", "summary", "export", "take-in", "import", "growth", "classify", "self-test")
MALUANG = "64.03.06.2004"


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small practice folder, made by the verb itself."""
    folder = tmp_path_factory.mktemp("latihan") / "data"
    assert main(["--data-dir", str(folder), "demo", "--villages", "1", "--families", "12"]) == 0
    return folder


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([verb, "--help"])
    assert left.value.code == 0
    assert "usage" in capsys.readouterr().out


def test_an_unknown_verb_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as left:
        main(["ekspor"])
    assert left.value.code == 2


def test_info_counts_what_is_there(practised: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", str(practised), "info", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["counts"]["village"], said["counts"]["family"], said["practice"]) == (1, 12, True)


def test_summary_writes_a_pdf_and_names_a_wrong_month(
    practised: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "ringkasan.pdf"
    begin = ["--data-dir", str(practised), "summary", "--village", MALUANG, "--output", str(target)]
    assert main([*begin, "--month", "2026-10"]) == 0
    strict(target.read_bytes())
    assert main([*begin, "--month", "Oktober"]) == 2
    assert "2026-10" in capsys.readouterr().err


def test_export_then_take_in_by_a_district(practised: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    district = tmp_path / "kabupaten"
    assert main(["--data-dir", str(district), "demo", "--villages", "1", "--families", "3", "--role", "kabupaten"]) == 0
    assert main(["--data-dir", str(practised), "export", "--to", str(tmp_path / "kirim"), "--full"]) == 0
    capsys.readouterr()
    take = ["--data-dir", str(district), "take-in", str(tmp_path / "kirim"), "--json"]
    assert main([*take, "--preview"]) == 0
    looked = json.loads(capsys.readouterr().out)
    assert main(take) == 0
    taken = json.loads(capsys.readouterr().out)
    assert looked["files"][0]["new"] == taken["files"][0]["new"] > 0
    assert main(take) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["result"] == "sudah ada"
    update = district / updating_handing.FOLDER / "KampungKB-9.0.0-windows-x86_64.kkbu"
    update.parent.mkdir()
    update.write_bytes(b"pembaruan")
    reply = ["--data-dir", str(district), "export", "--to", str(tmp_path / "balasan")]
    assert main([*reply, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["updates"] == [update.name]
    assert (tmp_path / "balasan" / update.name).read_bytes() == b"pembaruan"


def test_refusals_are_sentences_with_status_one(
    practised: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*words: str) -> str:
        assert main(list(words)) == 1
        return capsys.readouterr().err

    assert "[E-EMPTY-FOLDER]" in refused("--data-dir", str(tmp_path / "kosong"), "info")
    assert not (tmp_path / "kosong").exists()
    monkeypatch.setenv("KAMPUNGKB_PASSWORD", "salah")
    assert "[E-PASSWORD]" in refused("--data-dir", str(practised), "info")
    monkeypatch.delenv("KAMPUNGKB_PASSWORD")
    assert "[E-PASSWORD-FILE]" in refused(
        "--data-dir", str(practised), "--password-file", str(tmp_path / "tidak-ada"), "info"
    )
    columns = tmp_path / "salah.csv"
    columns.write_text("a,b\n1,2\n", encoding="utf-8")
    assert "[E-TABLE-COLUMNS]" in refused("growth", str(columns), str(tmp_path / "hasil.csv"))
    assert not (tmp_path / "hasil.csv").exists()
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(b"\xff\xd8\xff" * 100)
    assert main(["--data-dir", str(practised), "take-in", str(photo)]) == 1
    assert "E-NOTBUNDLE" in capsys.readouterr().out


def test_a_password_file_opens(practised: Path, tmp_path: Path) -> None:
    secret = tmp_path / "sandi.txt"
    secret.write_text("latihan\n", encoding="utf-8")
    assert main(["--data-dir", str(practised), "--password-file", str(secret), "info"]) == 0


def test_import_looks_first_and_writes_when_asked(
    practised: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "daftar.csv"
    listed.write_text(
        "No KK;NIK;Nama;Tgl lahir;Hubungan\n6403991101150077;6403990503900077;Tono;5/3/1990;1\n;;Tini;31/2/2015;3\n",
        encoding="utf-8",
    )
    own = tmp_path / "data"
    shutil.copytree(practised, own)
    begin = ["--data-dir", str(own), "import", str(listed), "--json", "--findings", str(tmp_path / "catatan.csv")]
    assert main(begin) == 0
    looked = json.loads(capsys.readouterr().out)
    assert (looked["verdicts"]["baru"], looked["written"]) == (2, 0)
    assert "31/2/2015" in (tmp_path / "catatan.csv").read_text(encoding="utf-8-sig")
    assert main([*begin, "--accept"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] == 2
    assert main(begin) == 0
    assert json.loads(capsys.readouterr().out)["verdicts"]["tetap"] == 2
    assert main(["--data-dir", str(own), "import", str(tmp_path / "tidak-ada.csv")]) == 1
    assert "E-LIST-MISSING" in capsys.readouterr().err


def test_verbs_judge_by_the_rules_of_the_office(practised: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(practised, folder, ignore=shutil.ignore_patterns("*.lock"))
    session = open_session(folder, "latihan")
    text = next_version("klasifikasi", year=2024)
    save(replace(session, role=DISTRICT), "Dari berkas balasan", [OfficeRule(
        id=derived_id(OfficeRule.FORM, "klasifikasi-2024"), version="klasifikasi-2024", title="Klasifikasi",
        since=date(2024, 1, 1), state=IN_FORCE, text=text,
    )])  # fmt: skip
    close(session)
    target = tmp_path / "ringkasan.pdf"
    begin = ["--data-dir", str(folder), "summary", "--village", MALUANG, "--output", str(target)]
    with ruleset.using(ruleset.BUILT_IN):
        assert main([*begin, "--month", "2026-10"]) == 0
    regions.use(None)
    paper = pypdfium2.PdfDocument(target)
    printed = "".join(page.get_textpage().get_text_range() for page in paper)
    paper.close()
    assert "klasifikasi-2024" in printed
