"""An independent crawl of a published site, from its files alone.

Knows nothing of Materia: reads HTML as a browser would find it on a disk, follows every link from the home page,
and lists what a reader could stumble over.
"""

from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
import sys

# Attributes that make the browser load something, by element.
LOADS = {
    ("script", "src"), ("img", "src"), ("img", "srcset"), ("iframe", "src"), ("source", "src"), ("source", "srcset"),
    ("video", "src"), ("audio", "src"), ("embed", "src"), ("object", "data"), ("input", "src"), ("use", "href"),
}
LOADING_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch", "dns-prefetch", "preconnect"}


class Page(HTMLParser):
    """The links, loads and anchors of one HTML file."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.ids, self.duplicates, self.inline = [], [], set(), [], []
        self.refresh = None
        self.policy, self.text_of, self.texts = "", None, []
        self.feed(text)
        # A strict policy lets in inline text whose hash it names.
        for line, tag, text in self.texts:
            digest = b64encode(sha256(text.encode()).digest()).decode()
            if f"'sha256-{digest}'" not in self.policy:
                self.inline.append((line, f"<{tag}>"))

    def handle_data(self, data):
        if self.text_of:
            self.texts.append((*self.text_of, data))
            self.text_of = None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        line = self.getpos()[0]
        for name, value in attributes:
            if name == "id":
                if value in self.ids:
                    self.duplicates.append((line, value))
                self.ids.add(value)
            elif name == "style" or name.startswith("on"):
                self.inline.append((line, name))
            elif (tag, name) in LOADS:
                self.loads.append((line, value))
        if tag in ("a", "area") and values.get("href") is not None:
            self.links.append((line, values["href"]))
        if tag == "link" and set((values.get("rel") or "").split()) & LOADING_RELS:
            self.loads.append((line, values.get("href") or ""))
        # A block of data is no script: no policy is asked about it.
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") != "application/ld+json"):
            self.text_of = (line, tag)
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "content-security-policy":
            self.policy = values.get("content", "")
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self.refresh = values.get("content", "").partition("url=")[2]
            self.links.append((line, self.refresh))


def crawl(root):
    """Problems of the site in `root`, as lines of text, and the number of pages and links followed."""
    root = Path(root).resolve()
    pages = {path: Page(path.read_text("utf-8")) for path in sorted(root.rglob("*.html"))}
    problems, followed = [], 0

    def report(path, line, text):
        problems.append(f"{path.relative_to(root)}:{line}: {text}")

    def target(path, address):
        """The file and anchor an address leads to; None when it leaves the site."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return None
        file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        return file, unquote(parts.fragment)

    reached, queue = set(), [root / "index.html"]
    while queue:
        path = queue.pop()
        if path in reached or path not in pages:
            continue
        reached.add(path)
        for _, address in pages[path].links:
            found = target(path, address)
            if found:
                queue.append(found[0])

    for path, page in pages.items():
        for line, value in page.duplicates:
            report(path, line, f"the id '{value}' stands twice")
        for line, what in page.inline:
            report(path, line, f"inline {what}, which a strict content security policy blocks")
        for line, address in page.loads:
            found = target(path, address)
            if found is None or address.startswith("/"):
                report(path, line, f"loads '{address}', which is not relative")
            elif not found[0].is_file():
                report(path, line, f"loads '{address}', which is not there")
            followed += 1
        for line, address in page.links:
            followed += 1
            if address.startswith("/"):
                report(path, line, f"links to '{address}', which is not relative")
                continue
            found = target(path, address)
            if found is None:
                if urlsplit(address).scheme not in ("http", "https", "mailto", "tel"):
                    report(path, line, f"links to '{address}'")
                continue
            file, anchor = found
            if not file.is_relative_to(root):
                report(path, line, f"links to '{address}', outside the site")
            elif not file.is_file():
                report(path, line, f"links to '{address}', which is not there")
            # Inputs of a form stand behind the # as well; they have a name and a value, which places have not.
            elif anchor and "=" not in anchor and file in pages and anchor not in pages[file].ids:
                report(path, line, f"links to '{address}', which has no such place")
        if path not in reached and page.refresh is None and path.name != "404.html":
            report(path, 1, "cannot be reached from the home page")
    for path in sorted(root.rglob("*.css")):
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
            if "url(" in text and ("//" in text or "url(/" in text) or "@import" in text:
                report(path, number, "loads something that is not relative")
    return problems, len(pages), followed


if __name__ == "__main__":
    found, page_count, link_count = crawl(sys.argv[1] if len(sys.argv) > 1 else "site")
    print("\n".join(found))
    print(f"{page_count} pages, {link_count} links and loads, {len(found)} problems")
    sys.exit(1 if found else 0)
