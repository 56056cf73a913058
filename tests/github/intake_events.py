"""Issues as GitHub tells of them, and what becomes of them on the way."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from tests.intake.parcels import DOCUMENT, FOLDER, packed, picture, sent_text

EVENTS = Path(__file__).parent / "events"
FORMS = ("opened-en", "opened-fr", "opened-lo", "opened-ru")
MARK = "<!-- passerelle-intake -->"


def event(name):
    """A recorded event."""
    return json.loads((EVENTS / f"{name}.json").read_text("utf-8"))


def written(tmp_path, data):
    """The file of an event."""
    file = tmp_path / "event.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return file


def bundle():
    """A practice with a picture, as somebody attaches it."""
    return packed({DOCUMENT: sent_text(), f"{FOLDER}/picture-1.jpg": picture()})


def archived(folder):
    """What upload-artifact makes of a folder."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(file, file.relative_to(folder).as_posix())
    return stream.getvalue()
