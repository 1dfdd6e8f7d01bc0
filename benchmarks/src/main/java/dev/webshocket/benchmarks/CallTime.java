package dev.webshocket.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * The CPU time of the calls of {@link CallBenchmark} that run on the container's thread, which other work on the machine hardly
 * changes: the median of some rounds, after a warm-up.
 */
public final class CallTime {

    private static final int WARM_UP = 1_500_000;
    private static final int ROUNDS = 15;
    private static final int CALLS = 100_000;

    private CallTime() {}

    /**
     * Measures a single method, since a JVM that has called others compiles it differently.
     *
     * @param args the method and the subprotocol, such as {@code add webshocket.v1}
     */
    public static void main(String[] args) throws Exception {
        CallBenchmark benchmark = new CallBenchmark();
        benchmark.method = args[0];
        benchmark.subprotocol = args[1];
        benchmark.connect();
        try {
            run(benchmark, WARM_UP);
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            double[] rounds = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long before = threads.getCurrentThreadCpuTime();
                run(benchmark, CALLS);
                rounds[i] = (double) (threads.getCurrentThreadCpuTime() - before) / CALLS;
            }
            Arrays.sort(rounds);
            System.out.printf("%s: %.0f ns of CPU time a call%n", List.of(args), rounds[ROUNDS / 2]);
        } finally {
            benchmark.close();
        }
    }

    private static void run(CallBenchmark benchmark, int calls) {
        for (int i = 0; i < calls; i++) {
            benchmark.call();
        }
    }
}
