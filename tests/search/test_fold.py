import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.search.fold import fold, fold_units, light
from passerelle.search.grams import exact_tokens, pieces, tokens
from passerelle.search.parse import Run, parse

LAO = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮໜໝະັາຳິີຶືຸູົຼຽເແໂໃໄໆ່້໊໋໌ໍ໐໑໙ຯ"
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЙЁӣқҳҷ"
LATIN = "abcdefghijklmnopqrstuvwxyzÀÂÇÉÈÊËÎÏÔÙÛŸàâçéèêëîïôùûÿœŒæßøł"
OTHER = " \t\n\u00a0\u200b\u200c\u2060\ufeff\u00ad'’-_.,;:!?«»0123456789½ﬁ"
ELISIONS = ("l’", "d'", "qu’", "jusqu'", "L’", "aujourd'")


def generated_strings(count: int = 6000) -> list[str]:
    rng = random.Random(20261121)
    strings = []
    for number in range(count):
        alphabet = (LAO, CYRILLIC, LATIN, LAO + LATIN, LAO + CYRILLIC + LATIN)[number % 5]
        text = "".join(rng.choice(alphabet if rng.random() < 0.85 else OTHER) for _ in range(rng.randint(1, 30)))
        if rng.random() < 0.3:
            text = rng.choice(ELISIONS) + text
        form = rng.choice(("NFC", "NFD", "NFKC", "NFKD", None))
        strings.append(unicodedata.normalize(form, text) if form else text)
    return strings


@pytest.mark.parametrize(
    "spellings",
    [
        ("ນ້ຳ", "ນໍ້າ", "ນ້ໍາ", "ນໍາ", "ນ\u200bຳ"),
        ("ໜ້າ", "ຫນ້າ", "ຫນາ"),
        ("ໝູ່", "ຫມູ"),
        ("ຫຼວງ", "ຫລວງ"),
        ("ແມ່", "ເເມ່", "ເເມ"),
        ("ການ ປະຊຸມ", "ການປະຊຸມ", "ການ\u200bປະ\u200bຊຸມ"),
        ("໒໕", "25"),
        ("жильё", "ЖИЛЬЕ", unicodedata.normalize("NFD", "жильё")),
        ("l’élève", "ÉLÈVE", "d'eleve", "qu’élève"),
        ("œuvre", "OEUVRE"),
    ],
)
def test_spellings_that_fold_alike(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_light_keeps_tones_and_accents():
    assert light("ນ້ຳ") == light("ນໍ້າ") != light("ນຳ")
    assert light("Côté") != light("cote")


def test_apostrophes_that_are_not_elisions_stay():
    assert fold("don't") == "don't"
    assert fold("aujourd'hui") == "aujourd'hui"


def test_lao_and_other_scripts_are_cut_apart():
    assert pieces(fold("ລະບົບ SIGICMU 2024")) == ["ລະບົບ", "sigicmu", "2024"]


@given(st.text(alphabet=LAO + CYRILLIC + LATIN + OTHER, max_size=40))
def test_units_joined_are_the_fold(text):
    assert "".join(unit[0] for unit in fold_units(text)) == fold(text)
    assert [token for token, _ in exact_tokens(text)] == tokens(text)


@given(st.text(alphabet=LAO + CYRILLIC + LATIN + OTHER, max_size=40))
def test_folding_twice_changes_nothing_more(text):
    once = fold(text)
    assert "".join(pieces(fold(once))) == "".join(pieces(once)) or "'" in once or "’" in once


def test_query_units():
    word, run = parse("Côté ນ້ຳ ນ້ຳ")[:2]
    assert (word.text, word.spelling) == ("cote", "côté")
    assert isinstance(run, Run)
    assert run.text == "ນໍານໍາ"
    assert parse("  ") == []


def test_python_and_javascript_fold_alike(node):
    strings = generated_strings()
    body = """const { light, fold, foldUnits, PIECE } = await import(`${assets}/fold.js`);
      return input.map((s) => [light(s), fold(s), foldUnits(s), fold(s).match(PIECE) ?? []]);"""
    found = node(body, strings)
    for text, theirs in zip(strings, found, strict=True):
        ours = [light(text), fold(text), [list(unit) for unit in fold_units(text)], pieces(fold(text))]
        assert theirs == ours, ascii(text)


def test_python_and_javascript_parse_alike(node):
    strings = generated_strings(1000)
    body = """const { parse, rough } = await import(`${assets}/fold.js`);
      return input.map((s) => parse(s).map((u) => u.grams
        ? [u.text, u.grams.map((g) => [g.text, g.spelling, g.optional]), rough(u).map((g) => g.text)]
        : [u.text, u.spelling]));"""
    found = node(body, strings)
    for text, theirs in zip(strings, found, strict=True):
        ours = [
            [u.text, [[g.text, g.spelling, g.optional] for g in u.grams], [g.text for g in u.rough().grams]]
            if isinstance(u, Run)
            else [u.text, u.spelling]
            for u in parse(text)
        ]
        assert theirs == ours, ascii(text)
