"""A small reader of DMN: as much of FEEL and of decision tables as we write, no more.

It shares no code with the export, and knows DMN by the standard alone.
"""

import json
import re
from xml.etree import ElementTree as ET

MODEL = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|\d+|list contains|[A-Za-z_]\w*|[-?.,()=])')


class Expression:
    """Recursive descent over one FEEL expression, evaluated as it is read."""

    def __init__(self, text, scope, call):
        self.tokens, at = [], 0
        while text[at:].strip():
            found = TOKEN.match(text, at)
            assert found, text[at:]
            self.tokens.append(found[1])
            at = found.end()
        self.at, self.scope, self.call = 0, scope, call

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted=None):
        token = self.peek()
        assert token and wanted in (None, token), (token, wanted)
        self.at += 1
        return token

    def whole(self):
        value = self.either()
        assert self.peek() == "", self.tokens[self.at :]
        return value

    def either(self):
        value = self.both()
        while self.peek() == "or":
            self.take()
            other = self.both()
            value = value is True or other is True
        return value

    def both(self):
        value = self.compared()
        while self.peek() == "and":
            self.take()
            other = self.compared()
            value = value is True and other is True
        return value

    def compared(self):
        value = self.member()
        if self.peek() == "=":
            self.take()
            return value == self.member()
        if self.peek() == "in":
            self.take()
            return value in self.arguments()
        return value

    def member(self):
        value = self.one()
        while self.peek() == ".":
            self.take()
            value = value[self.take()]
        return value

    def arguments(self):
        self.take("(")
        listed = []
        while self.peek() != ")":
            listed.append(self.either())
            if self.peek() == ",":
                self.take()
        self.take(")")
        return listed

    def one(self):  # noqa: PLR0911
        token = self.peek()
        if token == "(":
            (value,) = self.arguments()
            return value
        self.take()
        if token[0] == '"':
            return json.loads(token)
        if token.isdecimal():
            return int(token)
        if token in ("true", "false", "null"):
            return {"true": True, "false": False, "null": None}[token]
        if token in ("some", "for"):
            return self.each(token)
        if token == "not":
            (value,) = self.arguments()
            return not value
        if token == "list contains":
            listed, value = self.arguments()
            return value in listed
        if self.peek() == "(":
            return self.call(token, self.arguments())
        return self.scope(token)

    def each(self, kind):
        name = self.take()
        self.take("in")
        listed, outer, start = self.member(), self.scope, self.at + 1
        self.take("satisfies" if kind == "some" else "return")
        values = []
        for item in listed or [None]:
            self.at = start
            self.scope = lambda n, item=item: item if n == name else outer(n)
            if listed:
                values.append(self.either())
            else:  # nobody: what is left is not read
                self.at = len(self.tokens) - self.trailing()
        self.scope = outer
        return any(value is True for value in values) if kind == "some" else values

    def trailing(self):
        """Closing brackets that belong to what stands around."""
        depth, at = 0, self.at
        while at < len(self.tokens):
            depth += {"(": 1, ")": -1}.get(self.tokens[at], 0)
            if depth < 0:
                break
            at += 1
        return len(self.tokens) - at


class Model:
    """All decisions of a model over given inputs."""

    def __init__(self, xml, inputs):
        self.root = ET.fromstring(xml)  # noqa: S314
        self.known = dict(inputs)
        self.functions = {
            e.get("name"): e for e in self.root.iter(f"{MODEL}businessKnowledgeModel")
        }
        self.decisions = {e.get("name"): e for e in self.root.iter(f"{MODEL}decision")}

    def value(self, name):
        if name not in self.known:
            self.known[name] = self.logic(self.decisions[name], self.value)
        return self.known[name]

    def call(self, name, given):
        logic = self.functions[name].find(f"{MODEL}encapsulatedLogic")
        names = [p.get("name") for p in logic.iter(f"{MODEL}formalParameter")]
        assert len(names) == len(given)
        return self.logic(logic, dict(zip(names, given, strict=True)).__getitem__)

    def logic(self, element, scope):
        literal = element.find(f"{MODEL}literalExpression/{MODEL}text")
        if literal is not None:
            return Expression(literal.text, scope, self.call).whole()
        return self.table(element.find(f"{MODEL}decisionTable"), scope)

    def table(self, table, scope):
        inputs = [
            Expression(e.text, scope, self.call).whole()
            for e in table.findall(f"{MODEL}input/{MODEL}inputExpression/{MODEL}text")
        ]
        names = [output.get("name") for output in table.findall(f"{MODEL}output")]
        hits = []
        for rule in table.findall(f"{MODEL}rule"):
            tests = [e.text for e in rule.findall(f"{MODEL}inputEntry/{MODEL}text")]
            assert len(tests) == len(inputs)
            if all(map(self.met, tests, inputs)):
                out = rule.findall(f"{MODEL}outputEntry/{MODEL}text")
                values = [Expression(e.text, scope, self.call).whole() for e in out]
                hits.append(
                    dict(zip(names, values, strict=True)) if names[0] else values[0]
                )
                if table.get("hitPolicy") == "FIRST":
                    return hits[0]
        assert table.get("hitPolicy") == "COLLECT", "no rule applies"
        return hits

    def met(self, test, value):
        if test == "-":
            return True
        if "?" in test:
            return Expression(test, {"?": value}.__getitem__, self.call).whole() is True
        return value in Expression(f"({test})", {}.get, self.call).arguments()
