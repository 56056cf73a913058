"""CITATION.cff: how to cite the portal, from what the project says of itself elsewhere.

Format: Citation File Format 1.2.0 (citation-file-format.github.io). The file describes the software, which is under
the licence of the code; its preferred citation is the site, whose texts have a licence and languages of their own.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

from passerelle.ground.locales import LOCALES

FILE = "CITATION.cff"
SOURCE = "data/citation.yml"
VERSION = "1.2.0"
_HEAD = f"# Generated from {SOURCE}, pyproject.toml, CHANGELOG.md and LICENSE-CONTENT: change those.\n"
_CONTENT_LICENCE = re.compile(r"^SPDX-License-Identifier: (\S+)$", re.MULTILINE)


def citation(project: Path) -> str:
    """The text of CITATION.cff.

    Raises:
        KeyError: `data/citation.yml` or `pyproject.toml` lacks something that the format requires.
    """
    package = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["project"]
    said = yaml.safe_load((project / SOURCE).read_text("utf-8"))
    described = {
        "title": said["title"],
        "abstract": said["abstract"],
        "authors": [{"name": name} for name in said["authors"]],
        "version": package["version"],
        **_released((project / "CHANGELOG.md").read_text("utf-8"), package["version"]),
    }
    addresses = package.get("urls", {})
    site = {
        "type": "website",
        **described,
        "license": _content_licence((project / "LICENSE-CONTENT").read_text("utf-8")),
        "languages": list(LOCALES),
        **_address("url", addresses.get("Homepage")),
    }
    whole = {
        "cff-version": VERSION,
        "message": said["message"],
        "type": "software",
        **described,
        "license": package["license"],
        "keywords": said["keywords"],
        **_address("repository-code", addresses.get("Repository")),
        "preferred-citation": site,
    }
    return _HEAD + yaml.dump(whole, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


class _Dumper(yaml.SafeDumper):
    """Writes equal parts twice: readers of the format need not know YAML's aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _released(changelog: str, version: str) -> dict[str, str]:
    """The day that stands beside the version in the changelog; none while it is not released."""
    found = re.search(rf"^## \[?{re.escape(version)}\]? [-–] (\d{{4}}-\d\d-\d\d)\s*$", changelog, re.MULTILINE)
    return {"date-released": found.group(1)} if found else {}


def _content_licence(text: str) -> str:
    found = _CONTENT_LICENCE.search(text)
    if found is None:
        raise KeyError("LICENSE-CONTENT: SPDX-License-Identifier")
    return found.group(1)


def _address(name: str, url: str | None) -> dict[str, str]:
    return {name: url} if url else {}
