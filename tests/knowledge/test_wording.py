"""Words that the site does not use, spaces inside Lao words: what is reported, where, and what is left alone."""

from __future__ import annotations

import pytest

from passerelle.content.loader import read_tree
from passerelle.content.terms import read_terms
from passerelle.ground.settings import PROJECT
from tests.conftest import SmallTree
from tests.knowledge.cases.breaking import EN, FR

LO = FR.replace(".fr.", ".lo.")
RU = FR.replace(".fr.", ".ru.")
SENTENCE = "Davantage de ménages sont sur la liste."
Found = tuple[str, int, int, int, str, str, str]


def translate(small: SmallTree, path: str, sentence: str, title: str = "") -> None:
    """A translation of the first practice with one sentence, and perhaps a title, of its own."""
    text = (small.root / FR).read_text("utf-8").replace("lang: fr", f"lang: {path[-5:-3]}").replace(SENTENCE, sentence)
    if title:
        text = text.replace("title: Une seule carte pour chaque ménage du village", f"title: {title}")
    small.write(path, text.encode())


def found(small: SmallTree) -> list[Found]:
    """Code, line, first and last column, field, value and the word to write instead."""
    return [
        (
            problem.code,
            problem.span.line,
            problem.span.column,
            problem.span.end_column,
            problem.field,
            problem.words["value"],
            problem.words["expected"],
        )
        for problem in small.problems()
        if problem.code in {"forbidden-variant", "lao-space"}
    ]


def write(small: SmallTree, path: str, sentence: str) -> None:
    """Put a sentence into a body."""
    if path == EN:
        small.swap(EN, "More households are on the list.", sentence)
    elif path == FR:
        small.swap(FR, SENTENCE, sentence)
    else:
        translate(small, path, sentence)


@pytest.mark.parametrize(
    ("path", "sentence", "value", "label"),
    [
        (EN, "The enrollment is open.", "enrollment", "enrolment"),
        (EN, "Enrollments are open.", "Enrollments", "enrolment"),
        (FR, "Le Dashboard est là.", "Dashboard", "tableau de bord"),
        (RU, "Данные о таргетинге.", "таргетинге", "адресность"),
        (RU, "Отправлены СМС.", "СМС", "текстовое сообщение"),
        (RU, "Отправлены смс.", "смс", "текстовое сообщение"),
        (LO, "ລະບົບດິຈິຕັນໃໝ່", "ດິຈິຕັນ", "ດິຈິຕອນ"),
    ],
)
def test_a_word_of_a_body(small: SmallTree, path: str, sentence: str, value: str, label: str) -> None:
    write(small, path, sentence)
    [(code, _, start, end, field, said, instead)] = found(small)
    assert (code, field, said, instead) == ("forbidden-variant", "", value, label)
    assert (start, end) == (sentence.index(value) + 1, sentence.index(value) + 1 + len(value))


def test_each_word_is_named_once_a_line(small: SmallTree) -> None:
    write(small, FR, "Un dashboard, deux dashboards, un feedback.")
    assert [entry[5] for entry in found(small)] == ["dashboard", "feedback"]


def test_a_word_of_a_title_stands_at_its_field(small: SmallTree) -> None:
    translate(small, RU, "Да.", "Таргетинг помощи по сельским картам")
    assert found(small) == [("forbidden-variant", 3, 8, 43, "title", "Таргетинг", "адресность")]


def test_a_word_of_a_list_item(small: SmallTree) -> None:
    small.swap(FR, "title: Formulaire d’enregistrement", "title: Formulaire et feedback")
    [(code, line, _, _, field, value, label)] = found(small)
    assert (code, line, field) == ("forbidden-variant", 13, "components.form.title")
    assert (value, label) == ("feedback", "retour d'information")


@pytest.mark.parametrize(
    "sentence",
    [
        "Voir [la pratique](https://x.example/dashboard-feedback).",
        "Voir `dashboard` et <https://x.example/feedback>.",
        "Les ménages sont numériques.",
        "Un pseudo-dashboard, un @feedback.",
        "Une adresse data/dashboard, une autre https://x.example/?feedback.",
    ],
)
def test_addresses_and_parts_of_words_are_left_alone(small: SmallTree, sentence: str) -> None:
    small.swap(FR, SENTENCE, sentence)
    assert found(small) == []


def test_titles_of_sources_are_left_alone(small: SmallTree) -> None:
    text = (small.root / EN).read_text("utf-8")
    title = next(line for line in text.split("\n") if "publisher:" in line or ("title: " in line and "{id: s1" in line))
    small.swap(EN, title, title.replace("title: ", "title: Enrollment of ", 1))
    assert found(small) == []


def test_a_word_of_another_language_is_none_of_this_one(small: SmallTree) -> None:
    small.swap(FR, SENTENCE, "Le mot enrollment est anglais.")
    assert found(small) == []


@pytest.mark.parametrize(
    ("sentence", "columns", "value", "label"),
    [
        ("ໃນການ ຂຶ້ນທະບຽນ", (3, 16), "ການ ຂຶ້ນທະບຽນ", "ການຂຶ້ນທະບຽນ"),
        ("ໃນການ ຂຶ້ນ ທະບຽນ", (3, 17), "ການ ຂຶ້ນ ທະບຽນ", "ການຂຶ້ນທະບຽນ"),
        ("ຄົວ ເຮືອນ", (1, 10), "ຄົວ ເຮືອນ", "ຄົວເຮືອນ"),
        ("ມີຖານ ຂໍ້ມູນໃໝ່", (3, 13), "ຖານ ຂໍ້ມູນ", "ຖານຂໍ້ມູນ"),
    ],
)
def test_a_space_inside_a_lao_word(
    small: SmallTree, sentence: str, columns: tuple[int, int], value: str, label: str
) -> None:
    translate(small, LO, sentence)
    assert found(small) == [("lao-space", 35, *columns, "", value, label)]


def test_of_words_that_overlap_the_longest_is_named(small: SmallTree) -> None:
    translate(small, LO, "ການປົກປ້ອງ ຂໍ້ມູນສ່ວນບຸກຄົນ")
    assert [entry[-1] for entry in found(small)] == ["ການປົກປ້ອງຂໍ້ມູນສ່ວນບຸກຄົນ"]


@pytest.mark.parametrize(
    "sentence",
    [
        "ການຂຶ້ນທະບຽນຄົວເຮືອນ ແລະ ຖານຂໍ້ມູນ",
        "ການຕິດຕາມ ແລະ ປະເມີນຜົນ",  # a label with spaces of its own
        "ເພື່ອການ ຂຶ້ນພູ",
        "ມີຄົນຢູ່ໃນເຮືອນ ຄົວເຮືອນນັ້ນມີສາມຄົນ",
        "ໃນເຄົວ ເຮືອນ",  # the vowel before belongs to the first letter: another syllable
        "ຖານ ຂໍ້ມູນະ",  # so does the vowel behind
        "ບ້ານ 12 ເຮືອນ",
    ],
)
def test_spaces_between_clauses_are_right(small: SmallTree, sentence: str) -> None:
    translate(small, LO, sentence)
    assert found(small) == []


def test_a_space_in_a_lao_title(small: SmallTree) -> None:
    translate(small, LO, "ດີ", "ການ ຂຶ້ນທະບຽນຄົວເຮືອນໃນບ້ານ")
    assert found(small) == [("lao-space", 3, 8, 35, "title", "ການ ຂຶ້ນທະບຽນ", "ການຂຶ້ນທະບຽນ")]


def test_other_languages_have_spaces(small: SmallTree) -> None:
    small.swap(FR, SENTENCE, "ໃນການ ຂຶ້ນທະບຽນ")
    assert found(small) == []


def test_a_project_without_words(small: SmallTree) -> None:
    tree = read_tree(small.root, small.project)
    assert tree.concepts == read_terms(PROJECT / "data/terms.yml")
    assert read_terms(small.root / "data/terms.yml") == ()


def test_old_ligatures(small: SmallTree) -> None:
    translate(small, LO, "ຕະ\u0eab\u0ea5າດ")
    [problem] = [problem for problem in small.problems() if problem.code == "lao-spelling"]
    assert (problem.span.column, problem.span.end_column) == (3, 5)
    assert problem.words == {"value": "\u0eab\u0ea5", "expected": "\u0eab\u0ebc"}
