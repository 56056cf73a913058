"""Documents of our own in four languages, and Node for the JavaScript half."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from passerelle.search import SearchDocument, build_index, write_index
from tests.node import runner

ASSETS = Path(__file__).parents[2] / "overrides" / "assets" / "search"


def document(number: int, lang: str, title: str, *paras: str, **more: Any) -> SearchDocument:
    return SearchDocument(
        id=f"{lang}-{number:02d}", lang=lang, url=f"/{lang}/{number}/", title=title, paras=paras, **more
    )


DOCUMENTS = [
    document(1, "lo", "ນ້ຳ ແລະ ສຸຂາພິບານ", "ນ້ຳສະອາດສຳລັບຊຸມຊົນ.", facets={"country": ("la",), "type": ("practice",)}),
    document(2, "lo", "ການນຳພາ", "ຜູ້ນຳບ້ານ ນຳພາ ການປະຊຸມ ນຳ ຊຸມຊົນ.", facets={"country": ("la", "th")}),
    document(3, "lo", "ການຂຶ້ນທະບຽນຄົວເຮືອນທຸກຍາກ", "ລະບົບທະບຽນສັງຄົມເກັບກຳຂໍ້ມູນຄົວເຮືອນ.", labels=("social registry",)),
    document(4, "lo", "ບຳນານຜູ້ສູງອາຍຸ", "ກອງທຶນປະກັນສັງຄົມຈ່າຍເງິນບຳນານຜ່ານໂທລະສັບມືຖື.", facets={"country": ("th",)}),
    document(5, "lo", "ວິສາຫະກິດຂະຫນາດນ້ອຍ", "ການ\u200bຝຶກ\u200bອົບ\u200bຮົມ\u200bພະ\u200bນັກ\u200bງານ ໃນ ຫມູ່ບ້ານ."),
    document(
        1,
        "ru",
        "Социальный реестр домохозяйств",
        "Реестр собирает данные о малоимущих семьях.",
        summary="Единый реестр.",
    ),
    document(2, "ru", "Пенсии сельских жителей", "Пенсионный фонд выплачивает пенсию на карту. Ёмкость системы."),
    document(3, "ru", "Жалобы и обращения", "Гражданин подаёт жалобу через приложение; жалобы рассматривают в районе."),
    document(1, "fr", "L’assurance maladie des indépendants", "L'élève et l’affiliée paient leurs cotisations."),
    document(2, "fr", "La côte et la cote", "Les pêcheurs de la côte."),
    document(3, "fr", "La cote en bourse", "Une cote, des cotes. Œuvre sociale, retraités."),
    document(
        1, "en", "Mobile registration of informal workers", "Agents register workers by phone.", keywords=("enrolment",)
    ),
    document(
        2, "en", "Unemployment benefit paid by mobile money", "Registration took two days; payments arrive by phone."
    ),
    document(
        3, "en", "Corruption hotline", "Grievances about benefits are registered. Biodiversity is not our subject."
    ),
    *(
        document(
            n, "en", f"Volume {n} of the yearbook", f"Statistical tables {n} on registries, pensions and ministries."
        )
        for n in range(10, 30)
    ),
]


@pytest.fixture(scope="session")
def indexes() -> dict[str, dict[str, bytes]]:
    return {lang: build_index(DOCUMENTS, lang) for lang in ("en", "fr", "lo", "ru")}


@pytest.fixture(scope="session")
def index_folders(indexes, tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("indexes")
    for lang, files in indexes.items():
        write_index(files, root / lang)
    return root


@pytest.fixture(scope="session")
def node(tmp_path_factory) -> Callable[[str, Any], Any]:
    """Run a JavaScript function body with `input` and the modules' folder; it fails without Node."""
    return runner(tmp_path_factory.mktemp("node"), ASSETS)
