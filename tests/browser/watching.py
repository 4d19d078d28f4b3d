"""What a page did while it was open: whom it asked, what it complained of, what it left behind."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, TimeoutError

VIOLATIONS = """document.addEventListener("securitypolicyviolation",
    event => console.error("policy: " + event.violatedDirective + " " + event.blockedURI))"""


class Watched:
    """A page and its doings since it was made. `complaints` holds console errors, script errors and policy violations."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page: Page = context.new_page()
        self.page.add_init_script(VIOLATIONS)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)


def choose_block(page: Page, button: Locator, name: str) -> None:
    """Open the list of blocks and take the one called `name`. What else opens or closes just then may shut the list again:
    a person presses once more."""
    option = page.locator(".w-combobox__option-text").get_by_text(name, exact=True).first
    for _ in range(4):
        button.click()
        try:
            option.wait_for(timeout=3000)
        except TimeoutError:
            continue
        break
    option.click()
