from __future__ import annotations

import base64
import hashlib

import pytest

from passerelle.ground.settings import PROJECT
from passerelle.render.policy import policy


def test_the_hash_is_of_the_template() -> None:
    text = (PROJECT / "overrides/partials/theme-boot.html").read_text("utf-8")
    script = text.split("<script>")[1].split("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    made = policy(text)
    assert f"'sha256-{digest}'" in made
    assert "unsafe" not in made
    assert made.startswith("default-src 'none'")


@pytest.mark.parametrize("text", ["", "<script>a</script><script>b</script>", "<script src=x></script>"])
def test_anything_but_one_script_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        policy(text)
