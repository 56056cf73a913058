"""Addresses that lead out of the site: plain web addresses and mail addresses of offices."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_SHOWN = 60  # characters of an address that a problem repeats
_UNSEEN = re.compile(r"[\x00-\x20\x7f\u00a0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
# Services whose addresses belong to people. Words that offices use too (mail.gov.example) need their own ending.
FREE_MAIL = re.compile(
    r"((gmail|googlemail|yahoo|ymail|hotmail|outlook|msn|icloud|aol|gmx|proton|protonmail|rambler)\.[a-z.]{2,6}"
    r"|(mail|list|bk|inbox|yandex)\.(ru|com|ua|by|kz)|live\.(com|fr|ru)|(qq|163|126|sina)\.(com|cn))\Z",
    re.IGNORECASE,
)
PERSON = re.compile(r"[a-z]{2,}[._][a-z]{2,}\Z", re.IGNORECASE)
ROLE_WORDS = frozenset(
    """info contact office support help desk service services press media data digital social security protection
    registry team unit secretariat training admin public relations customer care call centre center hotline""".split()
)


def canonical(target: str) -> str:
    """A link's address as a browser reads it: entities resolved, blanks and invisible characters gone."""
    return _UNSEEN.sub("", html.unescape(html.unescape(target))) if not target.isalnum() else target


def is_web(text: str) -> bool:
    """Whether a text is an http or https address."""
    return text[:8].lower().startswith(("http://", "https://"))


def address_flaws(text: str) -> Iterator[tuple[str, str]]:
    """Problem codes, with the words to show, of a text that is a web address or a mail address."""
    if is_web(text):
        yield from _web_flaws(text)
    elif text.count("@") == 1 and " " not in text and "." in text:
        yield from mail_flaws(text.removeprefix("mailto:"))


def _web_flaws(text: str) -> Iterator[tuple[str, str]]:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        yield "bad-address", text[:_SHOWN]
        return
    if "." not in host.strip("."):
        yield "bad-address", text[:_SHOWN]
    if not host.isascii() or any(label.startswith("xn--") for label in host.split(".")):
        yield "disguised-address", host[:_SHOWN]
    if parts.username or parts.password:
        yield "address-with-password", text[:_SHOWN]


def mail_flaws(text: str) -> Iterator[tuple[str, str]]:
    """The problem code of a mail address that looks like a person's."""
    local, _, domain = text.partition("@")
    domain = domain.partition("?")[0]
    words = {word for word in re.split(r"[._+-]", local.lower()) if word}
    if not local or not domain:
        return
    if FREE_MAIL.match(domain) or (PERSON.match(local) and not words & ROLE_WORDS):
        yield "personal-email", text[:_SHOWN]
