import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.search import SearchDocument, build_index, open_index, read_documents, write_index
from passerelle.search.coding import decode_numbers, encode_numbers, read_shard, sort_key, write_shard

from .conftest import DOCUMENTS

KEYS = st.text(alphabet="abcñຂກ=я", min_size=1, max_size=70)


@given(st.lists(st.integers(min_value=0, max_value=10**7)))
def test_numbers_come_back(values):
    assert decode_numbers(encode_numbers(values)) == values


@given(st.dictionaries(KEYS, st.sampled_from(["", "A", "-_9"])))
def test_shards_come_back(entries):
    ordered = dict(sorted(entries.items(), key=lambda entry: sort_key(entry[0])))
    assert read_shard(write_shard(ordered.items())) == ordered


@pytest.mark.parametrize("lang", ["en", "fr", "lo", "ru"])
def test_bytes_do_not_depend_on_order_or_run(lang, indexes):
    shuffled = DOCUMENTS[:]
    random.Random(1).shuffle(shuffled)
    assert build_index(shuffled, lang) == indexes[lang]


def test_a_change_changes_every_name_but_the_manifest(indexes):
    changed = [*DOCUMENTS, SearchDocument(id="new", lang="en", url="", title="New page")]
    assert set(build_index(changed, "en")) & set(indexes["en"]) == {"manifest.json"}


def test_two_documents_of_one_id_are_refused():
    with pytest.raises(ValueError, match="'lo-01'"):
        build_index([*DOCUMENTS, DOCUMENTS[0]], "lo")


def test_an_index_of_nothing_answers_nothing():
    index = open_index(build_index([], "lo").__getitem__)
    assert index.search("ນ້ຳ") == index.search("water") == index.search("") == []
    assert index.facets("ນ້ຳ") == {}
    assert index.suggest("water") is None


def test_writing_removes_files_of_earlier_builds(indexes, tmp_path):
    (tmp_path / "k0.00000000.txt").write_text("old")
    (tmp_path / "notes.md").write_text("not ours")
    write_index(indexes["ru"], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*indexes["ru"], "notes.md"}


def test_reading_json_lines():
    line = json.dumps({"id": "a", "lang": "en", "title": "T", "paras": ["one", "two"], "facets": {"type": ["x"]}})
    (found,) = read_documents([line, "", '{"id":"b","lang":"ru","title":"T","paras":[]}'], lang="en")
    assert (found.id, found.paras, found.facets, found.summary) == ("a", ("one", "two"), {"type": ("x",)}, "")


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id":"a","lang":"en","title":"T"}', '{"id":1,"lang":"en","title":"T","paras":[]}']
)
def test_what_is_no_document_is_named_by_its_line(line):
    good = '{"id":"b","lang":"en","title":"T","paras":[]}'
    with pytest.raises(ValueError, match="line 2"):
        read_documents([good, line])


def test_a_missing_summary_is_the_beginning_of_the_text():
    text = "word " * 100
    shown = SearchDocument(id="a", lang="en", url="", title="T", paras=(text,)).shown_summary()
    assert len(shown) <= 161
    assert shown.endswith("word…")
