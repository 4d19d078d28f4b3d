"""Blank forms and filled-in samples of the guides: small .docx files, made when the city is built."""

import io
import zipfile
from typing import Any

from django.core.files.base import ContentFile
from django.utils.html import escape

from cms.models import UploadedDocument

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
MOMENT = (2026, 3, 2, 9, 0, 0)
"""When every part was written: the same form has the same bytes on every machine."""
ROWS: dict[str, list[tuple[str, str]]] = {
    "citizens": [
        ("申请人姓名", "林小杉（样例）"),
        ("证件类型和号码", "居民身份证，号码由本人填写"),
        ("联系电话", "0000-6010000"),
        ("居住地址", "云杉市杉城街道（样例）"),
        ("申请事项和理由", "符合办事指南所列条件，申请办理。"),
    ],
    "business": [
        ("单位名称", "云杉市样例有限公司"),
        ("统一社会信用代码", "由单位填写"),
        ("法定代表人（负责人）", "林小杉（样例）"),
        ("联系人和联系电话", "祁样例，0000-6010000"),
        ("住所（地址）", "云杉市杉城街道（样例）"),
        ("申请事项和理由", "符合办事指南所列条件，申请办理。"),
    ],
}
"""What a form asks, and what its sample answers."""
PROMISE = "本人（本单位）承诺所填内容真实，提交的材料合法有效，并愿承担相应的法律责任。"


def form_of(name: str, audience: str, sample: bool, editor: Any) -> int:
    """The id of a fresh upload: the blank form `name`, or its sample."""
    title = f"{name}（{'示例样表' if sample else '空白表格'}）"
    data = docx(title, [(asked, said if sample else "") for asked, said in ROWS[audience]])
    document = UploadedDocument(title=title, file=ContentFile(data, f"{title}.docx"), uploaded_by_user=editor)
    document.full_clean(exclude=["file_size", "file_hash"])
    document.save()
    return int(document.pk)


def docx(title: str, rows: list[tuple[str, str]]) -> bytes:
    """A page with a title, a table of two columns, a promise and a place for the signature."""
    table = "".join(f"<w:tr>{cell(asked)}{cell(said)}</w:tr>" for asked, said in rows)
    properties = '<w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>' + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>'
    body = (
        paragraph(title)
        + f"<w:tbl>{properties}</w:tblBorders></w:tblPr>{grid}{table}</w:tbl>"
        + paragraph(PROMISE)
        + paragraph("申请人签名（盖章）：　　　　　　　　年　　月　　日")
    )
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document)):
            data = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}'.encode()
            package.writestr(zipfile.ZipInfo(name, MOMENT), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cell(text: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'
