from __future__ import annotations

import json

import pytest

from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.views.interface import read_strings


@pytest.mark.parametrize("locale", LOCALES)
def test_headings_of_the_interface_are_those_of_the_schema(locale: str) -> None:
    """A section that only data calls for is headed like one that somebody wrote."""
    schema = json.loads((PROJECT / "data/schemas/practice.schema.json").read_text("utf-8"))
    strings = read_strings(PROJECT / "data/interface")[locale]
    for section in schema["x-sections"]:
        assert strings(f"section.{section['id']}") == section["label"][locale]
