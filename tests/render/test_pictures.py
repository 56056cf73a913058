from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from passerelle.render.pictures import published, published_size


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_location_data_is_dropped_and_size_capped(form: str, tmp_path: Path) -> None:
    file = tmp_path / "x"
    image = Image.new("RGB", (3200, 1000), "teal")
    exif = image.getexif()
    exif[0x010F] = "camera"
    exif.get_ifd(0x8825)[1] = "N"
    image.save(file, format=form, exif=exif)
    with Image.open(io.BytesIO(published(file))) as clean:
        assert clean.format == form
        assert clean.size == (1600, 500) == published_size(file)
        assert dict(clean.getexif()) == {}


def test_turned_pictures_stand_upright(tmp_path: Path) -> None:
    file = tmp_path / "x.jpg"
    image = Image.new("RGB", (40, 20), "teal")
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(file, exif=exif)
    with Image.open(io.BytesIO(published(file))) as clean:
        assert clean.size == (20, 40)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    file = tmp_path / "x.png"
    Image.new("RGB", (30, 30), "teal").save(file)
    assert published(file) == published(file)
