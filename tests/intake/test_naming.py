from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.content.names import SLUG
from passerelle.intake.naming import LETTERS, made_name

DAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("title", "country", "name"),
    [
        ("One household list for three cash programmes", "LA", "la-one-household-list-for-three-cash"),
        ("Une liste de ménages à l’échelle d'une région", "SN", "sn-une-liste-de-menages-a-l"),
        ("Единый реестр домохозяйств", "TJ", "tj-edinyi-reestr-domokhoziaistv"),
        ("Ҳифзи иҷтимоии аҳолӣ", "TJ", "tj-hifzi-ijtimoii-aholi"),
        ("Щука и ёж, объезд, Львов", "RU", "ru-shchuka-i-ezh-obieezd-lvov"),
        ("Straße, œuvre, Ærø, Łódź, İstanbul", "DE", "de-strasse-oeuvre-aero-lodz-istanbul"),
        ("G2P 2.0: a test", "", "g2p-2-0-a-test"),
        ("x" * 100, "GB", "gb-" + "x" * LETTERS),
    ],
)
def test_names_from_titles(title: str, country: str, name: str) -> None:
    assert made_name(title, country, DAY) == (name, True)


@pytest.mark.parametrize("title", ["ບັນຊີຄົວເຮືອນດຽວສຳລັບສາມໂຄງການ", "ບັນຊີຄົວເຮືອນ SMS", "社会保障カード", "", "!?"])
def test_other_letters_give_the_day(title: str) -> None:
    assert made_name(title, "LA", DAY) == ("la-practice-20261121", False)
    assert made_name(title, "", DAY) == ("practice-20261121", False)


@given(st.text(max_size=200), st.sampled_from(["", "LA", "KE"]))
def test_every_name_is_a_folder_name(title: str, country: str) -> None:
    name, _ = made_name(title, country, DAY)
    assert SLUG.match(name)
    assert len(name) < 80
