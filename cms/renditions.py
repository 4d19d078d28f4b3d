"""Pictures as they are shown, also when their files are gone from the disk."""

from typing import Any

from wagtail.images.models import SourceImageIOError


def shown_picture(image: Any, form: str, *, alt: str = "", private: bool = False) -> dict[str, Any]:
    """`url` (path), `width`, `height` in pixels and `alt` of `image` in the size `form`; without address and size when
    there is none, or when its file is gone or cannot be read. `private` is for previews inside the admin."""
    painted = rendition_of(image, form)
    if painted is None:
        return {"url": "", "width": None, "height": None, "alt": alt}
    url = painted.url if private else painted.public_url
    return {"url": url, "width": painted.width, "height": painted.height, "alt": alt}


def rendition_of(image: Any, form: str) -> Any:
    """The rendition of `image` in the size `form`; None without one, or when its file is gone or cannot be read."""
    try:
        return image.get_rendition(form) if image is not None else None
    except (SourceImageIOError, OSError):
        return None
