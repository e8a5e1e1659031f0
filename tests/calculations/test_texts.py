"""Two people have changed the same text: what differs is shown word by word, and no word is lost in a merger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samstad.calculations.texts import Piece, merge, tokens, word_differences

WORDS = st.lists(st.sampled_from(["vi", "når", "målet", "inte", "140", "ungdomar", ".", "och", "\n"]), max_size=14)
TEXTS = WORDS.map(" ".join)
NEW = st.lists(st.integers(0, 10_000).map(lambda n: f"ord{n}"), max_size=6)


def words(text: str) -> set[str]:
    return {token for token in tokens(text) if not token.isspace()}


def test_what_differs_is_told_word_by_word() -> None:
    assert word_differences("Vi når målet.", "Vi når inte målet.") == [
        Piece("both", "Vi når "),
        Piece("theirs", "inte "),
        Piece("both", "målet."),
    ]


def test_changes_in_different_places_are_put_together() -> None:
    base = "Vi når målet. Nattvandringen pågår. Klubben är stängd."
    mine = "Vi når inte målet. Nattvandringen pågår. Klubben är stängd."
    theirs = "Vi når målet. Nattvandringen pågår. Klubben är öppen igen."
    merged = merge(base, mine, theirs)
    assert (merged.text, merged.clashes) == (
        "Vi når inte målet. Nattvandringen pågår. Klubben är öppen igen.",
        0,
    )


def test_a_change_of_the_same_words_keeps_both_and_says_so() -> None:
    merged = merge("Vi fick 140 jobb.", "Vi fick 150 jobb.", "Vi fick 160 jobb.")
    assert (merged.text, merged.clashes) == ("Vi fick 160 150 jobb.", 1)


def test_what_one_took_away_is_gone_and_what_the_other_wrote_stands() -> None:
    assert merge("a b c d e f", "a c d e f", "a b c d e f g").text == "a c d e f g"


@pytest.mark.parametrize("base", [None, "", "Vi når målet."])
def test_an_empty_text_never_wins_over_a_written_one(base: str | None) -> None:
    assert merge(base, "", "Vi når målet nu.").text == "Vi når målet nu."
    assert merge(base, "Vi når målet nu.", "").text == "Vi når målet nu."


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_two_texts_again(mine: str, theirs: str) -> None:
    pieces = word_differences(mine, theirs)
    assert "".join(p.text for p in pieces if p.where != "theirs") == mine
    assert "".join(p.text for p in pieces if p.where != "mine") == theirs


@given(TEXTS, TEXTS)
def test_without_a_base_every_word_of_both_stands(mine: str, theirs: str) -> None:
    assert words(mine) | words(theirs) <= words(merge(None, mine, theirs).text)


@given(TEXTS, TEXTS)
def test_whoever_changed_nothing_does_not_stand_in_the_way(base: str, changed: str) -> None:
    if changed:
        assert merge(base, base, changed).text == changed
        assert merge(base, changed, base).text == changed


@given(TEXTS, st.data(), NEW, NEW)
def test_every_word_that_somebody_added_stands(
    base: str, data: st.DataObject, first: list[str], last: list[str]
) -> None:
    def with_added(added: list[str]) -> str:
        written = base.split(" ")
        for word in added:
            written.insert(data.draw(st.integers(0, len(written))), word)
        return " ".join(written)

    merged = merge(base, with_added(first), with_added(last))
    assert {*first, *last} <= words(merged.text)
