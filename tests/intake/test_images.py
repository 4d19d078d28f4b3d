import io

import pytest
from PIL import Image

from intake.images import BadImage, reencode


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def test_reencode_drops_metadata__and_turns_the_picture_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "secret place"
    clean = reencode(saved(Image.new("RGB", (40, 20), "red"), "JPEG", exif=exif))
    with Image.open(io.BytesIO(clean.data)) as again:
        assert again.size == (20, 40) == (clean.width, clean.height)
        assert not again.getexif()
    assert b"secret" not in clean.data


def test_reencode_drops_what_follows_the_picture() -> None:
    assert b"<script>" not in reencode(saved(Image.new("L", (4, 4)), "PNG") + b"<script>").data


@pytest.mark.parametrize(
    ("kind", "mime"), [("PNG", "image/png"), ("GIF", "image/gif"), ("WEBP", "image/webp"), ("JPEG", "image/jpeg")]
)
def test_reencode_keeps_the_format(kind: str, mime: str) -> None:
    assert reencode(saved(Image.new("RGB", (5, 6)), kind)).mime == mime


def test_reencode_keeps_transparency_and_frames() -> None:
    clear = reencode(saved(Image.new("RGBA", (3, 3), (0, 0, 0, 0)), "PNG"))
    with Image.open(io.BytesIO(clear.data)) as again:
        pixel = again.getpixel((0, 0))
        assert isinstance(pixel, tuple)
        assert pixel[3] == 0
    frames = [Image.new("P", (3, 3), colour) for colour in (0, 1, 2)]
    moving = reencode(
        saved(frames[0].convert("RGB"), "GIF", save_all=True, append_images=[Image.new("RGB", (3, 3), "red")])
    )
    with Image.open(io.BytesIO(moving.data)) as again:
        assert getattr(again, "n_frames", 1) == 2


def test_reencode_refuses__when_there_are_too_many_pixels() -> None:
    with pytest.raises(BadImage, match="像素过多"):
        reencode(saved(Image.new("1", (10_000, 5_001)), "PNG"))
    with pytest.raises(BadImage, match="像素过多"):
        reencode(saved(Image.new("1", (20_000, 20_000)), "PNG"))


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"x" * 60])
def test_reencode_refuses__what_is_no_picture(data: bytes) -> None:
    with pytest.raises(BadImage, match="无法读取图片"):
        reencode(data)
