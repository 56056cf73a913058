"""What the hook file leans on in MkDocs and static-i18n. When one of these fails, read ARCHITECTURE.md before upgrading."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import mkdocs_static_i18n.plugin as i18n
from mkdocs.plugins import CombinedEvent
from mkdocs.structure.files import File


def test_pinned_versions() -> None:
    assert version("mkdocs") == "1.6.1"
    assert version("mkdocs-static-i18n") == "1.3.1"
    assert version("mkdocs-material") == "9.8.1"


def test_nested_builds_can_be_told_apart() -> None:
    assert "building" in inspect.getsource(i18n.I18n)


def test_a_page_may_have_no_file() -> None:
    file = File("practices/x/index.fr.md", "docs", "site", use_directory_urls=True)
    file.content_string = ""
    assert file.content_string == ""


def test_an_event_may_have_two_handlers() -> None:
    assert len(CombinedEvent(lambda: None, lambda: None).methods) == 2
