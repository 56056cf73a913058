"""Codes that the form's script does not report, each with the reason."""

from __future__ import annotations

_YAML = "the writer quotes every text and writes no such thing"
_PLACE = "about files and folders, which the writer names"
_OTHERS = "needs the other records of the site"
_MODULE = "modules are not sent by the form"
_TRANSLATION = "a new record has no translation"
_PAGE = "pages are not sent by the form"

NOT_HELD = {
    **dict.fromkeys(
        "yaml-syntax yaml-alias yaml-anchor yaml-tag yaml-key yaml-duplicate-key yaml-not-a-mapping "
        "yaml-several-documents unquoted-comma no-front-matter empty-file not-utf-8".split(),
        _YAML,
    ),
    "yaml-too-deep": "the schema of what the form asks is less deep than the limit",
    **dict.fromkeys(
        "symlink stray-file nested-folder bare-index language-not-published unknown-document name-is-not-the-id "
        "no-source two-sources language-is-not-the-name not-a-folder cannot-be-read unknown-data".split(),
        _PLACE,
    ),
    **dict.fromkeys(
        "id-not-unique id-lost address-lost id-not-registered redirect-leads-nowhere redirect-hides-a-page "
        "redirect-from-elsewhere "
        "unknown-practice unknown-module unknown-exchange unknown-partner refers-to-itself adoption-told-twice".split(),
        _OTHERS,
    ),
    **dict.fromkeys(
        "section-not-in-body section-not-listed minutes-do-not-add-up quiz-no-id quiz-no-question quiz-too-few-choices "
        "quiz-no-right-choice quiz-all-right quiz-equal-choices quiz-not-closed quiz-bad-tag quiz-id-not-unique".split(),
        _MODULE,
    ),
    **dict.fromkeys(
        "fact-in-translation quiz-not-translated quiz-not-in-source quiz-differs-from-source empty-translation "
        "translation-is-the-source translation-of-what translation-section-missing translation-section-extra "
        "translation-block-count not-translated translates-nothing translation-not-stamped translation-outdated".split(),
        _TRANSLATION,
    ),
    **dict.fromkeys("page-without-source page-with-two-sources".split(), _PAGE),
    **dict.fromkeys(
        "bundle-unreadable bundle-too-large bundle-unsafe bundle-outside bundle-repeated-name bundle-no-document "
        "bundle-exists issue-unreadable issue-line issue-near-partner issue-extra-text issue-no-licence".split(),
        "about the parcel or the issue in which a record comes",
    ),
    **dict.fromkeys("published-needs confirmation-too-old".split(), "a new record is a draft"),
    "lao-space": "its list of words is larger than the whole form, and it is advice only",
    "forbidden-variant": "its list of words costs more than it gives while one types, and it is advice only",
}
