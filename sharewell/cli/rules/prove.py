"""`sharewell rules prove`: that the rows are complete, safe and free of silent order.

For every obligation all sets of facts are searched for a case that breaks it. Exit: 0
all proved, 1 something is not, and a case shows it, 2 the rulebook cannot be read.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime

from sharewell.core.errors import SharewellError
from sharewell.proof.obligation import Obligation, Report
from sharewell.proof.prove import edition_dates, proved
from sharewell.rulebooks.load import (
    SHIPPED,
    edition,
    layers_there_are,
    layers_under,
)

PROVED, FAILED, BAD_INPUT = 0, 1, 2


def run(arguments: list[str]) -> int:
    """The command. Prints to standard output; faults go to standard error."""
    chosen = _parser().parse_args(arguments)
    try:
        reports = [proved(day, layers) for layers, day in _editions(chosen)]
    except SharewellError as fault:
        print(f"sharewell rules prove: {fault}", file=sys.stderr)
        return BAD_INPUT
    if chosen.json:
        print(json.dumps([r.to_json() for r in reports], indent=2, ensure_ascii=False))
    else:
        for report in reports:
            print("\n".join(_lines(report, brief=chosen.brief or len(reports) > 1)))
    return FAILED if any(report.failed for report in reports) else PROVED


def _editions(
    chosen: argparse.Namespace,
) -> Iterator[tuple[tuple[str, ...], date]]:
    """Each once: a layer that adds nothing on a day is what it is laid on."""
    proved_already: set[str] = set()
    names = [one.name for one in layers_there_are()]
    for name in names if chosen.all_layers else [chosen.layers]:
        layers = tuple(name.split(",")) if "," in name else layers_under(name)
        for day in edition_dates(layers) if chosen.all_editions else (chosen.on,):
            rules = edition(day, layers).hash
            if rules not in proved_already:
                proved_already.add(rules)
                yield layers, day


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules prove", description=__doc__)
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=datetime.now(UTC).date(),
        metavar="YYYY-MM-DD",
        help="prove the edition in force on this day; today if not given",
    )
    parser.add_argument(
        "--all-editions",
        action="store_true",
        help="prove the edition of every day on which a row starts or ends",
    )
    parser.add_argument(
        "--layers",
        default=SHIPPED[-1],
        help="a layer with all below it, or several with commas, the lowest first",
    )
    parser.add_argument(
        "--all-layers", action="store_true", help="prove what each layer makes"
    )
    parser.add_argument("--json", action="store_true", help="print the reports as JSON")
    parser.add_argument(
        "--brief", action="store_true", help="print only what is not proved"
    )
    return parser


def _lines(report: Report, *, brief: bool) -> Iterator[str]:
    layers = " + ".join(report.edition.layers)
    yield f"Edition of {report.edition.on}, {layers} ({report.edition.hash[:12]})"
    for one in report.obligations:
        if not (brief and one.proved):
            yield from _obligation(one)
    for note in () if brief else report.notes:
        yield f"  note    {note}"
    count, failed = len(report.obligations), len(report.failed)
    yield (
        f"{count - failed} of {count} obligations proved, {failed} not, "
        f"in {report.seconds:.2f} s."
    )


def _obligation(one: Obligation) -> Iterator[str]:
    answer = "proved" if one.proved else "FAILED"
    took = f"{one.seconds * 1000:7.1f} ms"
    note = f" [{one.note}]" if one.note else ""
    yield f"  {answer}  {took}  {one.kind:<9}  {one.id}: {one.says}{note}"
    if one.example:
        yield from (f"             when  {answer}" for answer in one.example.hangs_on)
        yield from (f"             then  {given}" for given in one.example.gives)
    if one.example and not one.example.gives:
        yield "             then  no row applies"
