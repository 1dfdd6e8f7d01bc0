import json
import unittest

from bench import report
from bench.cli import arguments, chosen
from bench.load import Sample
from bench.rounds import Result
from bench.shapes import BARE, LANE, SERVICE, table


def result(*service, base=(100.0, 100.0, 100.0)):
    samples = {BARE: [Sample(rate, 1.0, 2.0, 10.0, 1000.0) for rate in base],
               SERVICE: [Sample(rate, 1.0, 2.0, 20.0, 2000.0) for rate in service], LANE: []}
    return Result(table()[1], "embedded", samples)


class ReportTest(unittest.TestCase):
    def test_row_has_medians_and_ratios(self):
        bare, service = report.rows(result(80.0, 90.0, 85.0))
        self.assertEqual([BARE, "100", "0%", "", "1.000", "", "10.0", "", "1,000"], bare)
        self.assertEqual([SERVICE, "85", "12%", "0.85", "1.000", "1.00", "20.0", "2.00", "2,000"], service)

    def test_table_refuses_a_ratio_of_rounds_that_disagree(self):
        self.assertIn("no ratio: rounds differ by 50%", report.table(result(80.0, 120.0, 80.0)))

    def test_summary_has_a_row_for_each_target_but_the_base(self):
        rows = report.summary([result(80.0, 90.0, 85.0)]).splitlines()
        self.assertEqual(3, len(rows))
        self.assertEqual("| echo-1x50 | embedded | service | 100 | 85 | 0.85 | 2.00 | 1,000 | 2,000 |", rows[2])

    def test_disturbed_runs_are_told_of(self):
        disturbed = Result(table()[1], "embedded", {BARE: [Sample(1.0, disturbed=True)]})
        self.assertIn("during 1 of the runs", report.table(disturbed))

    def test_json_has_every_round(self):
        read = json.loads(report.as_json([result(80.0, 90.0, 85.0)], {"java": "25"}))
        self.assertEqual([80.0, 90.0, 85.0], [s["rate"] for s in read["results"][0]["samples"][SERVICE]])

    def test_shapes_are_chosen_by_name_or_chart(self):
        self.assertEqual(["push"], [shape.name for shape in chosen(arguments(["push"]))])
        self.assertEqual(5, len(chosen(arguments(["--growth", "message"]))))
        with self.assertRaises(SystemExit):
            chosen(arguments(["nonsense"]))

    def test_other_versions_run_the_services_loads(self):
        shape = table()[1].beside({"before": "lib"})
        self.assertEqual(shape.loads[SERVICE], shape.loads["before"])
        self.assertEqual(shape.loads[LANE], shape.loads["before, in the lane"])


if __name__ == "__main__":
    unittest.main()
