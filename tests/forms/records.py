"""Good records in four languages, as the submission form hands them over, and small changes to them."""

from __future__ import annotations

import base64
import copy
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from PIL import Image

Record = dict[str, Any]
LANGS = ("en", "fr", "lo", "ru")
DROP = object()  # the value of a change that takes a member away

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "One card for every worker at the market",
        "summary": "Market workers register once, at a desk beside the market gate, and receive a card that all programmes "
        "accept. The desk is open on market days, and a free number helps those who have lost their card.",
        "owner": "Ministry of Social Affairs, digital services unit",
        "why": "It widens who is covered.",
        "note": "Description only.",
        "source": "Annual report on the market desk",
        "publisher": "Ministry of Social Affairs",
        "indicator": "Workers registered",
        "unit": "people",
        "alt": "A clerk enters data on a tablet.",
        "problem": "Workers stood in four queues for four cards.[^s1]",
        "done": "- A desk was opened beside the gate.\n- A card is printed while people wait.",
        "results": "**Many** came in the first month (see [the report](https://www.ministry.example/report)).[^s1]",
        "did-not-work": "The printer failed in the rain. Women who sell from home did not hear of the desk.",
    },
    "fr": {
        "title": "Une carte unique pour les travailleurs du marché",
        "summary": "Les travailleurs du marché s’inscrivent une seule fois, à un guichet près de l’entrée, et reçoivent une "
        "carte que tous les programmes acceptent. Un numéro gratuit aide ceux qui ont perdu leur carte.",
        "owner": "Ministère des Affaires sociales, unité des services numériques",
        "why": "Davantage de personnes sont couvertes.",
        "note": "Description seulement.",
        "source": "Rapport annuel sur le guichet du marché",
        "publisher": "Ministère des Affaires sociales",
        "indicator": "Travailleurs inscrits",
        "unit": "personnes",
        "alt": "Une employée saisit des données sur une tablette.",
        "problem": "Les travailleurs faisaient quatre fois la queue.[^s1]",
        "done": "1. Un guichet a ouvert près de l’entrée.\n2. La carte est imprimée aussitôt.",
        "results": "Beaucoup sont venus le premier mois.[^s1] « C’est simple », disent-ils.",
        "did-not-work": "L’imprimante est tombée en panne sous la pluie ; les vendeuses à domicile n’ont rien su.",
    },
    "lo": {
        "title": "ບັດໃບດຽວສຳລັບແຮງງານຢູ່ຕະຫຼາດ",
        "summary": "ແຮງງານຢູ່ຕະຫຼາດຂຶ້ນທະບຽນຄັ້ງດຽວຢູ່ໂຕະບໍລິການໃກ້ປະຕູຕະຫຼາດ ແລະ ໄດ້ຮັບບັດທີ່ທຸກໂຄງການຍອມຮັບ. "
        "ໂຕະບໍລິການເປີດໃນມື້ຕະຫຼາດ ແລະ ມີເບີໂທຟຣີຊ່ວຍຜູ້ທີ່ເຮັດບັດເສຍ. ຄົນທີ່ບໍ່ມີໂທລະສັບກໍຂຶ້ນທະບຽນໄດ້ຢູ່ຫ້ອງການບ້ານ.",
        "owner": "ກະຊວງກິດຈະການສັງຄົມ, ໜ່ວຍງານບໍລິການດິຈິຕອນ",
        "why": "ຄົນໄດ້ຮັບການຄຸ້ມຄອງຫຼາຍຂຶ້ນ.",
        "note": "ມີແຕ່ຄຳອະທິບາຍ.",
        "source": "ບົດລາຍງານປະຈຳປີ",
        "publisher": "ກະຊວງກິດຈະການສັງຄົມ",
        "indicator": "ແຮງງານທີ່ຂຶ້ນທະບຽນ",
        "unit": "ຄົນ",
        "alt": "ພະນັກງານປ້ອນຂໍ້ມູນລົງໃນແທັບເລັດ.",
        "problem": "ແຮງງານຕ້ອງເຂົ້າແຖວສີ່ຄັ້ງເພື່ອເອົາສີ່ບັດ.[^s1]",
        "done": "ໄດ້ເປີດໂຕະບໍລິການຢູ່ໃກ້ປະຕູ.",
        "results": "ໃນເດືອນທຳອິດມີຄົນມາຫຼາຍ.[^s1]",
        "did-not-work": "ເຄື່ອງພິມເສຍໃນລະດູຝົນ. ແມ່ຍິງທີ່ຂາຍຢູ່ເຮືອນບໍ່ໄດ້ຍິນຂ່າວ.",
    },
    "ru": {
        "title": "Одна карта для всех работников рынка",
        "summary": "Работники рынка регистрируются один раз, за столом у входа, и получают карту, которую принимают все "
        "программы. Стол работает в базарные дни, а бесплатный номер помогает тем, кто потерял карту.",
        "owner": "Министерство социальных дел, отдел цифровых услуг",
        "why": "Охвачено больше людей.",
        "note": "Только описание.",
        "source": "Годовой отчёт",
        "publisher": "Министерство социальных дел",
        "indicator": "Зарегистрировано работников",
        "unit": "человек",
        "alt": "Сотрудница вносит данные в планшет.",
        "problem": "Работники стояли в четырёх очередях.[^s1]",
        "done": "У входа открыли стол — карту печатают сразу.",
        "results": "В первый месяц пришли многие.[^s1]",
        "did-not-work": "Принтер сломался под дождём. Женщины, торгующие дома, о столе не узнали.",
    },
}
SECTIONS = ("problem", "done", "results", "did-not-work")


def practice(lang: str) -> Record:
    """The least that a practice may be."""
    words = WORDS[lang]
    facts = {
        "title": words["title"],
        "summary": words["summary"],
        "countries": ["LA"],
        "owner": {"name": words["owner"], "type": "ministry", "country": "LA"},
        "start": "2021-03",
        "maturity": "pilot",
        "cycle": ["delivery"],
        "phases": ["intake"],
        "branches": ["old-age"],
        "instruments": ["social-assistance"],
        "blocks": ["social-registry"],
        "sdg_targets": [{"target": "1.3", "why": words["why"]}],
        "evidence": {"level": "e0", "note": words["note"]},
        "sources": [
            {
                "id": "s1",
                "title": words["source"],
                "publisher": words["publisher"],
                "url": "https://www.ministry.example/report",
                "date": "2024-06-11",
                "language": lang,
                "type": "report",
            }
        ],
        "authors": [{"name": words["owner"], "roles": ["writing"]}],
    }
    sections = {name: words[name] for name in SECTIONS}
    return {"kind": "practice", "lang": lang, "facts": facts, "sections": sections, "pictures": []}


def full(lang: str) -> Record:
    """A practice with everything that the form asks, and a picture."""
    words = WORDS[lang]
    record = practice(lang)
    record["facts"] |= {
        "end": "unknown",
        "guarantees": ["children", "older"],
        "groups": ["women", "children"],
        "challenges": ["delay"],
        "results": [
            {
                "id": "r1",
                "indicator": words["indicator"],
                "before": "unknown",
                "after": "12500",
                "unit": words["unit"],
                "year": "2023",
                "source": "s1",
            }
        ],
        "costs": {
            "setup_usd": ["1000", "2000.5"],
            "yearly_usd": "unknown",
            "staff_fte": "2.5",
            "months_to_first_use": "6",
            "source": "s1",
            "items": [
                {
                    "id": "i1",
                    "what": words["source"],
                    "amount": "300",
                    "currency": "USD",
                    "year": "2021",
                    "source": "s1",
                }
            ],
        },
        "preconditions": {"unique-id": "required", "exchange-layer": "helpful"},
        "contact": {"office": words["owner"], "role_email": "info@ministry.example", "public": False},
        "media": [
            {
                "id": "picture-1",
                "file": "picture-1.jpg",
                "alt": words["alt"],
                "credit": words["owner"],
                "consent": "obtained",
            }
        ],
    }
    record["sections"] |= {
        "system": f"![{words['alt']}](picture-1.jpg)\n\n{words['done']}\n\n> {words['problem']}",
        "teach": f"### {words['unit']} {{#people}}\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    }
    record["pictures"] = [picture("picture-1.jpg", "JPEG")]
    return record


def offer(lang: str) -> Record:
    """An offer of an exchange in one language."""
    words = WORDS[lang]
    facts = {
        "title": {lang: words["title"]},
        "summary": {lang: words["summary"]},
        "kind": "study-visit",
        "form": "south-south",
        "status": "offer",
        "valid_until": "2027-05",
        "provider": {"countries": ["LA", "KE"]},
        "start": "unknown",
        "mode": "unknown",
        "languages": {"working": [lang]},
        "topics": {"cycle": ["delivery"], "phases": ["intake"]},
        "contact": {"office": words["owner"], "role_email": "info@ministry.example", "public": True},
    }
    return {"kind": "exchange", "lang": lang, "facts": facts}


def request(lang: str) -> Record:
    """A request for an exchange in one language, with more details."""
    words = WORDS[lang]
    record = offer(lang)
    record["facts"] |= {
        "status": "request",
        "recipient": {"countries": ["LA"]},
        "start": "2027-01-15",
        "end": "2027-01-20",
        "mode": "in-person",
        "place": {lang: words["owner"]},
        "demand": {
            "need": {lang: words["problem"].removesuffix("[^s1]")},
            "who": {lang: words["owner"]},
            "deadline": "2027-04-30",
        },
    }
    del record["facts"]["provider"]
    return record


BASES: dict[str, Callable[[str], Record]] = {"practice": practice, "full": full, "offer": offer, "request": request}


def picture(name: str, form: str, width: int = 4, height: int = 4, *, pad: int = 0) -> Record:
    """A picture of one colour; `pad` zero bytes follow it."""
    file = BytesIO()
    Image.new("1" if form == "PNG" else "RGB", (width, height)).save(file, form)
    return raw_picture(name, file.getvalue(), width, height, pad=pad)


def raw_picture(name: str, content: bytes, width: int = 4, height: int = 4, *, pad: int = 0) -> Record:
    """A picture that holds these bytes, whatever it says of itself; node makes the padding."""
    size = len(content) + pad
    data = base64.b64encode(content).decode()
    return {
        "file": name,
        "type": "image/jpeg",
        "size": size,
        "width": width,
        "height": height,
        "data": data,
        "pad": pad,
    }


def changed(record: Record, changes: Mapping[str, Any]) -> Record:
    """A copy with other values: places by dotted path, a function makes the new value of the old one."""
    made = copy.deepcopy(record)
    for place, value in changes.items():
        *steps, last = [int(step) if step.isdigit() else step for step in place.split(".")]
        node: Any = made
        for step in steps:
            node = node[step]
        if value is DROP:
            del node[last]
        elif callable(value):
            node[last] = value(node[last])
        elif isinstance(node, list) and last == len(node):
            node.append(copy.deepcopy(value))
        else:
            node[last] = copy.deepcopy(value)
    return made
