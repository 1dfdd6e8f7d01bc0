"""The bare container and the service on embedded Tyrus, each in a JVM of its own."""
import re

from .patterns import add_patterns
from .server import Server, await_line, launch
from .shapes import BARE, LANE, PATTERNS, SERVICE, in_lane

MAIN = "dev.webshocket.benchmarks.load."


def start(build, name, main, class_path=None):
    log = build.out / f"{name}.log"
    probe_file = build.probe_file(name)
    class_path = class_path or build.benchmarks_jar
    process = launch([*build.java(probe_file), "-cp", class_path, MAIN + main], log)
    port = int(await_line(process, log, re.compile(r"^port (\d+)", re.M)).group(1))
    return Server(process, port, probe_file=probe_file)


def start_all(build, targets, options, stack):
    """Starts what the targets need; the stack stops it."""
    servers = {}

    def add(server, *names):
        stack.callback(server.stop)
        servers.update({name: server for name in names})

    if BARE in targets:
        add(start(build, "bare", "BareServer"), BARE)
    if SERVICE in targets:
        add(start(build, "service", "ServiceServer"), SERVICE, LANE)
    if PATTERNS in targets:
        add(start(build, "patterns", "ServiceServer"), PATTERNS)
        add_patterns(build, servers[PATTERNS], stack)
    for name, libraries in options.beside.items():
        # The service of this project on the libraries of another version of it.
        add(start(build, name, "ServiceServer", f"{build.benchmarks_classes}:{libraries}/*"), name, in_lane(name))
    return servers
