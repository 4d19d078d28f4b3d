"""What a page did while it was open: whom it asked, what it complained of, what it left behind."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

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
