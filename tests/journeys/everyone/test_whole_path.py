"""The main job, from the teacher's page to the outcome told back, by everybody."""

from tests.integration.jobs.mail_server import MailServer
from tests.journeys.answers import FRONT_DOOR, MOTHER, PLAIN
from tests.journeys.people import BRUISE, DutyWorker, Lead, Practitioner


def test_a_concern_becomes_a_decision_and_a_disclosure(
    teacher: Practitioner, lead: Lead, duty_worker: DutyWorker
) -> None:
    concern = teacher.tells_the_lead(BRUISE)
    teacher.keeps_picture("told")

    lead.finds_in_the_inbox(concern)
    lead.keeps_picture("concern-lead")
    lead.makes_a_record(3, 4, 2017)
    lead.weighs("The account does not fit the injury: serious enough to refer.")
    lead.answers(PLAIN, {"mother": MOTHER})
    assert lead.questions_answered < 12
    lead.keeps_picture("decide")
    lead.decides("Share", "Second unexplained bruise this month.")
    lead.keeps_picture("items")
    lead.previews(to=FRONT_DOOR, answered_by="Dana Duty, duty worker")
    lead.keeps_picture("preview")
    disclosure = lead.sends()
    lead.keeps_picture("sent")

    duty_worker.opens_from_the_list(disclosure)
    duty_worker.reads("the size of a plum")
    duty_worker.keeps_picture("disclosure-received")
    duty_worker.acknowledges()
    duty_worker.records_what_it_adds("We knew the brother from last year.")
    duty_worker.tells_the_outcome("Enquiries under section 47", "We visit today.")
    duty_worker.keeps_picture("disclosure-closed")

    teacher.opens(concern)
    teacher.reads("We visit today.")
    teacher.keeps_picture("concern-teacher")
    lead.opens(concern)
    lead.reads("We visit today.")
    lead.opens(disclosure)
    lead.does_not_read("We knew the brother")
