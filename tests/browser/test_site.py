"""The built site as files: addresses, languages, alternates, policy, what is left out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from passerelle.ground.locales import LOCALES, prefix
from passerelle.ground.settings import PROJECT

PAGES = [
    "",
    "practices/",
    "practices/by/country/",
    "practices/by/phase/",
    "practices/by/branch/",
    "practices/kh-idpoor/",
    "modules/",
    "modules/enrol-informal-workers/",
    "countries/",
    "countries/la/",
    "exchanges/",
    "exchanges/x-2024-01/",
    "partners/",
    "partners/ilo/",
    "vocabulary/",
    "search/",
    "about/",
    "privacy/",
    "disclaimer/",
    "accessibility/",
    "contribute/",
    "contribute/practice/",
    "help/missing-field/",
]


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_exists_in_every_language(page: str, locale: str, site_folder: Path) -> None:
    text = html(site_folder, prefix(locale) + page)
    assert f'<html lang="{locale}">' in text
    assert "None" not in re.sub(r"<[^>]*>", " ", text).split()


def test_every_page_carries_the_policy(site_folder: Path) -> None:
    for file in site_folder.rglob("*.html"):
        text = file.read_text("utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        head = text[: text.index("<title>")]
        assert "Content-Security-Policy" in head, file
        policy = head[head.index("Content-Security-Policy") :].split('"')[2]
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        assert "http:" not in policy
        assert "https:" not in policy


def test_no_page_names_a_file_of_another_host(site_folder: Path) -> None:
    pattern = re.compile(
        r'<(?:script|img|iframe|source|video|audio|embed|object)[^>]*(?:src|data)="(?:https?:)?//|<link[^>]*rel="(?:stylesheet|icon|preload)"[^>]*href="(?:https?:)?//'
    )
    for file in site_folder.rglob("*.html"):
        assert not pattern.search(file.read_text("utf-8")), file
    for file in site_folder.rglob("*.css"):
        assert "url(http" not in file.read_text("utf-8")


def test_internal_links_lead_somewhere(site_folder: Path) -> None:
    """Every link of every page, and the anchor it names."""
    anchors: dict[Path, set[str]] = {}
    broken = []
    for file in site_folder.rglob("index.html"):
        for target in set(re.findall(r'<a [^>]*?href="([^"]*)"', file.read_text("utf-8"))):
            if target.startswith(("http:", "https:", "mailto:")):
                continue
            path, _, anchor = target.replace("&amp;", "&").partition("#")
            found = (file.parent / path.partition("?")[0]).resolve() if path else file.resolve()
            found = found / "index.html" if found.is_dir() else found
            if not found.is_file():
                broken.append(f"{file.relative_to(site_folder)} -> {target}")
            elif anchor:
                if found not in anchors:
                    anchors[found] = set(re.findall(r'id="([^"]*)"', found.read_text("utf-8")))
                if anchor not in anchors[found]:
                    broken.append(f"{file.relative_to(site_folder)} -> {target}")
    assert broken == []


def test_ids_are_unique_on_a_page(site_folder: Path) -> None:
    for file in site_folder.rglob("index.html"):
        ids = re.findall(r' id="([^"]*)"', file.read_text("utf-8"))
        assert len(ids) == len(set(ids)), (file, sorted({name for name in ids if ids.count(name) > 1}))


def test_site_map_lists_real_pages_once(site_folder: Path) -> None:
    root = ET.parse(site_folder / "sitemap.xml").getroot()
    found = [element.text or "" for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(found) == len(set(found))
    assert "https://passerelle.example/lo/practices/kh-idpoor/" in found
    for address in found:
        assert (site_folder / address.removeprefix("https://passerelle.example/") / "index.html").is_file(), address


def test_materials_own_files_are_not_published(site_folder: Path) -> None:
    names = {
        file.relative_to(site_folder / "assets").as_posix()
        for file in (site_folder / "assets").rglob("*")
        if file.is_file()
    }
    assert not [name for name in names if name.startswith(("stylesheets/", "javascripts/", "images/", "style/"))]
    assert not (site_folder / "style").exists()


def small_tree(folder: Path) -> Path:
    """One practice that exists in French and Lao only, and one whose Russian is older than its source."""
    source = PROJECT / "practices"
    for slug, languages in (("tg-novissi-delivery", "fr lo"), ("kh-idpoor", "en fr lo ru")):
        target = folder / "practices" / slug
        target.mkdir(parents=True)
        for language in languages.split():
            text = (source / slug / f"index.{language}.md").read_text("utf-8")
            kept = [line for line in text.split("\n") if not line.startswith(("modules:", "exchanges:"))]
            (target / f"index.{language}.md").write_text("\n".join(kept), "utf-8")
    return folder


def run(*arguments: str, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "passerelle.cli", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = small_tree(tmp_path_factory.mktemp("small"))
    stamped = run("translation", "stamp", cwd=tree)
    assert stamped.returncode == 0, stamped.stderr
    file = tree / "practices/kh-idpoor/index.en.md"
    text = file.read_text("utf-8")
    head, _mark, _rest = text.partition("## What was done")
    paragraph = head.rstrip().rsplit("\n\n", 1)[1]
    file.write_text(text.replace(paragraph, paragraph + " A new sentence."), "utf-8")
    out = tree / "site"
    done = run("build", "--content", str(tree), "--site-dir", str(out))
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_a_fallback_is_announced(small_site: Path) -> None:
    text = html(small_site, "ru/practices/tg-novissi-delivery/")
    assert re.search(r'<article[^>]* lang="fr"', text)
    assert "notice-fallback" in text
    assert '<link rel="canonical" href="https://passerelle.example/fr/practices/tg-novissi-delivery/">' in text
    assert 'content="noindex"' in text


def test_alternates_name_real_translations_only(small_site: Path) -> None:
    for locale in LOCALES:
        text = html(small_site, f"{prefix(locale)}practices/tg-novissi-delivery/")
        found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', text))
        assert set(found) == {"fr", "lo", "x-default"}
        assert found["x-default"].endswith("/fr/practices/tg-novissi-delivery/")
    listed = (small_site / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://passerelle.example/practices/tg-novissi-delivery/</loc>" not in listed
    assert "<loc>https://passerelle.example/lo/practices/tg-novissi-delivery/</loc>" in listed


def test_an_outdated_translation_says_so_and_where(small_site: Path) -> None:
    for locale in ("fr", "lo", "ru"):
        text = html(small_site, f"{locale}/practices/kh-idpoor/")
        assert "notice-outdated" in text
        assert text.count('class="stale"') == 1
    assert "notice-outdated" not in html(small_site, "practices/kh-idpoor/")
    assert "notice-machine" in html(small_site, "lo/practices/kh-idpoor/")
    assert "notice-machine" not in html(small_site, "practices/kh-idpoor/")


def test_a_failure_leaves_the_old_site(small_site: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(small_site.parent, tree)
    out = tree / "site"
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    file = tree / "practices/kh-idpoor/index.en.md"
    file.write_text(file.read_text("utf-8").replace("status: draft-from-public-sources", "status: splendid"), "utf-8")
    done = run("build", "--content", str(tree), "--site-dir", str(out), "--lang", "ru")
    assert done.returncode == 1
    assert "[unknown-term]" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before
    assert [entry.name for entry in tree.iterdir() if entry.name.startswith(".site")] == []


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("mine", "utf-8")
    done = run("build", "--site-dir", str(tmp_path))
    assert done.returncode == 2
    assert (tmp_path / "precious.txt").read_text("utf-8") == "mine"


def test_two_builds_are_the_same(small_site: Path, tmp_path: Path) -> None:
    out = tmp_path / "again"
    assert run("build", "--content", str(small_site.parent), "--site-dir", str(out)).returncode == 0
    first = {
        file.relative_to(small_site).as_posix(): file.read_bytes() for file in small_site.rglob("*") if file.is_file()
    }
    second = {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*") if file.is_file()}
    assert first == second
