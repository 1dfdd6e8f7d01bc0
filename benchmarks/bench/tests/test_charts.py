import pathlib
import tempfile
import unittest
from xml.etree import ElementTree

from bench import charts
from bench.load import Sample
from bench.rounds import Result
from bench.shapes import BARE, SERVICE, growth

SVG = "{http://www.w3.org/2000/svg}"


def results(name):
    return [Result(shape, "embedded", {BARE: [Sample(1000.0 * shape.size)], SERVICE: [Sample(900.0 * shape.size)]})
            for shape in growth() if shape.chart == name]


class ChartsTest(unittest.TestCase):
    def test_each_target_has_a_line_with_all_its_points(self):
        drawing = ElementTree.fromstring(charts.svg("t", "a", "b", charts.series(results("connections"))))
        lines = [line.get("points").split() for line in drawing.iter(SVG + "polyline")]
        self.assertEqual([5, 5], [len(line) for line in lines])

    def test_points_stay_within_the_picture(self):
        drawing = ElementTree.fromstring(charts.svg("t", "a", "b", charts.series(results("message"))))
        for dot in drawing.iter(SVG + "circle"):
            self.assertTrue(0 <= float(dot.get("cx")) <= charts.WIDTH)
            self.assertTrue(0 <= float(dot.get("cy")) <= charts.HEIGHT)

    def test_dark_pages_have_colours_of_their_own(self):
        self.assertIn("prefers-color-scheme: dark", charts.svg("t", "a", "b", {"x": [(1, 1), (2, 2)]}))

    def test_one_value_makes_a_chart_too(self):
        ElementTree.fromstring(charts.svg("t", "a", "b", {"x & y": [(1, 5), (10, 5)]}))

    def test_only_what_was_measured_is_written(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = charts.write(results("subscribers"), pathlib.Path(folder))
            self.assertEqual(["growth-subscribers-embedded.svg"], [path.name for path in paths])


if __name__ == "__main__":
    unittest.main()
