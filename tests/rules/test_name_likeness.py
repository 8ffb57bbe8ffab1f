"""Names as two people write them: which are one name, which nearly, which are not. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kampungkb_desktop.base.person_name import person_name, sound
from kampungkb_desktop.rules.name_likeness import OTHER, PART, SAME, SLIP, SPELLING, likeness

PAIRS = [
    # written alike, but for capitals and blanks
    ("Rahmawati", "RAHMAWATI", SAME), ("Siti  Aminah", "siti aminah", SAME),
    # the two most shortened names
    ("Muh. Ali", "Muhammad Ali", SPELLING), ("Moh. Ali", "Muhammad Ali", SPELLING), ("Mohd Ali", "Moch. Ali", SPELLING),
    ("Mhd. Ridwan", "Muhamad Ridwan", SPELLING), ("Mohammad Ridwan", "Muchammad Ridwan", SPELLING),
    ("Md Ridwan", "MUHAMMAD RIDWAN", SPELLING), ("St. Rahma", "Siti Rahma", SPELLING),
    ("Sit. Rahma", "Sitti Rahmah", SPELLING), ("Sti Rahma", "Siti Rahma", SPELLING),
    ("M. Ridwan", "Muhammad Ridwan", SLIP), ("Ridwan Hadi", "Muh. Ridwan Hadi", SLIP), ("Aminah", "Siti Aminah", SLIP),
    # titles before and behind
    ("H. Sulaiman", "Sulaiman", SPELLING), ("Hj. Nurlina", "Nurlina", SPELLING),
    ("Haji Sulaiman", "SULAIMAN", SPELLING),
    ("KH. Mansyur", "Mansyur", SPELLING), ("Ust. Hamdan", "Hamdan", SPELLING), ("dr. Lestari", "Lestari", SPELLING),
    ("Ir. Pranoto, M.Si.", "Pranoto", SPELLING), ("Drs. H. Kasman, M.M.", "Kasman", SPELLING),
    ("Yulianti, S.Pd", "Yulianti", SPELLING), ("Yulianti S. Pd", "Yulianti", SPELLING),
    ("Marlina, A.Md.Keb", "Marlina", SPELLING), ("Sulaiman (Alm)", "Sulaiman", SPELLING),
    ("Alm. Sulaiman", "Sulaiman", SPELLING), ("Ny. Sumarni", "Sumarni", SPELLING),
    # the spellings of 1947 and 1972
    ("Soeparman", "Suparman", SPELLING), ("Djumadi", "Jumadi", SPELLING), ("Tjahjono", "Cahyono", SLIP),
    ("Sjamsul", "Syamsul", SPELLING), ("Soekarni", "Sukarni", SPELLING), ("Njoman Sari", "Nyoman Sari", SPELLING),
    # Arabic sounds in three ways
    ("Chotimah", "Khotimah", SPELLING), ("Khadijah", "Hadijah", SPELLING), ("Achmad Yani", "Ahmad Yani", SPELLING),
    ("Syarifah", "Sarifah", SPELLING), ("Zainal Abidin", "Jaenal Abidin", SPELLING), ("Taufiq", "Taufik", SPELLING),
    ("Ridho", "Rido", SPELLING), ("Utsman", "Usman", SPELLING), ("Dzulkifli", "Zulkifli", SPELLING),
    ("Faizal", "Faisal", SPELLING), ("Fitriani", "Pitriani", SPELLING), ("Novita", "Nopita", SPELLING),
    # words together and apart, Abdul and Nur
    ("Abd. Rahman", "Abdurrahman", SPELLING), ("Abdul Rahman", "Abdurrahman", SPELLING),
    ("Abdul Rachman", "Abd Rahman", SPELLING), ("Abdul Azis", "Abdulaziz", SPELLING),
    ("Nur Aini", "Nuraini", SPELLING), ("Nur'aini", "Noraini", SPELLING), ("Sitirahma", "Siti Rahma", SPELLING),
    ("Noor Hayati", "Nurhayati", SPELLING), ("Sri Mulyani", "Srimulyani", SPELLING),
    # doubled letters, ends, y and i
    ("Sitti Hawwa", "Siti Hawa", SPELLING), ("Aisyah", "Aisya", SPELLING), ("Widya", "Widia", SPELLING),
    ("Muliyadi", "Mulyadi", SPELLING), ("Suwarno", "Suarno", SPELLING), ("Fatimah", "Fatima", SPELLING),
    # order, initials, the father's name
    ("Rahma Siti", "Siti Rahma", SPELLING), ("Made Sukarta", "M. Sukarta", SLIP),
    ("Kasim bin Hamid", "Kasim", SPELLING),
    ("Andi Baso", "A. Baso", SLIP),
    # slips of the finger
    ("Suparman", "Supraman", SLIP), ("Rahmawati", "Rahmwati", SLIP), ("Hardianto", "Hardiyanto", SPELLING),
    ("Nurhasanah", "Nurhasana", SPELLING), ("Indrawati", "Endrawati", SLIP),
    # only a part
    ("Suparman", "Suparman Hadi", PART), ("Dewi Lestari", "Dewi", PART), ("Rudi Hartono", "Rudi", PART),
    # two names
    ("Rina", "Rini", OTHER), ("Dewi", "Devi", OTHER), ("Hasan", "Husen", OTHER), ("Hasan", "Hasmah", OTHER),
    ("Siti Aminah", "Siti Rahma", OTHER), ("Muhammad Ali", "Muhammad Yusuf", OTHER), ("Adi", "Edi", OTHER),
    ("Kasim bin Hamid", "Kasim bin Rauf", OTHER), ("Budi Santoso", "Budi Hartono", OTHER), ("Yana", "Yani", OTHER),
    ("Isa", "Aisyah", OTHER), ("Suparman", "Sulaiman", OTHER), ("Ahmad Ridho", "Ahmad Rizki", OTHER),
    ("Nur Aini", "Nur Laila", OTHER), ("Sumarni", "Sumarno Hadi", PART),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "step"), PAIRS)
def test_how_alike(one: str, other: str, step: int) -> None:
    found = likeness(person_name(one), person_name(other))
    assert found == step
    assert likeness(person_name(other), person_name(one)) == found


def test_nothing_is_said_of_an_empty_name() -> None:
    assert likeness(person_name("H."), person_name("")) is None
    assert likeness(person_name("123"), person_name("Ali")) is None


def test_who_is_called_nothing_else_keeps_his_title() -> None:
    assert person_name("Haji").words == ("haji",)
    assert person_name("Ibu").words == ("ibu",)


_NAMES = st.text(alphabet=" .,'-aeioukhsyzndtjrmbpfvwqlgcABDS", max_size=24)


@given(_NAMES, _NAMES)
def test_the_order_of_two_names_does_not_matter(one: str, other: str) -> None:
    first, second = person_name(one), person_name(other)
    assert likeness(first, second) == likeness(second, first)


@given(_NAMES)
def test_a_name_is_itself(name: str) -> None:
    assert likeness(person_name(name), person_name(name.upper())) in (None, SAME)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=14))
def test_the_sound_of_a_sound_is_itself(word: str) -> None:
    assert sound(sound(word)) == sound(word)
