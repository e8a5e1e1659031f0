"""The web server of `samstad serve` and `samstad demo`."""

import errno
import signal
import socket
import sys
from typing import Any, NoReturn

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from waitress.server import create_server

from samstad import environment
from samstad.refusals import Refusal

THREADS, CONNECTIONS = 8, 1000


def require_free_port() -> None:
    """Refused when something else already answers there, so that nobody waits for a city that cannot be shown."""
    _listen().close()


def require_current_database(fault: DatabaseError | None = None) -> None:
    """Refused when the database does not answer, or lacks tables that this version needs."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as unreachable:
        reason = " ".join(str(fault or unreachable).split())
        raise Refusal("no_database", f"Databasen svarar inte: {reason}") from None
    if behind:
        raise Refusal("unmigrated", "Databasen är inte i takt med programmet: kör samstad migrate och försök igen.")


def serve() -> None:
    """Answer requests until Ctrl-C or a polite request to end; both end without fuss."""
    from samstad.wsgi import application  # noqa: PLC0415 - made when it is to be served, not when a command is looked up

    with _listen() as listener:
        server: Any = create_server(
            application, sockets=[listener], threads=THREADS, connection_limit=CONNECTIONS, ident="samstad"
        )
        sys.stdout.write(f"Samstad körs på http://localhost:{environment.port()} (avsluta med Ctrl-C)\n")
        sys.stdout.flush()
        signal.signal(signal.SIGTERM, _end)
        signal.signal(signal.SIGINT, _end)  # also when started in the background, where a shell shuts Ctrl-C out
        try:
            server.run()  # returns at Ctrl-C, when requests under way have been answered
        finally:
            server.close()


def _end(number: int, frame: object) -> NoReturn:
    raise SystemExit(0)


def _listen() -> socket.socket:
    """The socket that visitors reach; bound by us, so that what is in the way can be told."""
    port = environment.port()
    listener = socket.socket(socket.AF_INET6 if ":" in environment.address() else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((environment.address(), port))
    except OSError as fault:
        listener.close()
        raise _cannot_listen(port, fault) from None
    return listener


def _cannot_listen(port: int, fault: OSError) -> Refusal:
    if fault.errno == errno.EADDRINUSE:
        return Refusal("port_taken", f"Port {port} är upptagen. Välj en annan, till exempel PORT={_next(port)}.")
    if fault.errno == errno.EACCES:
        return Refusal(
            "port_not_allowed", f"Port {port} får du inte använda. Välj en över 1023, till exempel PORT=8000."
        )
    return Refusal("bad_address", f"Det går inte att lyssna på {environment.address()}: rätta SAMSTAD_ADDRESS.")


def _next(port: int) -> int:
    return port + 1 if port < 65535 else 8000
