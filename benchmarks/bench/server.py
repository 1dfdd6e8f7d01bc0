"""A server under load, and what its process has used."""
import contextlib
import http.client
import os
import pathlib
import signal
import socket
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")
START_SECONDS = 120


class Server:
    """A running server: a process of its own group, a port, and where its paths begin."""

    def __init__(self, process, port, context="", probe_file=None):
        self.process = process
        self.port = port
        self.context = context
        self.pid, self._probe = _connect(probe_file) if probe_file else (process.pid, None)

    def cpu_seconds(self):
        """Processor time of the process so far."""
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident(self):
        """Bytes of memory that the process has."""
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0

    def allocated(self):
        """Bytes that its threads have allocated so far; nothing where the server is no JVM."""
        return self._ask("allocated")

    def heap(self):
        """Bytes in use after a collection; nothing where the server is no JVM."""
        return self._ask("heap")

    def _ask(self, question):
        if not self._probe:
            return None
        self._probe.write(question + "\n")
        self._probe.flush()
        return int(self._probe.readline())

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def launch(command, log, **options):
    """Starts a server in a process group of its own, which is ended with all its children."""
    with open(log, "w") as out:
        return subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=out,
                                stderr=subprocess.STDOUT, start_new_session=True, **options)


def await_line(process, log, pattern):
    """Waits until a line of the log matches, and returns the match."""
    return _await(process, log, lambda: pattern.search(pathlib.Path(log).read_text(errors="replace")))


def await_upgrade(process, log, port, path):
    """Waits until a WebSocket can be opened."""
    _await(process, log, lambda: _upgrades(port, path))


def _upgrades(port, path):
    headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status == http.client.SWITCHING_PROTOCOLS
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(process, log, condition):
    end = time.monotonic() + START_SECONDS
    try:
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            if process.poll() is not None:
                break
            time.sleep(0.05)
        raise SystemExit(f"a server did not start; see {log}")
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        raise


def _connect(probe_file):
    port, pid = map(int, pathlib.Path(probe_file).read_text().split())
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    return pid, connection.makefile("rw", encoding="ascii", newline="\n")
