"""What a witness asks before it signs, and what two witnesses can find together.

A witness remembers the last checkpoint that it signed. It signs the next one only with
a proof that the ledger added to that one and changed nothing.
"""

from dataclasses import dataclass, field

from sharewell.core.errors import SharewellError
from sharewell.core.ledger.checkpoint import Checkpoint
from sharewell.core.ledger.cosignature import cosign, cosignatures
from sharewell.core.ledger.dated import open_dated
from sharewell.core.ledger.hashing import EMPTY_ROOT
from sharewell.core.ledger.note_keys import Check, NotSigned, Sign, VerifierKey
from sharewell.core.ledger.proof_files import ConsistencyFile, read_consistency
from sharewell.core.ledger.proofs import verify_consistency


class WitnessRefuses(SharewellError):
    """The ledger offers what cannot have come from what it signed before: an alarm."""


class WrongStart(SharewellError):
    """The proof begins elsewhere than at the size remembered: ask for another one."""


class SplitView(SharewellError):
    """The ledger showed two witnesses two different histories, and signed both."""


@dataclass(frozen=True)
class Witness:
    """One witness: whose word it trusts about which ledger, and its own key."""

    ledger: VerifierKey
    key: VerifierKey
    check: Check
    sign: Sign = field(repr=False)

    def look(self, kept: bytes | None, offered: bytes, at: int) -> bytes:
        """Check what is offered against what was kept; returns it with our signature.

        `kept` is what the last look returned, None the first time; `offered` is a
        consistency file; `at` is now, in seconds since 1970. Raises MalformedNote,
        NotSigned, WrongStart and WitnessRefuses, and then nothing may be kept.
        """
        proof = read_consistency(offered)
        said, said_at = open_dated(proof.checkpoint, self.ledger, self.check)
        before, before_at = self.remembered(kept)
        require_growth(before, proof, said)
        if said_at < before_at:
            raise WitnessRefuses(
                "The ledger says that it signed this checkpoint before the one that "
                "was kept. Its clock went back, or an old checkpoint is shown again."
            )
        return cosign(proof.checkpoint, self.key, self.sign, at)

    def remembered(self, kept: bytes | None) -> tuple[Checkpoint, int]:
        """What was kept and when the ledger signed it; size 0 the first time.

        Raises NotSigned where the file kept does not bear our own signature.
        """
        if kept is None:
            return Checkpoint(self.ledger.name, 0, EMPTY_ROOT), 0
        require_witnessed(kept, self.key, self.check)
        return open_dated(kept, self.ledger, self.check)


def require_growth(
    before: Checkpoint, proof: ConsistencyFile, said: Checkpoint
) -> None:
    """Raises WitnessRefuses unless `said` adds to `before`, shown by the proof.

    Raises WrongStart where the proof begins at another size.
    """
    if said.size < before.size:
        raise WitnessRefuses(
            f"The ledger now has {said.size} entries, and it had {before.size}: it was "
            "put back to an earlier state, or an old checkpoint is shown again."
        )
    if proof.old != before.size:
        raise WrongStart(
            f"The proof begins at {proof.old} entries; ask for one from {before.size}."
        )
    if not verify_consistency(
        before.size, said.size, before.root, said.root, proof.hashes
    ):
        raise WitnessRefuses(
            f"The ledger cannot show that its {said.size} entries begin with the "
            f"{before.size} that were kept: an earlier entry was changed, or another "
            "history is shown here than before."
        )


def require_witnessed(checkpoint: bytes, witness: VerifierKey, check: Check) -> int:
    """When the witness signed, in seconds since 1970; raises NotSigned."""
    lines = cosignatures(checkpoint, [witness], check)
    if len(lines) != 1:
        raise NotSigned(f"{witness.name} did not sign this checkpoint once.")
    return lines[0].at


def require_one_history(
    first: Checkpoint, other: Checkpoint, proof: bytes | None
) -> None:
    """Raises SplitView where two checkpoints of one ledger cannot both be true.

    Both must have been opened with the ledger's key. `proof` is a consistency file from
    the smaller to the larger; it is not needed for two of the same size. Raises
    MalformedNote and WrongStart for a proof of something else.
    """
    small, large = sorted((first, other), key=lambda one: one.size)
    if small.size == large.size:
        if small.root != large.root:
            raise SplitView(
                f"The ledger signed two different histories of {small.size} entries."
            )
        return
    if proof is None:
        raise WrongStart(
            f"A proof from {small.size} to {large.size} entries is needed to compare."
        )
    read = read_consistency(proof)
    if read.old != small.size:
        raise WrongStart(f"The proof does not begin at {small.size} entries.")
    if not verify_consistency(
        small.size, large.size, small.root, large.root, read.hashes
    ):
        raise SplitView(
            f"The {large.size} entries that one witness saw do not begin with the "
            f"{small.size} that the other saw: the ledger signed two histories."
        )
