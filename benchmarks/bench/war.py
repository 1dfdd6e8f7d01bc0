"""The WAR that application servers are given."""
import zipfile

from .shapes import BARE

CLASSES = "dev/webshocket/benchmarks/load/"


def make(build, target):
    """Makes bench.war: of the bare endpoints alone, or of the service with the libraries of the example's WAR."""
    path = build.out / target / "bench.war"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as war:
        for file in sorted((build.benchmarks_classes / CLASSES).glob("*.class")):
            if not file.name.endswith("Server.class") and file.name.startswith("Bare") == (target == BARE):
                war.write(file, f"WEB-INF/classes/{CLASSES}{file.name}")
        if target != BARE:
            for file in sorted((build.example / "WEB-INF" / "lib").iterdir()):
                war.write(file, f"WEB-INF/lib/{file.name}")
    return path
