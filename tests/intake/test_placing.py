"""Numbers, names and files: only new ones, only inside the tree."""

from __future__ import annotations

import datetime as dt
import errno
import os
import shutil
from pathlib import Path

import pytest

from passerelle.content.loader import read_tree
from passerelle.content.models import Tree
from passerelle.content.strict_yaml import parse
from passerelle.intake import placing
from passerelle.intake.bundle import read_exchange, read_markdown, read_zip
from passerelle.intake.parcel import Parcel
from passerelle.intake.placing import Placed, next_id, place, with_id
from tests.conftest import SmallTree
from tests.intake.conftest import listing
from tests.intake.parcels import DOCUMENT, FOLDER, packed, picture, sent_text

DAY = dt.date(2026, 11, 21)
RECORD = "practices/la-new-practice"


def bundle() -> Parcel:
    opened = read_zip("a.zip", packed({DOCUMENT: sent_text(), f"{FOLDER}/picture-1.jpg": picture()}))
    assert opened.parcel is not None
    return opened.parcel


def document(text: str, name: str = "text.md") -> Parcel:
    opened = read_markdown(name, text.encode())
    assert opened.parcel is not None
    return opened.parcel


def exchange(small: SmallTree, **changes: str) -> Parcel:
    text = (small.root / "data/exchanges/X-2024-01.yml").read_text("utf-8")
    for old, new in {"id: X-2024-01": "id: new", **changes}.items():
        assert old in text
        text = text.replace(old, new)
    opened = read_exchange("exchange-new.yml", text.encode())
    assert opened.parcel is not None
    return opened.parcel


def put(parcel: Parcel, tree: Tree, slug: str = "") -> Placed:
    return place(parcel, tree, "sent", slug=slug, today=DAY)


def changes(root: Path, before: dict[str, bytes]) -> set[str]:
    after = listing(root)
    assert before.keys() <= after.keys(), "nothing goes"
    return {name for name in after if after[name] != before.get(name)}


def test_a_practice_gets_its_number_and_its_folder(small: SmallTree, tree: Tree) -> None:
    before = listing(small.root)
    placed = put(bundle(), tree)
    files = (f"{RECORD}/index.en.md", f"{RECORD}/picture-1.jpg", "data/ids.yml")
    assert placed == Placed(RECORD, files, "LA-0002")
    assert changes(small.root, before) == {RECORD, *files}
    assert (small.root / RECORD / "index.en.md").read_text("utf-8") == sent_text().replace("id: new\n", "id: LA-0002\n")
    registry = parse((small.root / "data/ids.yml").read_text("utf-8"), "")
    assert registry.data == {**dict(tree.ids or {}), "LA-0002": "practices/la-new-practice/"}
    assert list(registry.data) == sorted(registry.data)


def test_an_exchange_gets_its_number_and_its_file(small: SmallTree, tree: Tree) -> None:
    before = listing(small.root)
    placed = put(exchange(small), tree)
    assert placed == Placed(
        "data/exchanges/X-2024-02.yml", ("data/exchanges/X-2024-02.yml", "data/ids.yml"), "X-2024-02"
    )
    assert changes(small.root, before) == set(placed.files)
    assert (small.root / placed.record).read_text("utf-8").startswith("id: X-2024-02\n")
    assert "exchanges/x-2024-02/" in (small.root / "data/ids.yml").read_text("utf-8")


def test_an_exchange_without_a_start_is_of_this_year(small: SmallTree, tree: Tree) -> None:
    assert put(exchange(small, **{"start: 2024-05\n": "start: unknown\n"}), tree).id == "X-2026-01"
    assert (
        put(exchange(small, **{"start: 2024-05\n": "start: 20245\n"}), read_tree(tree.root, tree.project)).id
        == "X-2026-02"
    )


@pytest.mark.parametrize(
    ("series", "digits", "taken", "following"),
    [
        ("LA", 4, [], "LA-0001"),
        ("LA", 4, ["LA-0001", "LA-0007", "KE-0009", "country:LA", "LA-00012", "xLA-0050"], "LA-0008"),
        ("LA", 4, ["LA-9998"], "LA-9999"),
        ("LA", 4, ["LA-9999"], ""),
        ("X-2026", 2, ["X-2025-09", "X-2026-03"], "X-2026-04"),
        ("X-2026", 2, ["X-2026-99"], ""),
    ],
)
def test_the_next_number(series: str, digits: int, taken: list[str], following: str) -> None:
    assert next_id(series, digits, taken) == following


def test_numbers_of_the_tree_and_of_the_registry_count(small: SmallTree) -> None:
    small.swap("practices/la-first/index.en.md", "id: LA-0001", "id: LA-0031")
    small.add("data/ids.yml", '"LA-0017": practices/gone/\n')
    assert put(bundle(), read_tree(small.root, small.project)).id == "LA-0032"


@pytest.mark.parametrize(
    ("old", "new"),
    [("countries: [LA]", "countries: [Laos]"), ("countries: [LA]", "countries: LA"), ("id: new", "id: LA-0044")],
)
def test_without_a_known_country_or_with_a_number_of_its_own_none_is_given(
    old: str, new: str, small: SmallTree, tree: Tree
) -> None:
    before = listing(small.root)
    text = sent_text().replace(old, new)
    placed = put(document(text, "la-x.en.md"), tree)
    assert (placed.id, placed.files) == ("", ("practices/la-x/index.en.md",))
    assert (small.root / "practices/la-x/index.en.md").read_text("utf-8") == text
    assert "data/ids.yml" not in changes(small.root, before)


def test_a_tree_without_a_registry_gets_none(small: SmallTree) -> None:
    small.remove("data/ids.yml")
    assert put(bundle(), read_tree(small.root, small.project)).files[-1] == f"{RECORD}/picture-1.jpg"
    assert not (small.root / "data/ids.yml").exists()


def test_a_registry_that_cannot_be_read_is_never_written_again(small: SmallTree) -> None:
    small.add("data/ids.yml", '"LA-0001": twice\n')
    before = listing(small.root)
    placed = put(bundle(), read_tree(small.root, small.project))
    assert [problem.code for problem in placed.problems] == ["yaml-duplicate-key"]
    assert listing(small.root) == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: b\nid: new\nc: new\n", "a: b\nid: LA-0001\nc: new\n"),
        ('a: "id: new"\nid:   "new"  # id: new', 'a: "id: new"\nid:   LA-0001  # id: new'),
        ("{a: 1, id: 'new', b: new}", "{a: 1, id: LA-0001, b: new}"),
        ('ກ: ຂ\nid: "ne\\\n  w"\nb: c', "ກ: ຂ\nid: LA-0001\nb: c"),
    ],
)
def test_only_the_id_changes(before: str, after: str) -> None:
    assert with_id(before, parse(before, ""), "LA-0001") == after
    front, changed = (f"---\n{text}\n---\n\nid: new\n" for text in (before, after))
    assert with_id(front, parse(before, "", first_line=2), "LA-0001") == changed


# --- names ---


def test_whose_name_counts(tree: Tree) -> None:
    assert put(bundle(), tree, slug="la-chosen").record == "practices/la-chosen"
    assert put(document(sent_text(), "la-named.en.md"), tree).record == "practices/la-named"
    assert put(document(sent_text()), tree).record == "practices/la-one-card-for-every-village-household"


def test_a_name_of_the_day_gets_a_number(small: SmallTree) -> None:
    text = sent_text().replace("One card for every village household", "ບັດດຽວສຳລັບທຸກຄົວເຮືອນ")
    records = [put(document(text), read_tree(small.root, small.project)).record for _ in range(3)]
    assert records == [f"practices/la-practice-20261121{end}" for end in ("", "-2", "-3")]


# --- nothing is overwritten, nothing leads elsewhere ---


@pytest.mark.parametrize("content", ["folder", "full", "file", "link", "dead"])
def test_what_is_there_stays(content: str, small: SmallTree, tmp_path: Path) -> None:
    place_ = small.root / RECORD
    if content == "file":
        place_.write_text("mine", "utf-8")
    elif content in {"link", "dead"}:
        target = tmp_path / "elsewhere"
        if content == "link":
            target.mkdir()
        place_.symlink_to(target)
    else:
        place_.mkdir()
        if content == "full":
            (place_ / "mine.txt").write_text("mine", "utf-8")
    before = listing(tmp_path)
    placed = put(bundle(), read_tree(small.root, small.project))
    assert [problem.code for problem in placed.problems] == ["bundle-exists"]
    assert placed.files == ()
    assert listing(tmp_path) == before


def test_an_exchange_never_takes_the_place_of_another(small: SmallTree, tree: Tree) -> None:
    before = listing(small.root)
    parcel = exchange(small, **{"id: X-2024-01": "id: X-2024-01"})
    assert [problem.code for problem in put(parcel, tree).problems] == ["bundle-exists"]
    assert listing(small.root) == before


@pytest.mark.parametrize(
    ("name", "refuses"),
    [
        ("practices", {"practice"}),
        ("data", {"practice", "exchange"}),
        ("data/exchanges", {"exchange"}),
        ("data/ids.yml", {"practice", "exchange"}),
    ],
)
def test_links_in_the_tree_are_not_followed(name: str, refuses: set[str], small: SmallTree, tmp_path: Path) -> None:
    parcels = [bundle(), exchange(small)]
    shutil.move(small.root / name, tmp_path / "elsewhere")
    (small.root / name).symlink_to(tmp_path / "elsewhere")
    before = listing(tmp_path)
    tree = read_tree(small.root, small.project)
    for parcel in parcels:
        if parcel.kind in refuses:
            assert {problem.code for problem in put(parcel, tree).problems} == {"symlink"}
    assert listing(tmp_path) == before


@pytest.mark.parametrize("step", ["write_bytes", "rename", "replace"])
def test_when_the_disk_refuses_nothing_is_left(
    step: str, small: SmallTree, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = listing(small.root)

    def refuse(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(Path, step, refuse)
        with pytest.raises(OSError, match="No space"):
            put(bundle(), tree)
    assert listing(small.root) == before


def test_a_folder_that_appears_meanwhile_stays(small: SmallTree, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    writing = placing._write_folder

    def late(folder: Path, files: dict[str, bytes]) -> None:
        folder.mkdir()
        (folder / "mine.txt").write_text("mine", "utf-8")
        writing(folder, files)

    monkeypatch.setattr(placing, "_write_folder", late)
    with pytest.raises(OSError, match="not empty"):
        put(bundle(), tree)
    assert [path.name for path in (small.root / RECORD).iterdir()] == ["mine.txt"]
    assert sorted(path.name for path in (small.root / "practices").iterdir()) == [
        "ke-second",
        "la-first",
        "la-new-practice",
    ]
