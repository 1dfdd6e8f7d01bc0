"""The bare container and the service on WildFly, as the integration tests have it."""
import shutil

from . import war
from .server import Server, await_upgrade, free_port, launch
from .shapes import BARE


def start(build, target, libraries=None):
    """Starts a server of its own for a target."""
    if libraries:
        return None
    home = build.unpacked("wildfly", "wildfly-*")
    base = build.out / f"wildfly-{target}"
    shutil.rmtree(base, ignore_errors=True)
    shutil.copytree(home / "standalone" / "configuration", base / "configuration")
    (base / "deployments").mkdir()
    shutil.copy(war.make(build, target), base / "deployments")
    log, probe_file, port = build.log(f"wildfly-{target}"), build.probe_file(target), free_port()
    process = launch(
        [home / "bin" / "standalone.sh", f"-Djboss.server.base.dir={base}", f"-Djboss.http.port={port}",
         f"-Djboss.https.port={free_port()}", f"-Djboss.management.http.port={free_port()}"], log,
        env=build.environment(JAVA_OPTS=" ".join(
            [*build.jvm_options(probe_file), "-Djava.net.preferIPv4Stack=true", "-Djava.awt.headless=true"])))
    await_upgrade(process, log, port, "/bench/bare/echo" if target == BARE else "/bench/ws")
    return Server(process, port, "/bench", probe_file)
