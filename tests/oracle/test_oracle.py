"""The advice agrees with an oracle written from the text, by somebody else."""

import os

from oracle_case import Case
from oracle_compare import faults
from oracle_outcome import outcomes
from oracle_sampler import sample

from sharewell import advise

SETS = int(os.environ.get("ORACLE_SETS", "20000"))


def test_advice_is_among_what_the_oracle_admits():
    seen, admitted = {}, 0
    for facts in sample(SETS):
        admitted += len(outcomes(Case.of(facts)))
        for fault in faults(facts, advise(facts)):
            seen.setdefault((fault.what, fault.ours, fault.theirs), []).append(
                fault.why
            )
    worst = sorted(seen.items(), key=lambda item: -len(item[1]))[:20]
    told = "\n".join(f"{len(why):5} {key}: {why[0]}" for key, why in worst)
    assert not seen, f"{len(seen)} kinds of difference\n{told}"
    assert admitted / SETS < 3, "an oracle that admits everything proves nothing"
