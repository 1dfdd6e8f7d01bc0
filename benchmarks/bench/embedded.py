"""The bare container and the service on embedded Tyrus."""
import re

from .server import Server, await_line, launch
from .shapes import BARE, HISTORY

PACKAGE = "dev.webshocket.benchmarks.load."


def start(build, target, libraries=None):
    """Starts the server of a target in a JVM of its own, on the libraries of another version where they are given."""
    log = build.log(target)
    probe_file = build.probe_file(target)
    main = PACKAGE + ("BareServer" if target == BARE else "ServiceServer")
    class_path = f"{build.benchmarks_classes}:{libraries}/*" if libraries else build.benchmarks_jar
    process = launch([build.java, *build.jvm_options(probe_file), "-cp", class_path, main,
                      *(["history"] if target == HISTORY else [])], log)
    port = int(await_line(process, log, re.compile(r"^port (\d+)", re.M)).group(1))
    return Server(process, port, probe_file=probe_file)
