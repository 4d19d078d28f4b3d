"""Host names under which a site may be opened."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http.request import validate_host
from django.utils.translation import gettext as _

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"(?:{LABEL}\.)+{LABEL}")
LONGEST = 253


def settled_host(text: str) -> str:
    """`text` as the host name of a site: lower case, no dot at its end. Raises ValidationError when it is none."""
    host = text.strip().lower().removesuffix(".")
    if "://" in host or "/" in host or ":" in host:
        raise ValidationError(_("只填写域名，不带“http://”、端口和路径，例如 jyj.yunshan.gov.cn。"), code="not_a_host")
    if len(host) > LONGEST or not HOST.fullmatch(host) or host.rpartition(".")[2].isdigit():
        message = _("域名“%(host)s”不合规范：由字母、数字和连字符组成，各段以点分隔，例如 jyj.yunshan.gov.cn。")
        raise ValidationError(message % {"host": text.strip()[:60]}, code="malformed")
    return host


def host_warning(host: str) -> str:
    """What still stands between `host` and its readers, in words; "" when nothing does."""
    if validate_host(host, settings.ALLOWED_HOSTS):
        return ""
    message = _("域名“%(host)s”尚未列入 ALLOWED_HOSTS，请系统管理员加入后重新启动，否则无法访问。")
    return message % {"host": host}
