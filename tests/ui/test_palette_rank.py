"""How typed letters fit the words of screens and deeds: letters that are added only ever leave fewer."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from kampungkb_desktop.ui.palette_rank import BEGINS, INSIDE, WHOLE, fit, may_fit, narrows, words_of

NAMES = (
    "Kunjungan baru", "Kunjungan: perlu dikunjungi", "Cetak ringkasan Kampung KB…", "Kampung: rekap KRS semua desa",
    "Pengaturan: salinan cadangan", "Bangga Kencana kampung…", "Kirim & Terima", "Keluarga baru", "Data & versi",
)  # fmt: skip
TYPED = st.one_of(st.text(alphabet="kabunrgte ", max_size=6), st.sampled_from(NAMES).map(str.lower))


@given(TYPED, st.text(alphabet="abkrun ", min_size=1, max_size=3))
def test_what_fits_more_letters_fitted_fewer(before: str, added: str) -> None:
    typed = before + added
    if narrows(before, typed):
        for name in NAMES:
            assert fit(name, typed, loose=False) is None or fit(name, before, loose=False) is not None


@given(TYPED, st.sampled_from(("", "laporan bulanan", "tempat ini sekali lagi", "KRS")))
def test_only_what_cannot_fit_is_not_asked_for_its_fit(typed: str, also: str) -> None:
    may = may_fit(typed)
    for name in NAMES:
        assert may(name, also) or fit(name, typed, also, loose=False) is None


@given(
    st.text(alphabet="ka", min_size=1, max_size=2),
    st.lists(st.text(alphabet="kan", min_size=1, max_size=3), max_size=5),
)
@example("k", ["ka", "kan"])
@example("ka", ["nka", "kan", "ka"])
def test_the_word_that_fits_best_counts_and_of_such_the_first(typed: str, words: list[str]) -> None:
    name = " ".join(words)
    ways = [
        (WHOLE if word == typed else BEGINS if word.startswith(typed) else INSIDE, at)
        for at, word in enumerate(words_of(name))
        if word.startswith(typed) or (len(typed) > 1 and typed in word)
    ]
    found = fit(f"x {name}", typed, loose=False)  # no initials: these would begin with another letter
    assert (found and (found.worst, found.place - 1)) == min(ways, default=None)


def test_one_letter_is_looked_for_at_the_beginning_only_so_nothing_follows_from_it() -> None:
    assert not narrows("e", "ek")
    assert fit("Kampung: rekap KRS", "e", loose=False) is None
    assert fit("Kampung: rekap KRS", "ek", loose=False) is not None
    assert narrows("ek", "eka")
    assert not narrows("ek", "ke")
