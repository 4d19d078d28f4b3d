"""Check characters of the two codes that identify an organ.

GB 32100-2015: unified social credit code (统一社会信用代码), 18 characters, modulus 31.
GB 11714-1997: organisation code (组织机构代码), 9 characters, modulus 11. A credit code carries it in places 9 to 17.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = [pow(3, place, 31) for place in range(17)]
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_check_character(first17: str) -> str:
    """Check character for the first 17 characters of a credit code (GB 32100-2015, 4.2)."""
    total = sum(CREDIT_ALPHABET.index(char) * weight for char, weight in zip(first17, CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[-total % 31]


def organisation_check_character(first8: str) -> str:
    """Check character for the first 8 characters of an organisation code (GB 11714-1997, 3.3)."""
    total = sum(int(char, 36) * weight for char, weight in zip(first8, ORGANISATION_WEIGHTS, strict=True))
    check = -total % 11
    return "X" if check == 10 else str(check)


def validate_credit_code(value: str) -> None:
    """Raise ValidationError unless `value` is a well-formed credit code with the right check character."""
    if not re.fullmatch(rf"[{CREDIT_ALPHABET}]{{18}}", value):
        raise ValidationError(
            _("统一社会信用代码应为18位数字或大写字母（不含 I、O、S、V、Z），请核对。"), code="malformed"
        )
    if credit_check_character(value[:17]) != value[17]:
        raise ValidationError(_("统一社会信用代码的校验位不对，请逐位核对是否抄错。"), code="check_character")


def validate_organisation_code(value: str) -> None:
    """Raise ValidationError unless `value` is a nine-character organisation code, written without its hyphen."""
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", value):
        raise ValidationError(_("组织机构代码应为9位（不写连字符），请核对。"), code="malformed")
    if organisation_check_character(value[:8]) != value[8]:
        raise ValidationError(_("组织机构代码的校验位不对，请逐位核对是否抄错。"), code="check_character")
