"""A smaller rulebook, made up for measuring, for which a function is written by hand.

Its shape is that of the rules that ship: several answers, people, terms, a table that
reads another's outcome, rows that collect. It does not change when a shipped row does.
"""

from tests.made_up_rules import fact, made_up, row, term

YES_NO = ("yes", "no")
DOUBT = ("yes", "no", "unknown")
FACTS = (
    fact("harm", "none", "early_help", "unsure", "reasonable_cause", "immediate"),
    fact("asking_would", "child", "adult", "crime", "delay", "none",
         alone=("none",), many=True),
    fact("nature", "neglect", "injury", "sexual", "other", "unclear",
         alone=("unclear",), many=True),
    fact("purpose", "safeguard", "prevent", "crime", "incompatible"),
    fact("gateway", "none", "public_task", "vital_interests", "legal_obligation"),
    fact("recipient", "front_door", "police", "partner", "other"),
    fact("tier", "unsigned", "tier1", "tier2", "tier3"),
    fact("advice_taken", "nobody", "adviser", "caldicott"),
    fact("public_interest", "not_assessed", "outweighs", "does_not"),
    fact("adult_risk", "none", "serious"),
    *(
        fact(name, *YES_NO)
        for name in (
            "confidential", "identifies", "special", "needed", "secure",
            "accurate", "proportionate", "in_doubt", "order",
        )
    ),
    fact("relation", "child", "mother", "father", "other", of_person=True),
    fact("feared", *DOUBT, of_person=True),
    fact("safe", *DOUBT, of_person=True),
    fact("able", *DOUBT, of_person=True),
    fact("consent", "not_sought", "given", "refused", "withdrawn", of_person=True),
    fact("explicit", *YES_NO, of_person=True),
)  # fmt: skip
TERMS = {
    "significant": term(any=[{"harm": ["reasonable_cause", "immediate"]}]),
    "covered": term(
        any=[{"recipient": ["front_door", "police"]}, {"tier": ["tier2", "tier3"]}]
    ),
    "lawful": term(
        any=[{"gateway": ["public_task", "vital_interests", "legal_obligation"]}]
    ),
    "unsafe_to_seek": term(
        any=[{"asking_would": ["child", "adult", "crime", "delay"]}]
    ),
    "agrees": term(
        some_person=[{"consent": "given", "explicit": "yes", "able": "yes"}]
    ),
    "refuses": term(some_person=[{"consent": ["refused", "withdrawn"]}]),
    "not_able": term(some_person=[{"able": "no"}]),
    "somebody_asked": term(some_person=[{"ask": "ask_before"}]),
    "dangerous": term(of_person=[{"feared": ["yes", "unknown"]}, {"safe": "no"}]),
}
D = "determination"
ROWS = (
    row("K1", "ask", {"recipient": "front_door", "harm": "immediate"}, "not_needed"),
    row("K2", "ask", {"dangerous": True}, "do_not_ask"),
    row("K3", "ask", {"unsafe_to_seek": True, "safe": "unknown"}, "do_not_ask"),
    row("K4", "ask", {"asking_would": ["crime", "delay"]}, "do_not_ask"),
    row("K5", "ask", {"consent": ["given", "refused"]}, "not_needed"),
    row("K6", "ask", {"relation": "other", "able": "no"}, "not_needed"),
    row("K7", "ask", {"identifies": "yes"}, "ask_before"),
    row("D1", D, {"significant": True, "agrees": True}, "share_with_agreement"),
    row("D2", D, {"harm": "immediate"}, "share_now"),
    row("D3", D, {"significant": True, "unsafe_to_seek": True}, "share_now"),
    row("D4", D, {"significant": True, "refuses": True}, "share_now"),
    row("D5", D, {"significant": True, "not_able": True}, "share_now"),
    row("D6", D, {"significant": True, "somebody_asked": True}, "share_with_agreement"),
    row("D7", D, {"significant": True}, "share_now"),
    row("D8", D, {"order": "yes"}, "share_now"),
    row("D9", D, {"harm": "unsure", "advice_taken": "nobody"}, "seek_advice"),
    row("D10", D, {"in_doubt": "yes", "advice_taken": "nobody"}, "seek_advice"),
    row("D11", D, {"identifies": "no"}, "share_part"),
    row("D12", D, {"purpose": "incompatible"}, "do_not_share"),
    row("D13", D, {"needed": "no"}, "do_not_share"),
    row("D14", D, {"harm": "unsure", "public_interest": "outweighs"}, "share_now"),
    row("D15", D, {"agrees": True, "covered": True}, "share_with_agreement"),
    row("D16", D, {"agrees": True}, "seek_advice"),
    row("D17", D, {"adult_risk": "serious", "unsafe_to_seek": True}, "share_now"),
    row("D18", D, {"adult_risk": "serious", "refuses": True}, "share_now"),
    row(
        "D19",
        D,
        {"purpose": "crime", "asking_would": "crime", "lawful": True},
        "share_now",
    ),
    row("D20", D, {"refuses": True, "public_interest": "outweighs"}, "share_now"),
    row("D21", D, {"refuses": True, "public_interest": "not_assessed"}, "seek_advice"),
    row("D22", D, {"refuses": True}, "do_not_share"),
    row("D23", D, {"confidential": "no", "lawful": True, "covered": True}, "share_now"),
    row("D24", D, {"not_able": True, "lawful": True}, "share_now"),
    row("D25", D, {"unsafe_to_seek": True}, "seek_advice"),
    row("D26", D, {"not_able": True}, "seek_advice"),
    row("T1", "tell", {"feared": "yes"}, "do_not_tell"),
    row("T2", "tell", {D: ["do_not_share", "seek_advice"]}, "not_needed"),
    row("T3", "tell", {"dangerous": True}, "do_not_tell"),
    row("T4", "tell", {"asking_would": ["child", "adult", "crime"]}, "do_not_tell"),
    row("T5", "tell", {"asking_would": "delay"}, "tell_after"),
    row("T6", "tell", {"ask": "ask_before"}, "tell_before"),
    row(
        "O1",
        "also_owed",
        {"significant": True, "recipient": ["partner", "other"]},
        "front_door",
    ),
    row("O2", "also_owed", {"harm": "immediate"}, "police"),
    row("O3", "also_owed", {"nature": "sexual"}, "police"),
    row("O4", "also_owed", {"adult_risk": "serious"}, "adult_services"),
    row("S1", "steps", {}, "record"),
    row("S2", "steps", {"significant": True}, "refer"),
    row("S3", "steps", {"harm": "immediate", "asking_would": "crime"}, "tell_police"),
    row("S4", "steps", {D: "seek_advice"}, "consult"),
    row(
        "S5",
        "steps",
        {D: "seek_advice", "confidential": "yes", "special": "yes"},
        "caldicott",
    ),
    row(
        "S6",
        "steps",
        {D: ["share_part", "share_with_agreement"], "covered": False},
        "sign",
    ),
    row("S7", "steps", {"proportionate": "no"}, "cut"),
    row("S8", "steps", {"secure": "no"}, "send_securely"),
    row("S9", "steps", {"accurate": "no"}, "correct"),
    row("S10", "steps", {"somebody_asked": True}, "ask_within_limit"),
)
NEVERS = (
    {
        "cells": {"safe": "yes", "feared": "yes"},
        "says": "Whoever is feared is not safe.",
    },
    {
        "cells": {"consent": "given", "able": "no"},
        "says": "Who cannot decide gives nothing.",
    },
    {
        "cells": {"harm": "none", "nature": ["injury", "sexual"]},
        "says": "That is harm.",
    },
)
RULES = made_up(FACTS, ROWS, terms=TERMS, nevers=NEVERS)
