"""Dates as Chinese documents write them, beside 2026-11-30: 2026年11月30日, 2026.11.30, 2026/11/30, 20261130."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
DATETIME_INPUT_FORMATS = [
    f"{day}{time}" for day in DATE_INPUT_FORMATS[:-1] for time in (" %H:%M", " %H:%M:%S", " %H:%M:%S.%f", "")
]
