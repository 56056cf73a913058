"""The search indexes of the site, one for each language."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.ground.locales import LOCALES
from passerelle.publish.search_documents import documents
from passerelle.search import build_index
from passerelle.views.edition import Site
from passerelle.views.reference import INDEX_FOLDER


def search_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of every index as (address, content). Deterministic."""
    for locale in LOCALES:
        for name, content in build_index(documents(site.editions[locale]), locale).items():
            yield f"{INDEX_FOLDER}{locale}/{name}", content
