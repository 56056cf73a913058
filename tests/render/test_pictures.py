from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from passerelle.render.pictures import published, published_size, shown_size


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


def test_a_picture_without_loss_is_published_as_it_is_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "x.webp"
    Image.effect_mandelbrot((60, 41), (-2, -1, 1, 1), 20).convert("RGB").save(file, lossless=True)
    made = published(file)
    with Image.open(io.BytesIO(made)) as clean, Image.open(file) as given:
        assert clean.convert("RGB").tobytes() == given.convert("RGB").tobytes()
    file.write_bytes(file.read_bytes() + b"<script>alert(1)</script>")
    assert published(file) == made


def test_pictures_of_screens_lose_nothing(tmp_path: Path) -> None:
    """Letters stay sharp, and the file no larger than it was."""
    file = tmp_path / "x-2x.webp"
    image = Image.effect_noise((90, 61), 60).convert("RGB").quantize(8).convert("RGB")
    image.save(file, lossless=True, quality=100, method=6)
    clean = published(file)
    assert len(clean) <= file.stat().st_size
    with Image.open(io.BytesIO(clean)) as copy:
        assert copy.convert("RGB").tobytes() == image.tobytes()
    assert published(io.BytesIO(file.read_bytes())) == clean


def test_photos_are_packed_with_loss(tmp_path: Path) -> None:
    file = tmp_path / "x.webp"
    Image.effect_noise((200, 200), 60).save(file, quality=100)
    assert len(published(file)) < file.stat().st_size


def test_two_dots_of_a_screen_make_one_pixel_of_the_page(tmp_path: Path) -> None:
    for name, size in (("x-2x.png", (20, 15)), ("x.png", (40, 30)), ("2x.png", (40, 30))):
        Image.new("RGB", (40, 30), "teal").save(tmp_path / name)
        assert shown_size(tmp_path / name) == size
