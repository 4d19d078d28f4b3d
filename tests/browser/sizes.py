"""The windows at which every kind of page is judged, by the names that the tests give them."""

from typing import Any

SIZES: dict[str, dict[str, Any]] = {
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "390": {"viewport": {"width": 390, "height": 900}, "has_touch": True},
    "320": {"viewport": {"width": 320, "height": 640}},
    # 200 % of a window of 1280: half the CSS pixels, twice the dots
    "200%": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
}
"""What Playwright makes a context of."""
WIDTHS = ("1280", "390")
