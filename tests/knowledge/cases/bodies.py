"""Bodies: sections, headings, links, pictures, quizzes, what Markdown may not hold."""

from __future__ import annotations

from tests.knowledge.cases.breaking import (
    KE,
    MODULE,
    PHOTO,
    Case,
    add,
    body,
    picture,
    remove,
    steps,
    swap,
    write,
)

_QUIZ = "Which step comes first?\n"
_SECOND_QUIZ = '\n<quiz id="registry-q1">\nAgain?\n\n- [x] Yes\n- [ ] No\n</quiz>\n'

CASES = (
    Case("too-many-equal-characters", body("*" * 20_000), "practices/ke-second/index.fr.md:32:1"),
    Case(
        "missing-section",
        swap(KE, "## Les résultats {#results}\n\nRien n’a été publié.\n", ""),
        "practices/ke-second/index.fr.md:29:1",
    ),
    Case("empty-section", swap(KE, "\nRien n’a été publié.\n", ""), "practices/ke-second/index.fr.md:38:1"),
    Case(
        "unknown-section", add(KE, "\n## Vers l’avenir {#transfert}\n\nOui.\n"), "practices/ke-second/index.fr.md:46:1"
    ),
    Case("section-out-of-order", add(KE, "\n## Coûts {#costs}\n\nInconnus.\n"), "practices/ke-second/index.fr.md:46:1"),
    Case(
        "section-not-in-body",
        swap(
            MODULE,
            "  - {id: check, title: Check yourself, minutes: 15",
            "  - {id: test, title: Check yourself, minutes: 15",
        ),
        "modules/first-module/index.en.md:22:10 sections.test.id",
        also=frozenset({"not-translated", "section-not-listed", "translates-nothing"}),
    ),
    Case(
        "section-not-listed",
        add(MODULE, "\n## One more thing {#more}\n\nGo home.\n"),
        "modules/first-module/index.en.md:48:1",
        also=frozenset({"translation-block-count", "translation-section-missing"}),
    ),
    Case("paragraph-too-long", body("word\n" * 401), "practices/ke-second/index.fr.md:32:1"),
    Case("open-brackets", body("Text\n" + "[a" * 21), "practices/ke-second/index.fr.md:33:1"),
    Case("nested-too-deeply", body("- a\n" + "    " * 9 + "- b"), "practices/ke-second/index.fr.md:33:1"),
    Case("heading-level", body("##### Too deep {#deep}"), "practices/ke-second/index.fr.md:32:1"),
    Case("empty-heading", body("### {#nothing}"), "practices/ke-second/index.fr.md:32:1"),
    Case("heading-without-id", body("### A part"), "practices/ke-second/index.fr.md:32:1"),
    Case("bad-heading-id", body("### A part {#main}"), "practices/ke-second/index.fr.md:32:1"),
    Case("repeated-heading-id", add(KE, "\n### Encore {#done}\n\nOui.\n"), "practices/ke-second/index.fr.md:46:1"),
    Case("underlined-heading", body("A part\n------"), "practices/ke-second/index.fr.md:33:1"),
    Case(
        "fence-not-closed",
        body("```\n<b>not code</b>"),
        "practices/ke-second/index.fr.md:32:1",
        also=frozenset({"raw-html"}),
    ),
    Case("footnote-definition", body("[^s1]: A report."), "practices/ke-second/index.fr.md:32:1"),
    Case("raw-html", body("Text with <img src=x onerror=alert(1)> in it."), "practices/ke-second/index.fr.md:32:11"),
    Case("attribute-list", body("*Text*{: onclick=alert(1) }"), "practices/ke-second/index.fr.md:32:7"),
    Case("reference-link", body("See [the report][1]."), "practices/ke-second/index.fr.md:32:5"),
    Case("broken-link", body("See [the report](../nowhere/index.md)."), "practices/ke-second/index.fr.md:32:5"),
    Case(
        "broken-anchor", body("See [the report](../la-first/index.md#nowhere)."), "practices/ke-second/index.fr.md:32:5"
    ),
    Case("empty-link", body("See [the report]()."), "practices/ke-second/index.fr.md:32:5"),
    Case("link-from-root", body("See [the report](/practices/ke-second/)."), "practices/ke-second/index.fr.md:32:5"),
    Case(
        "link-scheme",
        body("See [the report](java&#x09;SCRIPT&colon;alert(1))."),
        "practices/ke-second/index.fr.md:32:5",
    ),
    Case(
        "disguised-address",
        body("See [the report](https://xn--80ak6aa92e.com/)."),
        "practices/ke-second/index.fr.md:32:5",
    ),
    Case(
        "address-with-password",
        body("See [the report](https://bank.example@evil.example/)."),
        "practices/ke-second/index.fr.md:32:5",
    ),
    Case(
        "personal-email", body("Write to <mailto:somsak.vong@office.example>."), "practices/ke-second/index.fr.md:32:10"
    ),
    Case(
        "image-not-found",
        remove(PHOTO),
        "practices/la-first/index.en.md:38:23 media.photo.file",
        also=frozenset({"broken-link"}),
    ),
    Case(
        "image-not-described",
        swap(KE, "annonce le versement", "![ici](../la-first/photo.png) annonce le versement"),
        "practices/ke-second/index.fr.md:36:12",
    ),
    Case(
        "image-without-consent",
        steps(
            write("practices/ke-second/face.png", picture("PNG")),
            swap(KE, "annonce le versement", "![Une personne au marché](face.png) annonce le versement"),
        ),
        "practices/ke-second/index.fr.md:36:12",
    ),
    Case(
        "image-not-used",
        write("practices/ke-second/face.png", picture("PNG")),
        "practices/ke-second/face.png:1:1",
        "warning",
    ),
    Case(
        "image-from-elsewhere",
        body("![A village officer](https://www.example.org/a.png)"),
        "practices/ke-second/index.fr.md:32:1",
    ),
    Case("unknown-source", body("A sentence.[^s2]"), "practices/ke-second/index.fr.md:32:12"),
    Case(
        "quiz-no-id",
        swap(MODULE, '<quiz id="registry-q1">', "<quiz>"),
        "modules/first-module/index.en.md:38:1",
        also=frozenset({"quiz-not-in-source", "quiz-not-translated"}),
    ),
    Case("quiz-no-question", swap(MODULE, _QUIZ, ""), "modules/first-module/index.en.md:38:1"),
    Case(
        "quiz-too-few-choices",
        swap(MODULE, "- [ ] Buy servers\n", ""),
        "modules/first-module/index.en.md:38:1",
        also=frozenset({"quiz-differs-from-source"}),
    ),
    Case(
        "quiz-no-right-choice",
        swap(MODULE, "- [x] Agree", "- [ ] Agree"),
        "modules/first-module/index.en.md:38:1",
        also=frozenset({"quiz-differs-from-source"}),
    ),
    Case(
        "quiz-all-right",
        swap(MODULE, "- [ ] Buy", "- [x] Buy"),
        "modules/first-module/index.en.md:38:1",
        also=frozenset({"quiz-differs-from-source"}),
    ),
    Case(
        "quiz-equal-choices",
        swap(MODULE, "Buy servers", "Agree on one identifier"),
        "modules/first-module/index.en.md:38:1",
    ),
    Case(
        "quiz-not-closed",
        swap(MODULE, "</quiz>\n", ""),
        "modules/first-module/index.en.md:38:1",
        also=frozenset({"quiz-not-in-source"}),
    ),
    Case(
        "quiz-bad-tag",
        add(MODULE, "\nA <quiz> in the middle.\n"),
        "modules/first-module/index.en.md:48:1",
        also=frozenset({"translation-block-count"}),
    ),
    Case(
        "quiz-id-not-unique",
        add(MODULE, _SECOND_QUIZ),
        "modules/first-module/index.en.md:48:1",
        also=frozenset({"translation-block-count"}),
    ),
    Case("quiz-outside-module", add(KE, _SECOND_QUIZ.replace("q1", "q2")), "practices/ke-second/index.fr.md:29:1"),
    Case("mixed-alphabets", body("A social rеgistry of households."), "practices/ke-second/index.fr.md:32:10"),
)
