"""JSON Schemas (draft 2020-12) of the facts that go in and the advice that comes out.

Made from the vocabulary and from the dataclasses, so that they cannot say otherwise.
What a schema cannot say: answers that contradict each other, two people with one ref.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sharewell.core.procedure.advice import Advice
from sharewell.core.procedure.facts import MOST_PEOPLE, REF
from sharewell.core.procedure.vocabulary import Fact, Vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Raise one when a caller who keeps to the published schema would be refused, or when
# advice may hold what the published schema does not allow.
FACTS_VERSION, ADVICE_VERSION = 1, 1
DAY = (
    r"(?:(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    r"|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])"
    r"|(?:0[48]|[2468][048]|[13579][26])00)-02-29)"
)
Schema = dict[str, Any]


def whole(pattern: str) -> str:
    """A pattern for the whole text: `$` alone lets a last line break pass in Python."""
    return f"^{pattern}$(?!\\n)"


def facts_schema(vocabulary: Vocabulary) -> Schema:
    """Of what `parse_facts` takes. Nothing but the date has to be there."""
    person = _object(
        {
            "ref": {
                "description": "A short word of your own for this person, no name.",
                "type": "string",
                "pattern": whole(REF.pattern),
            },
            **{fact.name: _answer(fact) for fact in vocabulary.of_person()},
        },
        required=["ref"],
    )
    people = {"type": "array", "maxItems": MOST_PEOPLE, "items": person}
    return _document(
        "facts",
        FACTS_VERSION,
        "A case, whole or partly answered, for sharewell advise",
        _object(
            {
                "date": {
                    "description": "The day of the decision.",
                    "type": "string",
                    "format": "date",
                    "pattern": whole(DAY),
                },
                "answers": _object({f.name: _answer(f) for f in vocabulary.of_case()}),
                "people": people,
            },
            required=["date"],
        ),
    )


def advice_schema() -> Schema:
    """Of what `Advice.to_json` gives."""
    kinds: dict[str, Schema] = {}
    whole_advice = _record(Advice, kinds)
    schema = _document(
        "advice", ADVICE_VERSION, "What the procedure points to", whole_advice
    )
    return {**schema, "$defs": dict(sorted(kinds.items()))}


def schemas(vocabulary: Vocabulary) -> dict[str, str]:
    """File name to text of both."""
    made = {
        f"facts-{FACTS_VERSION}.schema.json": facts_schema(vocabulary),
        f"advice-{ADVICE_VERSION}.schema.json": advice_schema(),
    }
    return {
        name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        for name, schema in made.items()
    }


def taken_away(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Facts and answers of the facts schema `old` that `new` no longer takes."""
    for where in ("answers", "people"):
        before, after = _facts_in(old, where), _facts_in(new, where)
        for name in before:
            if name not in after:
                yield name
            yield from (
                f"{name} = {value}"
                for value in before[name]
                if name in after and value not in after[name]
            )


def _facts_in(schema: Mapping[str, Any], where: str) -> dict[str, list[str]]:
    part = schema["properties"][where]
    properties = part.get("items", part)["properties"]
    return {
        name: (fact.get("anyOf") or [fact])[0].get("enum", [])
        for name, fact in properties.items()
    }


def _document(name: str, version: int, title: str, schema: Schema) -> Schema:
    identity = f"urn:sharewell:schema:{name}:{version}"
    return {"$schema": DIALECT, "$id": identity, "title": title, **schema}


def _object(properties: Schema, required: list[str] | None = None) -> Schema:
    needed = {"required": required} if required else {}
    return {
        "type": "object",
        "properties": properties,
        **needed,
        "additionalProperties": False,
    }


def _answer(fact: Fact) -> Schema:
    one = {"enum": [choice.value for choice in fact.choices]}
    if not fact.many:
        return {"description": fact.ask, **one}
    several = {"type": "array", "minItems": 1, "items": one}
    return {"description": fact.ask, "anyOf": [one, several]}


def _record(kind: type, kinds: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    return _object({name: _typed(hints[name], kinds) for name in names}, names)


def _typed(hint: Any, kinds: dict[str, Schema]) -> Schema:
    if get_origin(hint) is UnionType:
        options = [each for each in get_args(hint) if each is not NoneType]
        return {"anyOf": [*(_typed(o, kinds) for o in options), {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _typed(get_args(hint)[0], kinds)}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in kinds:
            kinds[hint.__name__] = {}  # a place held, should it name itself
            kinds[hint.__name__] = _record(hint, kinds)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    return dict(SIMPLE[hint])


SIMPLE: dict[type, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date", "pattern": whole(DAY)},
}
