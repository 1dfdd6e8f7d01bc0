"""What the whole machine does, since others' work on it spoils a measurement."""
import os
import pathlib
import time

TICKS = os.sysconf("SC_CLK_TCK")
STEP = 0.1
CALM = 0.15  # of one processor


def busy_seconds():
    """Seconds in which a processor was busy or was taken away, since the start of the machine; interrupts do not count."""
    fields = list(map(int, pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]))
    user, nice, system, stolen = *fields[:3], fields[7]
    return (user + nice + system + stolen) / TICKS


def own_seconds():
    """Processor time of this process and of its children that have ended, the load generators."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def wait_until_calm(at_most):
    """Waits until next to nothing runs: a server has ended what the load before has left, and others are idle.

    Returns whether it came to that within a number of seconds.
    """
    end = time.monotonic() + max(at_most, STEP)
    while time.monotonic() < end:
        before = busy_seconds()
        time.sleep(STEP)
        if busy_seconds() - before <= CALM * STEP:
            return True
    return False


class Disturbance:
    """What others than a server and the generators take of the processors from now on."""

    def __init__(self, server):
        self._server = server
        self._started = time.monotonic()
        self._before = self._others()

    def seen(self):
        """Whether it is so much that the measurement does not count."""
        return self._others() - self._before > CALM * (time.monotonic() - self._started)

    def _others(self):
        return busy_seconds() - own_seconds() - self._server.cpu_seconds()
