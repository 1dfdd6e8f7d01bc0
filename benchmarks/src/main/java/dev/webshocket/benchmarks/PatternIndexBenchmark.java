package dev.webshocket.benchmarks;

import dev.webshocket.internal.channel.GlobPattern;
import dev.webshocket.internal.channel.PatternIndex;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Finds the one pattern that matches a channel's name, alone and among 100,000 that do not match. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PatternIndexBenchmark {

    private static final int OTHERS = 100_000;

    @Param
    private Others others;

    /** A short name and a long one, since inner literals are searched at each position of the name. */
    @Param({"news.tech.cpu", "news.tech.cpu.announcements.europe.2026.january.sunday-morning-special"})
    private String name;

    private final PatternIndex<Integer> index = new PatternIndex<>();

    /** The shape of the patterns that do not match. */
    public enum Others {
        NONE(number -> ""),
        SHARED_PREFIX(number -> String.format("news.a%05d.*", number)),
        DISTINCT_PREFIXES(number -> String.format("a%05d.*", number)),
        LEADING_STAR(number -> String.format("*.a%05d", number)),
        PREFIX_AND_SUFFIX(number -> String.format("news.*.a%05d", number)),
        INNER_LITERAL(number -> String.format("*.a%05d.*", number)),

        /** Without literals, so these are tried one by one. */
        WILDCARDS_ONLY(number -> "*" + String.format("%05d", number).replaceAll(".", "[$0X]*")),

        /** Letters of the names, in order, followed by one that they lack: the index's worst case. */
        SCATTERED_LETTERS(number -> {
            StringBuilder pattern = new StringBuilder("*");
            for (int i = 0; i < 17; i++) {
                if ((number >> i & 1) == 1) {
                    pattern.append("news.tech.cpu.ann".charAt(i)).append('*');
                }
            }
            return pattern.append("Q*").toString();
        });

        private final IntFunction<String> patterns;

        Others(IntFunction<String> patterns) {
            this.patterns = patterns;
        }
    }

    @Setup
    public void subscribe() {
        index.add(GlobPattern.compile("news.tech.*"), -1);
        for (int i = 0; others != Others.NONE && i < OTHERS; i++) {
            index.add(GlobPattern.compile(others.patterns.apply(i)), i);
        }
    }

    @Benchmark
    public void match(Blackhole found) {
        index.forEachMatch(name, found::consume);
    }
}
