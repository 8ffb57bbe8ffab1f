"""Everything a person can read is said in plain Indonesian: no foreign word that has one of its own, no sentence that
never ends."""

from __future__ import annotations

from tests.plain_words import endless_in, foreign_in, said_in_source, said_in_tables


def test_no_word_of_the_trade_and_no_endless_sentence() -> None:
    said = [*said_in_source(), *said_in_tables()]
    assert len(said) > 5_000, "the net has holes"
    foreign = [f"{where}: {found} in {words[:80]!r}" for where, words in said if (found := foreign_in(words))]
    assert not foreign, "\n".join(foreign)
    endless = [f"{where}: {found[0]}" for where, words in said if (found := endless_in(words))]
    assert not endless, "\n".join(endless)


def test_the_net_catches() -> None:
    assert foreign_in("Login gagal: invalid password") == ["Login", "invalid", "password"]
    assert foreign_in("Tekan Ctrl+Delete atau Tab. Verifikasi dan validasi KRS") == []
    assert endless_in("kata " * 41) != []
    assert endless_in("kata. " * 41) == []
