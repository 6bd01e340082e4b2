"""A rulebook small enough to read at a glance, as files in a folder.

Every table that needs a row for all other cases gets one; the rest is in `ROWS`.
"""

from datetime import date
from pathlib import Path

from sharewell.core.procedure.provision import TABLES, Hit

ON = date(2025, 1, 15)
SOURCE = """\
document = "GUIDE"
title = "A made-up guide"
from = 2018-07-01
sections = [
  { ref = "s1", about = "One thing" },
  { ref = "s2", about = "Another thing" },
]
"""
FACTS = """\
# Questions.
layer = "national"
from = 2018-07-01

[[fact]]
name = "level"
group = "situation"
ask = "How worried are you?"
help = "Go by what you saw."
values = [
  { value = "harm", label = "A child is being harmed" },
  { value = "unsure", label = "I am not sure" },
  { value = "none", label = "No worry" },
]

[[fact]]
name = "nature"
group = "situation"
ask = "What is it about?"
help = "Tick all that fit."
many = true
values = [
  { value = "neglect", label = "Neglect" },
  { value = "injury", label = "An injury" },
  { value = "other", label = "Something else", alone = true },
]

[[fact]]
name = "safe_to_ask"
group = "people"
of_person = true
ask = "Is it safe to ask this person?"
help = "Safe for everybody."
values = [
  { value = "yes", label = "Yes" },
  { value = "no", label = "No" },
]

[term.serious]
any = [
  { level = "harm" },
  { level = "unsure", nature = ["neglect", "injury"] },
]
because = [
  { cite = "GUIDE s1", says = "What is serious." },
]

[term.somebody_safe]
some_person = [
  { safe_to_ask = "yes" },
]
because = [
  { cite = "GUIDE s2", says = "Somebody can be asked." },
]
"""
ROWS = """\
# The rows.
layer = "national"
from = 2018-07-01

[[row]]
id = "D1"
table = "determination"
when = { serious = true }
then = "share_now"
over = ["D2"]
because = [
  { cite = "GUIDE s1", says = "Serious harm is shared." },  # kept
]

[[row]]
id = "D2"
table = "determination"
when = { level = "unsure" }
then = "seek_advice"
until = 2026-01-01
because = [
  { cite = "GUIDE s1", until = 2025-06-01, says = "Ask when unsure." },
  { cite = "GUIDE s2", from = 2025-06-01, says = "Ask when unsure, as before." },
]

[[row]]
id = "A1"
table = "ask"
when = { safe_to_ask = "yes", somebody_safe = true }
then = "ask_before"
because = [
  { cite = "GUIDE s2", says = "Ask whom it is safe to ask." },
]

[[row]]
id = "S1"
table = "steps"
when = { nature = ["neglect", "injury"], determination = "share_now" }
then = "ring"
text = "Ring = today, \\"soon\\"."
hours = 4
because = [
  { cite = "GUIDE s2", says = "A telephone call." },
]
"""


def rest() -> str:
    """A row for all other cases of every table that needs one."""
    text = 'layer = "national"\nfrom = 2018-07-01\n'
    for table in TABLES:
        if table.hit is Hit.FIRST:
            then = min(table.outcomes, default="rest")
            text += f'\n[[row]]\nid = "REST-{table.name}"\ntable = "{table.name}"\n'
            text += f'when = {{}}\nthen = "{then}"\n'
            text += 'text = "The rest."\n' if "text" in table.details else ""
            text += 'because = [\n  { cite = "GUIDE s1", says = "The rest." },\n]\n'
    return text


def write(folder: Path, **changed: str) -> Path:
    """The rulebook in `folder`; `changed` replaces the text of a file by its name."""
    texts = {"facts": FACTS, "rows": ROWS, "rest": rest()} | changed
    for name in ("national", "sources"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "sources" / "guide.toml").write_text(texts.pop("guide", SOURCE))
    for name, text in texts.items():
        (folder / "national" / f"{name}.toml").write_text(text)
    return folder
