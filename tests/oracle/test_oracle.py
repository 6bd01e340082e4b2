"""The advice agrees with an oracle written from the text, by somebody else."""

import os

from oracle_case import Case
from oracle_compare import faults
from oracle_outcome import outcomes
from oracle_sampler import sample

from sharewell import advise

# All 20,000 are `make prove-all`'s; the ordinary run takes the first of them.
SETS = int(os.environ.get("ORACLE_SETS", "2000"))
# 28 of 20,000 sets part from the oracle in ways not settled yet (docs/measurements.md),
# nearly all in cases that contradict themselves; more than that is a fault.
MOST_UNSETTLED = 2 / 1000


def test_advice_is_among_what_the_oracle_admits():
    seen, admitted, parted = {}, 0, 0
    for facts in sample(SETS):
        admitted += len(outcomes(Case.of(facts)))
        found = faults(facts, advise(facts))
        parted += bool(found)
        for fault in found:
            seen.setdefault((fault.what, fault.ours, fault.theirs), []).append(
                fault.why
            )
    worst = sorted(seen.items(), key=lambda item: -len(item[1]))[:20]
    told = "\n".join(f"{len(why):5} {key}: {why[0]}" for key, why in worst)
    assert parted / SETS <= MOST_UNSETTLED, f"{parted} of {SETS}\n{told}"
    assert admitted / SETS < 3, "an oracle that admits everything proves nothing"
