"""Measures a shape: all targets by turns, in several rounds."""
import time
from dataclasses import dataclass, replace

from .figures import Ratio, median
from .load import Failure, Sample
from .machine import Disturbance, wait_until_calm

# How many seconds a container's rounds wait in all for a machine that others keep busy, before and after a run.
PATIENCE = 30
SHORT_WAIT, LONG_WAIT = 2, 5


@dataclass(frozen=True)
class Result:
    """The rounds of a shape on one container."""

    shape: object
    container: str
    samples: dict  # a target's name: a list of samples, one for each round

    def median(self, target, field):
        values = [getattr(sample, field) for sample in self.samples[target]]
        return median(values) if values and None not in values else None

    def rates(self, target):
        return [sample.rate for sample in self.samples[target]]

    def disturbed(self):
        """How many of the samples were taken while others took part of the processors."""
        return sum(sample.disturbed for samples in self.samples.values() for sample in samples)

    def ratio(self, target, field="rate"):
        """How a target compares with the base, or nothing where there is nothing to compare."""
        base = self.shape.base
        if target == base or not self.samples.get(base):
            return None
        columns = [[getattr(sample, field) for sample in self.samples[one]] for one in (target, base)]
        return Ratio.of(*columns) if all(None not in column and column for column in columns) else None


class Rounds:
    """Runs shapes on the servers of one container, which are given by the names of their targets."""

    def __init__(self, container, servers, generator, count, seconds, say):
        self._container = container
        self._servers = servers
        self._generator = generator
        self._count = count
        self._seconds = seconds
        self._say = say
        self._patience = PATIENCE

    def measure(self, shape):
        targets = [target for target in shape.loads if target in self._servers]
        samples = {target: [] for target in targets}
        measure = {
            "load": self._load,
            "opening": self._opening,
            "resuming": self._resuming,
            "idle": self._idle,
        }[shape.kind]
        failed = set()
        for number in range(self._count + 1):  # the first is for the compilers and is not counted
            for target in targets:
                if target in failed:
                    continue
                self._wait(SHORT_WAIT)
                try:
                    sample = measure(self._servers[target], shape, target)
                except Failure as e:
                    failed.add(target)
                    samples[target] = []
                    self._say(f"no result: {e}")
                    continue
                if number:
                    samples[target].append(sample)
        return Result(shape, self._container, samples)

    def _load(self, server, shape, target):
        """A run in which nothing else takes the processors; one that was disturbed is repeated once."""
        disturbance = Disturbance(server)
        sample = self._run(server, shape, target)
        if disturbance.seen() and self._wait(LONG_WAIT):
            disturbance = Disturbance(server)
            sample = self._run(server, shape, target)
        return replace(sample, disturbed=disturbance.seen())

    def _wait(self, at_most):
        """Waits for a calm machine, unless that has been waited for too often; returns whether it is calm."""
        started = time.monotonic()
        calm = wait_until_calm(min(at_most, self._patience))
        self._patience -= time.monotonic() - started
        return calm

    def _run(self, server, shape, target):
        cpu, allocated = server.cpu_seconds(), server.allocated()
        result = self._generator.run(server, shape, target, self._seconds, 0.15)
        count = max(result["total_" + shape.counts], 1)
        cpu = (server.cpu_seconds() - cpu) * 1e6 / count
        if allocated is not None:
            allocated = (server.allocated() - allocated) / count
        return Sample(result[shape.counts], result.get("p50"), result.get("p99"), cpu, allocated)

    def _opening(self, server, shape, target):
        cpu, allocated = server.cpu_seconds(), server.allocated()
        process, opened = self._generator.hold(server, shape, target)
        cpu = (server.cpu_seconds() - cpu) * 1e6 / shape.conns
        if allocated is not None:
            allocated = (server.allocated() - allocated) / shape.conns
        _release(process)
        return Sample(shape.conns / opened["opening"], None, None, cpu, allocated)

    def _resuming(self, server, shape, target):
        process, _ = self._generator.hold(server, shape, target)
        cpu, allocated = server.cpu_seconds(), server.allocated()
        resumed = self._generator.resume(process)
        cpu = (server.cpu_seconds() - cpu) * 1e6 / shape.conns
        if allocated is not None:
            allocated = (server.allocated() - allocated) / shape.conns
        _release(process)
        return Sample(shape.conns / resumed["resuming"], None, None, cpu, allocated)

    def _idle(self, server, shape, target):
        heap, resident = server.heap(), server.resident()
        process, opened = self._generator.hold(server, shape, target)
        try:
            if heap is not None:
                heap = (server.heap() - heap) / shape.conns
            resident = (server.resident() - resident) / shape.conns
        finally:
            _release(process)
        return Sample(shape.conns / opened["opening"], heap=heap, resident=resident)


def _release(process):
    process.stdin.close()
    process.wait()
