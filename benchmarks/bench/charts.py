"""Charts of growth, as SVG that is readable on a light and on a dark page."""
import math
from xml.sax.saxutils import escape

AXES = {
    "connections": ("connections, 1 outstanding on each", "answers a second"),
    "subscribers": ("subscribers", "messages pushed a second"),
    "message": ("bytes of a message", "answers a second"),
}
WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, BOTTOM = 80, 20, 50, 50
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #333 }
.axis, .grid { stroke: #bbb; stroke-width: 1 }
.grid { stroke-opacity: .4 }
.line { fill: none; stroke-width: 2.5 }
.s0 { stroke: #8a8a8a } .s1 { stroke: #1f6feb } .s2 { stroke: #bf5b00 } .s3 { stroke: #1a7f37 }
.dot.s0 { fill: #8a8a8a } .dot.s1 { fill: #1f6feb } .dot.s2 { fill: #bf5b00 } .dot.s3 { fill: #1a7f37 }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd } .axis, .grid { stroke: #666 }
  .s1 { stroke: #6cb0ff } .dot.s1 { fill: #6cb0ff } .s2 { stroke: #ffa657 } .dot.s2 { fill: #ffa657 }
}
"""


def write(results, out):
    """Writes a chart for each container and kind of growth that was measured, and returns the paths."""
    paths = []
    for container in dict.fromkeys(result.container for result in results):
        for name, (across, up) in AXES.items():
            points = [result for result in results if (result.container, result.shape.chart) == (container, name)]
            if len(points) > 1:
                path = out / f"growth-{name}-{container}.svg"
                path.write_text(svg(f"{container}: {up} by {across.split(',')[0]}", across, up, series(points)))
                paths.append(path)
    return paths


def series(results):
    """The lines of a chart: a target's name with its points."""
    lines = {}
    for result in results:
        for target, samples in result.samples.items():
            if samples:
                lines.setdefault(target, []).append((result.shape.size, result.median(target, "rate")))
    return lines


def svg(title, across, up, lines):
    """Draws lines over two logarithmic axes."""
    points = [point for line in lines.values() for point in line]
    x = _scale([point[0] for point in points], LEFT, WIDTH - RIGHT)
    y = _scale([point[1] for point in points], HEIGHT - BOTTOM, TOP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
             f"<title>{escape(title)}</title><style>{STYLE}</style>"]
    for value in sorted({point[0] for point in points}):
        parts.append(_text(x(value), HEIGHT - BOTTOM + 20, _short(value), "middle"))
        parts.append(_rule("grid", x(value), TOP, x(value), HEIGHT - BOTTOM))
    for value in _ticks([point[1] for point in points]):
        parts.append(_text(LEFT - 8, y(value) + 4, _short(value), "end"))
        parts.append(_rule("grid", LEFT, y(value), WIDTH - RIGHT, y(value)))
    parts.append(_rule("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, across, "middle"))
    parts.append(_text(LEFT, 20, up, "start"))
    for number, (name, line) in enumerate(lines.items()):
        path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in sorted(line))
        parts.append(f'<polyline class="line s{number}" points="{path}"/>')
        parts += [f'<circle class="dot s{number}" cx="{x(a):.1f}" cy="{y(b):.1f}" r="4"/>' for a, b in line]
        at = LEFT + 200 + number * 110
        parts.append(f'<circle class="dot s{number}" cx="{at}" cy="16" r="5"/>' + _text(at + 10, 20, name, "start"))
    return "\n".join([*parts, "</svg>", ""])


def _scale(values, low, high):
    first, last = math.log10(min(values)), math.log10(max(values))
    return lambda value: low + (high - low) * (math.log10(value) - first) / ((last - first) or 1)


def _ticks(values):
    """Powers of ten, and their doubles and fivefolds, within the values."""
    powers = range(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))) + 1)
    steps = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    return [step for step in steps if min(values) <= step <= max(values)]


def _short(value):
    for unit, letter in ((1 << 20, "Mi"), (1024, "Ki")):
        if value >= unit and value % unit == 0:
            return f"{value / unit:.0f} {letter}"
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def _text(x, y, text, anchor):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _rule(kind, x1, y1, x2, y2):
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
