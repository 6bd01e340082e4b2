"""Compare markup by meaning: tags, attributes in any order, words."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    """Collects what a browser would see, without the spacing of the source."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(("open", tag, sorted((k, _words(v or "")) for k, v in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(("close", tag))

    def handle_data(self, data: str) -> None:
        words = _words(data)
        if not words:
            return
        if self.seen and isinstance(self.seen[-1], str):
            words = f"{self.seen.pop()} {words}"
        self.seen.append(words)


def meaning(markup: str) -> list[object]:
    """Return the markup as a list that is equal when the pages are."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.seen


def _words(text: str) -> str:
    return " ".join(text.split())
