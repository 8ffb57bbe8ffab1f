"""How the clocks and requests of the law on personal data are said on the screen."""

from __future__ import annotations

from kampungkb_desktop.actions.pdp_requests import Line
from kampungkb_desktop.base.clock import moment_of
from kampungkb_desktop.base.text import long_date, moment, short_date
from kampungkb_desktop.forms.pdp_request import ASKERS, CHECKS, DECISIONS, REQUESTS, WAYS, PdpRequest
from kampungkb_desktop.rules import pdp_clock
from kampungkb_desktop.rules.pdp_clock import Deadline, due_words
from kampungkb_desktop.ui.chip import Tag
from kampungkb_desktop.ui.palette import Tone

_TONES = {
    pdp_clock.RUNNING: (Tone.INFO, "clock"),
    pdp_clock.SOON: (Tone.WARN, "clock"),
    pdp_clock.LATE: (Tone.BAD, "warning"),
    pdp_clock.IN_TIME: (Tone.OK, ""),
    pdp_clock.TOO_LATE: (Tone.WARN, ""),
}


SHORT = {
    "lihat": "Salinan data", "koreksi": "Perbaikan", "hapus": "Penghapusan", "batasi": "Pembatasan",
    "keberatan": "Keberatan", "tarik": "Tarik persetujuan",
}  # fmt: skip
"""What was asked, where there is little room."""


def clock_tag(clock: Deadline) -> Tag:
    """The state of a clock as a chip: ``tersisa 1 hari 4 jam``, ``lewat 5 jam``."""
    tone, icon = _TONES[clock.state]
    return Tag(_words(clock), tone, icon, f"Tenggat {moment(moment_of(clock.due))}")


def _words(clock: Deadline) -> str:
    """As the clock says it, as a sentence of its own."""
    span = pdp_clock.span_words(abs(clock.left))
    if clock.state == pdp_clock.IN_TIME:
        return "Dijawab tepat waktu"
    if clock.state == pdp_clock.TOO_LATE:
        return f"Dijawab lewat {span}"
    return f"Lewat {span}" if clock.state == pdp_clock.LATE else f"Tersisa {span}"


def received_words(one: PdpRequest) -> str:
    """``21 Nov 2026 08.30``."""
    day = short_date(one.received_on) if one.received_on else "tanpa tanggal"
    return f"{day} {one.received_at}" if one.received_at else day


def facts(line: Line, now: int) -> list[str]:
    """What the panel says of one request, sentence by sentence."""
    one, clock = line.request, line.clock
    who = f"{one.asked_by or 'Belum diisi'} ({ASKERS.label(one.relation) or 'hubungan belum diisi'})"
    said = [
        f"Diminta oleh {who}. {CHECKS.label(one.identity) or 'Identitas belum dipastikan'}.",
        f"Tentang {line.member + ', ' if line.member else ''}{line.family or '(keluarganya tidak ada di sini)'}.",
        f"Diterima {received_words(one)}, dijawab paling lambat {due_words(clock.due, now)}.",
    ]
    if one.details:
        said.append(f"Isi permintaan: {one.details}")
    said.append(_article_words(line))
    if one.decision:
        why = f" Alasannya: {one.reason}" if one.reason else ""
        by = f" Diputuskan oleh {one.decided_by}." if one.decided_by else ""
        said.append(f"{DECISIONS.label(one.decision)}.{why}{by}")
    if one.answered_on:
        at = f" pukul {one.answered_at}" if one.answered_at else ""
        how = f" Caranya: {WAYS.label(one.told_by)}." if one.told_by else ""
        said.append(f"Dijawab {long_date(one.answered_on)}{at}.{how}")
    return said


def _article_words(line: Line) -> str:
    right = line.right
    if right.certainty == "A":
        return f"UU 27/2022 Pasal {right.articles}: {right.hours // 24}×24 jam sejak permintaan diterima."
    return (
        f"UU 27/2022 Pasal {right.articles} tidak menyebut tenggat; {right.hours // 24}×24 jam dipakai sebagai "
        "ketentuan kantor."
    )


def advice(kind: str | None) -> str:
    """What is to be done about a request of this kind, in the order one does it."""
    return {
        "lihat": "Cetak datanya, serahkan kepada yang meminta, lalu catat jawabannya.",
        "koreksi": "Buka keluarganya, perbaiki yang keliru, lalu catat jawabannya. Riwayat koreksi dapat dicetak.",
        "hapus": "Putuskan bersama kantor, hapus lewat tombol di bawah, lalu catat jawabannya.",
        "batasi": "Batasi lewat tombol di bawah, lalu catat jawabannya. Data yang dibatasi tidak ikut daftar bernama.",
        "keberatan": "Buka keluarganya: hasil KRS dan sebab-sebabnya ada di ringkasan. Petugas yang memutuskan, bukan "
        "hitungan.",
        "tarik": "Batasi atau hapus lewat tombol di bawah. Data yang dasarnya tugas pelayanan publik boleh tetap "
        "disimpan; tulis alasannya.",
    }.get(kind or "", "")


def request_title(one: PdpRequest) -> str:
    """What the panel is called."""
    return REQUESTS.label(one.kind) or PdpRequest.TITLE
