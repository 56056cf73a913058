from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import unicodedata
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

LANGUAGES = ("en", "fr", "lo", "ru")
RECORDED = {
    "path": "practices/kh-idpoor/index.lo.md",
    "line": 3,
    "column": 8,
    "end_line": 3,
    "end_column": 14,
    "field": "maturity",
    "code": "unknown-term",
    "severity": "error",
    "message": "“piloot” ບໍ່ຢູ່ໃນບັນຊີຂອງ maturity.",
    "hint": "ເລືອກຈາກ: design, pilot, scaling.",
    "help_url": "https://evil.example/help/",
}
BLOB = "https://github.com/o/r/blob/0123/"
SITE = "https://site.example/"


def row(**changes):
    return {**RECORDED, **changes}


def render(script, entries, lang="en", **addresses):
    rows, lost = script.parse_rows(json.dumps(entries).encode())
    return script.comment(rows, lost, lang, **addresses)


# --- recorded rows ---


def test_a_recorded_row_is_listed_with_links(script):
    text = render(script, [RECORDED], "lo", blob=BLOB, site=SITE)
    assert text.startswith("<!-- passerelle-check -->\n### ສິ່ງທີ່ຕ້ອງແກ້ໄຂ\n")
    assert "**practices/kh-idpoor/index.lo.md**" in text
    assert f"- [ແຖວ 3]({BLOB}practices/kh-idpoor/index.lo.md?plain=1#L3): “piloot” ບໍ່ຢູ່ໃນບັນຊີຂອງ maturity." in text
    assert f"<br>ເລືອກຈາກ: design, pilot, scaling. [`unknown-term`]({SITE}lo/help/unknown-term/)\n" in text
    assert "evil.example" not in text


def test_rows_of_a_file_stand_together_and_are_counted(script):
    text = render(script, [row(), row(line=9, severity="warning"), row(path="modules/a/index.en.md")], "fr")
    assert text.count("**practices/kh-idpoor/index.lo.md**") == 1
    assert "**À corriger\u00a0: 2 · À examiner\u00a0: 1**" in text
    assert "- ligne 9 (à examiner): " in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_problem_is_said_too(script, lang):
    text = render(script, [], lang)
    assert text.startswith(script.MARK)
    assert "###" not in text


def test_words_are_there_in_all_languages(root):
    texts = json.loads((root / ".github/scripts/comment.json").read_text("utf-8"))
    assert tuple(texts) == LANGUAGES
    assert len({tuple(words) for words in texts.values()}) == 1
    for key, text in texts["en"].items():
        assert {tuple(re.findall(r"\{\w+\}", words[key])) for words in texts.values()} == {
            tuple(re.findall(r"\{\w+\}", text))
        }
    assert not [wrong for wrong in ("\u0ecd\u0eb2", "ຫນ", "ຫມ", "ຫລ") if wrong in str(texts["lo"])]


# --- language of the contributor ---


@pytest.mark.parametrize(
    ("names", "lang"),
    [
        ("", "en"),
        ("README.md\0hooks/a.py\0", "en"),
        ("practices/a/index.lo.md\0", "lo"),
        ("practices/a/index.fr.md\nmodules/b/index.fr.md\npractices/a/index.en.md\n", "fr"),
        ("practices/a/index.en.md\npractices/a/index.ru.md\n", "ru"),
        ("practices/a/index.en.md\npractices/b/index.en.md\npractices/a/index.ru.md\n", "en"),
        ("practices/a/index.de.md\npractices/a/xindex.lo.md\n", "en"),
    ],
)
def test_the_language_is_that_of_most_changed_documents(script, names, lang):
    assert script.language(names) == lang


# --- hostile rows ---

HOSTILE = {
    "mention": "ask @octocat and @octo-org/team",
    "issue": "closes #1, gh-2, o/r#3",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment": "<!-- passerelle-check --> --> <!--",
    "link": "[click](https://evil.example) ![x](http://evil.example/x.png)",
    "bare link": "https://evil.example www.evil.example a@evil.example",
    "fence": "``` \n# heading\n```",
    "code": "`@octocat`",
    "table": "|a|b|\n|-|-|",
    "entity": "&lt;b&gt; &#60;b&#62;",
    "details": "</details></li></ul># x",
    "backslash": "\\*a\\* \\",
    "math": "$x$ $`y`$",
    "lines": "a\r\n\r\n- [ ] b\u2028# c\x0b> d",
    "emphasis": "**a** _b_ ~~c~~",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("member", ["message", "hint", "path"])
def test_hostile_text_is_shown_and_does_nothing(script, text, member):
    body = render(script, [row(**{member: text})], blob=BLOB, site=SITE)
    plain = render(script, [row(**{member: "x"})], blob=BLOB, site=SITE)
    if member == "path":
        plain = plain.replace(f"[line 3]({BLOB}x?plain=1#L3)", "line 3")
    assert body.count("\n") == plain.count("\n")
    assert len(re.findall(r"(?<!&)[#@<>`\[\]|*_~$\\]", body)) == len(re.findall(r"(?<!&)[#@<>`\[\]|*_~$\\]", plain))
    shown = html.unescape(body)
    assert not re.search(r"@\w|(?<!L)#\d(?!\d*\))", shown.replace("#L3", ""))
    assert "://evil" not in shown
    assert "www.evil" not in shown


@given(st.text(max_size=2000))
def test_any_text_comes_out_on_one_line_without_markup(script, text):
    shown = script.harmless(text)
    assert re.fullmatch(r"(?:&#\d+;|[^\n\r#@<>`\[\]|*_~$\\&\"])*", shown)
    back = html.unescape(shown)
    assert len(back.replace("\u200b", "")) <= script.MAX_TEXT + 1
    assert not [
        char for char in back if unicodedata.category(char).startswith("C") and char not in "\u200b\u200c\u200d"
    ]
    shown.encode("utf-8")


def test_reordering_and_invisible_characters_go_and_lao_breaks_stay(script):
    assert script.harmless("a\u202eb\u2066c\u200ed\ufeffe\U000e0041f\x1b[31mg\ud800h") == "abcdef&#91;31mgh"
    assert script.harmless("ລາວ\u200bລາວ") == "ລາວ\u200bລາວ"


def test_long_texts_are_cut(script):
    shown = script.harmless("@" * 10_000_000)
    assert html.unescape(shown).replace("\u200b", "") == "@" * script.MAX_TEXT + "…"


def test_a_huge_list_fits_into_a_comment(script):
    body = render(script, [row(line=line + 1, message="<" * 5_000) for line in range(5_000)])
    assert len(body) < 65_000
    assert re.search(r"and \d{4} more", body)
    short = render(script, [row(line=line + 1, message="a", hint="") for line in range(5_000)])
    assert short.count("\n- ") == script.MAX_ROWS
    assert "and 4800 more" in short


@pytest.mark.parametrize(
    "path", ["../../x", "/etc/passwd", "a b.md", "x)[y](z", "a//b", "ລາວ.md", "javascript:x", "a" * 300]
)
def test_only_plain_paths_become_links(script, path):
    assert "](" not in render(script, [row(path=path)], blob=BLOB)


@pytest.mark.parametrize(
    "entry",
    [
        None,
        1,
        "x",
        [],
        {},
        row(line="3"),
        row(line=True),
        row(line=0),
        row(line=10**12),
        row(line=1.5),
        row(code="Bad Code"),
        row(code="a" * 61),
        row(code="../x"),
        row(severity="fatal"),
        row(severity=["error"]),
        row(message={"a": 1}),
        row(path=None),
        row(hint=[]),
    ],
)
def test_what_is_no_row_is_counted_not_shown(script, entry):
    text = render(script, [entry])
    assert "**Entries that could not be shown: 1**" in text
    assert "\n- " not in text


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"null", b'"x"', b"\xff\xfe", b"[" * 200_000, b"[" + b"9" * 100_000 + b"]"]
)
def test_what_is_no_list_is_refused(script, data):
    with pytest.raises(script.HostileReportError):
        script.parse_rows(data)


# --- the artifact ---


def packed(path, name, data, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data, **options)
    return path


def test_the_list_is_read_from_the_artifact(script, tmp_path):
    file = packed(tmp_path / "a.zip", "problems.json", json.dumps([RECORDED]))
    assert script.parse_rows(script.read_report(file))[0][0].line == 3
    plain = tmp_path / "problems.json"
    plain.write_text("[]", "utf-8")
    assert script.read_report(plain) == b"[]"


def test_an_artifact_that_swells_is_refused(script, tmp_path):
    file = packed(tmp_path / "a.zip", "problems.json", b"[" + b" " * 50_000_000)
    assert file.stat().st_size < 100_000
    with pytest.raises(script.HostileReportError, match="too large"):
        script.read_report(file)


def test_other_members_are_left_alone(script, tmp_path):
    file = packed(tmp_path / "a.zip", "../problems.json", b"[]")
    with pytest.raises(script.HostileReportError):
        script.read_report(file)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


def test_broken_archives_are_refused(script, tmp_path):
    whole = packed(tmp_path / "a.zip", "problems.json", json.dumps([RECORDED] * 50)).read_bytes()
    for place in range(0, len(whole), 7):
        broken = tmp_path / "b.zip"
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            script.parse_rows(script.read_report(broken))
        except script.HostileReportError:
            continue


# --- as a command, on a Python without packages ---


def command(root, *arguments, data=b""):
    line = [sys.executable, "-I", "-S", str(root / ".github/scripts/comment.py"), *arguments]
    return subprocess.run(line, input=data, capture_output=True, check=False)


def test_it_needs_no_package(root, tmp_path):
    assert command(root, "language", data=b"a/index.ru.md\0").stdout == b"ru\n"
    file = packed(tmp_path / "a.zip", "problems.json", json.dumps([RECORDED]))
    done = command(root, "render", str(file), "--lang", "ru", "--site", SITE)
    assert done.returncode == 0
    assert "### Что нужно исправить" in done.stdout.decode("utf-8")


def test_a_report_that_is_none_ends_with_its_own_code(root, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"nonsense")
    done = command(root, "render", str(tmp_path / "a.zip"))
    assert (done.returncode, done.stdout) == (3, b"")
