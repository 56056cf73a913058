"""Links and pictures."""

from __future__ import annotations

from tests.forms.cases.case import Cases, more
from tests.forms.records import DROP, picture, raw_picture

CASES = Cases()

CASES.says("empty-link", "[x]()", "[x]( )", "[x](<>)", "[x](\u200b)", "[x](&#32;)")
CASES.says(
    "image-from-elsewhere",
    "![A small map](https://www.example.org/a.png)",
    "![A small map](HTTP://www.example.org/a.png)",
)
CASES.says(
    "link-scheme",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html,x)",
    "[x](//www.example.org)",
    "<ftp://www.example.org>",
    "[x](\\\\www.example.org)",
    "[x](java\u200bscript:x)",
    "[x](&amp;#106;avascript:x)",
    "[x](file:///etc/passwd)",
)
CASES.says("link-from-root", "[x](/practices/)", "[x](&sol;a)", "![A small map](/a.png)")
CASES.says(
    "broken-link",
    "[x](nothing.md)",
    "[x](a b",
    "[x](www.example.org/page)",
    "[x](www.example.org)",
    "[x](..)",
    "[x](../../../etc/passwd)",
    "![A small map](map.png)",
    "[a [b](c) d](e)",
    "[x](index.de.md)",
)
CASES.says("broken-anchor", "[x](#nothing)", "[x](index.en.md#nothing)", "[x](#Problem)")
CASES.says("disguised-address", "[x](https://xn--80ak6aa92e.com)", "[x](https://www.аррӏе.com)", "<https://пример.рф>")
CASES.add("disguised-address", "source", {"facts.sources.0.url": "https://www.xn--e1afmkfd.example/"})
CASES.says("address-with-password", "[x](https://user:secret@www.example.org)", "[x](https://user@www.example.org/)")
CASES.add("address-with-password", "source", {"facts.sources.0.url": "https://a:b@www.example.org/"})
CASES.says(
    "personal-email",
    "[x](mailto:john.doe@ministry.example)",
    "<mailto:someone@gmail.com>",
    "[x](mailto:a_bc@mail.ru?subject=x) [y](MAILTO:jo.do@x.org)",
)
CASES.add("personal-email", "contact", {"facts.contact.role_email": "somchai@yahoo.com"}, "full")
CASES.add("personal-email", "name", {"facts.contact.role_email": "anna_ivanova@ministry.example"}, "full")
CASES.add("personal-email", "as a credit", {"facts.media.0.credit": "jane.roe@agency.example"}, "full")
CASES.add("personal-email", "exchange", {"facts.contact.role_email": "x@mail.ru"}, "offer")

CASES.add("image-not-found", "no file", {"pictures": []}, "full")
CASES.add("image-not-found", "another file", {"facts.media.0.file": "other.jpg"}, "full")
CASES.add("image-not-described", "in the text", {"sections.done": more("![Map](picture-1.jpg)")}, "full")
CASES.add("image-not-described", "nothing", {"sections.done": more("![](picture-1.jpg)")}, "full")
CASES.add(
    "image-without-consent",
    "not listed",
    {"pictures.1": picture("two.jpg", "JPEG"), "sections.done": more("![A small map](two.jpg)")},
    "full",
)
CASES.add(
    "image-without-consent",
    "nothing listed",
    {"pictures.0": picture("two.png", "PNG"), "sections.done": more("![A small map](two.png)")},
)
CASES.add("image-not-used", "second", {"pictures.1": picture("two.jpg", "JPEG")}, "full")
CASES.add("image-not-used", "linked from nowhere", {"pictures.0": picture("two.webp", "WEBP")})
CASES.add(
    "image-too-large",
    "black and white",
    {
        "pictures.0": picture("picture-1.png", "PNG", 5000, 4001),
        "facts.media.0.file": "picture-1.png",
        "sections.system": DROP,
    },
    "full",
)
CASES.add("image-too-large", "narrow", {"pictures.0": picture("a.png", "PNG", 1, 20_000_001)})
CASES.add("file-too-large", "picture", {"pictures.0": picture("picture-1.jpg", "JPEG", pad=5 * 1024 * 1024)}, "full")
CASES.add("file-too-large", "body", {"sections.done": more("word\n" * 41_000)})
CASES.add("file-too-large", "Lao body", {"sections.done": more("ນ້ຳ\n" * 21_000)})
CASES.add("file-too-large", "exchange", {"facts.summary.lo": "ນ້ຳ\n" * 8_000}, "offer", "lo")
CASES.add("not-what-its-name-says", "a page", {"pictures.0": raw_picture("picture-1.jpg", b"<html>")}, "full")
CASES.add(
    "not-what-its-name-says",
    "another type",
    {"pictures.0": {**picture("picture-1.png", "PNG"), "file": "picture-1.jpg"}},
    "full",
)
CASES.add("not-what-its-name-says", "nothing", {"pictures.0": raw_picture("picture-1.jpg", b"")}, "full")
CASES.add("name-looks-like-a-language", "file", {"pictures.0.file": "photo.en.jpg"}, "full")
CASES.add("name-looks-like-a-language", "region", {"pictures.0.file": "a.pt-BR.png"}, "full")
CASES.add("unknown-file-type", "vector", {"pictures.0.file": "a.svg"}, "full")
CASES.add("unknown-file-type", "none", {"pictures.0.file": "constructor"}, "full")
CASES.add("unknown-file-type", "page", {"pictures.0.file": "photo.html"}, "full")
