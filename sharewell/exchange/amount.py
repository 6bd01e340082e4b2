"""How much the procedure lets go to the decided recipient, item by item.

It follows the advice's `how_much` and nothing else. What the table does not name as
going stays: a kind of item that is added later is held back until somebody decides.
The front door is not limited by it: what it is owed is not what somebody else may have.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sharewell.agencies.queries import InboxEntry
from sharewell.agencies.vocabulary import InboxKind
from sharewell.core.procedure.advice import HowMuch
from sharewell.decisions.models import SharingDecision
from sharewell.decisions.vocabulary import SHARING, Outcome
from sharewell.exchange.errors import UnusableDisclosure
from sharewell.exchange.items import Item
from sharewell.exchange.recipients import opens_front_door

ALWAYS = frozenset({"referrer"})


@dataclass(frozen=True)
class Amount:
    """`goes` as it is; `reread` once the sender has read it for this; the rest stays.

    None stands for every kind.
    """

    goes: frozenset[str] | None
    reread: frozenset[str] | None = frozenset()
    barred: str = ""
    caution: str = ""


AMOUNTS = {
    HowMuch.RELEVANT_PART: Amount(None),
    HowMuch.ANONYMISED: Amount(
        ALWAYS,
        # Figures are written as free text, and free text can name somebody.
        frozenset({"more", "action"}),
        "Only figures that identify nobody may go, and this could identify.",
        "Only figures that identify nobody may go. Read it again: does it say, or let "
        "somebody guess, who it is about?",
    ),
    HowMuch.EXISTENCE_ONLY: Amount(
        ALWAYS | {"who"},
        barred="Only that something is held may go, and this says what it is.",
    ),
    HowMuch.NOTHING: Amount(
        ALWAYS,
        None,
        caution="The procedure points to nothing going to this recipient. Tick it only "
        "if your reasons cover it.",
    ),
}


def limited(items: Iterable[Item], decision: SharingDecision) -> list[Item]:
    """The items with what the decided recipient may not have, or only reread."""
    amount = _amount(decision)
    return [_limited(item, amount, opens_front_door(decision)) for item in items]


def require_amount(
    items: Iterable[Item], inbox: InboxEntry, *, read_again: bool
) -> None:
    """Raises UnusableDisclosure for what may not go to this inbox as it is."""
    if inbox.kind == InboxKind.FRONT_DOOR:
        return
    chosen = list(items)
    for item in chosen:
        if item.barred:
            raise UnusableDisclosure(
                f"{item.barred} It may go to the front door only. Take its tick away: "
                f"“{_start(item.text)}”."
            )
    cautioned = [item for item in chosen if item.caution]
    if cautioned and not read_again:
        raise UnusableDisclosure(
            f"{cautioned[0].caution} Read “{_start(cautioned[0].text)}” again and say "
            "below that you did, or take its tick away."
        )


def _amount(decision: SharingDecision) -> Amount:
    how_much = decision.advice.get("how_much")
    if how_much is None or Outcome(decision.outcome) not in SHARING:
        # Not asked yet, or nobody but the front door can receive it.
        return AMOUNTS[HowMuch.RELEVANT_PART]
    return AMOUNTS[HowMuch(how_much)]


def _limited(item: Item, amount: Amount, door_is_open: bool) -> Item:
    if item.withheld or amount.goes is None or item.kind in amount.goes:
        return item
    if amount.reread is None or item.kind in amount.reread:
        return replace(item, caution=amount.caution, is_chosen=False)
    if door_is_open:
        return replace(item, barred=amount.barred, is_chosen=False)
    return replace(item, withheld=amount.barred, is_chosen=False)


def _start(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"  # noqa: PLR2004
