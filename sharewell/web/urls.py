"""The page map. No name, number or reason ever stands in an address."""

from django.urls import path

from sharewell.web.sign_in import sign_in_urls
from sharewell.web.views import (
    access_review,
    asking,
    concerns,
    copying,
    deciding,
    drafts,
    emergencies,
    erasures,
    existence,
    guidance,
    ledger,
    looks,
    people,
    person_sign_in,
    receiving,
    releasing,
    restrictions,
    rulebook,
    security,
    sending,
    start,
    telling,
    work,
)

CONCERN = "concerns/<uuid:concern_id>"
DECISION = "decisions/<uuid:decision_id>"
DISCLOSURE = "disclosures/<uuid:disclosure_id>"
ERASURE = "erasures/<uuid:erasure_id>"
SEAL = "restrictions/seals/<uuid:seal_id>"

urlpatterns = [
    path("", start.start, name="start"),
    path("urgent", start.urgent, name="urgent"),
    path("help", start.help_page, name="help"),
    path("guidance", guidance.index, name="guidance"),
    path("guidance/golden-rules", guidance.golden_rules, name="golden-rules"),
    path("guidance/routes", guidance.routes, name="routes"),
    path("guidance/asking-and-telling", guidance.asking, name="asking-and-telling"),
    path("guidance/questions", guidance.questions, name="every-question"),
    path("guidance/provisions", guidance.provisions, name="provisions"),
    path(
        "guidance/provisions/<str:provision_id>", guidance.provision, name="provision"
    ),
    path("guidance/changes", guidance.changes, name="changes"),
    path("myths", guidance.myths, name="myths"),
    path("accessibility", start.accessibility, name="accessibility"),
    path("privacy", start.privacy, name="privacy"),
    path("healthz", start.healthz, name="healthz"),
    path("readyz", start.readyz, name="readyz"),
    path("ledger/key", ledger.key, name="ledger-key"),
    path("ledger/checkpoint", ledger.checkpoint, name="ledger-checkpoint"),
    path("ledger/consistency/<int:old>", ledger.consistency, name="ledger-grown"),
    path(
        "ledger/consistency/<int:old>/<int:new>",
        ledger.consistency,
        name="ledger-consistency",
    ),
    path(".well-known/security.txt", security.contact, name="security-txt"),
    *sign_in_urls,
    path("your-work", work.your_work, name="your-work"),
    path("your-work/agency", work.wear, name="wear"),
    path("rulebook", rulebook.rulebook, name="rulebook"),
    path("looks", looks.looks, name="looks"),
    path("people", people.people, name="agency-people"),
    path("people/new", people.new, name="new-person"),
    path("people/<uuid:practitioner_id>/role", people.role, name="person-role"),
    path(
        "people/<uuid:practitioner_id>/sign-in",
        person_sign_in.sign_in,
        name="person-sign-in",
    ),
    path("people/<uuid:practitioner_id>/leave", people.leave, name="person-leave"),
    path("access-review", access_review.review, name="access-review"),
    path("restrictions", restrictions.restrictions, name="restrictions"),
    path("restrictions/keep-out", restrictions.keep_out, name="keep-out"),
    path("restrictions/seal", restrictions.put_seal, name="put-seal"),
    path(
        "restrictions/conflicts/<uuid:conflict_id>/end",
        restrictions.end_conflict,
        name="end-conflict",
    ),
    path(f"{SEAL}/lift", restrictions.lift_seal, name="lift-seal"),
    path(f"{SEAL}/name", restrictions.name_in_seal, name="name-in-seal"),
    path(
        "restrictions/proposals/<uuid:proposal_id>",
        restrictions.answer,
        name="answer-proposal",
    ),
    path(
        "restrictions/emergencies/<uuid:opening_id>",
        emergencies.review,
        name="review-emergency",
    ),
    path("people/<uuid:practitioner_id>/asking", asking.review, name="review-asking"),
    path("erasures", erasures.erasures, name="erasures"),
    path("erasures/ask", erasures.ask, name="ask-erasure"),
    path("erasures/hold", erasures.hold, name="hold"),
    path(f"{ERASURE}/answer", erasures.answer, name="answer-erasure"),
    path(f"{ERASURE}/withdraw", erasures.withdraw, name="withdraw-erasure"),
    path("erasures/holds/<uuid:hold_id>/lift", erasures.lift, name="lift-hold"),
    path("concerns/new", telling.tell, name="tell"),
    path("concerns/asked", telling.asked, name="asked"),
    path("drafts/save", drafts.autosave, name="autosave"),
    path("drafts/<uuid:draft_id>/discard", drafts.discard, name="discard-draft"),
    path(CONCERN, concerns.concern, name="concern"),
    path(f"{CONCERN}/looks", looks.concern_looks, name="concern-looks"),
    path(f"{CONCERN}/guardian", concerns.guardian, name="ask-guardian"),
    *(
        path(
            f"{kind}s/<uuid:thing_id>/{address}", view, {"kind": kind}, f"{kind}-{name}"
        )
        for kind in ("concern", "disclosure")
        for address, view, name in (
            ("know-the-family", emergencies.know_the_family, "known"),
            ("emergency", emergencies.emergency, "emergency"),
            ("others", existence.others, "others"),
        )
    ),
    path(f"{CONCERN}/told", concerns.told, name="told"),
    path(f"{CONCERN}/add", concerns.add, name="add"),
    path(f"{CONCERN}/child", concerns.child, name="child"),
    path(f"{CONCERN}/own-view", deciding.own_view, name="own-view"),
    path(f"{CONCERN}/people", deciding.people, name="people"),
    path(f"{CONCERN}/questions", deciding.next_question, name="questions"),
    path(f"{CONCERN}/questions/<slug:fact>", deciding.question, name="question"),
    path(
        f"{CONCERN}/people/<slug:person>/<slug:fact>",
        deciding.question,
        name="person-question",
    ),
    path(f"{CONCERN}/tasks/<uuid:task_id>", concerns.answer, name="answer"),
    path(f"{CONCERN}/decide", deciding.decide, name="decide"),
    path(DECISION, deciding.decision, name="decision"),
    path(f"{DECISION}/print", deciding.decision_print, name="decision-print"),
    path(f"{DECISION}/copy", copying.decision_copy, name="decision-copy"),
    path(f"{DECISION}/items", sending.items, name="items"),
    path(f"{DECISION}/send", sending.send, name="send"),
    path(DISCLOSURE, receiving.disclosure, name="disclosure"),
    path("contacts/<uuid:contact_id>", existence.contact, name="contact"),
    path(f"{DISCLOSURE}/looks", looks.disclosure_looks, name="disclosure-looks"),
    path(f"{DISCLOSURE}/sent", sending.sent, name="sent"),
    path(f"{DISCLOSURE}/referred", sending.referred, name="referred"),
    path(f"{DISCLOSURE}/acknowledge", receiving.take, name="acknowledge"),
    path(f"{DISCLOSURE}/adds", receiving.adds, name="adds"),
    path(f"{DISCLOSURE}/outcome", receiving.outcome, name="outcome"),
    path(f"{DISCLOSURE}/release", releasing.release, name="release"),
    path(
        "releases/proposals/<uuid:proposal_id>", releasing.answer, name="answer-release"
    ),
    path("releases/<uuid:release_id>", releasing.released, name="released"),
    path(f"{DISCLOSURE}/voice", receiving.voice, name="voice"),
]
