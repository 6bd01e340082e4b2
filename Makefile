# Aliases of what is in script/: `make demo` and `make test` are all a newcomer needs.
.PHONY: replay demo demo-check test check fix guards assets clean-clone-check faults help prove-all bench test-all rls-exhaustive hostile matrix bench-ratio hidden-timing ledger-mutations witness-faults ledger-oracle bench-ledger operate-walk asvs faults-failover supply canary erase-restore envelope
help:            ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed 's/:.*##/ /'
demo:            ## start everything, walk the main job once, print the address
	@script/demo
demo-check:      ## start, walk, stop; the exit code says whether it went well
	@script/demo --check --port 0
test:            ## set up and pass every test, browser included
	@script/test
test-all:        ## every test, those that script/test leaves out for their time included
	@script/bootstrap dev && .venv/bin/python -m pytest -n 2 --dist loadfile --all
check:           ## lint, types, layers, assets: changes nothing
	@script/check
fix:             ## what can be mended by a tool
	@script/bootstrap dev && .venv/bin/ruff check --fix . ; .venv/bin/ruff format .
guards:          ## break each guard and expect red
	@script/bootstrap dev && script/guards
replay:          ## one code at once in eight processes, a thousand times for each kind
	@script/bootstrap dev && REPLAY_TRIALS=1000 .venv/bin/python -m pytest -p no:xdist tests/integration/accounts/test_replay_trials.py
envelope:        ## a hundred thousand flips and pastes of sealed text: none opens
	@script/bootstrap dev && .venv/bin/python -m tests.exhaustive.envelope
erase-restore:   ## erase, then restore a backup on the side: unreadable; with the old keys it reads
	@script/bootstrap dev && .venv/bin/python -m tests.faults.erase_restore
canary:          ## words seeded in every text, looked for in dump, log, mail, cache, files
	@script/bootstrap dev && .venv/bin/python -m tests.faults.canary
faults:          ## kill -9 of web, worker and database in the middle of a send, fifty times
	@script/bootstrap dev && script/faults --rounds 50
prove-all:       ## prove every edition of every layer, compare with the approved, count all facts
	@script/bootstrap dev && .venv/bin/sharewell rules prove --all-editions --all-layers --brief
	@.venv/bin/sharewell rules gate
	@.venv/bin/sharewell rules count
	@.venv/bin/sharewell rules mutate
	@ORACLE_SETS=20000 .venv/bin/python -m pytest tests/oracle
assets:          ## rebuild the compiled style and scripts
	@script/bootstrap dev && PATH="$$PWD/.venv/bin:$$PATH" npm ci --silent && script/assets build
clean-clone-check: ## prove the two commands in a fresh clone, as root and as an ordinary user
	@script/clean-clone-check
bench:           ## advice against other rule engines, in an environment of its own
	@script/bench
rls-exhaustive:  ## every person x every row: database alone, code alone, an oracle; mutants
	@script/bootstrap dev && .venv/bin/python -m tests.exhaustive.rls
hostile:         ## forged contexts, turns on a shared pool, statements nobody should run
	@script/bootstrap dev && .venv/bin/python -m tests.exhaustive.hostile
matrix:          ## every address x method x role x relation, against an oracle
	@script/bootstrap dev && .venv/bin/python -m tests.exhaustive.matrix
supply:          ## bill of materials, licences, known vulnerabilities, unsafe calls, build twice
	@script/supply
asvs:            ## docs/asvs.md from tests/asvs
	@script/bootstrap dev && .venv/bin/python -m tests.asvs.table
operate-walk:    ## the commands of the page on operating, on a throw-away database
	@script/bootstrap dev && .venv/bin/python -m pytest --all tests/operating
faults-failover: ## kill -9 of the leading database under Patroni; the control must lose
	@script/bootstrap dev && .venv/bin/python -m tests.faults.failover.run
bench-ratio:     ## a whole request with protection against one without: at most twice
	@script/bootstrap dev && .venv/bin/python -m tests.bench.ratio
hidden-timing:   ## hidden against absent by the time of the reply, 10,000 pairs; PAIRS=, WAY=
	@script/bootstrap dev && .venv/bin/python -m tests.exhaustive.timing --pairs $(or $(PAIRS),10000) --way "$(or $(WAY),hidden family)"
ledger-mutations: ## ten thousand changes to the ledger by a superuser, each found
	@script/bootstrap dev && .venv/bin/python -m tests.tampering.run
witness-faults:  ## lies to witnesses, a thousand of each kind
	@script/bootstrap dev && .venv/bin/python -m tests.tampering.witness_faults
ledger-oracle:   ## the ledger's tree against another implementation
	@script/ledger-oracle
bench-ledger:    ## what the ledger costs, and how long a million entries take
	@script/bootstrap dev && .venv/bin/python -m tests.bench.ledger
.PHONY: faults-kill faults-power faults-disk faults-syscalls faults-parallel faults-clock restore-drill
faults-kill:     ## kill -9 of any process, a thousand times, while people write
	@script/bootstrap dev && .venv/bin/python -m tests.faults.durability.kills
faults-power:    ## two hundred power cuts, on a volume that drops what was not synced
	@script/bootstrap dev && .venv/bin/python -m tests.faults.power.cuts
faults-disk:     ## full disks, of the data and of the WAL
	@script/bootstrap dev && .venv/bin/python -m tests.faults.disk.full
faults-syscalls: ## failing system calls, at five hundred points that had an effect
	@script/bootstrap dev strace && .venv/bin/python -m tests.faults.syscalls.run
faults-parallel: ## one submit, a hundred times at once, to four server processes
	@script/bootstrap dev && .venv/bin/python -m tests.faults.parallel.run
faults-clock:    ## web server and sequencer a day back, a day on, stepping back
	@script/bootstrap dev gcc libc6-dev && .venv/bin/python -m tests.faults.clock.run
restore-drill:   ## back up, restore on the side, compare by root and by every row
	@script/bootstrap dev && .venv/bin/python -m tests.faults.restore.run
