"""Answering a task in words: a review, advice taken, a family told at last."""

from uuid import UUID

from sharewell.access.command import Act, command
from sharewell.access.errors import NotFound
from sharewell.core.policy.action import Action
from sharewell.decisions.errors import UnusableDecision
from sharewell.decisions.models import Concern, Task
from sharewell.decisions.raising import NewEntry, write_entry
from sharewell.decisions.standing import task_asked_about, to_this_concern
from sharewell.decisions.tasks import finish_tasks, open_tasks, raise_for_concern
from sharewell.decisions.vocabulary import ANSWERED_IN_WORDS, EntryKind, TaskKind

# What has to be done once the task is answered: advice is taken in order to decide.
AFTERWARDS = {TaskKind.TAKE_ADVICE: TaskKind.DECIDE}


@command(Action.TASK_ANSWER)
def answer_task(act: Act, *, task_id: UUID, text: str, look_again: bool = False) -> str:
    """Keep what was done as an entry of the concern, and end the task.

    `look_again` starts the same clock anew: the family still cannot be told, or the
    advice is still awaited. Returns the concern's id.
    """
    task, concern = _require(act, task_id)
    write_entry(act, concern, NewEntry(EntryKind.ANSWER, text))
    finish_tasks(act, about_id=concern.id, kinds=(TaskKind(task.kind),))
    again = TaskKind(task.kind) if look_again else AFTERWARDS.get(TaskKind(task.kind))
    if again is not None:
        raise_for_concern(act, concern, inbox_id=task.inbox_id, kind=again)
    return str(concern.id)


def _require(act: Act, task_id: UUID) -> tuple[Task, Concern]:
    task = Task.objects.filter(id=task_id, about_kind="concern").first()
    if task is None:
        raise NotFound(act.by, act.action, "task")
    concern = Concern.objects.get(id=task.about_id)
    act.require(
        task_asked_about(
            task.id,
            task.kind,
            to_this_concern(act.by, concern, act.at),
            has_decided=concern.decisions.filter(decided_by=act.by.id).exists(),
        )
    )
    if TaskKind(task.kind) not in ANSWERED_IN_WORDS:
        raise UnusableDecision("This task ends by deciding or sending, not by words.")
    if not open_tasks().filter(id=task.id).exists():
        raise UnusableDecision("This task was already answered.")
    return task, concern
