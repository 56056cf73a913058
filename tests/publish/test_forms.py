"""The files of the forms: one that works alone, a text to fill in, names for lists."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path

import pytest

from passerelle.content import addresses
from passerelle.ground.locales import LOCALES, sort_key
from passerelle.publish.forms import form_files
from tests.engine import load

SITES = Path(__file__).parents[1] / "sites"
KIT_BYTES = 260_000  # it travels by mail and memory stick


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return {name: content.decode() for name, content in form_files(load(SITES / "minimal"))}


def test_each_form_has_its_file_in_each_language(files: dict[str, str]) -> None:
    expected = {addresses.form_kit(kind, lang) for kind in addresses.FORMS for lang in LOCALES}
    assert expected <= files.keys()
    for name in expected:
        assert len(files[name].encode()) < KIT_BYTES, name


@pytest.mark.parametrize("lang", LOCALES)
def test_a_kit_needs_nothing_else(lang: str, files: dict[str, str]) -> None:
    text = files[addresses.form_kit("practice", lang)]
    assert f'<html lang="{lang}"' in text
    assert not re.search(r"<(?:script|img|link)[^>]+(?:src|href)=", text)
    assert not re.search(r"url\((?!data:)", text)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    for tag, directive in (("style", "style-src"), ('script type="module"', "script-src")):
        inside = text.split(f"<{tag}>", 1)[1].split(f"</{tag.split()[0]}>", 1)[0]
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in html.unescape(policy.group(1))


def test_the_data_of_a_kit_is_that_of_the_page(files: dict[str, str]) -> None:
    kit = files[addresses.form_kit("exchange", "ru")]
    data = json.loads(kit.split('id="form-data">', 1)[1].split("</script>", 1)[0])
    assert data["later"] == json.loads(files[addresses.form_rules("exchange", "ru")])
    assert data["names"] == json.loads(files[addresses.form_names("ru")])


@pytest.mark.parametrize("lang", LOCALES)
def test_names_of_countries_stand_in_the_order_of_the_language(lang: str, files: dict[str, str]) -> None:
    names = json.loads(files[addresses.form_names(lang)])
    shown = [name for _code, name in names["countries"]]
    assert len(shown) > 200
    assert shown == sorted(shown, key=sort_key)
    assert all(names["partners"])


def test_the_prepared_text_explains_every_question(files: dict[str, str]) -> None:
    text = files[addresses.form_template("practice", "lo")]
    assert text.startswith("---\n# ")
    assert "lang: lo" in text
