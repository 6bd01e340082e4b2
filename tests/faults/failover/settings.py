"""What Patroni is told: the settings of deploy/patroni/node.yml, for loopback."""

from pathlib import Path


def told(
    name: str,
    *,
    home: Path,
    binaries: Path,
    ports: tuple[int, int, int],
    etcd_port: int,
    passwords: dict[str, str],
    synchronous: bool,
) -> dict[str, object]:
    """Of one node; `ports` are those of the server, of Patroni and of the way to it."""
    server, rest, way = (f"127.0.0.1:{port}" for port in ports)
    login = {n: {"username": n, "password": word} for n, word in passwords.items()}
    return {
        "scope": "sharewell",
        "name": name,
        "restapi": {"listen": rest, "connect_address": rest},
        "etcd3": {"host": f"127.0.0.1:{etcd_port}"},
        "bootstrap": _bootstrap(synchronous=synchronous),
        "postgresql": {
            "listen": server,
            # The others reach it by the way that can be long, or cut.
            "connect_address": way,
            "data_dir": str(home / "data"),
            "bin_dir": str(binaries),
            "pgpass": str(home / "pgpass"),
            "authentication": {
                "superuser": login["postgres"],
                "replication": login["replicator"],
                "rewind": login["postgres"],
            },
            "parameters": {"unix_socket_directories": str(home)},
        },
    }


def _bootstrap(*, synchronous: bool) -> dict[str, object]:
    parameters = {
        "wal_log_hints": "on", "synchronous_commit": "on",
        "max_connections": 60, "wal_keep_size": "256MB",
    }  # fmt: skip
    return {
        "dcs": {
            "ttl": 20,
            "loop_wait": 1,
            "retry_timeout": 3,
            "maximum_lag_on_failover": 33_554_432,
            "synchronous_mode": synchronous,
            "synchronous_mode_strict": synchronous,
            "postgresql": {
                "use_pg_rewind": True, "use_slots": True, "parameters": parameters,
            },
        },
        "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"],
        "pg_hba": [
            "host replication replicator 127.0.0.1/32 scram-sha-256",
            "host all all 127.0.0.1/32 scram-sha-256",
            "local all all scram-sha-256",
        ],
    }  # fmt: skip
