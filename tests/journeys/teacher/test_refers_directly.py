"""Whoever judges it right refers in one click; the lead is told, not asked."""

from tests.journeys.people import BRUISE, DutyWorker, Lead, Practitioner


def test_one_click_reaches_the_front_door_and_the_lead(
    teacher: Practitioner, lead: Lead, duty_worker: DutyWorker
) -> None:
    teacher.opens("/concerns/new")
    teacher.fills_in(BRUISE)
    teacher.presses("Refer directly to children's services")
    teacher.reads("Referred to Children's Services: front door")
    teacher.keeps_picture("referred")
    disclosure = teacher.path.removesuffix("/referred")
    teacher.presses("Record who answered")
    teacher.is_told("Write the name of the person who answered")
    teacher.writes("Who answered? Name and role", "Dana Duty, duty worker")
    teacher.presses("Record who answered")
    teacher.reads("Answered by telephone")
    concern = teacher.path

    duty_worker.opens_from_the_list(disclosure)
    duty_worker.reads(BRUISE.seen)
    duty_worker.reads("Dana Duty, duty worker")
    duty_worker.acknowledges()

    teacher.opens(concern)
    teacher.reads("Acknowledged")
    lead.opens(concern)
    lead.reads("Sent to Children's Services: front door")
