import unittest

from bench.figures import Ratio, median, spread


class FiguresTest(unittest.TestCase):
    def test_median_is_the_middle_whatever_the_order(self):
        self.assertEqual(3, median([5, 1, 3, 2, 100]))
        self.assertEqual(2.5, median([4, 1, 2, 3]))

    def test_spread_is_a_part_of_the_median(self):
        self.assertAlmostEqual(0.3, spread([90, 100, 120]))
        self.assertEqual(0, spread([7]))

    def test_ratio_is_the_median_of_the_ratios_of_rounds(self):
        ratio = Ratio.of([50, 110, 210], [100, 100, 200])
        self.assertAlmostEqual(1.05, ratio.value)

    def test_machine_that_slows_both_down_leaves_the_ratio(self):
        ratio = Ratio.of([100, 50, 200], [100, 50, 200])
        self.assertTrue(ratio.agrees())
        self.assertEqual("1.00", str(ratio))

    def test_ratio_of_rounds_that_disagree_is_refused(self):
        self.assertTrue(Ratio.of([100, 110, 125], [100, 100, 110]).agrees())
        refused = Ratio.of([100, 100, 126], [100, 100, 100])
        self.assertFalse(refused.agrees())
        self.assertEqual("no ratio: rounds differ by 26%", str(refused))


if __name__ == "__main__":
    unittest.main()
