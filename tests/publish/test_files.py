from __future__ import annotations

import xml.etree.ElementTree as ET

from passerelle.publish.files import redirect


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
