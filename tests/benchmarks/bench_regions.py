"""How long a keystroke in the search for places takes, against one pass of ``str.find`` over the same names.

Run by hand from the top of the repository: ``python -m tests.benchmarks.bench_regions``. Each query is typed letter
by letter, as in the search field; a keystroke is the whole answer with full names. "Levels" searches all four;
"cold" forgets all words before every keystroke, as if each were pasted. The target is 5 ms at the 95th percentile.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from statistics import median

from kampungkb_desktop.base.paths import resource
from kampungkb_desktop.forms import regions
from kampungkb_desktop.forms.regions import Regions, unpack

QUERIES = (
    "maluang", "sidomulyo sragen", "malu gunung", "kampung maluang", "kel. api-api bontang", "desa suka maju kab berau",
    "tanjung redeb", "tanjungredeb", "gunung tabur berau kaltim", "sumber sari jember", "s k", "a b c d", "640306",
    "64.03.06.2004", "blok 15", "mekar jaya", "lubuk pakam i,ii", "xyz tidak ada", "maluamg berau",
    "pasar baru jakarta",
)  # fmt: skip
TARGET_MS = 5.0


def milliseconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    work()
    return (clock() - start) * 1000


def answer(places: Regions, text: str, level: regions.Level | None) -> list[str]:
    return [place.full_name for place in places.search(text, level=level)]


def forget(places: Regions) -> None:
    for names in places._index:
        names.fitting.cache_clear()


def typed(
    places: Regions, *, cold: bool = False, level: regions.Level | None = "village", clock: Callable[[], float]
) -> dict[str, float]:
    taken = {}
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            if cold:
                forget(places)
            taken[query[:end]] = milliseconds(partial(answer, places, query[:end], level), clock)
    return taken


def report(title: str, measure: Callable[[Callable[[], float]], dict[str, float]], floor: float) -> None:
    """Wall time is what a person feels, processor time what other programs do not lengthen."""
    for clock in (time.perf_counter, time.thread_time):
        taken = measure(clock)
        times = sorted(taken.values())
        p95 = times[int(len(times) * 0.95)]
        slowest = max(taken, key=taken.__getitem__)
        print(
            f"{title:<9} {clock.__name__:<12} {len(times)} keystrokes: p50 {median(times):5.2f}  p95 {p95:5.2f}  "
            f"max {times[-1]:5.2f} ms ({slowest!r})  p95 = {p95 / floor:4.1f} x floor"
            f"{'' if p95 < TARGET_MS else '  ABOVE THE TARGET'}"
        )


def main() -> None:
    loading = milliseconds(regions.load)
    places = regions.load()
    preparing = milliseconds(places.prepare)
    names = places.levels[-1].names
    floor = median(milliseconds(lambda: names.find("Zzq tidak ada")) for _ in range(50))
    print(f"load {loading:.0f} ms, prepare (once, before the first search) {preparing:.0f} ms")
    print(f"floor: one str.find over {len(names):,} letters of village names: {floor:.2f} ms")
    report("warm", lambda clock: typed(places, clock=clock), floor)
    report("cold", lambda clock: typed(places, cold=True, clock=clock), floor)
    report("levels", lambda clock: typed(places, level=None, clock=clock), floor)
    tracemalloc.start()
    unpack(resource("regions/regions.txt.zlib").read_bytes()).prepare()
    print(f"memory: peak while making it {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB")
    tracemalloc.stop()
    tracemalloc.start()
    kept = unpack(resource("regions/regions.txt.zlib").read_bytes())
    kept.prepare()
    typed(kept, clock=time.perf_counter)
    print(f"memory: kept after typing {tracemalloc.get_traced_memory()[0] / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
