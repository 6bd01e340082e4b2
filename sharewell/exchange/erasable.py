"""What an agency keeps of exchanges about a child: its own side, never the other's.

What was sent stays with its recipient under the recipient's key; what came back stays
with whoever wrote it.
"""

from collections.abc import Iterable
from uuid import UUID

from sharewell.decisions.erasable import Reach, Record
from sharewell.exchange.models import (
    ContactAnswer,
    ContactMatch,
    ContactOwed,
    Disclosure,
    DisclosureItem,
    DisclosureStep,
    ExistenceQuestion,
    Release,
)


def sent_from(agency: UUID, concerns: Iterable[UUID]) -> list[UUID]:
    """Every disclosure that the agency sent about these."""
    found = Disclosure.objects.filter(agency_id=agency, concern_id__in=list(concerns))
    return list(found.values_list("id", flat=True))


def exchanged_about(agency: UUID, concerns: Iterable[UUID]) -> Reach:
    """Items, steps, releases and questions; all go with the keys of their concerns."""
    wanted = list(concerns)
    sent = sent_from(agency, wanted)
    texts, records = list[UUID](), list[Record]()
    for row in DisclosureItem.objects.filter(disclosure_id__in=sent):
        texts.append(row.text_id)
        records.append(("disclosure_item", row.id))
    for row in DisclosureStep.objects.filter(disclosure_id__in=sent):
        if row.text_id is not None:
            texts.append(row.text_id)
            if row.agency_id == agency:
                records.append(("disclosure_step", row.id))
    for row in Release.objects.filter(agency_id=agency, disclosure_id__in=sent):
        texts += [row.text_id, row.grounds_id]
        records.append(("release", row.id))
    for row in ExistenceQuestion.objects.filter(agency_id=agency, about_id__in=wanted):
        texts += [row.who_id, row.reason_id]
        records.append(("existence_question", row.id))
    return Reach((), tuple(texts), tuple(records))


def contacts_about(agency: UUID, child_id: UUID) -> Reach:
    """Questions of others that found this record and no other of the agency's."""
    found = ContactMatch.objects.filter(agency_id=agency, child_id=child_id)
    ids = set(found.values_list("contact_id", flat=True))
    shared = ContactMatch.objects.filter(agency_id=agency, contact_id__in=ids)
    ids -= set(shared.exclude(child_id=child_id).values_list("contact_id", flat=True))
    texts, records = list[UUID](), list[Record]()
    for owed in ContactOwed.objects.filter(id__in=ids):
        texts.append(owed.reason_id)
        records.append(("contact", owed.id))
    for answer in ContactAnswer.objects.filter(contact_id__in=ids):
        texts.append(answer.text_id)
        records.append(("contact_answer", answer.id))
    return Reach(tuple(sorted(ids)), tuple(texts), tuple(records))


def contacts_open(agency: UUID, child_id: UUID) -> list[UUID]:
    """Questions about the child's record that nobody has answered."""
    found = ContactMatch.objects.filter(agency_id=agency, child_id=child_id)
    waiting = found.filter(contact__answer__isnull=True)
    return list(waiting.values_list("contact_id", flat=True))
