#!/usr/bin/env python3
"""Compares an RPC echo with the bare container's echo, alternately in one run.

    mvn -q package -DskipTests && python3 benchmarks/echo_ratio.py [--java JAVA] [--rounds N] [--seconds S]

Prints each round and the ratio of the medians: replies a second (service / bare), and for one outstanding request the
median latency (service / bare).
"""
import argparse
import pathlib
import re
import statistics
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = "dev.webshocket.benchmarks."
SCENARIOS = [("1 connection x 50", 1, 50), ("100 connections x 10", 100, 10), ("1 connection x 1", 1, 1)]


def start(java, main):
    jar = HERE / "target" / "benchmarks.jar"
    process = subprocess.Popen([java, "-cp", str(jar), PACKAGE + main], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        found = re.match(r"port (\d+)", line)
        if found:
            return process, found.group(1)
    raise SystemExit(f"{main} did not start")


def load(wsload, port, method, conns, window, seconds, warmup):
    out = subprocess.run(
        [wsload, "--port", port, "--path", "/ws", "--proto", "webshocket.v1", "--msgpack", "--method", method,
         "--size", "64", "--conns", str(conns), "--window", str(window), "--seconds", str(seconds),
         "--warmup", str(warmup)],
        check=True, capture_output=True, text=True).stdout
    if float(re.search(r"errors/s (\S+)", out).group(1)) != 0:
        raise SystemExit("errors: " + out)
    return float(re.search(r"replies/s (\S+)", out).group(1)), float(re.search(r"p50 (\S+)", out).group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--java", default="java")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wsload = folder + "/wsload"
        subprocess.run(["cc", "-O2", "-o", wsload, str(HERE / "wsload.c")], check=True)
        bare, bare_port = start(options.java, "BareEcho")
        service, service_port = start(options.java, "WebshocketEcho")
        try:
            targets = [("bare", bare_port, "echo"), ("echo", service_port, "echo"),
                       ("echo in the lane", service_port, "echo_lane")]
            for _, port, method in targets * 2:
                load(wsload, port, method, 10, 20, 6, 1)
            for title, conns, window in SCENARIOS:
                results = {name: [] for name, _, _ in targets}
                for n in range(options.rounds):
                    for name, port, method in targets:
                        rate, p50 = load(wsload, port, method, conns, window, options.seconds, 1)
                        results[name].append((rate, p50))
                        print(f"{title}, round {n + 1}, {name}: {rate:.0f} replies/s, p50 {p50:.3f} ms", flush=True)
                base_rate, base_p50 = (statistics.median(column) for column in zip(*results["bare"]))
                for name in results:
                    rate, p50 = (statistics.median(column) for column in zip(*results[name]))
                    print(f"== {title}, {name}: {rate:.0f} replies/s ({rate / base_rate:.2f} of bare), "
                          f"p50 {p50:.3f} ms ({p50 / base_p50:.2f} of bare)", flush=True)
        finally:
            bare.kill()
            service.kill()


if __name__ == "__main__":
    main()
