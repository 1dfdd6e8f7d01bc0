"""Subscribes 100 connections to 1,000 patterns each, which match nothing."""
from .load import Generator
from .packets import SETUP_ID, call
from .shapes import PATTERNS, Load, Shape

CONNECTIONS, EACH = 100, 1000


def add_patterns(build, server, stack):
    generator = Generator(build.wsload)
    for n in range(CONNECTIONS):
        setup = call("subscribe_patterns", f"p{n:03}a", EACH, call_id=SETUP_ID)
        shape = Shape(f"patterns-{n}", "", {PATTERNS: Load("/ws", b"", setup)}, conns=1)
        process, _ = generator.hold(server, shape, PATTERNS)
        stack.callback(process.kill)
