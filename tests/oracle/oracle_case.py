"""One whole set of facts, as the oracle reads it: plain sets of words.

The oracle is written from the procedure, the reference and the questions alone. It
imports nothing of the engine and none of its rows; where it and the advice differ,
one of the two has misread a source.
"""

from dataclasses import dataclass

HARM = {"reasonable_cause", "immediate_danger"}
EXCEPTIONS_FOR_ALL = {"prejudice_crime", "delay", "other"}
RISKS = {"risk_child", "risk_adult"}
NOT_SAFEGUARDING = {
    "statistics",
    "inspection_or_review",
    "research",
    "legal_proceedings",
    "access_to_own_record",
    "employment_check",
    "immigration",
    "other",
}


def _set(given):
    return frozenset(given if isinstance(given, list | tuple) else [given])


@dataclass(frozen=True)
class Person:
    ref: str
    answers: dict

    def is_(self, name, *values):
        return bool(self.answers.get(name, frozenset()) & set(values))


@dataclass(frozen=True)
class Case:
    answers: dict
    people: tuple
    on: str = "2026-11-20"

    @classmethod
    def of(cls, facts):
        """From the JSON shape {"date", "answers", "people"}."""
        people = tuple(
            Person(one["ref"], {k: _set(v) for k, v in one.items() if k != "ref"})
            for one in facts.get("people", [])
        )
        answers = {k: _set(v) for k, v in facts["answers"].items()}
        return cls(answers, people, facts["date"])

    def is_(self, name, *values):
        return bool(self.answers.get(name, frozenset()) & set(values))

    # --- words used by several rules ---

    @property
    def harm(self):
        """Reasonable cause to suspect significant harm, or danger now (4.a)."""
        return self.is_("level", *HARM)

    @property
    def danger(self):
        return self.is_("level", "immediate_danger")

    @property
    def asked_unverified(self):
        """GMC 46-50: somebody asks, and nobody has rung back yet (reference 2.2)."""
        return self.is_("direction", "is_asked") and self.is_(
            "recipient_verified", "no"
        )

    @property
    def hides(self):
        return self.is_("handling", "locates_hidden_person")

    @property
    def is_child(self):
        """Surely under eighteen and living."""
        return self.is_("subject_life", "living") and self.is_(
            "age_band", "under_5", "from_5_to_12", "from_13_to_15", "from_16_to_17"
        )

    @property
    def fgm_duty(self):
        """Reference 2.6: a known case under 18; health, teaching, social care."""
        return (
            self.is_("nature", "fgm")
            and self.is_child
            and self.is_("holder", "health", "school", "childrens_services")
        )

    @property
    def encompass(self):
        """Police tell the school of domestic abuse, surely since the guidance in force.

        Reference 2.6 dates the Act to 2024, its statutory guidance to November 2025,
        the start to no day: before that guidance the duty is open.
        """
        return self.school_notice and self.on >= "2025-12-01"

    @property
    def school_notice(self):
        """Reference 2.6: a child from reception to 17, not taught at home."""
        return (
            self.is_("holder", "police")
            and self.is_("nature", "domestic_abuse")
            and self.is_child
            and not self.is_("age_band", "under_5")  # nursery or reception: not said
            and not self.is_("child_status", "home_educated")
        )

    @property
    def adult_serious(self):
        """Procedure section 2: normally shared where an adult is at serious risk."""
        return self.is_("at_risk_now", "adult") and self.is_("adult_harm", "serious")

    @property
    def prevention(self):
        """Section 4, last paragraph: find a child for prevention, without consent."""
        return self.is_("purpose", "identify_for_prevention") and self.is_(
            "nature", "child_harming_others"
        )

    @property
    def alarm(self):
        """Said to be below reasonable cause, yet something answered says otherwise."""
        return not self.harm and (
            self.is_("child_safe_now", "no")
            or self.is_("nature", "fgm", "missing")
            # reference 2.4: under 13, sexual activity always leads to a referral
            or (
                self.is_("nature", "sexual")
                and self.is_("age_band", "under_5", "from_5_to_12")
            )
        )
