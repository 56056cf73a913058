from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.content.quiz import pieces, quizzes

QUIZ = """Before

<quiz id="a-q1">
Which *one*?

- [x] This
  > Right.
  > Really.
- [ ] That
  and more

Because.

So.
</quiz>
After
"""


def test_a_quiz_is_read() -> None:
    parts, flaws = pieces(QUIZ, 10)
    assert flaws == []
    assert [(part.text.strip(), part.line, part.quiz is not None) for part in parts] == [
        ("Before", 10, False),
        ("", 12, True),
        ("After", 25, False),
    ]
    (quiz,) = quizzes(QUIZ, 10)
    assert (quiz.id, quiz.stem, quiz.explanation, quiz.line, quiz.end_line) == (
        "a-q1",
        "Which *one*?",
        "Because.\n\nSo.",
        12,
        24,
    )
    assert [(choice.text, choice.right, choice.feedback) for choice in quiz.choices] == [
        ("This", True, "Right. Really."),
        ("That and more", False, ""),
    ]
    assert quiz.right == (0,)
    assert list(quiz.flaws()) == []


@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        ("<quiz>\nA?\n- [x] b\n- [ ] c\n</quiz>", ["quiz-no-id"]),
        ('<quiz id="A b">\nA?\n- [x] b\n- [ ] c\n</quiz>', ["quiz-no-id"]),
        ('<quiz id="a">\n- [x] b\n- [ ] c\n</quiz>', ["quiz-no-question"]),
        ('<quiz id="a">\nA?\n- [x] b\n</quiz>', ["quiz-too-few-choices"]),
        ('<quiz id="a">\nA?\n- [ ] b\n- [ ] c\n</quiz>', ["quiz-no-right-choice"]),
        ('<quiz id="a">\nA?\n- [X] b\n- [x] c\n</quiz>', ["quiz-all-right"]),
        ('<quiz id="a">\nA?\n- [x] b\n- [ ]  B \n</quiz>', ["quiz-equal-choices"]),
        ('<quiz id="a">\n</quiz>', ["quiz-no-question", "quiz-too-few-choices"]),
    ],
)
def test_flaws_of_questions(text: str, flaws: list[str]) -> None:
    (quiz,) = quizzes(text)
    assert list(quiz.flaws()) == flaws


@pytest.mark.parametrize(
    ("text", "flaws"),
    [
        ('<quiz id="a">\nA?\n', [("quiz-not-closed", 1)]),
        ('<quiz id="a">\n<quiz id="b">\n</quiz>', [("quiz-not-closed", 1)]),
        ("a\n</quiz>", [("quiz-bad-tag", 2)]),
        ("a <quiz> b", [("quiz-bad-tag", 1)]),
        ("<quiz id='a'>", [("quiz-bad-tag", 1)]),
        ('<quiz id="a" onclick="alert(1)">', [("quiz-bad-tag", 1)]),
        ("```\n<quiz>\n```", []),
        ("```\n<quiz>", [("quiz-not-closed", 2)]),
        ("~~~\n```\n~~~\n<quiz x>\n```", [("quiz-bad-tag", 4)]),
    ],
)
def test_flaws_of_tags(text: str, flaws: list[tuple[str, int]]) -> None:
    assert [(code, span.line) for code, span in pieces(text)[1]] == flaws


PIECES = [
    '<quiz id="a">',
    "<quiz>",
    "</quiz>",
    "\n",
    "- [x] a",
    "- [ ] b",
    "  > c",
    "```",
    "~~~",
    "text",
    " ",
    "* [X] ",
    '"',
    "<quiz",
    "\u2028",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_never_raises_and_nothing_is_lost(text: str) -> None:
    parts, flaws = pieces(text, 3)
    count = text.count("\n") + 1
    for part in parts:
        assert 3 <= part.line < 3 + count
        if part.quiz:
            assert 3 <= part.quiz.line < part.quiz.end_line < 3 + count
            list(part.quiz.flaws())
        else:
            assert part.text in text
    assert all(3 <= span.line < 3 + count for _code, span in flaws)
