"""The command line of ./bench."""
import argparse
import contextlib
import os
import pathlib
import platform
import signal
import sys
import time

from . import charts, report, shapes
from .build import Build
from .load import Generator
from .rounds import Rounds
from .targets import CONTAINERS, start_all

DESCRIPTION = """\
Measures the service against the bare container below it, on this machine, by turns, in several rounds. Prints medians,
their spread, processor time and bytes, and the ratio of the medians; no ratio where the rounds differ by more than 25 %.
The results are in benchmarks/target/bench, too. Needs Linux, a JDK, Maven and a C compiler.

Without --long it takes less than three minutes, once it is built, and runs on the embedded server only.
"""


def arguments(given=None):
    names = [shape.name for shape in shapes.table()]
    parser = argparse.ArgumentParser("./bench", description=DESCRIPTION,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help="only these: " + ", ".join(names)
                        + ", and with --growth connections, subscribers, message; by default all")
    parser.add_argument("--long", action="store_true", help="longer rounds, 8,000 connections, and --growth")
    parser.add_argument("--growth", action="store_true", help="the charts of growth, too")
    parser.add_argument("--servers", default="embedded", metavar="LIST",
                        help="which containers: embedded, wildfly, payara, separated by commas")
    parser.add_argument("--java-home", default=os.environ.get("JAVA_HOME"), metavar="DIR", help="the JDK to run on")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how many rounds count (5)")
    parser.add_argument("--seconds", type=float, metavar="S", help="the length of one run (0.5, with --long 3)")
    parser.add_argument("--beside", action="append", default=[], metavar="NAME=DIR",
                        help="measures the service on the libraries of DIR, too: another version of the project")
    parser.add_argument("--original", metavar="PYTHON",
                        help="measures the original's server, too: a Python that has its package webshocket")
    parser.add_argument("--no-build", action="store_true", help="what was built last is measured")
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR", help="where results and charts go")
    options = parser.parse_args(given)
    options.seconds = options.seconds or (3 if options.long else 0.5)
    options.servers = options.servers.split(",")
    options.beside = dict(one.split("=", 1) for one in options.beside)
    unknown = set(options.servers) - set(CONTAINERS)
    if unknown:
        parser.error(f"no container is called {', '.join(unknown)}")
    return options


def chosen(options):
    """The shapes that are asked for, by their names or by the name of their chart."""
    all_shapes = shapes.table(options.long)
    if options.growth or options.long:
        all_shapes += shapes.growth()
    if not options.shapes:
        return all_shapes
    known = {name for shape in all_shapes for name in (shape.name, shape.chart)}
    for name in options.shapes:
        if name not in known:
            raise SystemExit(f"no shape is called {name}; see ./bench --help")
    return [shape for shape in all_shapes if shape.name in options.shapes or shape.chart in options.shapes]


def main(given=None):
    options = arguments(given)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # so that the servers are ended, too
    started = time.monotonic()
    wanted = [shape.beside(options.beside) for shape in chosen(options)]
    build = Build(options.java_home)
    build.run(options.no_build)
    out = options.out or build.out
    out.mkdir(parents=True, exist_ok=True)
    about = {"date": time.strftime("%d %B %Y"), "java": build.java_version(), "machine": platform.processor(),
             "cores": os.cpu_count(), "rounds": options.rounds, "seconds": options.seconds}
    print(f"JDK {about['java']}, {about['cores']} cores, {options.rounds} rounds of {options.seconds} s\n", flush=True)
    results = []
    for container in options.servers:
        for result in measure(container, wanted, build, options):
            print(report.table(result), flush=True)
            results.append(result)
            (out / "results.json").write_text(report.as_json(results, about))
    (out / "summary.md").write_text(report.summary(results))
    for path in charts.write(results, out):
        print(f"chart: {path}")
    print(f"{time.monotonic() - started:.0f} s in all", file=sys.stderr)
    return 0


def measure(container, wanted, build, options):
    """Yields the results of the shapes on a container, one by one."""
    with contextlib.ExitStack() as stack:
        targets = {target for shape in wanted for target in shape.loads}
        servers = start_all(container, targets, build, options, stack)
        rounds = Rounds(container, servers, Generator(build.wsload), options.rounds, options.seconds,
                        lambda text: print(text, file=sys.stderr, flush=True))
        for shape in wanted:
            yield rounds.measure(shape)
