"""What an inspection gives back."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

CITIZEN_ID = "citizen_id"
MOBILE = "mobile"
LANDLINE = "landline"
BANK_CARD = "bank_card"
SENSITIVE_WORD = "sensitive_word"
FORBIDDEN_WORD = "forbidden_word"
TYPO = "typo"
SECRECY_MARK = "secrecy_mark"
HIDDEN_CONTENT = "hidden_content"

KINDS = {
    CITIZEN_ID: _("公民身份号码"),
    MOBILE: _("手机号码"),
    LANDLINE: _("固定电话号码"),
    BANK_CARD: _("银行卡号"),
    SENSITIVE_WORD: _("敏感词"),
    FORBIDDEN_WORD: _("禁用词"),
    TYPO: _("错别字"),
    SECRECY_MARK: _("密级或者内部标志"),
    HIDDEN_CONTENT: _("隐藏内容"),
}


@dataclass(frozen=True)
class Found:
    """One finding. `text` is unmasked and exactly what stands in the source, between its first and last character.

    location: a place for people (正文第3段); normal: the number with narrow digits and no separators, else `text`;
    advice: the right form of a misspelling, else "".
    """

    kind: str
    text: str
    location: str = ""
    normal: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Inspection:
    """Everything found in one file.

    `error` is a sentence for people, "" when the file could be read; findings may stand beside an error. `notices`
    name what could not be looked into (a page that is only a picture) although the file as a whole was read.
    """

    error: str = ""
    findings: tuple[Found, ...] = ()
    notices: tuple[str, ...] = ()


def kind_name(kind: str) -> str:
    """The Chinese name of a kind."""
    return str(KINDS.get(kind, kind))
