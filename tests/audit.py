"""What the lock files pin, looked up among the known vulnerabilities (OSV) by ``uv audit``, which is pinned there too.

By hand: ``python3 dev.py audit``. A vulnerability fails; where nobody could be asked, it is said aloud and it goes on,
since a gate without internet must not fail for what it cannot know (``--must`` makes it fail). It never waits for long.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RUN, DEV = "requirements.lock", "requirements-dev.lock"
SERVICE = "https://api.osv.dev/"
PATIENCE = 90.0
"""Seconds after which whoever was asked is taken for silent."""
ACCEPTED: Mapping[str, str] = {}
"""Vulnerabilities that do not concern us, by their number, each with the reason. They fail again once there is a
version without them."""
FOUND, UNASKED = 1, 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What an audit came to: one line a vulnerability, or why nobody could be asked ("" when somebody answered)."""

    found: Sequence[str] = ()
    unasked: str = ""


def pins_of(lock: Path) -> dict[str, str]:
    """Names and versions that a lock file pins, for whatever system they are."""
    return dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def audit(root: Path = ROOT, service: str = SERVICE, patience: float = PATIENCE) -> Answer:
    """Ask about everything that the lock for developers pins: it holds all that is handed out, too."""
    pins = pins_of(root / DEV)
    with tempfile.TemporaryDirectory() as place:
        _write_project(Path(place), pins)
        ignoring = [word for number in ACCEPTED for word in ("--ignore-until-fixed", number)]
        command = [
            sys.executable, "-m", "uv", "audit", "--frozen", "--no-config", "--preview-features",
            "audit-command,json-output", "--output-format", "json", "--service-url", service, *ignoring,
        ]  # fmt: skip
        try:
            ran = subprocess.run(  # noqa: PLW1510  its status is read below
                command, cwd=place, capture_output=True, text=True, encoding="utf-8", timeout=patience,
                stdin=subprocess.DEVNULL, env={**os.environ, "UV_HTTP_TIMEOUT": "20", "UV_HTTP_RETRIES": "1"},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return Answer(unasked=f"no answer within {patience:.0f} seconds")
        except OSError as error:
            return Answer(unasked=f"uv could not be started: {error}")
    return _heard(ran.stdout, ran.stderr, len(pins), set(pins_of(root / RUN)))


def _heard(told: str, complaint: str, pinned: int, handed_out: set[str]) -> Answer:
    """What uv said; anything but an answer about every pin is none."""
    try:
        answer: dict[str, Any] = json.loads(told)
        found = [_line(one, handed_out) for one in answer["vulnerabilities"]]
        asked = int(answer["summary"]["audited_packages"])
    except (ValueError, KeyError, TypeError):
        lines = [line.strip() for line in complaint.splitlines() if line.strip()]
        return Answer(unasked="; ".join(lines) or "uv gave no answer")
    if asked != pinned:
        return Answer(found, f"only {asked} of {pinned} pins were looked up")
    return Answer(found)


def _line(one: dict[str, Any], handed_out: set[str]) -> str:
    name, version = one["dependency"]["name"], one["dependency"]["version"]
    where = "in what is handed out" if name in handed_out else "in the tools of developers"
    fixed = f"fixed in {', '.join(one['fix_versions'])}" if one.get("fix_versions") else "not fixed yet"
    return f"{name} {version} ({where}): {one['id']} {one.get('summary') or ''}, {fixed}. {one.get('link') or ''}"


def _write_project(place: Path, pins: Mapping[str, str]) -> None:
    """A project that wants exactly the pins, locked already so that nothing is resolved: uv audits no mere list."""
    wanted = "".join(f'    "{name}=={version}",\n' for name, version in pins.items())
    head = '[project]\nname = "audited"\nversion = "0"\nrequires-python = ">=3.11"\n'
    (place / "pyproject.toml").write_text(f"{head}dependencies = [\n{wanted}]\n", encoding="utf-8")
    names = "".join(f'    {{ name = "{name}" }},\n' for name in pins)
    exact = "".join(f'    {{ name = "{name}", specifier = "=={version}" }},\n' for name, version in pins.items())
    own = (
        f'[[package]]\nname = "audited"\nversion = "0"\nsource = {{ virtual = "." }}\ndependencies = [\n{names}]\n\n'
        f"[package.metadata]\nrequires-dist = [\n{exact}]\n\n"
    )
    packages = "".join(
        f'[[package]]\nname = "{name}"\nversion = "{version}"\nsource = {{ registry = "https://pypi.org/simple" }}\n\n'
        for name, version in pins.items()
    )
    locked = f'version = 1\nrevision = 3\nrequires-python = ">=3.11"\n\n{own}{packages}'
    (place / "uv.lock").write_text(locked, encoding="utf-8")


def main(words: Sequence[str] | None = None) -> int:
    """0 when all is well or nobody could be asked, 1 for a vulnerability, 3 with ``--must`` when nobody answered."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--service-url", default=SERVICE, help="another service that speaks as OSV does")
    asked.add_argument("--patience", type=float, default=PATIENCE, help="seconds to wait at most")
    asked.add_argument("--must", action="store_true", help="fail where nobody could be asked")
    options = asked.parse_args(words)
    answer = audit(service=options.service_url, patience=options.patience)
    for line in answer.found:
        sys.stdout.write(f"VULNERABLE  {line}\n")
    if answer.unasked:
        bar = "!" * 100
        sys.stdout.write(
            f"{bar}\nNOT AUDITED: whether {DEV} pins anything vulnerable could not be looked up.\n"
            f"  asked:  {options.service_url}\n  why:    {answer.unasked}\n"
            f"  do:     python3 dev.py audit, on a machine with internet, before anything is handed out.\n{bar}\n"
        )
    elif not answer.found:
        pinned = len(pins_of(ROOT / DEV))
        sys.stdout.write(f"audited: {pinned} pins of {DEV}, no known vulnerability ({options.service_url})\n")
    sys.stdout.flush()
    return FOUND if answer.found else UNASKED if answer.unasked and options.must else 0


if __name__ == "__main__":
    sys.exit(main())
