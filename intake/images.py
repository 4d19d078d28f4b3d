"""Uploaded pictures are painted again: what is not pixels (metadata, position, appended files) stays behind."""

import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, ImageSequence

MAX_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")


class BadImage(ValueError):
    """The picture cannot be taken; the message is Chinese and meant for the person who uploaded it."""


@dataclass(frozen=True)
class CleanImage:
    """Bytes of the new picture, its MIME type, and its size in pixels."""

    data: bytes
    mime: str
    width: int
    height: int


def reencode(data: bytes) -> CleanImage:
    """The same picture without metadata, upright as its camera meant it. Raises `BadImage`.

    All frames together may have `MAX_PIXELS`; Pillow's warning of a decompression bomb is an error here.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                return _repaint(picture)
    except BadImage:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise BadImage(_("图片像素过多，不能接收（上限为 5000 万像素）。")) from error
    except Exception as error:  # a hostile picture may raise anything in a decoder
        raise BadImage(_("无法读取图片：文件损坏，或不是 JPEG、PNG、GIF、WebP 格式。")) from error


def _repaint(picture: Image.Image) -> CleanImage:
    frames = getattr(picture, "n_frames", 1)
    if picture.width * picture.height * frames > MAX_PIXELS:
        raise BadImage(_("图片像素过多，不能接收（上限为 5000 万像素）。"))
    kind = picture.format or "PNG"
    out = io.BytesIO()
    if frames > 1:
        _save_animation(picture, kind, out)
        size = picture.size
    else:
        size = _save_still(picture, kind, out)
    return CleanImage(out.getvalue(), Image.MIME[kind], *size)


def _save_still(picture: Image.Image, kind: str, out: io.BytesIO) -> tuple[int, int]:
    upright = ImageOps.exif_transpose(picture)
    allowed = ("RGB", "L") if kind == "JPEG" else ("RGB", "RGBA", "L", "LA", "P", "1")
    pixels = upright if upright.mode in allowed else upright.convert("RGB" if kind == "JPEG" else "RGBA")
    fresh = Image.new(pixels.mode, pixels.size)
    if pixels.mode == "P" and (palette := pixels.getpalette()):
        fresh.putpalette(palette)
    fresh.paste(pixels)
    options = {"transparency": pixels.info["transparency"]} if "transparency" in pixels.info else {}
    quality = {"quality": 90} if kind in {"JPEG", "WEBP"} else {}
    fresh.save(out, kind, **options, **quality)
    return fresh.size


def _save_animation(picture: Image.Image, kind: str, out: io.BytesIO) -> None:
    frames, durations = [], []
    for frame in ImageSequence.Iterator(picture):
        durations.append(frame.info.get("duration", 100))
        frames.append(frame.convert("RGBA"))
    for frame in frames:
        frame.info.clear()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=durations, loop=0)
