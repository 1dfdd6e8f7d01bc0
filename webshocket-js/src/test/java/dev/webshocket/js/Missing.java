package dev.webshocket.js;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/** What stands in for tests that need what the machine does not have. */
final class Missing {

    private Missing() {}

    /**
     * Returns a test that is skipped, or fails where the environment requires it. A factory that aborts is not in the build's
     * summary.
     */
    static Stream<DynamicNode> test(String what, String variable) {
        return Stream.of(dynamicTest("needs " + what, () -> check(what, variable)));
    }

    /** Skips the test, or fails it where the environment requires what is missing. */
    static void check(String what, String variable) {
        assertThat(System.getenv()).as("there is no " + what).doesNotContainKey(variable);
        abort("there is no " + what);
    }
}
