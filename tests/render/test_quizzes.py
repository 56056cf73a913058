from __future__ import annotations

from markupsafe import Markup

from passerelle.content.quiz import quizzes
from passerelle.render.markdown import Renderer
from passerelle.render.quizzes import merge_neighbours, question_html

TEXT = """<quiz id="registry-q1">
Which step *comes* first?

- [x] Agree on one identifier
  > Right: every exchange needs it.
- [ ] Buy <servers>

It must be agreed with the civil registry.
</quiz>
"""


def say(key: str, **words: object) -> str:
    return {"quiz.right_answer": "Right answer: "}.get(key, key) + "".join(str(word) for word in words.values())


def test_a_question_works_without_a_script() -> None:
    out = question_html(quizzes(TEXT)[0], Renderer(), say)
    assert out.count('<input type="radio" name="registry-q1"') == 2
    assert 'data-right="0"' in out
    assert "<em>comes</em>" in out
    assert "<servers>" not in out
    assert "<details" in out
    assert "Right answer: Agree on one identifier" in out
    assert "civil registry" in out


def test_several_right_answers_are_boxes() -> None:
    text = TEXT.replace("- [ ] Buy <servers>", "- [x] Ask\n- [ ] Buy")
    out = question_html(quizzes(text)[0], Renderer(), say)
    assert out.count('type="checkbox"') == 3
    assert 'data-right="0,1"' in out


def test_neighbours_share_one_frame() -> None:
    one = question_html(quizzes(TEXT)[0], Renderer(), say)
    merged = merge_neighbours(Markup(f"<p>a</p>{one}\n{one}<p>b</p>{one}"))
    assert merged.count("<section") == 2
    assert merged.count("<fieldset") == 3
    assert merged.count("</section>") == 2
