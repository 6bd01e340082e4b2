"""The law apart: data protection, human rights, confidence, agreement."""

from typing import Any

from sharewell.web.presenters.words import LAWFUL_BASIS, REGIME, say


def law_words(law: dict[str, Any] | None) -> dict[str, Any] | None:
    """Each question with its own answer; None while the advice is not complete.

    A decision that was recorded before human rights were answered apart has none.
    """
    if law is None:
        return None
    return {
        "data_protection": [
            {
                "basis": say(LAWFUL_BASIS, one["basis"]),
                "condition": one["special_category_condition"],
                "regime": say(REGIME, one["regime"]),
                "cites": "; ".join(
                    f"{c['document']} {c['ref']}" for c in one["citations"]
                ),
            }
            for one in law["candidates"]
        ],
        "human_rights": law.get("human_rights"),
        "confidence": law.get("confidence"),
        "agreement": law.get("agreement"),
    }
