"""Markdown into harmless HTML.

Raw HTML is shown as text, quizzes and source marks are taken out before Markdown runs and put back, as HTML of our
own, after everything has passed nh3's allow-list. Whatever a body contains, no script, style or foreign request comes
out.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import markdown as python_markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from passerelle.content.quiz import Quiz, pieces

_OPEN, _CLOSE = "\ue000", "\ue001"  # private-use characters; taken out of every body first
_PRIVATE = str.maketrans("", "", _OPEN + _CLOSE)
_MARK = re.compile(r"\[\^([a-z0-9-]{1,60})\]")
_PLACED_MARK = re.compile(f"{_OPEN}m([a-z0-9-]+){_CLOSE}")
_PLACED_QUIZ = re.compile(f"<p>\\s*{_OPEN}q(\\d+){_CLOSE}\\s*</p>")
_STALE = f"{_OPEN}s{_CLOSE}"
_PLACED_STALE = re.compile(rf"<(p|li)()>\s*{_STALE}|<(ul|ol)((?: start=\"\d+\")?)>\s*<li>\s*(?:<p>)?{_STALE}")
_LINE_START = re.compile(r"(\s*(?:[-*+]|\d{1,3}\.)[ \t]+)?(?=[^\s|<`~!>#])")
_SECTION = re.compile(r'<h2(?: id="([^"]*)")?>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

_BLOCK_TAGS = {"p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "div"}
_TABLE_TAGS = {"table", "thead", "tbody", "tr", "th", "td"}
_INLINE_TAGS = {"strong", "em", "del", "sub", "sup", "code", "a", "img", "abbr"}
TAGS = frozenset(_BLOCK_TAGS | _TABLE_TAGS | _INLINE_TAGS)
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "srcset", "sizes"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
    "div": {"class"},
    "p": {"class"},
    "th": {"scope"},
}
CLASSES = {"div": {"admonition", "note", "tip", "warning", "scroll"}, "p": {"admonition-title"}}

SCROLL = '<div class="scroll" tabindex="0"'  # the frame of a wide table, without its closing bracket

Resolver = Callable[[str], str]
Sizer = Callable[[str], tuple[int, int] | None]


@dataclass(frozen=True)
class RenderedSection:
    """A level-2 section: its id, its heading as plain text, and the HTML below it."""

    id: str
    title: str
    body: Markup


class _Links(Treeprocessor):
    """Rewrites addresses; `resolve` answers "" for those that lead nowhere, and the link becomes plain text.

    Pictures wait until a reader comes near them, and keep their place free when `size` knows it.
    """

    resolve: Resolver = staticmethod(lambda target: target)
    size: Sizer = staticmethod(lambda _target: None)

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            if element.tag == "a" and "href" in element.attrib:
                href = self.resolve(element.attrib["href"])
                element.attrib = {"href": href} if href else {}
                if href.startswith(("http://", "https://")):
                    element.set("rel", "external noopener")
            elif element.tag == "img":
                element.attrib = self._picture(element.attrib.get("src", ""), element.attrib.get("alt", ""))
            elif element.tag == "table":
                for header in element.iter("th"):
                    header.set("scope", "col")

    def _picture(self, target: str, alt: str) -> dict[str, str]:
        source = self.resolve(target)
        found = {"src": source, "alt": alt, "loading": "lazy"}
        if not source or source.startswith(("http:", "https:", "mailto:")):
            return found | {"src": ""}
        size = self.size(target)
        return found | {"width": str(size[0]), "height": str(size[1])} if size else found


class _Harmless(Extension):
    """Raw HTML becomes text; the link rewriter is added."""

    def __init__(self, links: _Links) -> None:
        super().__init__()
        self._links = links

    def extendMarkdown(self, md: python_markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        self._links.md = md
        md.treeprocessors.register(self._links, "passerelle-links", 1)


class Renderer:
    """One Markdown instance, reset and used again for every body."""

    def __init__(self) -> None:
        self._links = _Links()
        extensions: list[str | Extension] = [
            "tables",
            "attr_list",
            "def_list",
            "sane_lists",
            "fenced_code",
            "admonition",
            _Harmless(self._links),
        ]
        self._markdown = python_markdown.Markdown(extensions=extensions, output_format="html")

    def render(
        self,
        body: str,
        resolve: Resolver,
        *,
        size: Sizer = lambda _target: None,
        marks: Mapping[str, str] | None = None,
        quiz_html: Callable[[Quiz], str] | None = None,
        stale: Collection[int] = (),
        stale_label: str = "",
    ) -> Markup:
        """A body as HTML.

        Args:
            body: Markdown.
            resolve: gives the address to print for an address as written, "" to drop it.
            size: gives width and height of a picture for its address as written, None when they are not known.
            marks: HTML of each source mark by source id; an unknown mark disappears.
            quiz_html: gives the HTML of a quiz; without it quizzes disappear.
            stale: lines of the body (from 0) at which a passage begins whose original has changed.
            stale_label: what a screen reader says of such a passage.
        """
        body = _mark_lines(body.translate(_PRIVATE), stale)
        quizzes: list[Quiz] = []
        parts = []
        for piece in pieces(body)[0]:
            if piece.quiz is None:
                parts.append(_MARK.sub(rf"{_OPEN}m\1{_CLOSE}", piece.text))
            else:
                parts.append(f"\n\n{_OPEN}q{len(quizzes)}{_CLOSE}\n\n")
                quizzes.append(piece.quiz)
        html = self._convert("\n".join(parts), resolve, size)
        html = _PLACED_STALE.sub(lambda match: _stale_html(match, stale_label), html).replace(_STALE, "")
        known = marks or {}
        html = _PLACED_MARK.sub(lambda match: known.get(match.group(1), ""), html)

        def placed(match: re.Match[str]) -> str:
            position = int(match.group(1))
            return quiz_html(quizzes[position]) if quiz_html and position < len(quizzes) else ""

        return Markup(_PLACED_QUIZ.sub(placed, html))  # noqa: S704 - sanitised above

    def inline(self, text: str) -> Markup:
        """One line of Markdown (a quiz choice) without its paragraph."""
        html = self._convert(text.translate(_PRIVATE), lambda _target: "").strip()
        return Markup(html.removeprefix("<p>").removesuffix("</p>"))  # noqa: S704 - sanitised

    def _convert(self, text: str, resolve: Resolver, size: Sizer = lambda _target: None) -> str:
        self._links.resolve, self._links.size = resolve, size
        self._markdown.reset()
        return sanitise(self._markdown.convert(text))


def _mark_lines(body: str, lines: Collection[int]) -> str:
    """Put a sign at the beginning of passages, behind what Markdown reads at the beginning of a line."""
    if not lines:
        return body
    text = body.split("\n")
    for number in lines:
        if number < len(text) and (start := _LINE_START.match(text[number])):
            text[number] = text[number][: start.end()] + _STALE + text[number][start.end() :]
    return "\n".join(text)


def _stale_html(match: re.Match[str], label: str) -> str:
    note = f'<span class="hidden">{escape(label)}: </span>'
    if match.group(1):
        return f'<{match.group(1)}{match.group(2)} class="stale">{note}'
    return f'<{match.group(3)}{match.group(4)} class="stale"><li>{note}'


def sanitise(html: str) -> str:
    """Pass HTML through the allow-list; wide tables get a frame that scrolls and can be focused."""
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) - {"class", "rel"} for tag, names in ATTRIBUTES.items()} | {"a": {"href", "title"}},
        allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )
    clean = re.sub(r'<a href="(https?://[^"]*)"', r'<a href="\1" rel="external noopener"', clean)
    return clean.replace("<table>", f"{SCROLL}><table>").replace("</table>", "</table></div>")


def sections(html: Markup) -> tuple[Markup, list[RenderedSection]]:
    """Part HTML at its level-2 headings: what stands before the first, and the sections."""
    found: list[RenderedSection] = []
    matches = list(_SECTION.finditer(html))
    head = html[: matches[0].start()] if matches else html
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(html)
        title = Markup(match.group(2)).striptags()  # noqa: S704 - HTML that `render` made
        body = Markup(html[match.end() : end].strip())  # noqa: S704 - the same
        found.append(RenderedSection(match.group(1) or "", str(title), body))
    return Markup(head.strip()), found  # noqa: S704


def mark_html(number: int, anchor: str, label: str) -> str:
    """The raised number that leads to a source in the list."""
    return f'<sup><a class="ref" href="#{escape(anchor)}" aria-label="{escape(label)}">{number}</a></sup>'
