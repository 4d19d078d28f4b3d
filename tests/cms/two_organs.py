"""Two organs that share one column, each with one of its own, a draft and a public text."""

from dataclasses import dataclass
from typing import Any

from cms.models import ArticlePage
from cms.review.setup import ensure_review
from organs.models import Organ, Role
from tests.site import column, give_column, make_article, make_draft, make_organ, make_person

SECRET = "尚未公开的人事安排"
PUBLIC = "教育局公开的入学安排"


@dataclass
class TwoOrgans:
    """`ours` and `theirs`; their editor's draft and public text lie in the shared column 要闻."""

    ours: Organ
    theirs: Organ
    editor: Any
    their_editor: Any
    draft: ArticlePage
    public: ArticlePage
    own: ArticlePage

    @property
    def shared(self) -> Any:
        return column("yaowen")


def reviewed_organs() -> TwoOrgans:
    """The same where texts go through a review."""
    ensure_review()
    return two_organs()


def two_organs() -> TwoOrgans:
    """A site must be there. 要闻 is shared, 通知公告 is ours, 市政府文件 is theirs."""
    ours, theirs = make_organ("minzhengju"), make_organ("jiaoyuju")
    give_column("yaowen", ours, theirs)
    give_column("tongzhi", ours)
    give_column("shizhengfu", theirs)
    editor, their_editor = make_person("wo", (Role.EDITOR, ours)), make_person("ta", (Role.EDITOR, theirs))
    draft = make_draft(title=SECRET, organ=theirs, owner=their_editor)
    draft.save_revision(user=their_editor, log_action=True)
    public = make_article(title=PUBLIC, organ=theirs, owner=their_editor)
    own = make_draft(title="民政局的草稿", organ=ours, owner=editor)
    own.save_revision(user=editor, log_action=True)
    return TwoOrgans(ours, theirs, editor, their_editor, draft, public, own)
