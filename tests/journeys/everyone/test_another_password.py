"""She fears that somebody saw her type, and takes another password."""

from sharewell.accounts.models import UsedCode
from tests.factories import World
from tests.journeys.people import Practitioner
from tests.journeys.ways import ways

NEW = "three words not together"


@ways("script", "no script", "320 pixels", often="script")
def test_another_password_without_asking_anybody(
    world: World, teacher: Practitioner, way: str
) -> None:
    email, old, secret = world.login("alice")
    header = teacher.page.get_by_role("banner")
    header.get_by_role("link", name="Your sign-in").click()
    teacher.arrives()
    teacher.follows("Change your password")
    teacher.keeps_picture(f"own-password-{way}")
    teacher.writes("Your password now", "not hers")
    teacher.writes("New password", NEW)
    teacher.writes("The same password again", NEW)
    teacher.presses("Change it")
    teacher.is_told("That is not your password")
    teacher.keeps_picture(f"own-password-errors-{way}")
    teacher.writes("Your password now", old)
    teacher.writes("New password", NEW)
    teacher.writes("The same password again", NEW)
    teacher.presses("Change it")
    teacher.reads("Your password is changed")
    teacher.keeps_picture(f"own-password-done-{way}")
    teacher.signs_out()
    UsedCode.objects.all().delete()
    teacher.signs_in((email, NEW, secret))
