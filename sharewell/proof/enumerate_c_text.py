"""The programs: one that tries every way to answer, one that draws ways by seed."""

from collections.abc import Mapping

from sharewell.core.procedure.provision import Edition
from sharewell.core.procedure.space import Asked
from sharewell.core.procedure.vocabulary import Fact
from sharewell.proof.enumerate_c import Local, Written
from sharewell.proof.enumerate_c_facts import Choices, every

SEED = 20_180_701
# One number of 64 bits serves for facts with so many ways together: none of them is
# then likelier than another by more than one in 2**32.
ROOM = 2**32
HEAD = """#include <stdint.h>
#include <stdio.h>
typedef unsigned __int128 big;
static big n[{rows}];
static void put(big x) {{
  if (x > 9) put(x / 10);
  putchar('0' + (int)(x % 10));
}}
static void report(void) {{
  for (int i = 0; i < {rows}; i++) {{ put(n[i]); putchar('\\n'); }}
}}
"""
DRAWS = """#include <stdlib.h>
static uint64_t state;
static uint64_t share;  /* the unused part of the last number drawn */
static inline void next(void) {  /* splitmix64 */
  uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  share = z ^ (z >> 31);
}
static inline uint64_t below(uint64_t limit) {
  const big both = (big)share * limit;
  share = (uint64_t)both;
  return (uint64_t)(both >> 64);
}
"""


def ways(facts: Mapping[Asked, Choices]) -> int:
    """How many passes of the innermost loop there will be, contradictions included."""
    product = 1
    for choices in facts.values():
        product *= len(choices.bits)
    return product


def exhaustive(out: Written, facts: Mapping[Asked, Choices]) -> str:
    """A program that prints how many fact sets each row decides, then: none does."""
    uses = dict.fromkeys(facts, 0)
    for local in out.locals:
        for asked in local.reads:
            uses[asked] += 1
    # What most conditions look at goes outermost, so that they are computed seldom.
    order = sorted(facts, key=lambda asked: -uses[asked])
    lines = [HEAD.format(rows=len(out.rows) + 1)]
    lines += [_arrays(out.number[asked], facts[asked]) for asked in order]
    lines += ["int main(void) {", "const big w = 1;", *_known(out, (), None)]
    for depth, asked in enumerate(order):
        number = out.number[asked]
        size = len(facts[asked].bits)
        above = f"u{out.number[order[depth - 1]]}" if depth else "w"
        lines += [
            f"for (int i{number} = 0; i{number} < {size}; i{number}++) {{",
            f"const uint32_t v{number} = o{number}[i{number}];",
            f"const big u{number} = {above} * w{number}[i{number}];",
            *_known(out, order[:depth], asked),
        ]
    last = f"u{out.number[order[-1]]}" if order else "w"
    lines += [f"n[{out.decides}] += {last};", "}" * len(order), "report();", "}"]
    return "\n".join(lines) + "\n"


def _arrays(number: int, choices: Choices) -> str:
    bits = ",".join(f"{one:#x}u" for one in choices.bits)
    weights = ",".join(f"{one}u" for one in choices.weights)
    return (
        f"static const uint32_t o{number}[] = {{{bits}}};\n"
        f"static const uint64_t w{number}[] = {{{weights}}};"
    )


def _known(
    out: Written, outer: tuple[Asked, ...] | list[Asked], asked: Asked | None
) -> list[str]:
    """What can be said once `asked` is known, and could not before."""

    def first(local: Local) -> bool:
        known = {*outer, asked} if asked is not None else set(outer)
        return local.reads <= known and (asked is None or asked in local.reads)

    lines = [f"if {local.text} continue;" for local in out.refused if first(local)]
    return lines + [
        f"const int {local.name} = {local.text};"
        for local in out.locals
        if first(local)
    ]


def drawn(out: Written, edition: Edition) -> str:
    """A program that draws valid fact sets, counts, and prints the first of them.

    Its arguments: how many to draw, how many to print, the seed. A line of those:
    "row v0 v1 ..." with each fact as bits; the counts come after.
    """
    lines = [HEAD.format(rows=len(out.rows) + 1), DRAWS]
    lines += [
        "int main(int count, char **given) {",
        "const uint64_t draws = strtoull(given[1], 0, 10);",
        "const uint64_t shown = strtoull(given[2], 0, 10);",
        "state = strtoull(given[3], 0, 10);",
        "for (uint64_t k = 0; k < draws; k++) {",
    ]
    for place, bound in enumerate(_bound_together(out)):
        lines += _valid(out, edition, bound, f"again{place}")
    lines += [
        f"const int {local.name} = {_straight(local.text)};" for local in out.locals
    ]
    bits = ", ".join(f"v{number}" for number in out.number.values())
    form = " %u" * len(out.number)
    arguments = f"{out.decides}, {bits}" if bits else out.decides
    lines += [
        f'if (k < shown) printf("%d{form}\\n", {arguments});',
        f"n[{out.decides}]++;",
        "}",
        "report();",
        "}",
    ]
    return "\n".join(lines) + "\n"


def _bound_together(out: Written) -> list[list[Asked]]:
    """The facts, those together that some contradiction ties to each other.

    Between two such groups nothing is ruled out, so each can be drawn anew by itself
    until it holds no contradiction, and every valid fact set stays equally likely.
    """
    groups = [{asked} for asked in out.number]
    for never in out.refused:
        tied = [group for group in groups if group & never.reads]
        groups = [group for group in groups if not group & never.reads]
        groups.append(set().union(*tied))
    return [sorted(group, key=out.number.__getitem__) for group in groups]


def _valid(out: Written, edition: Edition, bound: list[Asked], again: str) -> list[str]:
    """Draw these facts, and all of them again while two contradict each other."""
    by_name = edition.vocabulary.by_name()
    lines = [f"uint32_t v{out.number[asked]};" for asked in bound]
    lines.append(f"{again}: ;")
    room = 1
    for asked in bound:
        fact = by_name[asked[1]]
        room //= every(fact)
        if not room:
            lines.append("next();")
            room = ROOM // every(fact)
        lines += _draw(fact, out.number[asked])
    nevers = [never.text for never in out.refused if never.reads & set(bound)]
    if nevers:
        lines.append(f"if ({_straight(' || '.join(nevers))}) goto {again};")
    return lines


def _straight(text: str) -> str:
    """The same of ones and noughts without a branch: drawn facts are hard to guess."""
    return text.replace("&&", "&").replace("||", "|")


def _draw(fact: Fact, number: int) -> list[str]:
    alone = [n for n, choice in enumerate(fact.choices) if choice.alone]
    free = [n for n, choice in enumerate(fact.choices) if not choice.alone]
    text = "1u << p"
    if fact.many:
        ticks = [f"(x >> {i} & 1u) << {n}" for i, n in enumerate(free)]
        text = " | ".join(f"({tick})" for tick in ticks)
        for place, n in enumerate(alone):
            text = f"p == {place} ? {1 << n:#x}u : ({text})"
    return [
        "{",
        f"const uint64_t p = below({every(fact)}u), x = p - {len(alone)}u + 1u;",
        f"v{number} = (uint32_t)({text});",
        "}",
    ]
