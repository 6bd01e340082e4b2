"""The DMN export says what the evaluator says, read by a reader of its own."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from sharewell.cli.rules import run
from sharewell.core.procedure.facts import ContradictoryFacts, parse_facts
from sharewell.core.procedure.fired import fired
from sharewell.core.procedure.provision import TABLES, Hit
from sharewell.core.procedure.situation import Situation
from sharewell.rulebooks.authoring.book import read_book
from sharewell.rulebooks.authoring.dmn.model import dmn
from sharewell.rulebooks.load import edition
from tests.properties.drawn_facts import ON, VOCABULARY, near_a_plain_case, whole_facts
from tests.unit.rulebooks.feel import MODEL, Model
from tests.unit.rulebooks.small import ON as SMALL_ON
from tests.unit.rulebooks.small import write

EDITION = edition(ON)
XML = dmn(EDITION)
# The order in which the standard's schema wants the parts of an element.
PARTS = {
    "decision": "description variable informationRequirement knowledgeRequirement "
    "literalExpression decisionTable",
    "businessKnowledgeModel": "description variable encapsulatedLogic "
    "knowledgeRequirement",
    "encapsulatedLogic": "formalParameter literalExpression decisionTable",
    "decisionTable": "input output annotation rule",
    "rule": "inputEntry outputEntry annotationEntry",
    "inputData": "description variable",
    "itemDefinition": "typeRef allowedValues itemComponent",
    "definitions": "description itemDefinition inputData decision "
    "businessKnowledgeModel",
}


def inputs(facts):
    """Facts as another tool would be handed them: lists where several may hold."""

    def plain(answers, known):
        return {
            fact.name: answers[fact.name]
            if not fact.many or isinstance(answers[fact.name], list)
            else [answers[fact.name]]
            for fact in known
        }

    people = [plain(one, VOCABULARY.of_person()) for one in facts["people"]]
    return {**plain(facts["answers"], VOCABULARY.of_case()), "people": people}


def agree(facts, xml=XML):
    """Every table of the model against the rows that fire."""
    for person in facts["people"]:
        for fact in VOCABULARY.of_person():
            person.setdefault(fact.name, fact.choices[0].value)
    try:
        situation = Situation(parse_facts(facts, VOCABULARY), EDITION)
    except ContradictoryFacts:
        return
    rows, model = fired(situation), Model(xml, inputs(facts))
    for table in TABLES:
        if table.of_person:
            wanted = [rows.one(table.name, ref).then for ref in situation.refs()]
            got = [code(each) for each in model.value(f"{table.name}_of_each")]
        elif table.hit is Hit.FIRST:
            wanted, got = rows.one(table.name).then, code(model.value(table.name))
        else:
            wanted = [row.then for row in rows.all(table.name)]
            got = [code(each) for each in model.value(table.name)]
        assert got == wanted, table.name


def code(answer):
    return answer["then"] if isinstance(answer, dict) else answer


@pytest.mark.slow  # with `make test-all`
@given(whole_facts())
@settings(max_examples=15, deadline=None)
def test_every_table_answers_as_the_evaluator_does(facts):
    agree(facts)


@given(near_a_plain_case())
@settings(max_examples=15, deadline=None)
def test_a_plain_referral_about_one_person_answers_the_same(facts):
    agree(facts)


def test_the_parts_stand_in_the_order_of_the_standard():
    root = ET.fromstring(XML)  # noqa: S314
    assert root.tag == f"{MODEL}definitions"
    for element in root.iter():
        order = PARTS.get(element.tag.removeprefix(MODEL))
        if order is None or element is root:
            continue
        found = [child.tag.removeprefix(MODEL) for child in element]
        assert found == sorted(found, key=order.split().index), element.attrib


def test_ids_are_unique_and_every_reference_leads_to_one():
    root = ET.fromstring(XML)  # noqa: S314
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    references = {e.get("href") for e in root.iter() if e.get("href")}
    assert references and references <= {f"#{one}" for one in ids}


def test_every_rule_is_annotated_with_its_row_and_citations():
    root = ET.fromstring(XML)  # noqa: S314
    seen = {}
    for rule in root.iter(f"{MODEL}rule"):
        row, because = (e.text for e in rule.iterfind(f"{MODEL}annotationEntry/*"))
        seen[row] = because
    operative = [row for row in EDITION.provisions if row.operative]
    assert list(seen) and set(seen) == {row.id for row in operative}
    for row in operative:
        assert all(f"[{c.document} {c.ref}]" in seen[row.id] for c in row.citations)


def test_text_that_needs_escaping(tmp_path):
    model = Model(
        dmn(read_book(write(tmp_path)).edition(SMALL_ON)),
        {"level": "harm", "nature": ["injury"], "people": []},
    )
    (step,) = model.value("steps")
    assert step == {
        "then": "ring", "text": 'Ring = today, "soon".', "hours": 4,
        "working_days": None,
    }  # fmt: skip


@given(near_a_plain_case())
@settings(max_examples=15, deadline=None)
def disagree(facts):
    agree(facts, XML.replace("share_with_agreement", "do_not_share"))


def test_a_changed_rule_is_noticed():
    with pytest.raises(AssertionError, match="determination"):
        disagree()


def test_the_command(tmp_path, capsys):
    file = tmp_path / "rules.dmn"
    assert run(["dmn", str(file), "--on", ON.isoformat()]) == 0
    assert file.read_text() == XML
    assert run(["dmn", str(tmp_path / "no" / "x.dmn"), "--on", "2026-01-01"]) == 2
    assert run(["dmn", str(file), "--on", "1999-01-01"]) == 2
    with pytest.raises(SystemExit):
        run(["dmn", str(file), "--on", "soon"])
