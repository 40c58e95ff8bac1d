import numpy as np
import pytest

from evaluators.timing.baselines import LIBRARY, STOCK, Implementation, jax_implementation
from evaluators.timing.contexts import CALL, CONTEXTS, FUSED, LOOP, MOST_ELEMENTS, USES, worse
from evaluators.timing.interleaved import Setting, call_block, call_inputs, time_blocks


def test_every_context_says_what_it_is_and_the_loop_alone_is_no_call():
    assert list(CONTEXTS) == [CALL, FUSED, LOOP]
    for name, row in CONTEXTS.items():
        assert row.name == name
        assert row.title
        assert row.meaning
        assert (row.around is None) == (name == LOOP)
    assert set(USES) == {CALL, FUSED}


def test_fused_is_half_the_function_plus_its_argument():
    around = CONTEXTS[FUSED].around
    assert around is not None
    assert around(lambda x: x * x)(4.0) == 12.0
    assert around(lambda x, y: x * y)(4.0, 3.0) == 10.0


@pytest.mark.parametrize(
    ("ratios", "expected"),
    [
        ({CALL: 1.2, FUSED: 1.1, LOOP: 0.5}, 1.1),
        ({CALL: 1.2, FUSED: None}, 1.2),
        ({FUSED: 0.9}, 0.9),
        ({LOOP: 2.0}, None),
        ({}, None),
    ],
)
def test_the_worse_of_call_and_fused_decides_and_a_loop_never_does(ratios, expected):
    assert worse(ratios) == expected


@pytest.mark.parametrize("elements", [0, -1, MOST_ELEMENTS + 1])
def test_an_array_of_no_values_or_of_too_many_is_refused(elements):
    with pytest.raises(ValueError, match="the size of an array") as refused:
        call_inputs((0.0, 1.0), np.random.default_rng(0), elements)
    assert str(refused.value) == (
        f"the size of an array is {elements}; allowed: an integer from 1 to 100,000,000, the values of an array"
    )


def test_a_call_is_timed_whole_on_an_array_of_its_length():
    x = call_inputs((0.0, 1.0), np.random.default_rng(0), 64)
    block = call_block(lambda x: x * x, None, x)
    assert (block.elements, block.whole) == (64, True)
    timing = time_blocks({"square": block}, 30)["square"]
    assert timing.rounds >= 30
    assert timing.ns_per_element > 0


def test_an_implementation_has_a_block_in_every_context_that_it_can_be_used_in():
    square = jax_implementation("square", STOCK, lambda x: x * x)
    for context in CONTEXTS:
        block = square.block_in(Setting(context=context, called=128), (0.0, 1.0))
        assert block is not None
        assert block.elements == (1024 if context == LOOP else 128)
    plain = Implementation("plain", LIBRARY, np.square, None, flushes=False)
    assert [plain.block_in(Setting(context=context), (0.0, 1.0)) for context in CONTEXTS] == [None] * 3
