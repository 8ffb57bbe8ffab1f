"""The headless verbs: the screens' own actions, for scripts and for a district's batch work. Never imports Qt.

Every verb answers with exit status 0 (done), 1 (refused, with the reason on stderr) or 2 (wrong usage, argparse).
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from kampungkb_desktop.actions import copies, practice, summary, tables, take_in, updating_handing
from kampungkb_desktop.actions import export as exporting
from kampungkb_desktop.actions import info as informing
from kampungkb_desktop.actions import session as sessions
from kampungkb_desktop.actions.lists_in import command as lists_in
from kampungkb_desktop.actions.lists_in.findings import write_findings
from kampungkb_desktop.actions.rules_in_use import InUse, in_use, put_in_use
from kampungkb_desktop.actions.session import Session, close
from kampungkb_desktop.actions.unlocking import open_by_password
from kampungkb_desktop.base import clock
from kampungkb_desktop.base.command_line import PASSWORD_VARIABLE, data_dir_of, password_of
from kampungkb_desktop.base.errors import KnownError
from kampungkb_desktop.base.log import log_to
from kampungkb_desktop.base.progress import Progress, Step


def run(options: argparse.Namespace) -> int:
    """Do one verb. Known refusals become a sentence on stderr and status 1."""
    verbs: dict[str, Callable[[argparse.Namespace], int]] = {
        "demo": _demo, "info": _info, "summary": _summary, "export": _export, "take-in": _take_in,
        "import": _import, "growth": _growth, "classify": _classify, "server": _server,
    }  # fmt: skip
    try:
        return verbs[options.verb](options)
    except KnownError as error:
        _clear()
        if getattr(options, "json", False):
            print(json.dumps({"ok": False, "code": error.code, "sentence": error.sentence, "next": error.next_step}))
        print(f"{error.sentence} {error.next_step} [{error.code}]", file=sys.stderr)
        return 1


def _session(options: argparse.Namespace) -> Session:
    folder, password = _folder_and_password(options)
    log_to(folder)
    session = open_by_password(folder, password)
    put_in_use(in_use(session) or InUse())
    return session


def _folder_and_password(options: argparse.Namespace) -> tuple[Path, str]:
    folder = data_dir_of(options.data_dir, demo=options.demo)
    if sessions.state(folder) == "empty":
        raise KnownError(
            "E-EMPTY-FOLDER",
            "Belum ada data di folder ini.",
            "Periksa --data-dir, atau mulai dahulu di jendela program.",
        )
    password = password_of(options.password_file)
    if password is None:
        password = practice.PASSWORD if practice.is_practice_folder(folder) else None
    if password is None:
        raise KnownError(
            "E-NO-PASSWORD", "Kata sandi belum diberikan.", f"Pakai --password-file atau isi {PASSWORD_VARIABLE}."
        )
    return folder, password


def _demo(options: argparse.Namespace) -> int:
    folder = data_dir_of(options.data_dir, demo=True)
    session = practice.create(
        folder, regency=options.kabupaten, villages=options.villages, families=options.families,
        seed=options.seed, role=options.role, clock=clock.now, progress=_progress(),
    )  # fmt: skip
    try:
        report = informing.info(session)
    finally:
        close(session)
    _answer(options, report, f"Data contoh siap di {folder} (kata sandi: {practice.PASSWORD}).")
    return 0


def _info(options: argparse.Namespace) -> int:
    session = _session(options)
    try:
        report = informing.info(session)
    finally:
        close(session)
    _answer(options, report, informing.as_text(report))
    return 0


def _summary(options: argparse.Namespace) -> int:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", options.month):
        print("Bulan ditulis seperti 2026-10.", file=sys.stderr)
        return 2
    session = _session(options)
    try:
        summary.village_summary(session, options.village, options.month, options.output)
    finally:
        close(session)
    print(f"Ringkasan tersimpan: {options.output}")
    return 0


def _export(options: argparse.Namespace) -> int:
    session = _session(options)
    try:
        order, progress = _order(options), _progress()
        made = exporting.export(session, options.to, order=order, progress=progress)
        beside = updating_handing.go_along(session, made, order.kind, progress)
        made = dataclasses.replace(made, updates=tuple(one.name for one in beside))
    finally:
        close(session)
    lines = [f"Berkas kirim: {made.path} ({made.changes} perubahan)."]
    lines += [f"  bagian: {part.name}" for one in made.files if len(one.parts) > 1 for part in one.parts]
    lines += [f"Pembaruan aplikasi ikut disalin: {name}." for name in made.updates]
    lines += [f"Hati-hati: di {code} tercatat kurang dari lima keluarga." for code in made.few]
    _answer(options, made, "\n".join(lines))
    return 0


def _order(options: argparse.Namespace) -> exporting.Order:
    """What the options of ``export`` ask for."""
    kind = options.jenis.replace("-", "_")
    if options.full and kind == exporting.NEW:
        kind = exporting.FULL
    limit = max(0, round(options.batas * 1_000_000))
    return exporting.Order(kind, not options.tanpa_foto, limit, whole=options.full)


def _take_in(options: argparse.Namespace) -> int:
    session = _session(options)
    try:
        if options.preview:
            report = take_in.preview(session, options.paths, progress=_progress())
        else:
            copies.before_take_in(session, _progress())
            report = take_in.take_in(session, options.paths, progress=_progress())
    finally:
        close(session)
    _answer(options, report, take_in.as_text(report))
    return 0 if report.accepted else 1


def _import(options: argparse.Namespace) -> int:
    wish = lists_in.Wish(options.path, options.village, options.p_pria, options.replace, options.accept)
    session = _session(options)
    try:
        report, found = lists_in.import_file(session, wish, clock.moment_of(clock.now()).date(), _progress())
    finally:
        close(session)
    if options.findings:
        write_findings(options.findings, found)
    for one in found:
        print(f"baris {one.row}{f', {one.column}' if one.column else ''}: {one.sentence}", file=sys.stderr)
    _answer(options, report, lists_in.as_text(report))
    return 0


def _server(options: argparse.Namespace) -> int:
    from kampungkb_desktop.actions import office_server, server_command  # noqa: PLC0415  few offices have a server

    if options.action == server_command.ADDRESS:  # the old one may not answer any more
        folder, password = _folder_and_password(options)
        office_server.readdress(folder, password, server_command.address_of(options))
    session = _session(options)
    try:
        session, report, words = server_command.carry_out(session, options, _progress())
    finally:
        close(session)
    _answer(options, report, words)
    return 0


def _growth(options: argparse.Namespace) -> int:
    return _table(options, tables.growth_table)


def _classify(options: argparse.Namespace) -> int:
    return _table(options, tables.classify_table)


def _table(options: argparse.Namespace, convert: Callable[..., tables.TableReport]) -> int:
    report = convert(options.source, options.target, progress=_progress())
    for error in (*report.errors, *report.cautions):
        print(f"baris {error.line}: {error.reason}", file=sys.stderr)
    for note in report.notes:
        print(note, file=sys.stderr)
    _answer(options, report, f"{report.done} dari {report.rows} baris dihitung: {options.target}")
    return 0


def _progress() -> Progress:
    """A line on stderr that writes over itself, only where a person watches."""
    return Progress(sink=_show if sys.stderr.isatty() else None)


def _show(step: Step) -> None:
    share = f"{step.done * 100 // step.total:3d} %" if step.total else f"{step.done}"
    print(f"\r{share}  {step.text:<60.60}", end="", file=sys.stderr, flush=True)
    if step.total is not None and step.done >= step.total:
        _clear()


def _clear() -> None:
    if sys.stderr.isatty():
        print("\r" + " " * 72 + "\r", end="", file=sys.stderr, flush=True)


def _answer(options: argparse.Namespace, report: Any, text: str) -> None:
    """Print a report as JSON when asked, else as a sentence."""
    if getattr(options, "json", False):
        print(json.dumps(dataclasses.asdict(report), ensure_ascii=False, indent=2, default=_plain))
    else:
        print(text)


def _plain(value: object) -> object:
    match value:
        case Path():
            return str(value)
        case date() | datetime():
            return value.isoformat()
        case Enum():
            return value.value
        case frozenset() | set():
            return sorted(value)
        case _:
            raise TypeError(type(value).__name__)
