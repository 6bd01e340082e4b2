"""Paper carries edition, date, and where the current record is; a file its proof."""

import re
from datetime import UTC, datetime
from pathlib import Path

from sharewell.audit.sequencer import sequence_all
from sharewell.core.ledger.record_checked import check_record
from sharewell.keys.signing import check
from tests.journeys.lead.test_decisions import weighed
from tests.journeys.paper import words_of
from tests.journeys.people import Lead, Practitioner


def test_the_decision_on_paper(
    teacher: Practitioner, lead: Lead, tmp_path: Path
) -> None:
    weighed(teacher, lead)
    lead.decides("Do not share", "The doctor has explained it.")
    lead.follows("Version for paper")
    lead.keeps_picture("decision-for-paper")
    shown = lead.main.inner_text()
    reference = re.search(r"SW-\w{4}-\w{4}", shown)
    edition = re.search(r"under edition (\w+)", shown)
    printed_on = re.search(r"Printed on (\d+ \w+ \d{4})", shown)
    assert reference and edition and printed_on

    lead.page.emulate_media(media="print")
    lead.keeps_picture("decision-on-paper")
    lead.page.pdf(path=tmp_path / "decision.pdf", format="A4")
    paper = words_of((tmp_path / "decision.pdf").read_bytes())
    for words in (reference[0], edition[1], printed_on[1], "The doctor has explained"):
        assert "".join(words.split()) in paper
    assert "Signout" not in paper
    assert "/decisions/" in paper

    lead.page.emulate_media(media="screen")
    lead.follows("Download the record with its proof")
    lead.reads("will be ready within seconds")
    sequence_all(datetime.now(UTC))
    with lead.page.expect_download() as coming:
        lead.hands.press(lead.main.get_by_role("button", name="Download again"))
    coming.value.save_as(tmp_path / "record.pdf")
    assert coming.value.suggested_filename == f"{reference[0]}.pdf"
    found = check_record((tmp_path / "record.pdf").read_bytes(), check)
    assert found.has_pages
    assert found.content["reasons"] == "The doctor has explained it."
