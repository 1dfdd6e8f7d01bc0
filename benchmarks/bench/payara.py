"""The bare container and the service on Payara, as the integration tests have it."""
import re
import shutil

from . import war
from .server import Server, await_upgrade, free_port, launch
from .shapes import BARE

PORTS = ["port=\"3700\"", "port=\"3820\"", "port=\"3920\"", "port=\"8686\"", "value=\"7676\"", "telnet.port=6666<"]
GRID = "<hazelcast-config-specific-configuration"


def start(build, target, libraries=None):
    """Starts a server of its own for a target."""
    if libraries:
        return None
    home = build.unpacked("payara", "payara6")
    name = f"bench-{target}"
    domain = home / "glassfish" / "domains" / name
    shutil.rmtree(domain, ignore_errors=True)
    shutil.copytree(domain.parent / "domain1", domain)
    (domain / "autodeploy").mkdir(exist_ok=True)
    shutil.copy(war.make(build, target), domain / "autodeploy")
    log, probe_file, port = build.log(f"payara-{target}"), build.probe_file(target), free_port()
    configuration = domain / "config" / "domain.xml"
    configuration.write_text(configured(configuration.read_text(), port, build.jvm_options(probe_file)))
    process = launch([home / "bin" / "asadmin", "start-domain", "--verbose", name], log,
                     env=build.environment(AS_JAVA=str(build.java_home)))
    await_upgrade(process, log, port, "/bench/bare/echo" if target == BARE else "/bench/ws")
    return Server(process, port, "/bench", probe_file)


def configured(xml, port, jvm_options):
    """The domain's configuration with free ports, on the loopback address, and with options of the JVM."""
    for old, new in (("8080", port), ("8181", free_port()), ("4848", free_port())):
        xml = _replace(xml, f'<network-listener port="{old}"', f'<network-listener address="127.0.0.1" port="{new}"')
    for place in PORTS:
        xml = _replace(xml, place, re.sub(r"\d+", str(free_port()), place, count=1))
    xml = _replace(xml, GRID + ">", GRID + ' enabled="false">')
    xml = re.sub(r"<jvm-options>-Xmx\w+</jvm-options>", "", xml)
    first = "<jvm-options>-server</jvm-options>"
    return _replace(xml, first, first + "".join(f"<jvm-options>{option}</jvm-options>" for option in jvm_options))


def _replace(text, old, new):
    if old not in text:
        raise SystemExit(f"domain.xml has no {old}")
    return text.replace(old, new, 1)
