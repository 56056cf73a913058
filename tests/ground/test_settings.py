from __future__ import annotations

from pathlib import Path

from passerelle.ground.settings import CONTENT_VARIABLE, PROJECT, Settings, content_root


def test_defaults_and_environment() -> None:
    assert Settings.from_environment({}) == Settings()
    found = Settings.from_environment(
        {"SITE_URL": "https://a.example/b", "REPO_URL": "https://c.example/", "CONTACT_EMAIL": "x@y.z"}
    )
    assert (found.site_url, found.repo_url, found.contact_email) == (
        "https://a.example/b/",
        "https://c.example",
        "x@y.z",
    )
    assert Settings.from_environment({"SITE_URL": ""}).site_url == Settings().site_url


def test_content_root(tmp_path: Path) -> None:
    assert content_root({}) == PROJECT
    assert content_root({CONTENT_VARIABLE: str(tmp_path)}) == tmp_path.resolve()
