"""Answers that a contributor might type into the form, in four languages, about a country office that does not exist."""

from __future__ import annotations

from typing import Any

# (step, path of the question, answer): texts, True for a tick, a list for boxes to tick, "=value" to choose from a list.
Answers = list[tuple[str, str, Any]]

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Registering market traders at the village office",
        "summary": "The example office registers market traders in the village hall on one day a month. Staff bring a tablet "
        "and a card printer, answer questions and hand over the card on the same day. Traders no longer travel to town.",
        "owner": "Example Ministry of Social Affairs, insurance department",
        "source": "Report on the village days",
        "publisher": "Example Ministry of Social Affairs",
        "note": "One internal report, no independent evaluation.",
        "why": "Traders join social insurance.",
        "problem": "Traders had to travel a whole day to register, and most never did.[^s1]",
        "done": "The office held a village day every month and printed the cards on the spot.[^s1]",
        "results": "The report counts the cards printed; it does not say how many traders still pay.[^s1]",
        "limits": "On rainy days the tablet had no network and people waited for nothing. The office had not planned a "
        "second visit, and traders who work far from the market heard of the day too late. No source tells how many were left out.",
        "author": "Insurance department",
        "alt": "A clerk hands a card to a trader in the village hall.",
        "credit": "Insurance department",
    },
    "fr": {
        "title": "Inscrire les commerçants du marché au bureau du village",
        "summary": "Le bureau d’exemple inscrit les commerçants du marché dans la salle du village un jour par mois. Le personnel "
        "apporte une tablette et une imprimante, répond aux questions et remet la carte le jour même.",
        "owner": "Ministère d’exemple des Affaires sociales, service des assurances",
        "source": "Rapport sur les journées au village",
        "publisher": "Ministère d’exemple des Affaires sociales",
        "note": "Un rapport interne, aucune évaluation indépendante.",
        "why": "Les commerçants rejoignent l’assurance sociale.",
        "problem": "Il fallait voyager une journée pour s’inscrire, et la plupart ne le faisaient pas.[^s1]",
        "done": "Le bureau a tenu chaque mois une journée au village et imprimé les cartes sur place.[^s1]",
        "results": "Le rapport compte les cartes imprimées ; il ne dit pas combien de commerçants cotisent encore.[^s1]",
        "limits": "Les jours de pluie, la tablette n’avait pas de réseau et les gens ont attendu pour rien. Une deuxième visite "
        "n’était pas prévue, et les commerçants éloignés ont appris la date trop tard.",
        "author": "Service des assurances",
        "alt": "Une employée remet une carte à un commerçant dans la salle du village.",
        "credit": "Service des assurances",
    },
    "lo": {
        "title": "ການຂຶ້ນທະບຽນແມ່ຄ້າຕະຫຼາດຢູ່ຫ້ອງການບ້ານ",
        "summary": "ຫ້ອງການຕົວຢ່າງຂຶ້ນທະບຽນແມ່ຄ້າຕະຫຼາດຢູ່ສະໂມສອນບ້ານເດືອນລະໜຶ່ງມື້. ພະນັກງານນຳແທັບເລັດ ແລະ ເຄື່ອງພິມບັດໄປນຳ, "
        "ຕອບຄຳຖາມ ແລະ ມອບບັດໃນມື້ດຽວກັນ. ແມ່ຄ້າບໍ່ຕ້ອງເດີນທາງເຂົ້າເມືອງອີກຕໍ່ໄປ ແລະ ຮູ້ສິດຂອງຕົນດີຂຶ້ນ.",
        "owner": "ກະຊວງກິດຈະການສັງຄົມຕົວຢ່າງ, ພະແນກປະກັນໄພ",
        "source": "ບົດລາຍງານກ່ຽວກັບມື້ລົງບ້ານ",
        "publisher": "ກະຊວງກິດຈະການສັງຄົມຕົວຢ່າງ",
        "note": "ບົດລາຍງານພາຍໃນສະບັບດຽວ, ບໍ່ມີການປະເມີນຜົນອິດສະຫຼະ.",
        "why": "ແມ່ຄ້າເຂົ້າຮ່ວມປະກັນສັງຄົມ.",
        "problem": "ແມ່ຄ້າຕ້ອງເດີນທາງໝົດມື້ເພື່ອຂຶ້ນທະບຽນ ແລະ ສ່ວນໃຫຍ່ບໍ່ໄດ້ໄປ.[^s1]",
        "done": "ຫ້ອງການຈັດມື້ລົງບ້ານທຸກເດືອນ ແລະ ພິມບັດຢູ່ບ່ອນນັ້ນເລີຍ.[^s1]",
        "results": "ບົດລາຍງານນັບຈຳນວນບັດທີ່ພິມ; ບໍ່ໄດ້ບອກວ່າມີແມ່ຄ້າຈັກຄົນທີ່ຍັງຈ່າຍເງິນປະກອບສ່ວນ.[^s1]",
        "limits": "ມື້ຝົນຕົກ ແທັບເລັດບໍ່ມີສັນຍານ ແລະ ຜູ້ຄົນລໍຖ້າໂດຍບໍ່ໄດ້ຫຍັງ. ຫ້ອງການບໍ່ໄດ້ວາງແຜນລົງບ້ານຄັ້ງທີສອງ "
        "ແລະ ແມ່ຄ້າທີ່ຢູ່ໄກຕະຫຼາດຮູ້ຂ່າວຊ້າເກີນໄປ. ບໍ່ມີແຫຼ່ງຂໍ້ມູນໃດບອກວ່າມີຈັກຄົນທີ່ຕົກຫຼົ່ນ.",
        "author": "ພະແນກປະກັນໄພ",
        "alt": "ພະນັກງານມອບບັດໃຫ້ແມ່ຄ້າຢູ່ສະໂມສອນບ້ານ.",
        "credit": "ພະແນກປະກັນໄພ",
    },
    "ru": {
        "title": "Регистрация торговцев рынка в сельском управлении",
        "summary": "Учебное ведомство раз в месяц регистрирует торговцев рынка в сельском клубе. Сотрудники привозят планшет и "
        "принтер для карт, отвечают на вопросы и выдают карту в тот же день. Ездить в город больше не нужно.",
        "owner": "Учебное министерство социальных дел, отдел страхования",
        "source": "Отчёт о днях приёма в сёлах",
        "publisher": "Учебное министерство социальных дел",
        "note": "Один внутренний отчёт, независимой оценки нет.",
        "why": "Торговцы вступают в социальное страхование.",
        "problem": "Чтобы зарегистрироваться, торговцам приходилось ехать целый день, и большинство не ехало.[^s1]",
        "done": "Ведомство каждый месяц проводило день приёма в селе и печатало карты на месте.[^s1]",
        "results": "Отчёт считает напечатанные карты; сколько торговцев платит до сих пор, в нём не сказано.[^s1]",
        "limits": "В дождливые дни планшет оставался без сети, и люди ждали напрасно. Второй приезд не был запланирован, "
        "а торговцы, работающие далеко от рынка, узнавали о дне слишком поздно.",
        "author": "Отдел страхования",
        "alt": "Сотрудница вручает карту торговцу в сельском клубе.",
        "credit": "Отдел страхования",
    },
}


def answers(lang: str) -> Answers:
    """What is needed for a snapshot."""
    words = _WORDS[lang]
    return [
        ("about", "title", words["title"]),
        ("about", "summary", words["summary"]),
        ("about", "countries.0", "=LA" if lang == "lo" else "=TJ" if lang == "ru" else "=KE"),
        ("about", "owner.name", words["owner"]),
        ("about", "start", "໒໐໒໔-໐໓" if lang == "lo" else "2024-03"),  # a Lao keyboard has Lao digits
        ("about", "maturity", "=pilot"),
        ("sources", "sources.0.title", words["source"]),
        ("sources", "sources.0.publisher", words["publisher"]),
        ("sources", "sources.0.url", "https://www.ministry.example/village-days"),
        ("sources", "sources.0.date", "2025-06"),
        ("sources", "sources.0.language", f"={lang}"),
        ("sources", "sources.0.type", "=report"),
        ("sources", "evidence.level", "=e0"),
        ("sources", "evidence.note", words["note"]),
        ("story", "#problem", words["problem"]),
        ("story", "#done", words["done"]),
        ("story", "#results", words["results"]),
        ("story", "#did-not-work", words["limits"]),
        ("describe", "cycle", ["delivery"]),
        ("describe", "phases", ["outreach", "intake"]),
        ("describe", "branches", ["old-age"]),
        ("describe", "instruments", ["social-insurance"]),
        ("describe", "blocks", ["sp-mis"]),
        ("describe", "sdg_targets.0.target", "=1.3"),
        ("describe", "sdg_targets.0.why", words["why"]),
        ("people", "authors.0.name", words["author"]),
        ("people", "authors.0.roles", ["writing"]),
    ]


def picture_words(lang: str) -> tuple[str, str]:
    """Description and credit of a picture."""
    return _WORDS[lang]["alt"], _WORDS[lang]["credit"]
