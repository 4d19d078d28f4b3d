"""Raised and lowered digits: 10² is not 102."""

RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
LONGEST = 3
"""Characters of an exponent or an index; what is longer is text that was made small, and stays what detection knows."""


def raised(text: str) -> str:
    """`text` as superscript, as far as Unicode has characters for it; the rest stays as it is."""
    return text.translate(RAISED) if len(text.strip()) <= LONGEST else text


def lowered(text: str) -> str:
    """`text` as subscript, as far as Unicode has characters for it; the rest stays as it is."""
    return text.translate(LOWERED) if len(text.strip()) <= LONGEST else text
