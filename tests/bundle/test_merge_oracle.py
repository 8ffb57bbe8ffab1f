"""Whatever laptops do, the merge says what a brute-force oracle over explicit causal pasts says."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kampungkb_desktop.bundle.merge import DELETED, Folded, field_heads, fold, past
from kampungkb_desktop.forms.change import Change
from tests.bundle.causal import (
    DEVICES,
    Verdict,
    World,
    as_written,
    steps,
    steps_with_erasure,
    take,
)  # fmt: skip

A, B, C = DEVICES


def folded(*changes: Change) -> Folded:
    return fold(changes, upgrade=as_written)


@given(steps)
@settings(max_examples=250, deadline=None)
def test_every_laptop_says_what_the_oracle_says_after_every_step(history: list[tuple[object, ...]]) -> None:
    world = World()
    for step in history:
        take(world, step)
        for held in world.holds.values():
            assert Verdict.of(folded(*world.changes(held))) == world.expected(held)


@given(steps_with_erasure)
@settings(max_examples=80, deadline=None)
def test_erasure_agrees_with_the_oracle(history: list[tuple[object, ...]]) -> None:
    world = World()
    for step in history:
        take(world, step)
    for held in world.holds.values():
        assert Verdict.of(folded(*world.changes(held))) == world.expected(held)


@given(steps, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_and_repetition_do_not_matter(history: list[tuple[object, ...]], shuffle: random.Random) -> None:
    world = World()
    for step in history:
        take(world, step)
    changes = world.changes(world.written)
    twice = [*changes, *changes]
    shuffle.shuffle(twice)
    assert folded(*twice) == folded(*changes)


@given(steps)
@settings(max_examples=60, deadline=None)
def test_more_changes_only_ever_apply_more(history: list[tuple[object, ...]]) -> None:
    world = World()
    for step in history:
        take(world, step)
    changes = world.changes(world.written)
    applied = [folded(*changes[:n]).applied for n in range(1, len(changes) + 1)]
    assert applied == sorted(applied)
    if changes:
        assert applied[-1] == len(changes)


@given(steps)
@settings(max_examples=60, deadline=None)
def test_past_and_field_heads_agree_with_the_oracle(history: list[tuple[object, ...]]) -> None:
    world = World()
    for step in history:
        take(world, step)
    everything = world.changes(world.written)
    for one, written in world.written.items():
        assert {c.id for c in past(everything, one)} == written.past
    heads = field_heads(everything, upgrade=as_written)
    assert {c.id for c in heads[DELETED]} == world.tips(set(world.written))
    for name in heads.keys() - {DELETED}:
        writers = {one for one, w in world.written.items() if name in w.values}
        ordered = sorted(world.tips(writers), key=world.standing, reverse=True)
        assert [c.id for c in heads[name]] == ordered
