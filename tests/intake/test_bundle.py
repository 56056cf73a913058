"""Bundles: what the form makes is taken, everything else is refused with its own code, and nothing raises."""

from __future__ import annotations

import base64
import io
import json
import stat
import struct
import subprocess
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from passerelle.content.loader import MAX_ASSET_BYTES, MAX_FILE_BYTES
from passerelle.ground.settings import PROJECT
from passerelle.intake import archive
from passerelle.intake.bundle import read_exchange, read_markdown, read_zip
from passerelle.intake.parcel import Opened
from tests.intake.parcels import DOCUMENT, FOLDER, entry, linked, packed, picture, real_text, sent_text

GOOD = {DOCUMENT: sent_text(), f"{FOLDER}/picture-1.jpg": picture()}


def refused(opened: Opened) -> set[tuple[str, str]]:
    assert opened.parcel is None
    assert opened.problems
    return {(problem.code, problem.path) for problem in opened.problems}


def test_what_the_form_makes_is_taken() -> None:
    opened = read_zip("la-new-practice.zip", packed(GOOD))
    assert opened.problems == ()
    parcel = opened.parcel
    assert parcel is not None
    assert (parcel.kind, parcel.lang, parcel.slug, parcel.source) == (
        "practice",
        "en",
        "la-new-practice",
        "index.en.md",
    )
    assert sorted(parcel.files) == ["index.en.md", "picture-1.jpg"]
    assert parcel.files["index.en.md"].decode() == sent_text()
    assert parcel.facts["id"] == "new"
    assert parcel.parsed.spans[("id",)].line == 2


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_folders_may_have_entries_of_their_own(method: int) -> None:
    files = {"practices/": b"", f"{FOLDER}/": b"", **GOOD}
    opened = read_zip("a.zip", packed(files, method))
    assert opened.parcel is not None
    assert opened.parcel.slug == "la-new-practice"


def test_the_archive_that_the_form_packs_is_taken() -> None:
    """The form's own packer, in JavaScript."""
    program = """
        const { zip } = await import(process.argv[1]);
        const [text, path, picture, folder] = JSON.parse(process.argv[2]);
        const bytes = new Uint8Array(Buffer.from(picture, "base64"));
        process.stdout.write(zip([{ path, text }, { path: `${folder}/picture-1.jpg`, bytes }]));
    """
    words = json.dumps([sent_text() + "ລາວ", DOCUMENT, base64.b64encode(picture()).decode(), FOLDER])
    module = str(PROJECT / "overrides/assets/form/zip.js")
    command = ["node", "--input-type=module", "--eval", program, module, words]
    opened = read_zip("la-new-practice.zip", subprocess.run(command, capture_output=True, check=True).stdout)
    assert opened.problems == ()
    assert opened.parcel is not None
    assert opened.parcel.files["index.en.md"].decode() == sent_text() + "ລາວ"
    assert sorted(opened.parcel.files) == ["index.en.md", "picture-1.jpg"]


def test_of_several_languages_the_one_with_facts_is_the_source() -> None:
    files = {
        f"{FOLDER}/index.fr.md": real_text(lang="fr"),
        f"{FOLDER}/index.en.md": real_text(lang="en"),
        f"{FOLDER}/index.lo.md": real_text(lang="lo"),
    }
    opened = read_zip("a.zip", packed(files))
    assert opened.parcel is not None
    assert (opened.parcel.source, len(opened.parcel.files)) == ("index.en.md", 3)


def test_pictures_lose_their_metadata_and_their_size() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Somebody's house"
    exif.get_ifd(0x8825)[1] = "N"
    photo = picture(width=2400, height=1200, exif=exif, comment=b"secret place")
    assert b"Somebody" in photo
    opened = read_zip("a.zip", packed({**GOOD, f"{FOLDER}/picture-1.jpg": photo}))
    assert opened.parcel is not None
    clean = opened.parcel.files["picture-1.jpg"]
    assert b"Somebody" not in clean
    assert b"secret" not in clean
    with Image.open(io.BytesIO(clean)) as image:
        assert (image.format, image.size) == ("JPEG", (1600, 800))
        assert not image.getexif()


def test_line_ends_are_made_plain() -> None:
    text = "\ufeff" + sent_text().replace("\n", "\r\n")
    for opened in (read_zip("a.zip", packed({DOCUMENT: text})), read_markdown("a.en.md", text.encode())):
        assert opened.parcel is not None
        assert opened.parcel.files["index.en.md"].decode() == sent_text()


# --- hostile archives ---

OUTSIDE = (
    "/etc/passwd",
    "../evil.md",
    f"{FOLDER}/../../evil.md",
    f"{FOLDER}\\evil.md",
    "C:/evil.md",
    "practices/C:/index.en.md",
    "index.en.md",
    "practices/index.en.md",
    "practices//index.en.md",
    "practices/Other/index.en.md",
    "practices/la-other/index.en.md",
    f"{FOLDER}/more/index.en.md",
    f"{FOLDER}/more/",
    "modules/la-new-practice/index.en.md",
    "data/partners/evil.yml",
    "data/exchanges/new.yml",
    ".github/workflows/evil.yml",
    "practices/" + "a" * 81 + "/index.en.md",
    "__MACOSX/practices/la-new-practice/._index.en.md",
    "practices/la-new-practice",
)


@pytest.mark.parametrize("name", OUTSIDE)
def test_names_outside_the_one_folder(name: str) -> None:
    assert refused(read_zip("a.zip", packed({**GOOD, name: b"x"}))) == {("bundle-outside", name)}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("index.md", "bare-index"),
        ("index.sw.md", "language-not-published"),
        ("notes.md", "unknown-document"),
        ("picture.lo.jpg", "name-looks-like-a-language"),
        ("drawing.svg", "unknown-file-type"),
        ("page.html", "unknown-file-type"),
        ("inner.zip", "unknown-file-type"),
        ("script.js", "unknown-file-type"),
        (".htaccess", "unknown-file-type"),
        ("no-ending", "unknown-file-type"),
        ("My Photo.jpg", "bad-file-name"),
        ("PHOTO.JPG", "bad-file-name"),
        ("ຮູບ.jpg", "bad-file-name"),
    ],
)
def test_files_that_a_record_may_not_hold(name: str, code: str) -> None:
    assert refused(read_zip("a.zip", packed({**GOOD, f"{FOLDER}/{name}": b"x"}))) == {(code, f"{FOLDER}/{name}")}


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = refused(read_zip("a.zip", packed({**GOOD, "/etc/passwd": b"", f"{FOLDER}/a.svg": b"", "../b": b""})))
    assert len(found) == 3


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK, stat.S_IFDIR])
def test_entries_that_are_no_files(kind: int) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        bundle.writestr(entry(DOCUMENT), sent_text())
        bundle.writestr(entry(f"{FOLDER}/picture-1.jpg", mode=kind | 0o777), b"/etc/passwd")
    assert refused(read_zip("a.zip", stream.getvalue())) == {("bundle-unsafe", f"{FOLDER}/picture-1.jpg")}
    assert refused(read_zip("a.zip", linked(f"{FOLDER}/index.fr.md", "/etc/passwd")))


def test_the_same_name_twice() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed_list([(DOCUMENT, sent_text()), (DOCUMENT, "other")])
    assert refused(read_zip("a.zip", data)) == {("bundle-repeated-name", DOCUMENT)}
    data = packed_list([(DOCUMENT, sent_text()), (DOCUMENT.replace("index", "INDEX"), "x")])
    assert ("bundle-repeated-name", DOCUMENT.replace("index", "INDEX")) in refused(read_zip("a.zip", data))


def packed_list(files: list[tuple[str, str]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        for name, content in files:
            bundle.writestr(entry(name), content)
    return stream.getvalue()


def changed(data: bytes, change: dict[str, int]) -> bytes:
    """The archive with other values in the headers of its first entry, in both places."""
    central = data.index(b"PK\x01\x02")
    fields = {"flags": (6, 8, "<H"), "method": (8, 10, "<H"), "size": (22, 24, "<L"), "crc": (14, 16, "<L")}
    raw = bytearray(data)
    for name, value in change.items():
        local, listed, form = fields[name]
        struct.pack_into(form, raw, local, value)
        struct.pack_into(form, raw, central + listed, value)
    return bytes(raw)


@pytest.mark.parametrize("change", [{"flags": 0x1}, {"flags": 0x41}, {"method": 12}, {"method": 14}, {"method": 99}])
def test_encryption_and_other_methods(change: dict[str, int]) -> None:
    assert refused(read_zip("a.zip", changed(packed(GOOD), change))) == {("bundle-unsafe", DOCUMENT)}


def test_a_name_with_an_end_inside_is_refused() -> None:
    data = packed({DOCUMENT + "-x": sent_text()}).replace(b"index.en.md-x", b"index.en.md\0x")
    assert refused(read_zip("a.zip", data)) == {("bundle-unsafe", DOCUMENT)}


def test_two_names_for_one_entry_are_refused() -> None:
    raw = packed({DOCUMENT: sent_text()})
    assert raw.count(b"index.en.md") == 2
    assert refused(read_zip("a.zip", raw.replace(b"index.en.md", b"index.fr.md", 1))) == {
        ("bundle-unreadable", "a.zip")
    }


def test_a_file_that_swells() -> None:
    limits = {
        f"{FOLDER}/index.fr.md": MAX_FILE_BYTES,
        f"{FOLDER}/big.jpg": MAX_ASSET_BYTES,
        f"{FOLDER}/b.pdf": MAX_ASSET_BYTES,
    }
    for name, limit in limits.items():
        data = packed({name: b"a" * (limit + 1), **GOOD})
        assert len(data) < 60_000
        assert refused(read_zip("a.zip", data)) == {("file-too-large", name)}
        lying = changed(data, {"size": 10})
        found = refused(read_zip("a.zip", lying))
        assert found <= {("file-too-large", name), ("bundle-unreadable", "a.zip")}


def test_a_bundle_that_swells_is_left_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{FOLDER}/p{number}.jpg": b"a" * (MAX_ASSET_BYTES - 1) for number in range(20)}
    read: list[int] = []
    reading = archive.read_entry

    def counted(*arguments: object) -> bytes | None:
        content = reading(*arguments)  # type: ignore[arg-type]
        read.append(len(content or b""))
        return content

    monkeypatch.setattr("passerelle.intake.bundle.read_entry", counted)
    found = refused(read_zip("a.zip", packed({**GOOD, **files})))
    assert {code for code, _ in found} == {"bundle-too-large"}
    assert sum(read) <= archive.MAX_BYTES


def test_too_many_entries() -> None:
    files = {f"{FOLDER}/p{number}.jpg": b"" for number in range(30)}
    assert refused(read_zip("a.zip", packed({**GOOD, **files}))) == {("bundle-too-large", "a.zip")}


def test_a_list_of_entries_without_end_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({f"{FOLDER}/p{number}.jpg": b"" for number in range(2_000)})
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refused(read_zip("a.zip", data)) == {("bundle-unreadable", "a.zip")}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"nonsense",
        b"PK\x05\x06" + b"\0" * 18,
        b"GIF89a" + packed(GOOD),
        packed(GOOD) + b"x",
        packed(GOOD)[:-1],
        packed(GOOD)[:500],
        packed(GOOD)[:-2] + b"\x05\0hello",
    ],
    ids=["nothing", "start", "nonsense", "empty", "disguised", "more", "less", "half", "comment"],
)
def test_what_is_no_plain_zip(data: bytes) -> None:
    assert refused(read_zip("a.zip", data)) == {("bundle-unreadable", "a.zip")}


def test_a_zip_of_the_64_bit_kind() -> None:
    raw = packed(GOOD)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    assert refused(read_zip("a.zip", raw[:-22] + locator + raw[-22:])) == {("bundle-unreadable", "a.zip")}


def test_content_that_does_not_match_its_checksum() -> None:
    assert refused(read_zip("a.zip", changed(packed(GOOD), {"crc": 1}))) == {("bundle-unreadable", "a.zip")}


# --- contents ---


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("picture-1.jpg", picture("PNG"), "not-what-its-name-says"),
        ("picture-1.png", picture("JPEG"), "not-what-its-name-says"),
        ("picture-1.webp", b"RIFF\0\0\0\0WEBPVP8 ", "not-what-its-name-says"),
        ("picture-1.jpg", b"<svg onload=alert(1)>", "not-what-its-name-says"),
        ("picture-1.jpg", picture()[:-400], "not-what-its-name-says"),
        ("picture-1.jpg", b"", "not-what-its-name-says"),
        ("paper.pdf", b"<html>", "not-what-its-name-says"),
        ("paper.pdf", packed(GOOD), "not-what-its-name-says"),
    ],
)
def test_files_that_are_not_what_their_name_says(name: str, content: bytes, code: str) -> None:
    assert refused(read_zip("a.zip", packed({**GOOD, f"{FOLDER}/{name}": content}))) == {(code, f"{FOLDER}/{name}")}


def test_a_picture_of_too_many_points() -> None:
    stream = io.BytesIO()
    Image.new("1", (5000, 4001)).save(stream, "PNG")
    found = refused(read_zip("a.zip", packed({**GOOD, f"{FOLDER}/big.png": stream.getvalue()})))
    assert found == {("image-too-large", f"{FOLDER}/big.png")}


def test_a_picture_that_swells_in_its_text() -> None:
    raw = picture("PNG")
    payload = zlib.compress(b"a" * 80_000_000)
    chunk = b"zTXt" + b"k\0\0" + payload
    hidden = struct.pack(">L", len(chunk) - 4) + chunk + struct.pack(">L", zlib.crc32(chunk))
    data = raw[:33] + hidden + raw[33:]
    assert refused(read_zip("a.zip", packed({**GOOD, f"{FOLDER}/p.png": data}))) == {
        ("not-what-its-name-says", f"{FOLDER}/p.png")
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "empty-file"),
        (b"Just text", "no-front-matter"),
        (b"---\nid: [\n---\n", "yaml-syntax"),
        (b"---\na: &b c\n---\n", "yaml-anchor"),
        (b"---\nid: new\nid: new\n---\n", "yaml-duplicate-key"),
        (b"---\nid: new\n---\n" + "Safe\u202efdp.exe".encode(), "hidden-character"),
        (b"---\nid: new\n---\n\xff\xfe", "not-utf-8"),
        (b"---\nid: new\n---\n" + b"a" * 30_000, "line-too-long"),
    ],
)
def test_documents_that_cannot_be_read(text: bytes, code: str) -> None:
    assert refused(read_zip("a.zip", packed({**GOOD, DOCUMENT: text}))) == {(code, DOCUMENT)}
    if text.startswith(b"---"):
        assert refused(read_markdown("la-x.en.md", text)) == {(code, "la-x.en.md")}


def test_pictures_alone_are_no_practice() -> None:
    assert refused(read_zip("a.zip", packed({f"{FOLDER}/picture-1.jpg": picture()}))) == {
        ("bundle-no-document", "a.zip")
    }
    assert refused(read_zip("a.zip", packed({f"{FOLDER}/": b""}))) == {("bundle-no-document", "a.zip")}


# --- single files ---


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("la-village-app.lo.md", "la-village-app"),
        ("la-village-app.lo (1).md", "la-village-app"),
        ("la-village-app.lo.1.md", "la-village-app"),
        ("index.lo.md", ""),
        ("My text.md", ""),
        ("la-village-app.md", ""),
        ("a" * 81 + ".lo.md", ""),
        ("../la-village-app.lo.md", ""),
    ],
)
def test_a_document_brings_its_folder_in_its_name(name: str, slug: str) -> None:
    opened = read_markdown(name, sent_text().replace("lang: en", "lang: lo").encode())
    assert opened.parcel is not None
    assert (opened.parcel.slug, opened.parcel.lang, list(opened.parcel.files)) == (slug, "lo", ["index.lo.md"])


def test_a_document_without_a_language() -> None:
    text = sent_text().replace("lang: en", "lang: sw")
    assert refused(read_markdown("text.md", text.encode())) == {("language-not-published", "text.md")}
    opened = read_markdown("la-x.fr.md", text.encode())
    assert opened.parcel is not None
    assert opened.parcel.source == "index.fr.md", "the name says so; the checker tells that the two differ"


def test_an_exchange() -> None:
    text = (PROJECT / "data/exchanges/X-2025-01.yml").read_text("utf-8").replace("id: X-2025-01", "id: new")
    opened = read_exchange("exchange-new.yml", text.encode())
    assert opened.parcel is not None
    assert (opened.parcel.kind, opened.parcel.lang, list(opened.parcel.files)) == ("exchange", "en", ["new.yml"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("# nothing", "empty-file"),
        ("- a", "yaml-not-a-mapping"),
        ("id: [", "yaml-syntax"),
        ("title: x", "bad-id"),
        ("id: ../../evil", "bad-id"),
        ("id: X-2025-1", "bad-id"),
        ("id: {a: b}", "bad-id"),
        ("id:", "bad-id"),
        ("id: new\na: *b", "yaml-alias"),
        ("id: new\nid: new", "yaml-duplicate-key"),
        ("id: new\n" + "a: x\n" * 20_000, "file-too-large"),
    ],
)
def test_an_exchange_that_cannot_be_read(text: str, code: str) -> None:
    assert refused(read_exchange("e.yml", text.encode())) == {(code, "e.yml")}


# --- anything else ---


@given(st.binary(max_size=3_000))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    for read in (read_zip, read_markdown, read_exchange):
        opened = read("a", data)
        assert opened.parcel or opened.problems
        opened = read("a", b"---\n" + data)
        assert opened.parcel or opened.problems


def test_an_entry_without_a_name_is_refused() -> None:
    """The library cuts names at NUL, and its own question for folders then fails."""
    opened = read_zip("a.zip", packed({DOCUMENT: sent_text()}).replace(b"practices/", b"\0ractices/"))
    assert opened.parcel is None
    assert {problem.code for problem in opened.problems} == {"bundle-unsafe"}


SMALL = packed({DOCUMENT: sent_text(), f"{FOLDER}/picture-1.jpg": picture(width=8, height=8)})


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_damage_breaks_the_reading(places: list[tuple[int, int]]) -> None:
    raw = bytearray(SMALL)
    for place, value in places:
        raw[place] = value
    opened = read_zip("a.zip", bytes(raw))
    assert opened.parcel or opened.problems
    if opened.parcel:
        assert opened.parcel.slug
        assert all("/" not in name for name in opened.parcel.files)


@settings(max_examples=100)
@given(st.integers(0, len(SMALL)), st.binary(max_size=60), st.integers(0, 60))
def test_no_cut_breaks_the_reading(place: int, put: bytes, cut: int) -> None:
    opened = read_zip("a.zip", SMALL[:place] + put + SMALL[place + cut :])
    assert opened.parcel or opened.problems
