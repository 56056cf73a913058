from __future__ import annotations

import html
import json
import re
import subprocess
import sys

import pytest

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


# --- the sections that follow the list ---

RUN = "https://git.example/o/r/actions/runs/9"


def test_the_sections_stand_after_the_list_and_leave_room_for_it(script):
    rows, _ = script.parse_rows(json.dumps([row(message="<" * 5_000)] * 1_000).encode())
    text = script.comment(rows, 0, "en", more="\nthe end\n" * 2_000)
    assert text.endswith("the end\n")
    assert len(text) < 65_000
    assert script.comment([], 0, "en", more="\nthe end\n").endswith("editor will now read your text.\n\nthe end\n")


@pytest.mark.parametrize(
    ("preview", "links"),
    [
        (("", False, False), 0),
        ((RUN, False, False), 0),
        ((RUN, True, False), 1),
        ((RUN, True, True), 2),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_preview_links_to_what_is_there(script, lang, preview, links):
    section = script.preview_section(script.Preview(*preview), script.words(lang))
    assert section.count(f"]({RUN}#artifacts)") == links
    assert ("`pictures`" in section, "`site`" in section) == (links == 2, links > 0)
    assert len(section) > 60


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_checklist_is_folded_and_speaks_all_languages(script, lang):
    section = script.checklist_section(lang, SITE)
    assert section.count("<details>") == section.count("</details>") == section.count("<summary>") == 1
    assert section.count("\n- ") == 4 * 6
    assert [code for code in LANGUAGES if f"({SITE}{'' if code == 'en' else f'{code}/'}editors/)" in section] == list(
        LANGUAGES
    )
    first = section.index("**")
    assert section[first:].startswith(f"**{script.words(lang)[f'name_{lang}']}**")
    assert "](" not in script.checklist_section(lang)


# --- as a command, on a Python without packages ---


def command(root, *arguments):
    line = [sys.executable, "-S", "-E", str(root / ".github/scripts/comment.py"), *arguments]
    return subprocess.run(line, capture_output=True, check=False)


def test_it_needs_no_package(root, packed):
    file = packed("problems.json", json.dumps([RECORDED]))
    done = command(root, str(file), "--lang", "ru", "--site", SITE)
    assert done.returncode == 0
    assert "### Что нужно исправить" in done.stdout.decode("utf-8")


def test_a_report_that_is_none_ends_with_its_own_code(root, tmp_path):
    (tmp_path / "a.zip").write_bytes(b"nonsense")
    done = command(root, str(tmp_path / "a.zip"))
    assert (done.returncode, done.stdout) == (3, b"")
