"""Where the project lies and the three settings that come from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
DEFAULT_SITE_URL = "https://passerelle.example/"
CONTENT_VARIABLE = "PASSERELLE_CONTENT"  # the content tree that a build reads, set by `passerelle build --content`
PREVIEW_VARIABLE = "PASSERELLE_PREVIEW"  # set by `passerelle serve`: live reload needs inline scripts

LANGUAGE_VARIABLE = "PASSERELLE_LANG"  # language of the checker's messages during a build


@dataclass(frozen=True)
class Settings:
    """`site_url` ends with a slash; `repo_url` and `contact_email` are "" when unset, and links to them hide."""

    site_url: str = DEFAULT_SITE_URL
    repo_url: str = ""
    contact_email: str = ""
    preview: bool = False
    language: str = "en"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read SITE_URL, REPO_URL, CONTACT_EMAIL; an unset or empty variable means the default."""
        return cls(
            site_url=(environment.get("SITE_URL") or DEFAULT_SITE_URL).rstrip("/") + "/",
            repo_url=environment.get("REPO_URL", "").rstrip("/"),
            contact_email=environment.get("CONTACT_EMAIL", ""),
            preview=bool(environment.get(PREVIEW_VARIABLE)),
            language=environment.get(LANGUAGE_VARIABLE) or "en",
        )


def content_root(environment: Mapping[str, str] = os.environ) -> Path:
    """The content tree of this run: the project itself unless a command named another."""
    return Path(environment.get(CONTENT_VARIABLE) or PROJECT).resolve()
