import gzip

from .conftest import ASSETS
from .test_fold import generated_strings

LOADED = ("client.js", "files.js", "fold.js", "match.js")


def test_client_weight():
    """Bytes are a contract: the modules a first result needs, and each below 10 KB."""
    assert all((ASSETS / name).stat().st_size < 10_000 for name in (*LOADED, "highlight.js"))
    assert sum(len(gzip.compress((ASSETS / name).read_bytes(), 9)) for name in LOADED) < 9_500


def test_total_and_each_file_once(node, index_folders):
    body = """const { open } = await import(`${assets}/client.js`);
      const asked = [];
      const index = await open(`${input}/en`, async (url) => (asked.push(url), readFileSync(url, "utf8")));
      const first = await index.search("registries", { limit: 2 });
      const before = asked.length;
      await index.search("registries", { limit: 2 });
      return { total: first.total, shown: first.length, before, after: asked.length, once: new Set(asked).size };"""
    found = node(body, str(index_folders))
    assert found["total"] > found["shown"] == 2
    assert found["before"] == found["after"] == found["once"]


def test_a_page_left_open_over_a_publication_finds_the_new_index(node, index_folders):
    body = """const { open } = await import(`${assets}/client.js`);
      let published = false;
      const read = async (url) => {
        const text = readFileSync(url, "utf8");
        const old = !published && url.endsWith("manifest.json");
        return old ? text.replace(/"version":"[^"]*"/, '"version":"gone"') : text;
      };
      const index = await open(`${input}/en`, read);
      published = true;
      return (await index.search("corruption")).map((hit) => hit.id);"""
    assert node(body, str(index_folders))[0] == "en-03"


def test_highlights_are_where_the_text_answers(node):
    cases = {
        "lao": ["ແມ່ນ້ໍາ ແລະ ການປົກ\u200bປ້ອງສັງຄົມ", "ນຳ ປົກປ້ອງ"],
        "tone": ["ຂໍ້ມູນ", "ຂໍມູນ"],
        "double e": ["ເເມ່ຍິງ", "ແມ່"],
        "old ໜ": ["ຫນ້າທີ່", "ໜ້າ"],
        "spaces": ["ປະ ກັນ ສັງ ຄົມ", "ປະກັນສັງຄົມ"],
        "french": ["L’ÉLÈVE paie", "eleves"],
        "decomposed": ["e\u0301le\u0300ve", "élève"],
        "russian": ["Пенсии и жильё", "пенсию"],
        "typo": ["the corruption hotline", "corupption"],
        "nothing": ["abc", "xyz"],
        "empty": ["", "xyz"],
        "astral": ["😀 ນ້ຳ 😀", "ນ້ຳ"],
    }
    body = """const { highlight } = await import(`${assets}/highlight.js`);
      return Object.fromEntries(Object.entries(input).map(([name, [text, query]]) =>
        [name, highlight(text, query)]));"""
    found = node(body, cases)
    assert {name: "".join(part["text"] for part in parts) for name, parts in found.items()} == {
        name: text for name, (text, _) in cases.items()
    }
    marked = {name: [part["text"] for part in parts if part["mark"]] for name, parts in found.items()}
    assert marked == {
        "lao": ["ນ້ໍາ", "ປົກ\u200bປ້ອງ"],
        "tone": ["ຂໍ້ມູນ"],
        "double e": ["ເເມ່"],
        "old ໜ": ["ຫນ້າ"],
        "spaces": ["ປະ ກັນ ສັງ ຄົມ"],
        "french": ["ÉLÈVE"],
        "decomposed": ["e\u0301le\u0300ve"],
        "russian": ["Пенсии"],
        "typo": ["corruption"],
        "nothing": [],
        "empty": [],
        "astral": ["ນ້ຳ"],
    }


def test_the_highlighter_folds_as_the_index_does(node):
    strings = [text for text in generated_strings(2000) if "'" not in text and "’" not in text]
    body = """const { foldMap } = await import(`${assets}/highlight.js`);
      const { fold, PIECE } = await import(`${assets}/fold.js`);
      return input.map((text) => {
        const map = foldMap(text);
        const ordered = map.starts.every((start, i) => start < map.ends[i] && (!i || start >= map.starts[i - 1]));
        return [map.folded.match(PIECE) ?? [], fold(text).match(PIECE) ?? [], ordered];
      });"""
    for text, (mapped, folded, ordered) in zip(strings, node(body, strings), strict=True):
        assert ordered, ascii(text)
        assert mapped == folded, ascii(text)
