"""Quizzes as HTML that works without JavaScript: real inputs, and the answer behind `<details>`."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from passerelle.content.quiz import Quiz
from passerelle.render.markdown import Renderer

Say = Callable[..., str]


def question_html(quiz: Quiz, renderer: Renderer, say: Say) -> str:
    """One question. `say` gives interface strings; the script finds its words in data attributes of the section."""
    many = len(quiz.right) > 1
    kind = "checkbox" if many else "radio"
    right = ",".join(str(position) for position in quiz.right)
    stem = renderer.inline(quiz.stem.replace("\n\n", " ").replace("\n", " "))
    rows = []
    for position, choice in enumerate(quiz.choices):
        field = f'<input type="{kind}" name="{escape(quiz.id)}" value="{position}">'
        rows.append(f"<label>{field}<span>{renderer.inline(choice.text)}</span></label>")
        if choice.feedback:
            rows.append(
                f'<p class="quiz-feedback" data-choice="{position}" hidden>{renderer.inline(choice.feedback)}</p>'
            )
    answers = "; ".join(str(renderer.inline(quiz.choices[position].text)) for position in quiz.right)
    answer = f"<p>{escape(say('quiz.right_answer', answer=''))}{answers}</p>"
    if quiz.explanation:
        answer += f"<p>{renderer.inline(quiz.explanation.replace(chr(10), ' '))}</p>"
    hint = escape(say("quiz.choose_many" if many else "quiz.choose_one"))
    words = " ".join(
        f'data-{name}="{escape(say(key))}"'
        for name, key in (("check", "quiz.check"), ("right-text", "quiz.right"), ("try", "quiz.try"))
    )
    return (
        f'<section class="quiz" data-quiz {words}>'
        f'<fieldset class="quiz-question" data-question="{escape(quiz.id)}" data-right="{right}">'
        f"<legend>{stem} <small>{hint}</small></legend>{''.join(rows)}"
        f'<details class="quiz-answer"><summary>{escape(say("quiz.answer"))}</summary>{answer}</details>'
        "</fieldset></section>"
    )


def merge_neighbours(html: Markup) -> Markup:
    """Questions that follow each other become one quiz with one button."""
    marker = "</section>"
    parts = str(html).split('<section class="quiz" data-quiz ')
    merged = parts[0]
    for part in parts[1:]:
        words, _, rest = part.partition(">")
        if merged.rstrip().endswith("</fieldset>" + marker):
            merged = merged.rstrip()[: -len(marker)] + rest
        else:
            merged += f'<section class="quiz" data-quiz {words}>{rest}'
    return Markup(merged)  # noqa: S704 - parts of HTML made above
