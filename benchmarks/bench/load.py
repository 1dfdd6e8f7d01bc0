"""The load generator."""
import json
import pathlib
import subprocess
import tempfile
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """What one run of a shape on one target came to."""

    rate: float  # a second
    p50: float = None  # milliseconds
    p99: float = None
    cpu: float = None  # microseconds of the server for each that is counted
    allocated: float = None  # bytes of the server for each that is counted
    heap: float = None  # bytes for each idle connection
    resident: float = None
    disturbed: bool = False  # whether others took part of the processors meanwhile


class Failure(Exception):
    """A run with an error in it, which is no result."""


class Generator:
    """Runs wsload, which it finds at a path."""

    def __init__(self, wsload):
        self._wsload = str(wsload)
        self._messages = pathlib.Path(tempfile.mkdtemp(prefix="bench-messages"))

    def command(self, server, shape, target, *options):
        load = shape.loads[target]
        command = [self._wsload, "--port", str(server.port), "--path", server.context + load.path,
                   "--proto", load.subprotocol(), "--conns", str(shape.conns),
                   "--window", str(shape.window), *options]
        if shape.senders is not None:
            command += ["--senders", str(shape.senders)]
        if load.request:
            command += ["--request", self._file(shape, target, "request", load.request)]
        if load.setup:
            command += ["--setup", self._file(shape, target, "setup", load.setup)]
        if load.text:
            command.append("--text")
        if shape.counts == "chunks":
            command.append("--stream")
        return command

    def run(self, server, shape, target, seconds, warmup):
        command = self.command(server, shape, target, "--seconds", str(seconds), "--warmup", str(warmup))
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + warmup + 60)
        try:
            result = json.loads(done.stdout)
        except ValueError:
            raise Failure(f"{shape.name}, {target}: {done.stderr.strip()}") from None
        if done.returncode or result["errors"] or result["open"] < result["conns"]:
            raise Failure(f"{shape.name}, {target}: {done.stdout.strip()} {done.stderr.strip()}")
        return result

    def hold(self, server, shape, target):
        """Opens connections and returns the process, which holds them until its standard input is closed."""
        process = subprocess.Popen(self.command(server, shape, target, "--hold"), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
        line = process.stdout.readline()
        if not line:
            raise Failure(f"{shape.name}, {target}: the connections did not open")
        return process, json.loads(line)

    def resume(self, process):
        """Breaks the sockets of held sessions, and waits until these are taken up again."""
        process.stdin.write("resume\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    def _file(self, shape, target, what, content):
        path = self._messages / f"{shape.name}-{target}-{what}".replace(" ", "_")
        if not path.exists():
            path.write_bytes(content)
        return str(path)
