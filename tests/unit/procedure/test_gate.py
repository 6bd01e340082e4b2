"""Nothing ships that differs from what an officer approved; what was approved stays."""

import gzip
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from sharewell.cli.rules import approve as approve_command
from sharewell.cli.rules import gate as gate_command
from sharewell.cli.rules.show_pending import shown, summary
from sharewell.core.procedure.canonical import rules_hash
from sharewell.core.procedure.evaluate import evaluate
from sharewell.core.procedure.facts import parse_facts
from sharewell.core.procedure.provision import RulebookError
from sharewell.rulebooks import load
from sharewell.rulebooks.approval import (
    APPROVED,
    approvals,
    approved_on,
    edition_by_hash,
)
from sharewell.rulebooks.gate import Pending, approve, edition_days, pending, stacks

OFFICER = ("A. N. Officer", "made up for tests")
AT = date(2026, 11, 20)


def changed(rules):
    """Another outcome in the first row that decides."""
    first, *rest = rules.provisions
    other = "ask_before" if first.then != "ask_before" else "do_not_ask"
    rows = (replace(first, then=other), *rest)
    return replace(
        rules,
        provisions=rows,
        hash=rules_hash(rules.vocabulary, rules.terms, rows),
    )


def approve_all(folder, **with_):
    for one in pending(folder, **with_):
        approve(one, officer=OFFICER, at=AT, shown="nothing: a test", folder=folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("approved")
    approve_all(found)
    return found


def test_the_gate_is_open_for_the_rows_as_they_ship():
    waiting = {f"{one.day} {'+'.join(one.shipped.layers)}" for one in pending()}
    assert waiting == set(), (
        "These editions are not approved. If the change is meant, an officer runs: "
        'sharewell rules approve --officer "NAME, POST"'
    )


def test_every_stack_has_its_days_and_each_turns_the_rules():
    for layers in stacks():
        hashes = [load.edition(day, layers).hash for day in edition_days(layers)]
        assert hashes
        assert all(a != b for a, b in pairwise(hashes))


def test_with_everything_approved_nothing_waits(folder):
    assert pending(folder) == ()
    assert {one.officer for one in approvals(folder)} == {OFFICER[0]}


def test_a_changed_row_shuts_the_gate_and_is_shown(folder):
    waiting = pending(folder, shipped=lambda *asked: changed(load.edition(*asked)))
    assert waiting
    lines = shown(waiting[0], 1)
    text = "\n".join(lines)
    assert waiting[0].approved.hash[:12] in summary(waiting[0], lines)
    assert "What changes" in text
    assert "changed" in text


def test_after_approval_the_gate_opens_and_the_old_edition_still_advises(tmp_path):
    layers = stacks()[0]
    approve_all(tmp_path)
    old = approved_on(AT, layers, tmp_path)
    approve_all(tmp_path, shipped=lambda *asked: changed(load.edition(*asked)))
    new = approved_on(AT, layers, tmp_path)
    assert new == changed(load.edition(AT, layers)).hash != old
    rules = edition_by_hash(old, tmp_path)
    facts = parse_facts({"date": AT.isoformat()}, rules.vocabulary)
    now = evaluate(facts, edition=load.edition(AT, layers))
    assert evaluate(facts, edition=rules) == now
    assert evaluate(facts, edition=edition_by_hash(new, tmp_path)).edition == new


def test_every_edition_that_was_ever_approved_replays():
    for one in approvals():
        rules = edition_by_hash(one.edition)
        facts = parse_facts({"date": one.on.isoformat()}, rules.vocabulary)
        assert evaluate(facts, edition=rules).edition == one.edition
    kept = {file.name for file in APPROVED.glob("*.gz")}
    assert kept == {f"{one.edition}.json.gz" for one in approvals()}


def test_an_edition_that_nobody_approved_is_not_given(folder):
    with pytest.raises(RulebookError, match="No edition"):
        edition_by_hash("0" * 64, folder)


def test_an_altered_snapshot_is_refused(tmp_path):
    approve_all(tmp_path)
    one = approvals(tmp_path)[0].edition
    file = tmp_path / f"{one}.json.gz"
    text = gzip.decompress(file.read_bytes()).replace(b"share_now", b"share_all")
    file.write_bytes(gzip.compress(text))
    with pytest.raises(RulebookError, match="altered"):
        edition_by_hash(one, tmp_path)
    file.write_bytes(b"nothing")
    edition_by_hash.__globals__["_by_hash"].cache_clear()
    with pytest.raises(RulebookError, match="cannot be read"):
        edition_by_hash(one, tmp_path)


@pytest.mark.parametrize("fault", ['officer = ""', 'extra = "x"', "approved = 2026"])
def test_a_faulty_entry_is_refused(folder, tmp_path, fault):
    text = (folder / "approvals.toml").read_text()
    key = fault.partition(" =")[0]
    lines = [line for line in text.splitlines() if not line.startswith(f"{key} =")]
    (tmp_path / "approvals.toml").write_text("\n".join([*lines, fault]))
    with pytest.raises(RulebookError, match="Approval of"):
        approvals(tmp_path)


def test_an_officer_needs_a_name_and_a_post(capsys):
    assert approve_command.run(["--officer", "Somebody"]) == approve_command.BAD_INPUT
    assert "NAME, POST" in capsys.readouterr().err


def test_the_commands_say_so_when_the_gate_is_shut(monkeypatch, capsys):
    one = pending_of_a_change()
    monkeypatch.setattr(gate_command, "pending", lambda: (one,))
    assert gate_command.run(["--people", "0"]) == gate_command.SHUT
    assert "NOT APPROVED" in capsys.readouterr().out
    monkeypatch.setattr(approve_command, "pending", lambda: (one,))
    monkeypatch.setattr("builtins.input", lambda _: "no")
    done = approve_command.run(["--officer", ", ".join(OFFICER), "--people", "0"])
    assert done == approve_command.NOT_APPROVED
    assert "Nothing was approved" in capsys.readouterr().out


def pending_of_a_change():
    rules = load.edition(AT)
    return Pending(AT, changed(rules), rules)
