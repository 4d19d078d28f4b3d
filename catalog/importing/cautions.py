"""The kinds of warnings of an import, in words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "no_title": _("未找到标题，请补全"),
    "title_of_annex": _("正文无标题，暂以所附文件的标题代替"),
    "title_of_page": _("正文无标题，暂以网页标题代替"),
    "title_may_be_cut": _("标题开头可能缺字，文中写作"),
    "title_shortened": _("标题过长，已截断"),
    "no_document_number": _("未找到发文字号"),
    "incomplete_document_number": _("发文字号不完整或书写不规范"),
    "number_from_page": _("发文字号取自网页著录信息"),
    "number_differs": _("网页著录的文号与正文不一致，以正文为准"),
    "number_left_out": _("发文字号不合规范，未填入"),
    "no_issued_on": _("未找到成文日期"),
    "incomplete_date": _("落款日期不完整或不存在"),
    "unclear_date": _("标题下的日期不能确定是成文日期，未采用"),
    "date_from_page": _("成文日期取自网页著录信息"),
    "date_differs": _("网页著录的日期与正文不一致，以正文为准"),
    "date_in_future": _("成文日期晚于今天"),
    "no_organ": _("未找到发文机关"),
    "organ_from_page": _("发文机关取自网页著录信息"),
    "other_organ": _("文中的发文机关与导入时指定的机构不一致"),
    "original_published_at": _("原网页的发布时间，填作原发布时间"),
    "issuing_organs_shortened": _("发文机关过长，已截断"),
    "addressees_shortened": _("主送机关过长，已截断"),
    "signed_by_shortened": _("落款过长，已截断"),
    "source_shortened": _("来源过长，已截断"),
    "secrecy_mark": _("文中有密级标志，不得公开，请立即核实"),
    "incomplete": _("原网页表明这里只有部分内容"),
    "left_out": _("未导入，请核对是否属于正文"),
    "hidden_text": _("隐藏文字，未导入"),
    "deleted_text": _("修订中删除的文字，未导入"),
    "comment": _("批注，未导入"),
    "damaged_characters": _("有无法辨认的字符"),
    "page_without_text": _("此页没有文字，可能是扫描页"),
    "pages_left_out": _("页数过多，以后各页未导入"),
    "id_number": _("身份证号码"),
    "mobile": _("手机号码"),
    "landline": _("固定电话"),
    "contact_person": _("联系人姓名"),
}


def in_words(kind: str) -> str:
    """The Chinese words for a kind of warning; the code itself when it has none."""
    return str(WORDS.get(kind, kind))
