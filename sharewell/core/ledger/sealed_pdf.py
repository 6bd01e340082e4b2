"""A PDF that carries its proof inside, and can be taken apart again to the byte.

The pages are made first, with a place kept for one attachment. The proof then goes in
by an incremental update (ISO 32000-1, 7.5.6): bytes added after the end, which give the
attachment its content and change nothing else. So the pages stay byte for byte what
was promised, and what was added has one spelling: nothing can be slipped in between.
"""

import re
from typing import Final

from sharewell.core.errors import SharewellError

_END: Final = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
_PLACE: Final = re.compile(rb"\n(\d{1,7}) 0 obj\n<</Type /EmbeddedFile")
_TABLE: Final = re.compile(
    rb"\d{1,7} 0 obj\n<</Type /XRef[^>]*?/Size (\d{1,7})(/Root \d{1,7} 0 R)"
    rb"(/Info \d{1,7} 0 R)(/ID \[[^\]]{1,200}\])"
)
_ADDED: Final = re.compile(
    rb"(\d{1,7}) 0 obj\n<</Type /EmbeddedFile/Subtype /application#2fjson"
    rb"/Params <</Size (\d{1,9})>>/Length (\d{1,9})>>\nstream\n"
)
_ENTRY_BYTES: Final = 7
_LONGEST_END: Final = 40


class NotSealed(SharewellError):
    """A PDF that does not carry its proof the way it was put in."""


def is_pdf(data: bytes) -> bool:
    """Whether the bytes begin like a PDF."""
    return data.startswith(b"%PDF-")


def seal(pages: bytes, proof: bytes) -> bytes:
    """The pages with the proof as their attachment; raises NotSealed.

    `pages` is a PDF 1.5 or later with a cross-reference stream and the place for one
    attachment.
    """
    end, places = _END.search(pages[-_LONGEST_END:]), _PLACE.findall(pages)
    if end is None or len(places) != 1:
        raise NotSealed("These pages keep no place for a proof.")
    before = int(end[1])
    table = _TABLE.match(pages, before)
    if table is None:
        raise NotSealed("These pages end in a table that cannot be continued.")
    place, number = int(places[0]), int(table[1])
    start = len(pages)
    attached = (
        b"%d 0 obj\n<</Type /EmbeddedFile/Subtype /application#2fjson"
        b"/Params <</Size %d>>/Length %d>>\nstream\n%s\nendstream\nendobj\n"
    ) % (place, len(proof), len(proof), proof)
    at = start + len(attached)
    return b"".join(
        (
            pages,
            attached,
            b"%d 0 obj\n<</Type /XRef/Index [%d 1 %d 1]/W [1 4 2]/Size %d/Prev %d"
            % (number, place, number, number + 1, before),
            table[2] + table[3] + table[4],
            b"/Length %d>>\nstream\n" % (2 * _ENTRY_BYTES),
            _entry(start) + _entry(at),
            b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % at,
        )
    )


def unseal(sealed: bytes) -> tuple[bytes, bytes]:
    """(The pages, the proof) of what `seal` made, and of nothing else.

    Raises NotSealed.
    """
    # No proof holds such a line itself, so the last one is the one that was added.
    for found in [*_ADDED.finditer(sealed)][-1:]:
        start, length = found.start(), int(found[3])
        pages, proof = sealed[:start], sealed[found.end() : found.end() + length]
        if _is_whole(pages, proof, sealed):
            return pages, proof
    raise NotSealed(
        "The file does not end as it did when it was sealed: it was cut short, "
        "something was added to it, or another program saved it anew."
    )


def _is_whole(pages: bytes, proof: bytes, sealed: bytes) -> bool:
    try:
        return seal(pages, proof) == sealed
    except NotSealed:
        return False


def _entry(offset: int) -> bytes:
    """In use (1), at this offset, generation 0."""
    return b"\x01" + offset.to_bytes(4, "big") + b"\x00\x00"
