"""The answers and rows that `by_hand` knows, written out once."""

CITED = (("MADE-UP", "s1"),)
YES_NO = frozenset({"yes", "no"})
DOUBT = frozenset({"yes", "no", "unknown"})
HARM = frozenset({"none", "early_help", "unsure", "reasonable_cause", "immediate"})
WOULD = frozenset({"child", "adult", "crime", "delay", "none"})
NATURE = frozenset({"neglect", "injury", "sexual", "other", "unclear"})
PURPOSE = frozenset({"safeguard", "prevent", "crime", "incompatible"})
GATEWAY = frozenset({"none", "public_task", "vital_interests", "legal_obligation"})
RECIPIENT = frozenset({"front_door", "police", "partner", "other"})
TIER = frozenset({"unsigned", "tier1", "tier2", "tier3"})
TAKEN = frozenset({"nobody", "adviser", "caldicott"})
INTEREST = frozenset({"not_assessed", "outweighs", "does_not"})
ADULT = frozenset({"none", "serious"})
RELATION = frozenset({"child", "mother", "father", "other"})
CONSENT = frozenset({"not_sought", "given", "refused", "withdrawn"})


def said(row, outcome):
    return (row, outcome, CITED)


NOT_NEEDED, DO_NOT_ASK = "not_needed", "do_not_ask"
K1, K2, K3 = said("K1", NOT_NEEDED), said("K2", DO_NOT_ASK), said("K3", DO_NOT_ASK)
K4, K5, K6 = said("K4", DO_NOT_ASK), said("K5", NOT_NEEDED), said("K6", NOT_NEEDED)
K7, K8 = said("K7", "ask_before"), said("LAST-ask", NOT_NEEDED)
D1, D2 = said("D1", "share_with_agreement"), said("D2", "share_now")
D3, D4, D5 = said("D3", "share_now"), said("D4", "share_now"), said("D5", "share_now")
D6, D7 = said("D6", "share_with_agreement"), said("D7", "share_now")
D8, D9 = said("D8", "share_now"), said("D9", "seek_advice")
D10, D11 = said("D10", "seek_advice"), said("D11", "share_part")
D12, D13 = said("D12", "do_not_share"), said("D13", "do_not_share")
D14, D15 = said("D14", "share_now"), said("D15", "share_with_agreement")
D16, D17, D18 = (
    said("D16", "seek_advice"),
    said("D17", "share_now"),
    said("D18", "share_now"),
)
D19, D20, D21 = (
    said("D19", "share_now"),
    said("D20", "share_now"),
    said("D21", "seek_advice"),
)
D22, D23, D24 = (
    said("D22", "do_not_share"),
    said("D23", "share_now"),
    said("D24", "share_now"),
)
D25, D26 = said("D25", "seek_advice"), said("D26", "seek_advice")
D27 = said("LAST-determination", "verify_then_share")
T1, T2, T3 = (
    said("T1", "do_not_tell"),
    said("T2", NOT_NEEDED),
    said("T3", "do_not_tell"),
)
T4, T5, T6 = (
    said("T4", "do_not_tell"),
    said("T5", "tell_after"),
    said("T6", "tell_before"),
)
T7 = said("LAST-tell", "tell_before")
O1, O2 = said("O1", "front_door"), said("O2", "police")
O3, O4 = said("O3", "police"), said("O4", "adult_services")
S1, S2, S3 = said("S1", "record"), said("S2", "refer"), said("S3", "tell_police")
S4, S5, S6 = said("S4", "consult"), said("S5", "caldicott"), said("S6", "sign")
S7, S8, S9 = said("S7", "cut"), said("S8", "send_securely"), said("S9", "correct")
S10 = said("S10", "ask_within_limit")
