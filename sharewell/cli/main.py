"""The `sharewell` command: one small module for each sub-command."""

import importlib
import sys

COMMANDS = {
    "advise": (
        "sharewell.cli.advise",
        "what the procedure points to, from facts as JSON",
    ),
    "rules": (
        "sharewell.cli.rules",
        "check, show, prove and change the rows of the procedure",
    ),
    "setup": (
        "sharewell.cli.setup",
        "migrate the database and install the context key",
    ),
    "serve": ("sharewell.cli.serve", "run the web server"),
    "worker": ("sharewell.cli.worker", "run jobs, clocks and the ledger's sequencer"),
    "ledger": ("sharewell.cli.ledger", "verify the ledger against every record"),
    "verify-record": (
        "sharewell.cli.verify_record",
        "check a decision record that somebody was handed, without a connection",
    ),
    "keys": ("sharewell.cli.keys", "rotate the agencies' keys, back up the subjects'"),
    "check": ("sharewell.cli.check", "check settings, database roles and deployment"),
    "demo": ("sharewell.demo.command", "seed, walk and describe the demo partnership"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run a sub-command; exit code 0 done, 1 not done, 2 wrongly asked."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0] in {"-h", "--help", "help"}:
        print(_usage())
        return 0 if given else 2
    if given[0] not in COMMANDS:
        print(
            f"sharewell: there is no command {given[0]!r}.\n\n{_usage()}",
            file=sys.stderr,
        )
        return 2
    module = importlib.import_module(COMMANDS[given[0]][0])
    return int(module.run(given[1:]))


def _usage() -> str:
    lines = ["usage: sharewell COMMAND [options]", ""]
    widest = max(map(len, COMMANDS))
    lines += [f"  {name:<{widest}} {about}" for name, (_, about) in COMMANDS.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
