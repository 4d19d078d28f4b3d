"""Enrolment, codes and passkeys in a real browser, under the site's own headers, on a desktop and a phone."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import BrowserContext, Page, expect

from .live import ROOT, free_port, get

NAME, PASSWORD = "zhang", "Yunshan-2026-shan"
MANAGE = [sys.executable, "manage.py"]
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
# What Chromium's own authenticator of a computer does: keeps passkeys, asks for a finger.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

Opened = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a fresh site with one account, just made by `createsuperuser`."""
    file = tmp_path_factory.mktemp("new") / "strict.sqlite3"
    environment = {**strict_environment(file), "DJANGO_SUPERUSER_PASSWORD": PASSWORD}
    for command in (["migrate", "-v0"], ["createsuperuser", "--noinput", f"--username={NAME}", "--email=a@example.cn"]):
        subprocess.run([*MANAGE, *command], cwd=ROOT, env=environment, check=True, capture_output=True)
    return file


def strict_environment(file: Path) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name != "REDIS_URL"},
        "DJANGO_SETTINGS_MODULE": "tests.browser.strict",
        "DATABASE_URL": f"sqlite:///{file}",
    }


@pytest.fixture
def strict_site(new_site: Path, tmp_path: Path) -> Iterator[str]:
    """A fresh site of its own for each test; passkeys need the name localhost."""
    port = free_port()
    file = tmp_path / "strict.sqlite3"
    with closing(sqlite3.connect(new_site)) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
    environment = strict_environment(file)
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [*MANAGE, "runserver", "--noreload", f"127.0.0.1:{port}"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        wait(f"http://127.0.0.1:{port}/healthz")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(30)


def wait(address: str) -> None:
    latest = time.monotonic() + 120
    while time.monotonic() < latest:
        try:
            if get(address).status == 200:
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError("the site does not answer")


def photograph(page: Page, name: str) -> None:
    """Into the folder SHOTS, when somebody wants to look."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]


def type_password(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/login/")
    page.fill("[name=username]", NAME)
    photograph(page, "login")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def code(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def log_out(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/logout/")
    photograph(page, "logout")
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/admin/login/")


@pytest.mark.parametrize("size", SIZES)
def test_first_administrator_enrols_an_app_and_comes_back__when_the_site_is_new(
    strict_site: str, opened: Opened, size: str
) -> None:
    page = opened(viewport=SIZES[size]).new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    type_password(page, strict_site)
    page.wait_for_url("**/admin/second-factor/")
    photograph(page, "enrol")
    page.goto(f"{strict_site}/admin/pages/")
    expect(page).to_have_url(f"{strict_site}/admin/second-factor/")
    page.get_by_role("link", name="启用身份验证器").click()
    photograph(page, "app")
    secret = page.locator(".accounts__secret").inner_text()
    page.fill("[name=code]", "000000")
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_text("验证码不正确")).to_be_visible()
    photograph(page, "app-wrong")
    page.fill("[name=code]", code(secret))
    page.get_by_role("button", name="启用").click()
    page.wait_for_url("**/recovery-codes/")
    photograph(page, "codes")
    recovery = page.locator(".accounts__codes code").first.inner_text()
    page.get_by_role("link", name="已妥善保管").click()
    page.wait_for_url("**/admin/")
    log_out(page, strict_site)
    type_password(page, strict_site)
    page.wait_for_url("**/admin/login/code/")
    photograph(page, "second-step")
    page.fill("[name=code]", recovery)
    page.press("[name=code]", "Enter")
    page.wait_for_url("**/admin/")
    for path, name in (("second-factor/", "factors"), ("password/", "password"), ("second-factor/app/remove/", "last")):
        page.goto(f"{strict_site}/admin/{path}")
        photograph(page, name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
    assert problems == []


def test_passkey_is_enrolled_and_lets_in__when_the_computer_has_one(strict_site: str, opened: Opened) -> None:
    context = opened(viewport=SIZES["desktop"])
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    added = devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    type_password(page, strict_site)
    page.get_by_role("link", name="添加通行密钥").click()
    page.fill("[name=name]", "办公室电脑")
    photograph(page, "passkey")
    page.get_by_role("button", name="添加").click()
    page.wait_for_url("**/recovery-codes/")
    log_out(page, strict_site)
    type_password(page, strict_site)
    page.wait_for_url("**/admin/login/code/")
    photograph(page, "second-step-passkey")
    page.get_by_role("button", name="使用通行密钥").click()
    page.wait_for_url("**/admin/")
    page.goto(f"{strict_site}/admin/second-factor/")
    expect(page.get_by_text("办公室电脑")).to_be_visible()
    log_out(page, strict_site)
    devices.send("WebAuthn.setUserVerified", {**added, "isUserVerified": False})
    devices.send("WebAuthn.clearCredentials", added)
    type_password(page, strict_site)
    page.get_by_role("button", name="使用通行密钥").click()
    expect(page.get_by_text("未能使用通行密钥")).to_be_visible(timeout=70_000)
    page.goto(f"{strict_site}/admin/")
    expect(page).to_have_url(f"{strict_site}/admin/login/code/")


def test_typed_text_stays_and_is_saved__when_the_session_ended_meanwhile(strict_site: str, opened: Opened) -> None:
    context = opened(viewport=SIZES["desktop"])
    page = context.new_page()
    page.clock.install()
    type_password(page, strict_site)
    page.get_by_role("link", name="启用身份验证器").click()
    secret = page.locator(".accounts__secret").inner_text()
    page.fill("[name=code]", code(secret, -1))
    page.get_by_role("button", name="启用").click()
    page.get_by_role("link", name="已妥善保管").click()
    page.goto(f"{strict_site}/admin/account/")
    page.wait_for_load_state("networkidle")
    page.fill("[name=name_email-first_name]", "写了很久的字")
    page.fill("[name=name_email-last_name]", "张")
    context.clear_cookies()  # as if the time of the session, and not only that of the page, had passed
    page.clock.fast_forward(3650 * 1000)
    expect(page.get_by_text("登录已超时")).to_be_visible()
    photograph(page, "over")
    with context.expect_page() as other:
        page.get_by_role("button", name="在新窗口登录").click()
    again = other.value
    type_password(again, strict_site)
    again.fill("[name=code]", code(secret))
    again.press("[name=code]", "Enter")
    again.wait_for_url("**/admin/")
    page.get_by_role("button", name="已重新登录").click()
    expect(page.locator(".accounts-notice")).to_have_count(0)
    with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        page.locator("button[type=submit]", has_text="保存").first.click()
    assert saved.value.status == 302
    page.wait_for_load_state()
    page.goto(f"{strict_site}/admin/account/")
    expect(page.locator("[name=name_email-first_name]")).to_have_value("写了很久的字")
