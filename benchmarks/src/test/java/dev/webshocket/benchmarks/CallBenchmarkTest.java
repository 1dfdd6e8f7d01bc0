package dev.webshocket.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The benchmark works: nobody runs it between two measurements. */
class CallBenchmarkTest {

    @ParameterizedTest
    @CsvSource({
        "add, webshocket.v1",
        "echo, webshocket.v1.json",
        "echo_stage, webshocket.v1",
        "echo_lane, webshocket.v1.json",
        "guarded, webshocket.v1"
    })
    void eachCallIsAnswered(String method, String subprotocol) throws Exception {
        CallBenchmark benchmark = new CallBenchmark();
        benchmark.method = method;
        benchmark.subprotocol = subprotocol;

        benchmark.connect();
        assertThat(benchmark.call()).isEqualTo(2);
        assertThat(benchmark.call()).isEqualTo(3);
        benchmark.close();
    }
}
