"""The shapes of load: what is called, by how many connections, and what is counted."""
from dataclasses import dataclass, replace

from .packets import SETUP_ID, call

KIB = 1024
BINARY = "webshocket.v1"
TEXT = "webshocket.v1.json"
VERSION_2 = "webshocket.v2"

# Who is measured. "bare" is the container alone.
BARE, SERVICE, LANE, PATTERNS, ORIGINAL = "bare", "service", "service, in the lane", "beside 100,000 patterns", "original"
SESSION = "service, version 2"
HISTORY = "with history"
HISTORY_SESSION = "with history, version 2"


def in_lane(name):
    return f"{name}, in the lane"


@dataclass(frozen=True)
class Load:
    """What the generator sends to one target."""

    path: str
    request: bytes
    setup: bytes = None
    text: bool = False
    protocol: str = None  # that of the encoding in version 1, unless one is given

    def subprotocol(self):
        return self.protocol or (TEXT if self.text else BINARY)


@dataclass(frozen=True)
class Shape:
    name: str
    title: str
    loads: dict  # a target's name: its Load
    conns: int = 1
    window: int = 50
    senders: int = None  # all connections, unless a number is given
    counts: str = "replies"  # or "pushed", or "chunks"
    base: str = BARE
    long_only: bool = False
    size: int = None  # the place on the axis of a chart
    chart: str = None
    kind: str = "load"  # or "opening", "resuming", or "idle"

    def beside(self, names):
        """The same, with the service on further targets."""
        if SERVICE not in self.loads or PATTERNS in self.loads:
            return self
        lanes = {in_lane(name): self.loads[LANE] for name in names if LANE in self.loads}
        return replace(self, loads=self.loads | {name: self.loads[SERVICE] for name in names} | lanes)


def echo(data, text=False, lane=True, method="echo", original=True):
    request = call(method, data, text=text)
    loads = {BARE: Load("/bare/echo", request, text=text), SERVICE: Load("/ws", request, text=text)}
    if lane:
        loads[LANE] = Load("/ws", call(method + "_lane", data, text=text), text=text)
        loads[SESSION] = Load("/ws", request, text=text, protocol=VERSION_2)
    if original:
        loads[ORIGINAL] = Load("/", request, text=text)
    return loads


def push(channel="news"):
    setup = call("subscribe", channel, call_id=SETUP_ID)
    publish = call("publish", channel, "p" * 16)  # 62 bytes as a packet
    return {
        BARE: Load("/bare/push", publish),
        SERVICE: Load("/ws", publish, setup),
        ORIGINAL: Load("/", publish, setup),
    }


def history(protocol, without, kept):
    """The service that keeps what it pushes, against the one that does not."""
    load = Load("/ws", call("publish", "news", "p" * 16), call("subscribe", "news", call_id=SETUP_ID), protocol=protocol)
    return {without: load, kept: load}


def stream(items, size):
    return {
        BARE: Load(f"/bare/stream/{items}/{size}", call("items", items, size)),
        SERVICE: Load("/ws", call("items", items, size)),
    }


READING = {"sensor": "roof-7", "sequence": 123456789, "value": 21.5, "valid": True, "tags": ["outside", "north"]}
IDLE = {
    BARE: Load("/bare/echo", b""),
    SERVICE: Load("/ws", b""),
    SESSION: Load("/ws", b"", protocol=VERSION_2),
    ORIGINAL: Load("/", b""),
}


def table(long=False):
    """The shapes of the table."""
    record = call("echo_record", READING)
    content = b"u" * (512 * KIB)
    patterned = {target: Load("/ws", call("publish", "news", "p" * 16)) for target in (SERVICE, PATTERNS)}
    many = 8000 if long else 2000
    return [
        Shape("echo-1x1", "echo, 64 B, 1 connection, 1 outstanding", echo("e" * 64), window=1),
        Shape("echo-1x50", "echo, 64 B, 1 connection, 50 outstanding", echo("e" * 64)),
        Shape("echo-100x10", "echo, 64 B, 100 connections, 10 outstanding", echo("e" * 64), conns=100, window=10),
        Shape("echo-64k", "echo, 64 KiB, 1 connection, 50 outstanding", echo("e" * 64 * KIB, lane=False)),
        Shape("push", "pushed to 200 subscribers, 1 connection, 50 outstanding", push(), conns=200, senders=1,
              counts="pushed"),
        Shape("history", "pushed to 200 subscribers in a channel with history, 1 connection, 50 outstanding",
              history(BINARY, SERVICE, HISTORY), conns=200, senders=1, counts="pushed", base=SERVICE),
        Shape("history-v2", "the same on version 2, where each message has its position",
              history(VERSION_2, SESSION, HISTORY_SESSION), conns=200, senders=1, counts="pushed", base=SESSION),
        Shape("json", "echo in JSON, 64 B, 1 connection, 50 outstanding", echo("e" * 64, text=True, lane=False)),
        Shape("record", "a record there and back, 1 connection, 50 outstanding",
              {BARE: Load("/bare/echo", record), SERVICE: Load("/ws", record)}),
        Shape("upload", "an argument of 512 KiB, 2 connections, 2 outstanding",
              {BARE: Load("/bare/receipt", call("upload", content)), SERVICE: Load("/ws", call("upload", content))},
              conns=2, window=2),
        Shape("stream-1k", "streams of 1,000 items of 1 KiB, 4 connections", stream(1000, KIB), conns=4, window=1,
              counts="chunks"),
        Shape("stream-64k", "streams of 100 items of 64 KiB, 4 connections", stream(100, 64 * KIB), conns=4, window=1,
              counts="chunks"),
        Shape("patterns", "publish to nobody, 1 connection, 50 outstanding", patterned, base=SERVICE),
        Shape("opening", f"{many:,} connections opened one after the other", IDLE, conns=many, kind="opening"),
        Shape("resuming", f"{many:,} sessions taken up again over another socket, one after the other",
              {SESSION: IDLE[SESSION]}, base=SESSION, conns=many, kind="resuming"),
        Shape("idle", f"{many:,} idle connections", IDLE, conns=many, kind="idle"),
    ]


def growth():
    """The shapes of the charts."""
    shapes = []
    for conns in (1, 10, 100, 1000, 10000):
        shapes.append(Shape(f"connections-{conns}", f"echo, 64 B, {conns:,} connections, 1 outstanding",
                            echo("e" * 64, lane=False), conns=conns, window=1, size=conns, chart="connections"))
    for subscribers in (1, 10, 100, 1000, 5000):
        shapes.append(Shape(f"subscribers-{subscribers}", f"pushed to {subscribers:,} subscribers, 10 outstanding",
                            push(), conns=subscribers, senders=1, window=10, counts="pushed", size=subscribers,
                            chart="subscribers"))
    for size in (16, 256, 4 * KIB, 64 * KIB, KIB * KIB):
        shapes.append(Shape(f"message-{size}", f"echo, {size:,} bytes, 1 connection, 10 outstanding",
                            echo("e" * size, lane=False), window=10, size=size, chart="message"))
    return shapes
