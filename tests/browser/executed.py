"""What a browser runs of a page when everything on it is touched, and where it turns to while it does."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

RECORD = """
for (const name of ["alert", "confirm", "prompt"]) {
  window[name] = (what) => console.log(`executed ${what} on ${location.href}`);
}
"""
ALL = """
  const all = (root) => [...root.querySelectorAll("*")]
    .flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);"""
"""Every element, also those of an element's own tree."""
TOUCH = f"""async () => {{{ALL}
  addEventListener("submit", (event) => event.preventDefault(), true);
  addEventListener("click", (event) => {{
    if (event.composedPath()[0].closest?.("a")?.protocol !== "javascript:") event.preventDefault();
  }}, true);
  for (const one of all(document)) {{
    for (const kind of ["mouseover", "focus", "toggle", "error", "load"]) one.dispatchEvent(new Event(kind));
    one.dispatchEvent(new MouseEvent("click", {{ bubbles: true, cancelable: true, composed: true }}));
  }}
  await new Promise((done) => setTimeout(done));
}}"""
"""Links lead nowhere meanwhile, unless they run something."""
WRONG = f"""() => {{{ALL}
  const runs = ({{ name, value }}) => name.startsWith("on")
    || (/^(action|data|formaction|href|src|srcdoc|xlink:href)$/.test(name)
      && /^(javascript|vbscript|data):/i.test(value.replace(/[\\u0000-\\u0020]/g, "")));
  return all(document).flatMap((one) => [...one.attributes].filter(runs)
    .map(({{ name, value }}) => `<${{one.localName}} ${{name}}="${{value}}">`));
}}"""
"""Attributes that run something."""
TAGS = f"() => {{{ALL} return [...new Set(all(document).map((one) => one.localName))]; }}"


class Heard:
    """What the pages of a context run, where they fail, and whom they ask beside this machine."""

    def __init__(self, context: BrowserContext) -> None:
        self.executed: list[str] = []
        self.errors: list[str] = []
        self.strangers: list[str] = []
        context.add_init_script(RECORD)
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.text.startswith("executed "):
            self.executed.append(message.text)

    def _failed(self, error: WebError) -> None:
        self.errors.append(str(error.error))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "about:")):
            self.strangers.append(request.url)

    def all(self) -> list[str]:
        return [*self.executed, *self.errors, *self.strangers]

    def nothing(self) -> bool:
        """Whether nothing ran, nothing failed, and nobody else was asked for anything."""
        return self.all() == []

    def __repr__(self) -> str:
        return f"executed {self.executed}, errors {self.errors}, asked {self.strangers}"


def touch(page: Page) -> list[str]:
    """Touches everything on a page and in its frames; the attributes that run something."""
    wrong = []
    for frame in page.frames:
        frame.evaluate(TOUCH)
        wrong += frame.evaluate(WRONG)
    return wrong
