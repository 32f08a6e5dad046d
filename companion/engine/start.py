"""Where the engine process begins, apart from all it needs: the window that starts it need not load its rooms."""

from __future__ import annotations

from multiprocessing.connection import Connection


def run_engine(connection: Connection) -> None:
    """Serve one window until Shutdown or until the pipe closes. The main function of the spawned child."""
    from companion.heap import share_memory

    share_memory()
    from companion.engine.worker import serve

    serve(connection)
