"""Rows of a service guide: materials, fees, results, questions, topics, and the power item behind it."""

from .materials import MaterialsBlock
from .power_item import PowerItemBlock
from .process import ProcessBlock
from .rows import FeesBlock, QuestionsBlock, ResultsBlock, TopicsBlock

__all__ = [
    "FeesBlock",
    "MaterialsBlock",
    "PowerItemBlock",
    "ProcessBlock",
    "QuestionsBlock",
    "ResultsBlock",
    "TopicsBlock",
]
