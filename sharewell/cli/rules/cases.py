"""`sharewell rules cases DIR`: advice beside the answers that sources expect.

Exit: 0 no unsafe miss and no over-share, 1 some, 2 some file could not be scored.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from sharewell.core.errors import SharewellError
from sharewell.rulebooks.advise import advise
from sharewell.rulebooks.authoring.case_files import Scores, read_answers, score_folder
from sharewell.rulebooks.authoring.scoring import PLAIN, Score, Scored

SAFE, HARM, NOT_ALL_SCORED = 0, 1, 2
TOTALS = {
    Score.AGREES: "agree on sharing",
    Score.UNSAFE_MISS: "unsafe misses (expected yes, got no)",
    Score.OVER_SHARE: "over-shares (expected no, got yes)",
    Score.HALF_FAULT: "half faults (advice for yes or no, or the reverse)",
    Score.NOT_SCORED: "not scored: the source is silent",
    Score.INCOMPLETE: "incomplete: questions are open",
}


def run(arguments: list[str]) -> int:
    """The command: a line for each case, then totals of each kind of fault apart."""
    chosen = _parser().parse_args(arguments)
    try:
        answers = read_answers(chosen.answers) if chosen.answers else None
        scores = score_folder(chosen.folder, answers, advise)
    except SharewellError as fault:
        print(f"sharewell rules cases: {fault}", file=sys.stderr)
        return NOT_ALL_SCORED
    if chosen.json:
        print(json.dumps(_plain(scores), indent=2, ensure_ascii=False))
    else:
        print("\n".join((*_lines(scores), "", *_totals(scores))))
    kinds = {case.share for case in scores.scored}
    if kinds & {Score.UNSAFE_MISS, Score.OVER_SHARE}:
        return HARM
    return NOT_ALL_SCORED if scores.faults else SAFE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sharewell rules cases", description=__doc__)
    parser.add_argument("folder", type=Path, help="files of cases: id, facts, expect")
    parser.add_argument(
        "--answers", type=Path, help="JSON of ids to answers, instead of each expect"
    )
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    return parser


def _lines(scores: Scores) -> Iterator[str]:
    for case in scores.scored:
        yield f"{case.id}: {case.share.replace('_', ' ')}{_differences(case)}"
        for question in case.open_questions:
            yield f"  open: {question}"
    for name, fault in scores.faults.items():
        yield f"{name}: not scored. {fault}"


def _differences(case: Scored) -> str:
    wrong = [name for name in PLAIN[1:] if case.others.get(name) is False]
    if case.share not in (Score.AGREES, Score.NOT_SCORED, Score.INCOMPLETE):
        wrong.insert(0, PLAIN[0])
    parts = [f"{n} expected {case.expected[n]}, got {case.got[n]}" for n in wrong]
    return f" ({'; '.join(parts)})" if parts else ""


def _totals(scores: Scores) -> Iterator[str]:
    kinds = Counter(case.share for case in scores.scored)
    for kind, about in TOTALS.items():
        yield f"{kinds[kind]:4} {about}"
    for name in PLAIN[1:]:
        given = Counter(case.others.get(name) for case in scores.scored)
        words = name.replace("_", " ")
        yield f"{given[True]:4} agree on {words}, {given[False]} do not"
    yield f"{len(scores.faults):4} files could not be scored"


def _plain(scores: Scores) -> dict[str, object]:
    kinds = Counter(case.share for case in scores.scored)
    return {
        "cases": [asdict(case) for case in scores.scored],
        "sharing": {str(kind): kinds[kind] for kind in Score},
        **{
            name: {
                "agree": sum(case.others.get(name) is True for case in scores.scored),
                "differ": sum(case.others.get(name) is False for case in scores.scored),
            }
            for name in PLAIN[1:]
        },
        "faults": dict(scores.faults),
    }
