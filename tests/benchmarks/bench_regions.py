"""How long a keystroke in the search for places takes, against one pass of ``str.find`` over the same names.

Run by hand from the top of the repository: ``python -m tests.benchmarks.bench_regions``. Each query is typed letter
by letter, as in the search field; a keystroke is the whole answer with full names. In the first round most words are
new; "cold" forgets all words before every keystroke, as if each were pasted. The target is 5 ms at the 95th percentile.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from statistics import median

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.regions import Regions

QUERIES = (
    "maluang", "sidomulyo sragen", "malu gunung", "kampung maluang", "kel. api-api bontang", "desa suka maju kab berau",
    "tanjung redeb", "tanjungredeb", "gunung tabur berau kaltim", "sumber sari jember", "s k", "a b c d", "640306",
    "64.03.06.2004", "blok 15", "mekar jaya", "lubuk pakam i,ii", "xyz tidak ada", "maluamg berau",
    "pasar baru jakarta",
)  # fmt: skip
TARGET_MS = 5.0


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def answer(places: Regions, text: str, level: regions.Level | None) -> list[str]:
    return [place.full_name for place in places.search(text, level=level)]


def forget(places: Regions) -> None:
    for names in places._index:
        names.fitting.cache_clear()


def typed(places: Regions, *, cold: bool = False, level: regions.Level | None = "village") -> dict[str, float]:
    taken = {}
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            if cold:
                forget(places)
            text = query[:end]
            taken[text] = milliseconds(lambda text=text: answer(places, text, level))  # type: ignore[misc]
    return taken


def report(title: str, taken: dict[str, float], floor: float) -> None:
    times = sorted(taken.values())
    p95 = times[int(len(times) * 0.95)]
    slowest = max(taken, key=taken.__getitem__)
    print(
        f"{title:<28} {len(times):4d} keystrokes  p50 {median(times):5.2f}  p95 {p95:5.2f}  max {times[-1]:5.2f} ms "
        f"({slowest!r})  p95 = {p95 / floor:4.1f} x floor  {'ok' if p95 < TARGET_MS else 'TOO SLOW'}"
    )


def main() -> None:
    loading = milliseconds(regions.load)
    places = regions.load()
    preparing = milliseconds(places.prepare)
    names = places._levels[-1].names
    floor = median(milliseconds(lambda: names.find("Zzq tidak ada")) for _ in range(50))
    print(f"load {loading:.0f} ms, prepare (once, before the first search) {preparing:.0f} ms")
    print(f"floor: one str.find over {len(names):,} letters of village names: {floor:.2f} ms")
    report("villages, first round", typed(places), floor)
    report("villages, again", typed(places), floor)
    report("villages, cold", typed(places, cold=True), floor)
    report("all levels", typed(places, level=None), floor)
    tracemalloc.start()
    Regions(resource("regions/regions.txt.zlib").read_bytes()).prepare()
    print(f"memory: peak while making it {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")
    tracemalloc.stop()
    tracemalloc.start()
    kept = Regions(resource("regions/regions.txt.zlib").read_bytes())
    kept.prepare()
    typed(kept)
    print(f"memory: kept after typing {tracemalloc.get_traced_memory()[0] / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
