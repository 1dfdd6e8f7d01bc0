"""The original's server, where its Python package is installed."""
import pathlib

from .server import Server, await_upgrade, free_port, launch

SERVER = pathlib.Path(__file__).resolve().parent / "original_server.py"


def start(build, python):
    log, port = build.log("original"), free_port()
    process = launch([python, SERVER, str(port)], log)
    await_upgrade(process, log, port, "/")
    return Server(process, port)
