"""CITATION.cff says what the project says, in the format's own terms."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from passerelle.ground.locales import LOCALES
from passerelle.ground.settings import PROJECT
from passerelle.publish.citation import SOURCE, citation

READ = ("pyproject.toml", "CHANGELOG.md", "LICENSE-CONTENT", SOURCE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The files that the citation is made from, to change."""
    (tmp_path / "data").mkdir()
    for name in READ:
        shutil.copy(PROJECT / name, tmp_path / name)
    return tmp_path


def change(project: Path, name: str, old: str, new: str) -> None:
    text = (project / name).read_text("utf-8")
    assert text.count(old) == 1
    (project / name).write_text(text.replace(old, new), "utf-8")


def test_it_follows_the_package(project: Path) -> None:
    made = yaml.safe_load(citation(project))
    package = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (made["version"], made["license"]) == (package["version"], package["license"])
    assert made["preferred-citation"]["license"] == "CC-BY-4.0"
    assert made["preferred-citation"]["languages"] == list(LOCALES)
    assert all(set(author) == {"name"} for author in made["authors"])


def test_a_day_stands_there_once_the_version_is_released(project: Path) -> None:
    change(
        project, "CHANGELOG.md", "## Unreleased\n", "## Unreleased\n\n## 9.8.7 - 2027-02-03\n\n## 9.8.6 - 2026-12-24\n"
    )
    assert "date-released" not in yaml.safe_load(citation(project))
    change(project, "pyproject.toml", 'version = "0.1.0"', 'version = "9.8.7"')
    made = yaml.safe_load(citation(project))
    assert (made["version"], made["date-released"]) == ("9.8.7", "2027-02-03")
    assert made["preferred-citation"]["date-released"] == "2027-02-03"


def test_addresses_only_where_the_package_has_them(project: Path) -> None:
    """And with all that may be there, the file is still valid; tests/github/ judges the one of the project."""
    assert not {"repository-code", "url"} & set(yaml.safe_load(citation(project)))
    urls = '[project.urls]\nRepository = "https://code.example/p"\nHomepage = "https://p.example/"\n'
    change(project, "pyproject.toml", "[project.scripts]\n", f"{urls}\n[project.scripts]\n")
    change(project, "CHANGELOG.md", "## Unreleased\n", "## [0.1.0] - 2027-02-03\n")
    file = project / "CITATION.cff"
    file.write_text(citation(project), "utf-8")
    made = yaml.safe_load(file.read_text("utf-8"))
    assert made["repository-code"] == "https://code.example/p"
    assert made["preferred-citation"]["url"] == "https://p.example/"
    schema = ["--builtin-schema", "vendor.citation-file-format", "--force-filetype", "yaml"]
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(file)]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout


def test_a_licence_must_be_named(project: Path) -> None:
    (project / "LICENSE-CONTENT").write_text("Ours.\n", "utf-8")
    with pytest.raises(KeyError):
        citation(project)
