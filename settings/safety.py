"""What must hold before a public deployment may start. A wrong start is worse than none."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

from .environment import FALSE, text, words

SECRET_LENGTH = 50  # what Django's security.W009 asks for
SECRET_VARIETY = 5
# Long enough that no random key holds one of them by chance.
PLACEHOLDERS = (
    "django-insecure",
    "changeme",
    "change-me",
    "change_me",
    "your-secret",
    "secret-key",
    "example",
    "-only-",
)


def secret_problem(secret: str, name: str = "SECRET_KEY") -> str:
    """Why `secret`, which the variable `name` gives, must not sign sessions ("" when it may)."""
    if not secret:
        return f"未设置 {name}。 {name} is missing."
    if len(secret) < SECRET_LENGTH or len(set(secret)) < SECRET_VARIETY:
        return f"{name} 过短或过于简单（至少 {SECRET_LENGTH} 个字符）。 {name} is too short or too simple."
    if any(word in secret.lower() for word in PLACEHOLDERS):
        return f"{name} 是示例值，请换成随机生成的密钥。 {name} looks like a default value."
    return ""


def fallbacks_problem(secrets: list[str]) -> str:
    """The first reason why one of these former secrets must not verify sessions any more ("" when all may)."""
    found = (secret_problem(secret, "SECRET_KEY_FALLBACKS") for secret in secrets)
    return next((problem for problem in found if problem), "")


def hosts_problem(hosts: list[str]) -> str:
    """Why these hosts must not be served ("" when they may)."""
    if not hosts:
        return "未设置 ALLOWED_HOSTS（本站域名，多个用逗号分隔）。 ALLOWED_HOSTS is missing."
    if any(host.strip(".") in {"", "*"} for host in hosts):
        return "ALLOWED_HOSTS 不得为 *。 ALLOWED_HOSTS must not be *."
    return ""


def problems(environ: Mapping[str, str]) -> list[str]:
    """Everything that forbids a start with `environ`, each in Chinese and English."""
    found = [
        secret_problem(text("SECRET_KEY", environ=environ)),
        fallbacks_problem(words("SECRET_KEY_FALLBACKS", environ=environ)),
        hosts_problem(words("ALLOWED_HOSTS", environ=environ)),
    ]
    if environ.get("DEBUG", "").strip().lower() not in FALSE:
        found.append("正式环境不得开启 DEBUG。 DEBUG must be off in production.")
    if text("PUBLIC_ADDRESS", "https://", environ).split("://")[0] not in {"https", "http"}:
        found.append("PUBLIC_ADDRESS 应以 https:// 开头。 PUBLIC_ADDRESS must begin with https://.")
    return [problem for problem in found if problem]


def refuse_unsafe_start(environ: Mapping[str, str]) -> None:
    """Raise `ImproperlyConfigured` that lists every problem at once; pass when there is none."""
    if found := problems(environ):
        raise ImproperlyConfigured("拒绝启动 / refusing to start:\n" + "\n".join(f"- {problem}" for problem in found))
