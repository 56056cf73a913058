import pytest

from passerelle.search import SearchDocument, build_index, open_index

QUERIES = {
    "lo": [
        "ນ້ຳ", "ນຳ", "ນໍາ", "ທະບຽນ", "ທະບຽນສັງຄົມ", "ປະກັນ ສັງຄົມ",
        "ໂທລະສັບມືຖື", "ໂທລະສບມືຖື",
        "ຝຶກອົບຮົມ", "ໝູ່ບ້ານ", "ຂະໜາດນ້ອຍ",
        "social registry", "ບຳນານ pension", "ຂໍ້ມູນຄົວເຮືອນ ຊຸມຊົນ", "ກ", "ຄົວເຮື", "ດາວທຽມ", "ທະບຽມສັງຄົມ",
    ],
    "ru": [
        "реестр", "реестры", "пенсия", "пинсии", "жалоба гражданина", "емкость", "ЁМКОСТЬ",
        "прилажение", "квантовый", "сем",
    ],
    "fr": [
        "l’élève", "eleves", "côte", "cote", "cotisatoin", "assurance maladie", "oeuvre", "blockchain",
        "d'affiliée", "d'l'eleve",
    ],
    "en": [
        "registration", "registering", "corupption", "unemployement benefit", "mobile", "statistic",
        "yearbook 12", "regsitry", "ministry", "quantum", "workers by phone", "pensions and registries",
        "", "   ", "?!", "vol",
    ],
}  # fmt: skip
FILTERS = [
    {},
    {"country": ["la"]},
    {"country": ["la", "th"], "type": ["practice"]},
    {"unknown": ["x"]},
    {"country": []},
]


@pytest.fixture
def index(indexes):
    return lambda lang: open_index(indexes[lang].__getitem__)


def ids(hits):
    return [hit.id for hit in hits]


@pytest.mark.parametrize(
    ("lang", "query", "first"),
    [
        ("lo", "ສະອາດ", "lo-01"),  # inside an unspaced run
        ("lo", "ບໍານານ", "lo-04"),  # ໍາ for ຳ
        ("lo", "ຂື້ນທະບຽນ", "lo-03"),  # another vowel length
        ("lo", "ຝຶກອົບຮົມ", "lo-05"),  # zero-width spaces in the text
        ("lo", "ໝູ່ບ້ານ", "lo-05"),  # ຫມ in the text
        ("lo", "ພະ ນັກ ງານ", "lo-05"),  # spaces inside the query's word
        ("lo", "ປະກັນ ບຳນານ", "lo-04"),  # words that stand apart
        ("lo", "social registry", "lo-03"),  # a label of another language
        ("ru", "пенсию", "ru-02"),
        ("ru", "жалобами", "ru-03"),
        ("ru", "гаржданин", "ru-03"),
        ("fr", "eleves", "fr-01"),
        ("fr", "cotisatoins", "fr-01"),
        ("en", "enrolments", "en-01"),
        ("en", "unemployement", "en-02"),
        ("en", "corupption", "en-03"),
        ("en", "biodiv", "en-03"),
    ],
)
def test_the_page_that_is_meant_comes_first(index, lang, query, first):
    hits = index(lang).search(query)
    assert ids(hits)[:1] == [first]
    assert not hits[0].close


@pytest.mark.parametrize(
    ("lang", "query", "first"),
    [("lo", "ນ້ຳ", "lo-01"), ("lo", "ນຳ", "lo-02"), ("fr", "côte", "fr-02"), ("fr", "cote", "fr-02")],
)
def test_the_exact_spelling_in_a_title_comes_first(index, lang, query, first):
    assert index(lang).search(query)[0].id == first
    assert index(lang).search(query)[0].exact


def test_neighbours_of_the_query_that_are_neighbours_come_first():
    near = SearchDocument(
        id="b", lang="en", url="", title="Two", paras=("The child labour inspection of the new fund.",)
    )
    apart = SearchDocument(
        id="a", lang="en", url="", title="One", paras=("The labour fund and the new child inspection.",)
    )
    index = open_index(build_index([near, apart], "en").__getitem__)
    assert ids(index.search("child labor")) == ["b", "a"]


def test_a_spelling_that_only_folds_alike_is_not_exact(index):
    found = {hit.id: hit.exact for hit in index("fr").search("côte")}
    assert found["fr-02"]
    assert not found["fr-03"]


@pytest.mark.parametrize(
    ("lang", "query"), [("en", "quantum"), ("ru", "квантовый"), ("fr", "blockchain"), ("lo", "ດາວທຽມ")]
)
def test_what_is_absent_has_no_confident_hit(index, lang, query):
    assert all(hit.close for hit in index(lang).search(query))


def test_suggestions_are_spelled_as_the_pages_spell(index):
    assert index("en").suggest("corupption hotline") == "corruption hotline"
    assert index("fr").suggest("éléve") is None
    assert index("fr").suggest("asurance") == "assurance"
    assert index("ru").suggest("прилажение") == "приложение"
    assert index("ru").suggest("емкoсть") == "ёмкость"


def test_filters_and_counts(index):
    lao = index("lo")
    assert ids(lao.search("", filters={"country": ["la"]})) == ["lo-01", "lo-02"]
    assert ids(lao.search("", filters={"country": ["th"], "type": ["practice"]})) == []
    assert lao.facets("") == {"country": {"la": 2, "th": 2}, "type": {"practice": 1}}
    assert lao.facets("", {"type": ["practice"]})["country"] == {"la": 1, "th": 0}
    assert lao.facets("", {"country": ["th"]})["country"] == {"la": 2, "th": 2}
    assert sum(lao.facets("ບຳນານຜູ້ສູງອາຍຸ")["type"].values()) == 0


def test_python_and_javascript_answer_alike(index, index_folders, node):
    cases = [[lang, query, wanted] for lang, queries in QUERIES.items() for query in queries for wanted in FILTERS]
    body = """const { open } = await import(`${assets}/client.js`);
      const opened = {};
      const answers = [];
      for (const [lang, query, filters] of input.cases) {
        opened[lang] ??= await open(`${input.root}/${lang}`, async (url) => readFileSync(url, "utf8"));
        answers.push({
          hits: await opened[lang].search(query, { limit: 8, filters }),
          facets: await opened[lang].facets(query, { filters }),
          suggestion: await opened[lang].suggest(query),
        });
      }
      return answers;"""
    answers = node(body, {"cases": cases, "root": str(index_folders)})
    for (lang, query, wanted), theirs in zip(cases, answers, strict=True):
        twin = index(lang)
        ours = [vars(hit) if hasattr(hit, "__dict__") else hit for hit in twin.search(query, 8, wanted)]
        case = f"{lang} {query!r} {wanted}"
        assert [hit["id"] for hit in theirs["hits"]] == [hit["id"] for hit in ours], case
        for their, our in zip(theirs["hits"], ours, strict=True):
            assert their["score"] == pytest.approx(our["score"], abs=2e-6), case
            assert {**their, "score": 0, "coverage": 0} == {**our, "score": 0, "coverage": 0}, case
            assert their["coverage"] == pytest.approx(our["coverage"], abs=2e-6), case
        assert theirs["facets"] == twin.facets(query, wanted), case
        assert theirs["suggestion"] == twin.suggest(query), case
