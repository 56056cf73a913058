from __future__ import annotations

from passerelle.ground.problems import Problem, Report, Span


def test_reports_are_in_order_and_say_nothing_twice() -> None:
    late = Problem("b.md", Span.at(3), "a-code", severity="warning")
    first = Problem("a.md", Span.at(9, 2, 4), "b-code", words={"value": "x"})
    other = Problem("a.md", Span.at(9, 2, 4), "b-code", words={"value": "y"})
    report = Report([late, first, other, first])
    assert list(report) == [first, other, late]
    assert len(report) == 3
    assert report.errors == [first, other]


def test_spans() -> None:
    assert Span.at(4, 2, 3) == Span(4, 2, 4, 5)
