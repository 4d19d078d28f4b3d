"""Numbers written in Chinese numerals, 一三八…, alone or among digits."""

import re
from collections.abc import Iterator

VALUES = {
    **{char: str(value) for value, char in enumerate("〇一二三四五六七八九")},
    **{char: str(value) for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{"○": "0", "Ｏ": "0", "幺": "1", "两": "2", "貳": "2", "陸": "6"},
}
_CLASS = "0-9" + "".join(VALUES)
_TABLE = str.maketrans(VALUES)
RUN = re.compile(f"(?<![{_CLASS}])[{_CLASS}]{{11,18}}(?![{_CLASS}十百千万亿])")


def numeral_runs(text: str, length: int) -> Iterator[tuple[int, str]]:
    """(start, digits) of the runs of this length that are not all plain digits."""
    for hit in RUN.finditer(text):
        if len(hit[0]) == length and not hit[0].isascii():
            yield hit.start(), hit[0].translate(_TABLE)
