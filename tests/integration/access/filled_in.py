"""What a person would send from each page, filled in as the page asks for it.

A refusal must come from the policy, not from a form that was not filled in.
"""

from uuid import uuid4

from tests.integration.access.scene import SEEN, Scene

TOLD = {"safe_now": "yes", "about": "Robin Quillfeather", "seen": SEEN, "view": "Odd."}
WORDS = {"text": "Spoken to on the telephone."}
ROLE = {"role": "manager", "team": "office"}
CHILD = {"given_name": "Wren", "family_name": "Marshlight"}
ASKED = {
    **CHILD, "born_on_day": "6", "born_on_month": "5", "born_on_year": "2016",
    "purpose": "safeguard", "reason": "A bruise.",
}  # fmt: skip


def filled_in(scene: Scene, name: str) -> dict[str, object]:
    """The form of the page, with a fresh key; an empty form where the page has none."""
    forms = _forms(scene)
    return {"submit_key": str(uuid4()), **forms.get(name, {})}


def _forms(scene: Scene) -> dict[str, dict[str, object]]:
    door = str(scene.world.inboxes["childrens_services.front_door"])
    school = str(scene.world.agencies["school"])
    chosen = {"refs": scene.ids["item"], "inbox": door, "answered_by": "Dana, duty"}
    return {
        "wear": {"agency": school},
        "tell": {**TOLD, "do": "tell"},
        "asked": {
            "asker": "A clinic",
            "asked": "The dates",
            "about": "Robin",
            "view": "No",
        },
        "autosave": {"draft": str(uuid4()), "revision": "0", "seen": "Half a"},
        "new-person": {
            **ROLE,
            "name": "Nora New",
            "email": "nora@school.example",
            "call_back_phone": "01632 960003",
        },
        "person-role": ROLE,
        "review-asking": {"found_as": "in_order"},
        "person-sign-in": {"do": "send"},
        "looks": {"reference": scene.ids["reference"]},
        "keep-out": {
            "reference": scene.ids["reference"],
            "person": str(scene.world.actors["adam"].id),
            "reason": "own_family",
        },
        "put-seal": {
            "reference": "XXXX-XXXX",
            "scope": "this",
            "names": [str(scene.world.actors["lena"].id)],
        },
        # Well filled in, of a record that is not there.
        "ask-erasure": {"reference": "XXXX-XXXX", "ground": "asked_for"},
        "hold": {"reference": "XXXX-XXXX", "ground": "court"},
        "answer-erasure": {"answer": "agree"},
        "name-in-seal": {"person": str(scene.world.actors["alice"].id)},
        "answer-proposal": {"answer": "refuse"},
        "review-emergency": {"was_justified": "yes", **WORDS},
        "concern-known": {"reason": "own_family"},
        "disclosure-known": {"reason": "own_family"},
        "concern-emergency": {"reason": "A child may be harmed tonight."},
        "disclosure-emergency": {"reason": "A child may be harmed tonight."},
        "concern-others": ASKED,
        "disclosure-others": ASKED,
        "contact": {"outcome": "will_not", **WORDS},
        "ask-guardian": WORDS,
        "answer-release": {"answer": "agree"},
        "add": WORDS,
        "child": CHILD,
        "own-view": {"own_view": "It does not fit."},
        "people": {"people": ["mother"]},
        "question": {"answer": "reasonable_cause"},
        "person-question": {"answer": "yes"},
        "answer": WORDS,
        "decide": {"outcome": "share", "reasons": "Second bruise.", "lawful_basis": ""},
        "items": {**chosen, "answered": "name"},
        # The digest of another preview: whoever may send is shown the new one.
        "send": {**chosen, "previewed": "0" * 64},
        "referred": {"answered_by": "Dana, duty"},
        "adds": WORDS,
        "outcome": {"outcome": "section_47", "message": "We are visiting today."},
        "voice": {"answered_by": "Dana, duty"},
    }
