"""The programs: one that tries every way to answer, one that draws ways by seed."""

from collections.abc import Mapping

from sharewell.core.procedure.provision import Edition
from sharewell.core.procedure.space import Asked
from sharewell.proof.enumerate_c import Local, Written
from sharewell.proof.enumerate_c_facts import Choices, every

SEED = 20_180_701
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
DRAWS = """static uint64_t state = {seed}u;
static inline uint64_t below(uint64_t limit) {{  /* splitmix64 */
  uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (uint64_t)(((big)(z ^ (z >> 31)) * limit) >> 64);
}}
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


def drawn(out: Written, edition: Edition, draws: int, shown: int) -> str:
    """A program that draws valid fact sets, counts, and prints the first `shown`.

    A line of those: "row v0 v1 ..." with each fact as bits; the counts come after.
    """
    by_name = edition.vocabulary.by_name()
    lines = [HEAD.format(rows=len(out.rows) + 1), DRAWS.format(seed=SEED)]
    lines += ["int main(void) {", f"for (uint64_t k = 0; k < {draws}u;) {{"]
    for (_, name), number in out.number.items():
        fact = by_name[name]
        lines.append(f"const uint64_t p{number} = below({every(fact)}u);")
        alone = [n for n, c in enumerate(fact.choices) if c.alone]
        free = [n for n, c in enumerate(fact.choices) if not c.alone]
        text = f"1u << p{number}"
        if fact.many:
            ticks = [f"(x{number} >> {i} & 1u) << {n}" for i, n in enumerate(free)]
            lines.append(f"const uint64_t x{number} = p{number} - {len(alone)}u + 1u;")
            text = " | ".join(f"({tick})" for tick in ticks)
            for place, n in enumerate(alone):
                text = f"p{number} == {place} ? {1 << n:#x}u : ({text})"
        lines.append(f"const uint32_t v{number} = (uint32_t)({text});")
    lines += [f"if {local.text} continue;" for local in out.refused]
    lines += [f"const int {local.name} = {local.text};" for local in out.locals]
    bits = ", ".join(f"v{number}" for number in out.number.values())
    form = " %u" * len(out.number)
    arguments = f"{out.decides}, {bits}" if bits else out.decides
    lines += [
        f'if (k < {shown}u) printf("%d{form}\\n", {arguments});',
        f"n[{out.decides}]++; k++;",
        "}",
        "report();",
        "}",
    ]
    return "\n".join(lines) + "\n"
