import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.search.match import back_reach, edits, form_similarity, reach, typo_similarity

WORDS = st.text(alphabet="abcdeшая", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("пенсия", "пенсии", "персии"),
        ("registering", "registers", "regional"),
        ("volc", "volcano", "volume"),
        ("retraitee", "retraitees", "retraction"),
    ],
)
def test_forms_are_nearer_than_other_words(query, near, far):
    assert form_similarity(query, near) > form_similarity(query, far)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("corupption", "corruption"), ("землятресение", "землетрясение"), ("incrne", "incarne"), ("meattez", "mettez")],
)
def test_typing_errors(typed, meant):
    assert typo_similarity(typed, meant) > 0.7
    assert meant.startswith(reach(typed)) or meant[::-1].startswith(back_reach(typed))


def test_short_words_and_numbers_are_not_corrected():
    assert typo_similarity("cat", "car") == 0
    assert form_similarity("2023", "2024") == 0


@given(WORDS, WORDS)
def test_edits_are_a_symmetric_distance(one, other):
    distance = edits(one, other, 20)
    assert distance == edits(other, one, 20)
    assert (distance == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance <= max(len(one), len(other))
    assert edits(one, other, 1) == min(distance, 2)


def test_python_and_javascript_match_alike(node):
    words = ["registering", "registration", "пенсия", "пенсии", "пенсионныи", "corupption", "corruption", "2023", "20"]
    pairs = [[one, other] for one in words for other in words]
    body = """const { formSimilarity, typoSimilarity, reach, backReach } = await import(`${assets}/match.js`);
      return input.map(([q, w]) => [formSimilarity(q, w), typoSimilarity(q, w), reach(q), backReach(q)]);"""
    for (query, word), theirs in zip(pairs, node(body, pairs), strict=True):
        ours = [form_similarity(query, word), typo_similarity(query, word), reach(query), back_reach(query)]
        assert theirs[2:] == ours[2:]
        assert theirs[:2] == pytest.approx(ours[:2])
