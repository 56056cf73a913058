"""Words for generated texts: everyday vocabulary of social protection, some forty words a language."""

from __future__ import annotations

WORDS = {
    "en": (
        "the registry of households office families receive support each month village staff check data before "
        "payment older persons children workers farmers card phone message system ministry district report cost "
        "survey first second year new number account service home visit list record training plan budget team "
        "local national result error answer time distance market bank school clinic"
    ).split(),
    "fr": (
        "le registre des ménages bureau familles reçoivent appui chaque mois village agents vérifient données avant "
        "paiement personnes âgées enfants travailleurs agriculteurs carte téléphone message système ministère "
        "district rapport coût enquête premier second année nouveau nombre compte service visite liste dossier "
        "formation plan budget équipe local national résultat erreur réponse temps distance marché banque école"
    ).split(),
    "lo": (
        "ທະບຽນ ຄົວເຮືອນ ຫ້ອງການ ຄອບຄົວ ໄດ້ຮັບ ການຊ່ວຍເຫຼືອ ທຸກເດືອນ ບ້ານ ພະນັກງານ ກວດ ຂໍ້ມູນ ກ່ອນ ຈ່າຍເງິນ "
        "ຜູ້ສູງອາຍຸ ເດັກນ້ອຍ ແຮງງານ ຊາວນາ ບັດ ໂທລະສັບ ຂໍ້ຄວາມ ລະບົບ ກະຊວງ ເມືອງ ລາຍງານ ຄ່າໃຊ້ຈ່າຍ ສຳຫຼວດ ປີ "
        "ໃໝ່ ຈຳນວນ ບັນຊີ ບໍລິການ ຢ້ຽມຢາມ ລາຍຊື່ ບັນທຶກ ຝຶກອົບຮົມ ແຜນ ງົບປະມານ ທີມ ທ້ອງຖິ່ນ ແຫ່ງຊາດ ຜົນ ຄຳຕອບ "
        "ເວລາ ໄລຍະທາງ ຕະຫຼາດ ທະນາຄານ ໂຮງຮຽນ"
    ).split(),
    "ru": (
        "реестр домохозяйств отдел семьи получают поддержку каждый месяц село сотрудники проверяют данные перед "
        "выплатой пожилые люди дети работники фермеры карта телефон сообщение система министерство район отчёт "
        "стоимость опрос первый второй год новый число счёт услуга посещение список запись обучение план бюджет "
        "команда местный национальный результат ошибка ответ время расстояние рынок банк школа больница"
    ).split(),
}

PLACES = "river hill lake plain coast forest valley island delta ridge harbour meadow canyon spring border".split()
THINGS = "registry card pension grant payment survey outreach insurance appeal audit scheme enrolment message".split()

SECTIONS = {
    "problem": {"en": "The problem", "fr": "Le problème", "lo": "ບັນຫາ", "ru": "Проблема"},
    "done": {"en": "What was done", "fr": "Ce qui a été fait", "lo": "ສິ່ງທີ່ໄດ້ເຮັດ", "ru": "Что сделано"},
    "system": {"en": "How the system works", "fr": "Le système", "lo": "ລະບົບ", "ru": "Как устроена система"},
    "results": {"en": "Results", "fr": "Résultats", "lo": "ຜົນໄດ້ຮັບ", "ru": "Результаты"},
    "costs": {"en": "Costs", "fr": "Coûts", "lo": "ຄ່າໃຊ້ຈ່າຍ", "ru": "Затраты"},
    "did-not-work": {
        "en": "What did not work",
        "fr": "Ce qui n’a pas marché",
        "lo": "ສິ່ງທີ່ບໍ່ໄດ້ຜົນ",
        "ru": "Что не получилось",
    },
    "transfer": {
        "en": "Would it work elsewhere?",
        "fr": "Et ailleurs ?",
        "lo": "ໃຊ້ບ່ອນອື່ນ",
        "ru": "Подойдёт ли это другим?",
    },
    "teach": {"en": "For trainers", "fr": "Pour former", "lo": "ສຳລັບຄູຝຶກ", "ru": "Для тренеров"},
}
