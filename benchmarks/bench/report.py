"""Tables of results, as text and as JSON."""
import dataclasses
import json

from .figures import spread

HEADER = ["", "a second", "spread", "ratio", "p50 ms", "ratio of p50", "CPU µs each", "ratio of CPU", "bytes each"]
IDLE_HEADER = ["", "heap each, bytes", "resident each, bytes"]


def number(value, digits=0):
    return "" if value is None else f"{value:,.{digits}f}"


def rows(result):
    """The rows of a result, one for each target that has one."""
    if result.shape.kind == "idle":
        return [[target, number(result.median(target, "heap")), number(result.median(target, "resident"))]
                for target in result.samples if result.samples[target]]
    return [_row(result, target) for target in result.samples if result.samples[target]]


def _row(result, target):
    return [target, number(result.median(target, "rate")), f"{spread(result.rates(target)):.0%}",
            _text(result.ratio(target)), number(result.median(target, "p50"), 3),
            _text(result.ratio(target, "p50")) if result.shape.counts == "replies" else "",
            number(result.median(target, "cpu"), 1), _text(result.ratio(target, "cpu")), number(result.median(target, "allocated"))]


def _text(ratio):
    return "" if ratio is None else str(ratio)


def table(result):
    """A result as a table in Markdown, under its title."""
    header = IDLE_HEADER if result.shape.kind == "idle" else HEADER
    lines = [header, ["---"] * len(header), *rows(result)]
    text = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    disturbed = result.disturbed()
    warning = f"Others took part of the processors during {disturbed} of the runs.\n" if disturbed else ""
    return f"**{result.shape.name}** ({result.container}): {result.shape.title}\n\n{text}\n{warning}"


def summary(results):
    """All results in one table in Markdown, a row for each target but the base: medians, and ratios to the base."""
    header = ["shape", "container", "target", "base, a second", "a second", "ratio", "ratio of CPU", "bytes each, base",
              "bytes each"]
    rows = [[result.shape.name, result.container, target, number(result.median(result.shape.base, "rate")),
             number(result.median(target, "rate")), _text(result.ratio(target)), _text(result.ratio(target, "cpu")),
             number(result.median(result.shape.base, "allocated")), number(result.median(target, "allocated"))]
            for result in results if result.shape.kind != "idle" and result.samples.get(result.shape.base)
            for target in result.samples if target != result.shape.base and result.samples[target]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [header, ["---"] * len(header), *rows]) + "\n"


def as_json(results, about):
    """All rounds of all results, for later comparisons."""
    entries = [{"shape": result.shape.name, "container": result.container,
                "samples": {target: [dataclasses.asdict(sample) for sample in samples]
                            for target, samples in result.samples.items()}} for result in results]
    return json.dumps({"about": about, "results": entries}, indent=1)
