"""A 公文 beside its signed original (签发原件): 正文、附件与正式文件完全一致, or it is said what was left out."""

from .compare import Comparison, compare

__all__ = ["Comparison", "compare"]
