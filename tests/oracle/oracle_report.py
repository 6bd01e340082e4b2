"""Disagreements in groups: python tests/oracle/oracle_report.py 2000 [groups shown]

Grouped by (table, our answer, what the oracle admits); the signature shown is the most
frequent one, with one whole example. Ends with the mean number of admitted outcomes.
"""

import json
import sys
from collections import Counter, defaultdict

from oracle_case import Case
from oracle_compare import faults
from oracle_outcome import outcomes
from oracle_sampler import sample

from sharewell import advise


def run(number):
    groups, examples, admitted, wrong = defaultdict(Counter), {}, Counter(), 0
    for facts in sample(number):
        found = faults(facts, advise(facts))
        wrong += bool(found)
        admitted[len(outcomes(Case.of(facts)))] += 1
        for fault in found:
            key = (fault.what, fault.ours, fault.theirs)
            groups[key][fault.why] += 1
            examples.setdefault(key, facts)
    return groups, examples, admitted, wrong


def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def main(number, shown):
    groups, examples, admitted, wrong = run(number)
    ranked = sorted(groups, key=lambda key: -groups[key].total())
    for key in ranked[:shown]:
        say(f"{groups[key].total():5}  {key[0]}: ours {key[1]}; admitted {key[2]}")
        for why, count in groups[key].most_common(3):
            say(f"         {count:4} {why}")
        say("         e.g.", json.dumps(examples[key], sort_keys=True))
    mean = sum(size * count for size, count in admitted.items()) / number
    single = admitted[1] / number
    say(f"{wrong} of {number} differ, {len(ranked)} groups")
    say(f"outcomes admitted: mean {mean:.2f}, exactly one in {single:.0%}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60)
