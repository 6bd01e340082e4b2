"""`small_rules` as a careful programmer would write them: same checks, same trace.

Nothing is generated. It takes and checks what the compiled decider does, and returns
(date, determination, owed, steps, [(ref, ask, tell)]), each row with its citations.
"""

# One long function, as it would be written for speed; every word comes from one file.
# ruff: noqa: C901, PLR0911, PLR0912, PLR0915, F405

import re
from datetime import date

from tests.bench.by_hand_words import *  # noqa: F403

REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}").fullmatch


class Refused(ValueError):
    """Which fact does not fit."""


def several(answers, name, allowed, alone):
    given = answers[name]
    if type(given) is not list:
        raise Refused(name)
    values = set(given)
    if not values or not values <= allowed or (alone in values and len(values) > 1):
        raise Refused(name)
    return values


def decide(given):
    if type(given) is not dict or len(given) != 3:
        raise Refused("facts")
    written = given["date"]
    if len(written) != 10 or written[4] != "-" or written[7] != "-":
        raise Refused("date")
    on = date.fromisoformat(written)
    a = given["answers"]
    people = given["people"]
    if (
        type(a) is not dict
        or len(a) != 19
        or type(people) is not list
        or len(people) > 30
    ):
        raise Refused("answers")
    harm = a["harm"]
    if harm not in HARM:
        raise Refused("harm")
    would = several(a, "asking_would", WOULD, "none")
    nature = several(a, "nature", NATURE, "unclear")
    purpose = a["purpose"]
    if purpose not in PURPOSE:
        raise Refused("purpose")
    gateway = a["gateway"]
    if gateway not in GATEWAY:
        raise Refused("gateway")
    recipient = a["recipient"]
    if recipient not in RECIPIENT:
        raise Refused("recipient")
    tier = a["tier"]
    if tier not in TIER:
        raise Refused("tier")
    taken = a["advice_taken"]
    if taken not in TAKEN:
        raise Refused("advice_taken")
    interest = a["public_interest"]
    if interest not in INTEREST:
        raise Refused("public_interest")
    adult_risk = a["adult_risk"]
    if adult_risk not in ADULT:
        raise Refused("adult_risk")
    confidential = a["confidential"]
    if confidential not in YES_NO:
        raise Refused("confidential")
    identifies = a["identifies"]
    if identifies not in YES_NO:
        raise Refused("identifies")
    special = a["special"]
    if special not in YES_NO:
        raise Refused("special")
    needed = a["needed"]
    if needed not in YES_NO:
        raise Refused("needed")
    secure = a["secure"]
    if secure not in YES_NO:
        raise Refused("secure")
    accurate = a["accurate"]
    if accurate not in YES_NO:
        raise Refused("accurate")
    proportionate = a["proportionate"]
    if proportionate not in YES_NO:
        raise Refused("proportionate")
    in_doubt = a["in_doubt"]
    if in_doubt not in YES_NO:
        raise Refused("in_doubt")
    order = a["order"]
    if order not in YES_NO:
        raise Refused("order")
    if harm == "none" and ("injury" in nature or "sexual" in nature):
        raise Refused("harm, nature")
    if len(people) > 1 and len({p["ref"] for p in people}) < len(people):
        raise Refused("ref")

    immediate = harm == "immediate"
    significant = immediate or harm == "reasonable_cause"
    covered = recipient in ("front_door", "police") or tier in ("tier2", "tier3")
    lawful = gateway != "none"
    crime, delay = "crime" in would, "delay" in would
    unsafe = "none" not in would
    risk = crime or "child" in would or "adult" in would

    agrees = refuses = not_able = asked = False
    persons = []
    for p in people:
        if type(p) is not dict or len(p) != 7:
            raise Refused("people")
        ref = p["ref"]
        if not REF(ref):
            raise Refused("ref")
        relation = p["relation"]
        if relation not in RELATION:
            raise Refused("relation")
        feared = p["feared"]
        if feared not in DOUBT:
            raise Refused("feared")
        safe = p["safe"]
        if safe not in DOUBT:
            raise Refused("safe")
        able = p["able"]
        if able not in DOUBT:
            raise Refused("able")
        consent = p["consent"]
        if consent not in CONSENT:
            raise Refused("consent")
        explicit = p["explicit"]
        if explicit not in YES_NO:
            raise Refused("explicit")
        if safe == "yes" and feared == "yes":
            raise Refused("feared, safe")
        if consent == "given" and able == "no":
            raise Refused("able, consent")
        agrees = agrees or (consent == "given" and explicit == "yes" and able == "yes")
        refuses = refuses or consent in ("refused", "withdrawn")
        not_able = not_able or able == "no"
        dangerous = feared != "no" or safe == "no"
        if immediate and recipient == "front_door":
            ask = K1
        elif dangerous:
            ask = K2
        elif unsafe and safe == "unknown":
            ask = K3
        elif crime or delay:
            ask = K4
        elif consent in ("given", "refused"):
            ask = K5
        elif relation == "other" and able == "no":
            ask = K6
        elif identifies == "yes":
            ask = K7
            asked = True
        else:
            ask = K8
        persons.append((ref, feared, dangerous, ask))

    found = determination(
        harm, significant, agrees, unsafe, refuses, not_able, asked, order, taken,
        in_doubt, identifies, purpose, needed, interest, covered, adult_risk, crime,
        lawful, confidential,
    )  # fmt: skip
    outcome = found[1]

    told = []
    for ref, feared, dangerous, ask in persons:
        if feared == "yes":
            tell = T1
        elif outcome in ("do_not_share", "seek_advice"):
            tell = T2
        elif dangerous:
            tell = T3
        elif risk:
            tell = T4
        elif delay:
            tell = T5
        elif ask is K7:
            tell = T6
        else:
            tell = T7
        told.append((ref, ask, tell))

    owed = []
    if significant and recipient in ("partner", "other"):
        owed.append(O1)
    if immediate:
        owed.append(O2)
    if "sexual" in nature:
        owed.append(O3)
    if adult_risk == "serious":
        owed.append(O4)

    steps = [S1]
    if significant:
        steps.append(S2)
    if immediate and crime:
        steps.append(S3)
    if outcome == "seek_advice":
        steps.append(S4)
        if confidential == "yes" and special == "yes":
            steps.append(S5)
    if outcome in ("share_part", "share_with_agreement") and not covered:
        steps.append(S6)
    if proportionate == "no":
        steps.append(S7)
    if secure == "no":
        steps.append(S8)
    if accurate == "no":
        steps.append(S9)
    if asked:
        steps.append(S10)
    return on, found, owed, steps, told


def determination(
    harm, significant, agrees, unsafe, refuses, not_able, asked, order, taken, in_doubt,
    identifies, purpose, needed, interest, covered, adult_risk, crime, lawful,
    confidential,
):  # fmt: skip
    if significant:
        if agrees:
            return D1
        if harm == "immediate":
            return D2
        if unsafe:
            return D3
        if refuses:
            return D4
        if not_able:
            return D5
        return D6 if asked else D7
    if order == "yes":
        return D8
    if taken == "nobody":
        if harm == "unsure":
            return D9
        if in_doubt == "yes":
            return D10
    if identifies == "no":
        return D11
    if purpose == "incompatible":
        return D12
    if needed == "no":
        return D13
    if harm == "unsure" and interest == "outweighs":
        return D14
    if agrees:
        return D15 if covered else D16
    if adult_risk == "serious":
        if unsafe:
            return D17
        if refuses:
            return D18
    if purpose == "crime" and crime and lawful:
        return D19
    if refuses:
        if interest == "outweighs":
            return D20
        return D21 if interest == "not_assessed" else D22
    if confidential == "no" and lawful and covered:
        return D23
    if not_able and lawful:
        return D24
    if unsafe:
        return D25
    return D26 if not_able else D27
