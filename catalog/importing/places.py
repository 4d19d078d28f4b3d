"""Where an import goes, as commands name it. Raises CommandError for what is not there."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from cms.models import ColumnPage
from organs.models import Organ


def organ_named(code: str) -> Organ:
    organ = Organ.objects.filter(code=code).first()
    if organ is None:
        raise CommandError(_("没有代号为“%(code)s”的机构。请在后台“机构”中核对代号。") % {"code": code})
    return organ


def column_named(slug: str) -> ColumnPage:
    """The column of that slug; the whole path where several have it."""
    path = slug.strip("/")
    found = [c for c in ColumnPage.objects.filter(slug=path.split("/")[-1]) if c.url_path.endswith(f"/{path}/")]
    if not found:
        raise CommandError(_("没有网址名为“%(slug)s”的栏目。") % {"slug": slug})
    if len(found) > 1:
        paths = "、".join(column.url_path for column in found)
        raise CommandError(_("有多个栏目的网址名是“%(slug)s”，请写明路径：%(paths)s") % {"slug": slug, "paths": paths})
    return found[0]
