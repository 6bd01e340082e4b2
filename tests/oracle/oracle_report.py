"""Disagreements in groups: oracle_report.py NUMBER [GROUPS SHOWN] [SEED]

Grouped by (table, our answer, what the oracle admits); the signature shown is the most
frequent one, with one whole example. Ends with the mean number of admitted outcomes.
"""

import json
import sys
from collections import Counter, defaultdict

from oracle_case import Case
from oracle_compare import admitted_outcomes, faults
from oracle_outcome import outcomes
from oracle_sampler import SEED, sample

from sharewell import advise


def run(number, seed):
    groups, examples, wrong = defaultdict(Counter), {}, 0
    admitted = {"by the oracle": Counter(), "with what was resolved": Counter()}
    for facts in sample(number, seed):
        found = faults(facts, advise(facts))
        wrong += bool(found)
        case = Case.of(facts)
        admitted["by the oracle"][len(outcomes(case))] += 1
        admitted["with what was resolved"][len(admitted_outcomes(case))] += 1
        for fault in found:
            key = (fault.what, fault.ours, fault.theirs)
            groups[key][fault.why] += 1
            examples.setdefault(key, facts)
    return groups, examples, admitted, wrong


def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main(number, shown=60, seed=SEED):
    groups, examples, admitted, wrong = run(number, seed)
    ranked = sorted(groups, key=lambda key: -groups[key].total())
    for key in ranked[:shown]:
        say(f"{groups[key].total():5}  {key[0]}: ours {key[1]}; admitted {key[2]}")
        for why, count in groups[key].most_common(3):
            say(f"         {count:4} {why}")
        say("         e.g.", json.dumps(examples[key], sort_keys=True))
    say(f"{wrong} of {number} differ, {len(ranked)} groups (seed {seed})")
    for whose, sizes in admitted.items():
        mean = sum(size * count for size, count in sizes.items()) / number
        single = sizes[1] / number
        say(f"outcomes admitted {whose}: mean {mean:.2f}, exactly one in {single:.0%}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
