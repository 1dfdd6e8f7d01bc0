"""Builds what is measured, and what measures."""
import fcntl
import os
import pathlib
import shutil
import subprocess

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
# Long messages and many connections are let in; else the service has the defaults.
SETTINGS = ["maxMessageBytes=4194304", "waitingBytes=67108864", "outboundBytes=16777216", "maxConnections=0"]


class Build:
    """The paths of what has been built."""

    def __init__(self, java_home):
        self.java_home = pathlib.Path(java_home or pathlib.Path(shutil.which("java")).resolve().parent.parent)
        self.java = self.java_home / "bin" / "java"
        self.out = BENCHMARKS / "target" / "bench"
        self.benchmarks_jar = BENCHMARKS / "target" / "benchmarks.jar"
        self.benchmarks_classes = BENCHMARKS / "target" / "classes"
        self.probe_jar = BENCHMARKS / "target" / "benchmarks-probe.jar"
        self.example = ROOT / "example-war" / "target" / "webshocket-example"
        self.wsload = self.out / "wsload"

    def run(self, skip_maven=False):
        self.out.mkdir(parents=True, exist_ok=True)
        self._lock = open(self.out / "lock", "w")  # held until the process ends
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit("./bench is running already") from None
        subprocess.run(["cc", "-O2", "-o", str(self.wsload), str(BENCHMARKS / "wsload.c")], check=True)
        if not skip_maven:
            self.maven("package", "-Dmaven.test.skip=true", "-pl", "benchmarks,example-war", "-am")

    def maven(self, *arguments):
        offline = ["-o"] if os.environ.get("BENCH_OFFLINE") else []
        subprocess.run(["mvn", "-q", *offline, "-Dspotless.check.skip=true", "-Djacoco.skip=true", *arguments], cwd=ROOT,
                       check=True, env=self.environment())

    def jvm_options(self, probe_file):
        return ["-Xmx2g", f"-javaagent:{self.probe_jar}={probe_file}", *(f"-Dwebshocket.{one}" for one in SETTINGS)]

    def environment(self, **more):
        return dict(os.environ) | {"JAVA_HOME": str(self.java_home)} | more

    def log(self, name):
        return self.out / f"{name}.log"

    def probe_file(self, name):
        path = self.out / f"{name}.probe"
        path.unlink(missing_ok=True)
        return path

    def unpacked(self, module, pattern):
        """The directory of an application server, which Maven unpacks where it is not there yet."""
        target = ROOT / "it-tests" / module / "target"
        self.maven("dependency:unpack@unpack-server", "-pl", f"it-tests/{module}")
        return next(target.glob(pattern))

    def java_version(self):
        text = subprocess.run([self.java, "-version"], capture_output=True, text=True, check=True).stderr
        return text.split('"')[1]
