"""Addresses that lead out of the site."""

from __future__ import annotations

import pytest

from passerelle.knowledge.checks.web import address_flaws, canonical, mail_flaws


@pytest.mark.parametrize(
    "text",
    [
        "https://www.ilo.org/a?b=c#d",
        "http://a.example:8080/",
        "https://127.0.0.1.example/",
        "HTTPS://A.EXAMPLE/",
        "plain text",
        "a@b",
        "@handle.x",
        "version 1.2 @ 3",
        "info@ministry.example",
    ],
)
def test_right_addresses(text: str) -> None:
    assert list(address_flaws(text)) == []


@pytest.mark.parametrize(
    "mail",
    [
        "info@mail.gov.example",
        "contact@list.gov.example",
        "social.security@gov.example",
        "help.desk@gov.example",
        "office@live.gov.example",
        "sp@inbox.gov.example",
        "info@ministry.gov.la?subject=x",
    ],
)
def test_addresses_of_offices(mail: str) -> None:
    assert list(mail_flaws(mail)) == []


@pytest.mark.parametrize(
    "mail",
    [
        "x@gmail.com",
        "office@mail.ru",
        "a@yahoo.co.uk",
        "a@163.com",
        "first.last@gov.example",
        "first_last@gov.example",
        "a@bk.ru",
        "a@outlook.fr",
        "first.last@gov.example?subject=x",
    ],
)
def test_addresses_of_people(mail: str) -> None:
    assert [code for code, _value in mail_flaws(mail)] == ["personal-email"]


@pytest.mark.parametrize(
    ("target", "seen"),
    [
        ("a.md", "a.md"),
        ("java\tscript:x", "javascript:x"),
        ("&#106;avascript&colon;x", "javascript:x"),
        ("&amp;#58;", ":"),
        (" a b ", "ab"),
        ("a&amp;b", "a&b"),
        ("\u200bx\u202e", "x"),
    ],
)
def test_canonical(target: str, seen: str) -> None:
    assert canonical(target) == seen
