"""The servers of the targets on one container."""
from . import embedded, original, payara, wildfly
from .patterns import add_patterns
from .shapes import BARE, HISTORY, HISTORY_SESSION, LANE, ORIGINAL, PATTERNS, SERVICE, SESSION, in_lane

CONTAINERS = {"embedded": embedded.start, "wildfly": wildfly.start, "payara": payara.start}


def start_all(container, wanted, build, options, stack):
    """Starts the servers of the wanted targets, by whose names they are returned; the stack stops them."""
    start = CONTAINERS[container]
    servers = {}

    def add(server, *targets):
        if server:
            stack.callback(server.stop)
            servers.update({target: server for target in targets})

    for target, aliases in ((BARE, ()), (SERVICE, (LANE, SESSION)), (PATTERNS, ())):
        if wanted & {target, *aliases}:
            add(start(build, target), target, *aliases)
    if container == "embedded" and wanted & {HISTORY, HISTORY_SESSION}:
        add(start(build, HISTORY), HISTORY, HISTORY_SESSION)
    if PATTERNS in servers:
        add_patterns(build, servers[PATTERNS], stack)
    for name, libraries in options.beside.items():
        add(start(build, name, libraries), name, in_lane(name))
    if options.original and ORIGINAL in wanted:
        add(original.start(build, options.original), ORIGINAL)
    return servers
