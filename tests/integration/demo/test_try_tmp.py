import time
from datetime import UTC, datetime
from sharewell.demo.seed import seed
AT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
def test_it(database):
    t=time.time(); r=seed(at=AT,password="muddle-muddle-muddle"); print("first",time.time()-t)
    t=time.time(); assert seed(at=datetime(2026,11,23,9,0,tzinfo=UTC),password="x"*20)==r; print("again",time.time()-t)
    from sharewell.access.context import context
    from sharewell.decisions.models import SharingDecision
    from sharewell.core.policy.model import Actor,Purpose
    from sharewell.agencies.models import Agency
    for a in Agency.objects.all():
        with context(Actor.system(a.id),Purpose.SAFEGUARD):
            for d in SharingDecision.objects.all():
                adv=d.advice
                print(a.name[:12], d.outcome, d.follows_advice, adv["outcome"], adv["complete"], [o["to_whom"] for o in adv["also_owed"]], [ (p.get("relation"),p["ask"],p["tell"]) for p in adv["people"]], adv.get("questions") or adv.get("open"))
