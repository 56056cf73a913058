from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from passerelle.render.markdown import TAGS, Renderer, sections

RENDERER = Renderer()


def html(body: str, **options: object) -> str:
    return str(RENDERER.render(body, lambda target: target, **options))  # type: ignore[arg-type]


def test_raw_html_is_shown_as_text() -> None:
    assert "<script>" not in html("a <script>alert(1)</script> b")
    assert "&lt;script&gt;" in html("a <script>alert(1)</script> b")


def test_a_block_of_html_is_text_too() -> None:
    assert "<div" not in html("<div onclick=alert(1)>\nx\n</div>")


def test_source_marks_become_numbers_and_unknown_ones_vanish() -> None:
    out = html("Fact.[^s1] Other.[^s9]", marks={"s1": "<sup>1</sup>"})
    assert out == "<p>Fact.<sup>1</sup> Other.</p>"


def test_marks_cannot_be_forged() -> None:
    assert "ms1" not in html("\ue000ms1\ue001", marks={"s1": "<b>no</b>"}).replace("<p>ms1</p>", "")


def test_headings_keep_their_ids_and_nothing_else() -> None:
    assert html('## Title {#part onclick="x" .c style="y"}').startswith('<h2 id="part">Title</h2>')


def test_links_are_resolved_and_dropped() -> None:
    out = str(RENDERER.render("[a](x.md) [b](gone.md)", lambda target: "y/" if target == "x.md" else ""))
    assert out == '<p><a href="y/">a</a> <a>b</a></p>'


def test_links_to_other_sites_say_so() -> None:
    assert html("[a](https://example.org)") == '<p><a href="https://example.org" rel="external noopener">a</a></p>'


def test_pictures_of_other_sites_are_not_asked_for() -> None:
    assert "https://example.org" not in html("![some text](https://example.org/x.png)")


def test_pictures_wait_and_say_how_large_they_are() -> None:
    out = html("![some text](x.png)", size=lambda target: (20, 10) if target == "x.png" else None)
    for part in ('loading="lazy"', 'width="20"', 'height="10"', 'src="x.png"', 'alt="some text"'):
        assert part in out
    assert "width" not in html("![some text](y.png)", size=lambda _target: None)


def test_wide_tables_can_be_scrolled_by_keyboard() -> None:
    assert '<div class="scroll" tabindex="0"><table>' in html("| a | b |\n|---|---|\n| 1 | 2 |")


def test_a_quiz_is_put_where_it_stood() -> None:
    body = 'before\n\n<quiz id="q">\nWhat?\n\n- [x] a\n- [ ] b\n</quiz>\n\nafter'
    assert html(body, quiz_html=lambda quiz: f"<i>{quiz.id}</i>") == "<p>before</p>\n<i>q</i>\n<p>after</p>"


def test_changed_passages_are_marked() -> None:
    body = "one\n\n- two\n- three\n\n## Four {#four}\n\nfive"
    out = html(body, stale=[0, 2, 5, 7], stale_label="Changed")
    assert out.count('class="stale"') == 3
    assert '<p class="stale"><span class="hidden">Changed: </span>one</p>' in out
    assert '<ul class="stale"><li><span class="hidden">Changed: </span>two' in out
    assert '<h2 id="four">Four</h2>' in out


def test_sections_are_parted_at_second_level_headings() -> None:
    head, found = sections(
        RENDERER.render("intro\n\n## A & *b* {#a}\n\nx\n\n### C {#c}\n\n## D {#d}\n\ny", lambda t: t)
    )
    assert "intro" in head
    assert [(section.id, section.title) for section in found] == [("a", "A & b"), ("d", "D")]
    assert '<h3 id="c">' in found[0].body


@given(st.text(alphabet=st.sampled_from("<>\"'=/ab!-[](){}#`*_&;:\n\ue000\ue001msq1^|~ \\"), max_size=120))
def test_no_text_leaves_the_allowed_tags(body: str) -> None:
    import re  # noqa: PLC0415

    out = html(body, marks={"s1": "<sup>1</sup>"})
    assert {tag.lower() for tag in re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", out)} <= TAGS
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", out)
    assert "\ue000" not in out
