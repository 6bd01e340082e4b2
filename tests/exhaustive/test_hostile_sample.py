"""A part of `make hostile`: forged contexts, a shared pool, hostile statements."""

from tests.exhaustive.database import as_runtime
from tests.exhaustive.oracle import Oracle


def test_no_forged_context_is_believed(oracle: Oracle) -> None:
    from tests.exhaustive.forgeries import forgeries, good, tries

    hats = oracle.world.hats[-2:]
    with as_runtime() as connection, as_runtime() as other:
        pid, other_pid = connection.info.backend_pid, other.info.backend_pid
        refused, believed = tries(connection, forgeries(hats, pid, other_pid))
        _, control = tries(connection, iter([("good", good(hats[0], pid))]))
    assert believed == []
    assert refused["one bit flipped"] > 2000
    assert len(refused) == 7
    assert len(control) == 1


def test_whoever_speaks_to_the_database_reads_and_changes_nothing_of_others(
    oracle: Oracle,
) -> None:
    from tests.exhaustive.injecting import changed, foreign_rows, not_refused

    hat = oracle.world.hats[-1]
    with as_runtime() as connection:
        refused, allowed = not_refused(connection, oracle, hat)
        assert allowed == []
        assert refused.total() > 250
        tried, told = foreign_rows(connection, oracle, hat)
        assert told == []
        assert tried > 150
        assert changed(connection, oracle, hat)[1] == []


def test_nothing_of_the_one_before_is_left_on_a_shared_connection(
    oracle: Oracle,
) -> None:
    from tests.exhaustive.hostile import two_people
    from tests.exhaustive.pool_leak import take_turns, take_turns_carelessly

    two = two_people(oracle)
    found = take_turns(oracle, two, 200)
    assert found.pop("leak") == 0
    assert len(found) == 6
    # The control: a context of the session is seen by whoever comes next.
    assert take_turns_carelessly(oracle, two, 20)["leak"] > 10


def test_what_one_connection_asks_no_other_can_read(oracle: Oracle) -> None:
    """Names stand in the text of a search, and one role serves everybody."""
    with as_runtime() as asking, as_runtime() as looking:
        asking.execute("SELECT 'Robin Quillfeather'")
        found = looking.execute("SELECT query FROM pg_stat_activity").fetchall()
    assert "Quillfeather" not in str(found)
