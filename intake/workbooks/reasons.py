"""Why a workbook could not be read, as sentences that say what to do."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "missing": _("文件不存在，请核对路径。"),
    "directory": _("这是一个目录，请写明 .xlsx 文件。"),
    "not_a_file": _("这不是普通文件，请另选 .xlsx 文件。"),
    "forbidden": _("没有读取此文件的权限。"),
    "empty": _("文件是空的。"),
    "too_large": _("文件超过 50 MB，请分成几个文件导入。"),
    "no_workbook": _("这不是 .xlsx 工作簿。请用 WPS 或 Excel 打开后另存为“Excel 工作簿（.xlsx）”，再行导入。"),
    "locked": _("文件已加密或设有打开密码，请解除密码后再行导入。"),
    "damaged": _("文件已损坏，无法打开。请用 WPS 或 Excel 打开检查并另存为 .xlsx，再行导入。"),
    "bomb": _("文件解压后异常庞大，已拒绝读取。请把数据复制到新下载的模板中再行导入。"),
    "doctype": _("文件中含有不允许的 DOCTYPE 声明，已拒绝读取。"),
    "too_many_rows": _("一张工作表超过 2 万行，请分成几个文件导入；多余的空行请整行删除。"),
    "too_wide": _("工作表超过 200 列，请使用模板。"),
    "too_many_sheets": _("工作表超过 20 张，请使用模板。"),
    "too_long": _("文字过多，请分成几个文件导入。"),
    "too_slow": _("读取超过了允许的时间，已停止。请把数据复制到新下载的模板中再试。"),
    "too_much_memory": _("读取超过了允许的内存，已停止。请把数据复制到新下载的模板中再试。"),
    "crashed": _("读取程序异常退出，文件可能已损坏。请把数据复制到新下载的模板中再试。"),
}


def message(reason: str) -> str:
    """The Chinese sentence for a reason's code."""
    return str(REASONS.get(reason, REASONS["crashed"]))
