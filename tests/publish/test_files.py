from __future__ import annotations

import dataclasses
import xml.etree.ElementTree as ET

from passerelle.ground.settings import PROJECT
from passerelle.publish.files import files, redirect
from tests.engine import load, plan


def test_a_redirect_cannot_be_escaped() -> None:
    text = redirect('https://passerelle.example/a"><script>alert(1)</script>')
    assert "<script>" not in text
    ET.fromstring(
        text.replace("<!doctype html>", "")
        .replace('<meta charset="utf-8">', "")
        .replace("<title>Passerelle</title>", "")
        .split("<link")[0]
        + "</html>"
    )


def test_a_redirect_never_takes_the_place_of_a_page() -> None:
    site = load(PROJECT)
    catalogue = site.catalogue
    tree = dataclasses.replace(catalogue.tree, redirects={"fr/": "about/", "practices/": "about/", "older/": "about/"})
    site = dataclasses.replace(site, catalogue=dataclasses.replace(catalogue, tree=tree))
    names = [name for name, _content in files(site, plan(site, ("en", "fr")).values())]
    assert "older/index.html" in names
    assert "fr/index.html" not in names
    assert "practices/index.html" not in names
