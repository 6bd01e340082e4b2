"""One table of the procedure as a DMN decision table, its rows as rules in order."""

from xml.etree.ElementTree import Element, SubElement  # nosec B405 # writes XML, never reads it

from sharewell.core.procedure.provision import Hit, Provision
from sharewell.rulebooks.authoring.dmn.feel import BY_TABLE, Feel, text

POLICIES = {Hit.FIRST: "FIRST", Hit.COLLECT: "COLLECT"}
NUMBERS = frozenset({"hours", "working_days", "look_again_days"})


def decision_table(name: str, feel: Feel) -> Element:
    """Rows that await an officer are left out: they decide nothing."""
    table = BY_TABLE[name]
    made = Element("decisionTable", {"hitPolicy": POLICIES[table.hit]})
    inputs = feel.reads(name)
    for read in inputs:
        column = SubElement(SubElement(made, "input"), "inputExpression")
        SubElement(column, "text").text = feel.value(read)
    outputs = ("then", *sorted(table.details))
    for output in outputs:
        kind = "number" if output in NUMBERS else "string"
        # The only output of a table needs no name, and its value none either.
        named = {"name": output} if len(outputs) > 1 else {}
        SubElement(made, "output", {**named, "typeRef": kind})
    for annotation in ("row", "because"):
        SubElement(made, "annotation", {"name": annotation})
    for row in feel.edition.rows(name):
        if row.operative:
            made.append(_rule(row, inputs, outputs, feel))
    return made


def _rule(
    row: Provision, inputs: tuple[str, ...], outputs: tuple[str, ...], feel: Feel
) -> Element:
    made = Element("rule")
    for name in inputs:
        test = feel.test(name, row.when.get(name))
        SubElement(SubElement(made, "inputEntry"), "text").text = test
    for output in outputs:
        value = row.then if output == "then" else row.detail.get(output)
        SubElement(SubElement(made, "outputEntry"), "text").text = text(value)
    cited = " ".join(
        f"{reason.says} [{reason.cite.document} {reason.cite.ref}]"
        for reason in row.because
    )
    for annotation in (row.id, cited):
        SubElement(SubElement(made, "annotationEntry"), "text").text = annotation
    return made
