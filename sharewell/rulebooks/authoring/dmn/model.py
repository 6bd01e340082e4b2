"""An edition as DMN 1.3: questions as inputs, named conditions and tables as decisions.

Structure: OMG, Decision Model and Notation 1.3, namespace below. What it cannot carry
is said in docs/how-to/change-a-rule.md.
"""

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405 # writes XML, never reads it

from sharewell.core.procedure.provision import TABLES, Edition
from sharewell.core.procedure.vocabulary import Fact
from sharewell.rulebooks.authoring.dmn.feel import BY_TABLE, PEOPLE, PERSON, Feel, text
from sharewell.rulebooks.authoring.dmn.table import decision_table

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
LOST = (
    "The rules in force on one day. Every input must be given: an input left out is "
    "null here, and would read as not met, where Sharewell asks on."
)


def dmn(edition: Edition) -> str:
    """The whole model as XML."""
    root = Element(
        "definitions",
        {
            "xmlns": NAMESPACE,
            "id": f"sharewell_{edition.on:%Y_%m_%d}",
            "name": f"Sharewell, {' and '.join(edition.layers)}, {edition.on}",
            "namespace": f"urn:sharewell:edition:{edition.hash}",
        },
    )
    SubElement(root, "description").text = LOST
    feel = Feel(edition)
    _types(root, edition)
    _inputs(root, edition)
    for name in [*edition.terms, *(t.name for t in TABLES if edition.rows(t.name))]:
        if feel.of_person(name):
            _function(root, name, feel)
            if name in BY_TABLE:
                _of_each(root, name, feel)
        else:
            _decision(root, name, feel)
    indent(root)
    written = tostring(root, encoding="unicode", xml_declaration=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def identity(kind: str, name: str) -> str:
    """An id that XML takes, the same every time."""
    return f"{kind}_{re.sub('[^A-Za-z0-9_.-]', '_', name)}"


def _types(root: Element, edition: Edition) -> None:
    """What an answer may be, and what is known of a person."""
    for fact in edition.vocabulary.facts:
        one = SubElement(root, "itemDefinition", {"name": f"t_{fact.name}"})
        SubElement(one, "typeRef").text = "string"
        allowed = SubElement(one, "allowedValues")
        values = ", ".join(text(choice.value) for choice in fact.choices)
        SubElement(allowed, "text").text = values
        if fact.many:
            _collection(root, _type(fact), f"t_{fact.name}")
    person = SubElement(root, "itemDefinition", {"name": f"t_{PERSON}"})
    for fact in edition.vocabulary.of_person():
        part = SubElement(person, "itemComponent", {"name": fact.name})
        SubElement(part, "typeRef").text = _type(fact)
    _collection(root, f"t_{PEOPLE}", f"t_{PERSON}")


def _collection(root: Element, name: str, of: str) -> None:
    several = {"name": name, "isCollection": "true"}
    SubElement(SubElement(root, "itemDefinition", several), "typeRef").text = of


def _type(fact: Fact) -> str:
    return f"t_{fact.name}_list" if fact.many else f"t_{fact.name}"


def _inputs(root: Element, edition: Edition) -> None:
    for fact in edition.vocabulary.of_case():
        _input(root, fact.name, _type(fact), fact.ask)
    _input(root, PEOPLE, f"t_{PEOPLE}", "Everybody listed, with their answers")


def _input(root: Element, name: str, kind: str, asks: str) -> None:
    made = SubElement(root, "inputData", {"id": identity("input", name), "name": name})
    SubElement(made, "description").text = asks
    SubElement(made, "variable", {"name": name, "typeRef": kind})


def _decision(root: Element, name: str, feel: Feel) -> None:
    made = SubElement(
        root, "decision", {"id": identity("decision", name), "name": name}
    )
    if name in feel.edition.terms:
        SubElement(made, "description").text = _says(name, feel)
    SubElement(made, "variable", {"name": name})
    term = feel.edition.terms.get(name)
    functions, matters = _required(feel.reads(name), feel)
    if term is not None and term.some_person:
        matters = {*matters, PEOPLE}
    _requirements(made, matters, functions, feel)
    _logic(made, name, feel)


def _required(reads: tuple[str, ...], feel: Feel) -> tuple[set[str], set[str]]:
    """Functions called, and matters read directly or to be handed to them."""
    facts = feel.edition.vocabulary.by_name()
    functions = {name for name in reads if feel.of_person(name)}
    matters = {need for name in functions for need in feel.needs(name)}
    matters |= {
        name
        for name in set(reads) - functions
        if not (name in facts and facts[name].of_person)
    }
    return functions, matters


def _of_each(root: Element, name: str, feel: Feel) -> None:
    """The answers of a table that is judged for each person, as a list."""
    each = f"{name}_of_each"
    made = SubElement(
        root, "decision", {"id": identity("decision", each), "name": each}
    )
    SubElement(made, "variable", {"name": each})
    matters = {*feel.needs(name), PEOPLE}
    _requirements(made, matters, {name}, feel)
    called = f"{name}({', '.join((PERSON, *feel.needs(name)))})"
    _literal(made, f"for {PERSON} in {PEOPLE} return {called}")


def _requirements(
    made: Element, matters: set[str], functions: set[str], feel: Feel
) -> None:
    for name in sorted(matters):
        data = feel.is_fact(name) or name == PEOPLE
        needed = SubElement(made, "informationRequirement")
        kind = "requiredInput" if data else "requiredDecision"
        to = identity("input" if data else "decision", name)
        SubElement(needed, kind, {"href": f"#{to}"})
    _knowledge(made, functions)


def _knowledge(made: Element, functions: set[str]) -> None:
    for name in sorted(functions):
        needed = SubElement(made, "knowledgeRequirement")
        SubElement(
            needed, "requiredKnowledge", {"href": f"#{identity('function', name)}"}
        )


def _function(root: Element, name: str, feel: Feel) -> None:
    made = SubElement(
        root,
        "businessKnowledgeModel",
        {"id": identity("function", name), "name": name},
    )
    if name in feel.edition.terms:
        SubElement(made, "description").text = _says(name, feel)
    SubElement(made, "variable", {"name": name})
    logic = SubElement(made, "encapsulatedLogic")
    for parameter in (PERSON, *feel.needs(name)):
        SubElement(logic, "formalParameter", {"name": parameter})
    _logic(logic, name, feel)
    _knowledge(made, {read for read in feel.reads(name) if feel.of_person(read)})


def _logic(made: Element, name: str, feel: Feel) -> None:
    if name in feel.edition.terms:
        _literal(made, feel.term(name))
    else:
        made.append(decision_table(name, feel))


def _literal(made: Element, expression: str) -> None:
    SubElement(SubElement(made, "literalExpression"), "text").text = expression


def _says(name: str, feel: Feel) -> str:
    return " ".join(
        f"{reason.says} [{reason.cite.document} {reason.cite.ref}]"
        for reason in feel.edition.terms[name].because
    )
