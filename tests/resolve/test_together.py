"""What people put together stays together, and what they parted is apart, whatever else they said."""

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.together import Judged

NAMES = "abcdefg"
PAIRS = st.dictionaries(st.sets(st.sampled_from(NAMES), min_size=2, max_size=2).map(frozenset), st.just("urn:j"))


@given(PAIRS, PAIRS, st.permutations(NAMES))
def test_blocks_part_the_statements_and_never_hold_a_parted_pair(
    together: dict[frozenset[str], str], apart: dict[frozenset[str], str], order: list[str]
) -> None:
    judged = Judged(together, apart)
    blocks = judged.blocks(order)
    assert sorted(iri for block in blocks.values() for iri in block) == sorted(NAMES)
    assert all(first == block[0] == min(block, key=order.index) for first, block in blocks.items())
    assert not any(pair <= set(block) for pair in apart for block in blocks.values())
    if not apart:
        assert all(any(pair <= set(block) for block in blocks.values()) for pair in together)


@given(PAIRS, st.permutations(NAMES))
def test_bonds_lead_to_each_of_a_block_once(together: dict[frozenset[str], str], order: list[str]) -> None:
    judged = Judged(together)
    for first, block in judged.blocks(order).items():
        reached = {first}
        for statement, other, _ in judged.bonds(first, block):
            assert other in reached and statement not in reached
            reached.add(statement)
        assert reached == set(block)


def test_a_statement_that_is_not_there_is_left_out() -> None:
    assert Judged({frozenset("ax"): "urn:j"}).blocks(["a", "b"]) == {"a": ("a",), "b": ("b",)}
