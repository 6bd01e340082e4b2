"""The line on which something stands in a TOML file, for a message.

The standard library's reader keeps no line numbers; a header and a word are enough.
"""

import re
from itertools import islice

HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*(\]\]?)\s*(#.*)?")
Word = str | tuple[str, int]


def line_of(text: str, header: str, index: int = 0, *words: Word) -> int:
    """Line (from 1) of the last of `words` found in the `index`-th block so headed.

    `header` as written, such as "[[row]]" or "[term.danger]". A word is the key to
    look for; ("because", 2) is the third entry of the list under that key. The line
    of what was found before stands for a word that is not there.
    """
    lines = text.splitlines()
    start, end = _block(lines, header, index)
    line = start
    for word in words:
        key, entry = word if isinstance(word, tuple) else (word, None)
        line = _key(lines, key, line, end)
        if entry is not None:
            line = _entry(lines, entry, line, end)
    return line + 1


def _block(lines: list[str], header: str, index: int) -> tuple[int, int]:
    headed = [n for n, line in enumerate(lines) if HEADER.fullmatch(line)]
    mine = [n for n in headed if _name(lines[n]) == header]
    if index >= len(mine):
        return 0, len(lines)
    after = (n for n in headed if n > mine[index])
    return mine[index], next(after, len(lines))


def _name(line: str) -> str:
    found = HEADER.fullmatch(line)
    return f"{found[1]}{found[2]}{found[3]}" if found else ""


def _key(lines: list[str], key: str, start: int, end: int) -> int:
    written = re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}[\"']?\s*=")
    found = (n for n in range(start, end) if written.search(lines[n]))
    return next(found, start)


def _entry(lines: list[str], entry: int, start: int, end: int) -> int:
    """Entries of a list stand on lines of their own, or all on the key's."""
    found = (n for n in range(start, end) if re.match(r"\s*\{", lines[n]))
    return next(islice(found, entry, None), start)
