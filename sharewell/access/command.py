"""The door: every write, and every opening of a child's record, goes through here."""

import functools
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError

from sharewell.access.context import context
from sharewell.access.errors import Refused, SubmittedDifferently
from sharewell.access.models import SubmittedOnce
from sharewell.access.races import begin_again, constraint
from sharewell.audit.append import append
from sharewell.core.ledger.commitment import commit
from sharewell.core.ledger.entry import Entry
from sharewell.core.policy.action import Action
from sharewell.core.policy.decide import decide
from sharewell.core.policy.model import (
    ORDINARY,
    Actor,
    Circumstances,
    Purpose,
    Resource,
    Verdict,
)
from sharewell.keys.subjects import bound_salt


class Act:
    """One attempt, by one actor, at one time, to do one thing."""

    def __init__(
        self, by: Actor, action: Action, at: datetime, purpose: Purpose
    ) -> None:
        """Start with nothing permitted and nothing recorded."""
        self.by, self.action, self.at, self.purpose = by, action, at, purpose
        self.verdict: Verdict | None = None
        self.entries = 0

    def require(
        self, resource: Resource, circumstances: Circumstances = ORDINARY
    ) -> None:
        """Ask the policy; raises Refused, and keeps the reasons for the ledger."""
        verdict = decide(self.by, self.purpose, self.action, resource, circumstances)
        if not verdict.permit:
            raise Refused(self.by, self.action, resource, verdict)
        self.verdict, self.required = verdict, resource

    def record(
        self,
        event: str,
        *,
        kind: str,
        id: UUID | None = None,  # noqa: A002 - reads as kind=, id= at every call
        salt: bytes | None = None,
        content: Mapping[str, Any] | None = None,
        edition: str | None = None,
        subject: UUID | None = None,
    ) -> None:
        """Stage a ledger leaf in this transaction, with a commitment to `content`.

        Where the content holds sealed text, `subject` is what that text goes with: once
        its key is destroyed nobody can try a guess against the commitment.
        """
        if self.verdict is None:
            raise TypeError(f"{self.action}: require() comes before record()")
        if subject is not None and self.by.agency is not None:
            salt = bound_salt(salt or b"", self.by.agency, subject)
        append(
            Entry(
                leaf_id=uuid4(),
                event=event,
                actor=self.by.id,
                agency=self.by.agency,
                purpose=self.purpose.value,
                object_kind=kind,
                object_id=id,
                verdict="permit",
                reasons=self.verdict.reasons,
                at=self.at,
                edition=edition,
                commitment=None if content is None else commit(salt or b"", content),
            )
        )
        self.entries += 1


def command(
    action: Action,
    *,
    purpose: Purpose = Purpose.SAFEGUARD,
    writes: bool = True,
    autosaves: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Wrap `fn(act, **given)` so that it runs only as a permitted, recorded act.

    Called as `fn(by=actor, at=now, key=submit_key, **given)`. An act that writes takes
    a key, unique per actor: a second submit with the same key and content returns the
    first result and changes nothing; with other content raises SubmittedDifferently.
    A result of a writing act is made of ids and words only, because it is kept.
    An act that autosaves has the draft's revision for its key and records a leaf only
    when a draft is started (docs/adr/0004). An act that loses a race is made again.
    """

    def wrap(fn: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(fn)
        def run(
            *, by: Actor, at: datetime, key: str | None = None, **given: Any
        ) -> Any:
            if writes and not autosaves and not key:
                raise TypeError(
                    f"{fn.__qualname__} writes and needs an idempotency key"
                )

            def attempt() -> Any:
                # An act of its own each time: what the first one recorded is undone.
                act = Act(by, action, at, purpose)
                if autosaves or not writes:
                    return _carry_out(fn, act, given, autosaves)
                return _once(fn, act, str(key), given)

            return begin_again(attempt)

        run.action = action  # type: ignore[attr-defined]
        run.writes = writes  # type: ignore[attr-defined]
        run.autosaves = autosaves  # type: ignore[attr-defined]
        return run

    return wrap


def _carry_out(
    fn: Callable[..., Any], act: Act, given: dict[str, Any], quiet: bool
) -> Any:
    with context(act.by, act.purpose):
        return _checked(fn, act, given, quiet)


def _checked(
    fn: Callable[..., Any], act: Act, given: dict[str, Any], quiet: bool = False
) -> Any:
    result = fn(act, **given)
    if act.verdict is None or (act.entries == 0 and not quiet):
        raise TypeError(f"{fn.__qualname__} must require() and record()")
    return result


def _once(fn: Callable[..., Any], act: Act, key: str, given: dict[str, Any]) -> Any:
    digest = _request_hash(act.action, given)
    try:
        with context(act.by, act.purpose):
            earlier = _earlier(act, key, digest)
            if earlier is not None:
                return earlier.result
            result = _checked(fn, act, given)
            # Last, so that a refused or failed act leaves its key free.
            SubmittedOnce(
                agency_id=act.by.agency,
                actor_id=act.by.id,
                key=key,
                request_hash=digest,
                result=result,
                at=act.at,
            ).save(force_insert=True)
            return result
    except IntegrityError as clash:
        if constraint(clash) != "one_submit_per_actor_and_key":
            raise
        # The same submit won the race in another process: answer with its result.
        with context(act.by, act.purpose):
            earlier = _earlier(act, key, digest)
            if earlier is None:
                raise
            return earlier.result


def _earlier(act: Act, key: str, digest: str) -> SubmittedOnce | None:
    found: SubmittedOnce | None = SubmittedOnce.objects.filter(
        actor_id=act.by.id, key=key
    ).first()
    if found is not None and found.request_hash != digest:
        raise SubmittedDifferently
    return found


def _request_hash(action: Action, given: dict[str, Any]) -> str:
    """A keyed hash of what was asked: the content is not kept and cannot be guessed."""
    text = json.dumps(given, sort_keys=True, default=_plain, ensure_ascii=False)
    message = f"{action.value}\n{text}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, sha256).hexdigest()


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    return str(value)
