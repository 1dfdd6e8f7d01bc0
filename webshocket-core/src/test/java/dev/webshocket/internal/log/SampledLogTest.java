package dev.webshocket.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.SettableClock;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SampledLogTest {

    private static final String NAME = "test.sampled";

    private final RecordedLog recorded = RecordedLog.of(NAME);
    private final SettableClock clock = new SettableClock();
    private final SampledLog log = new SampledLog(System.getLogger(NAME), clock);

    @AfterEach
    void close() {
        recorded.close();
    }

    private List<String> lines() {
        return recorded.records().stream().map(LogRecord::getMessage).toList();
    }

    private void event(String reason, String details) {
        log.event(Level.WARNING, reason, () -> details);
    }

    private String failure(String reason, Throwable failure) {
        return log.failure(Level.ERROR, reason, failure, id -> "told " + id);
    }

    @Test
    void writesOneEventASecondForEachReason() {
        for (int i = 0; i < 5; i++) {
            event("A", "number " + i);
            clock.advance(Duration.ofMillis(199));
        }
        assertThat(lines()).containsExactly("A: number 0");

        clock.advance(Duration.ofMillis(5));
        event("A", "number 5");

        assertThat(lines()).containsExactly("A: number 0", "A: 4 more in 1 s", "A: number 5");
    }

    @Test
    void countsReasonsSeparately() {
        event("A", "one");
        event("B", "two");

        assertThat(lines()).containsExactly("A: one", "B: two");
    }

    @Test
    void reportsTheCountWithoutAFurtherEvent() {
        event("A", "one");
        event("A", "two");
        log.report();
        assertThat(lines()).containsExactly("A: one");

        clock.advance(Duration.ofSeconds(1));
        log.report();
        log.report();

        assertThat(lines()).containsExactly("A: one", "A: 1 more in 1 s");
        assertThat(recorded.records().get(1).getLevel()).isEqualTo(java.util.logging.Level.WARNING);
    }

    @Test
    void writesAFailureWithItsStackTraceOnceAMinute() {
        RuntimeException[] failures = new RuntimeException[3];
        String[] ids = new String[3];
        for (int i = 0; i < 3; i++) {
            failures[i] = new IllegalStateException("number " + i);
            ids[i] = failure("F", failures[i]);
        }

        assertThat(lines()).containsExactly("F: told " + ids[0]);
        assertThat(recorded.records().get(0).getThrown()).isSameAs(failures[0]);
        assertThat(ids).containsOnly(ids[0]);
        assertThat(ids[0]).matches("[0-9a-f]{12}");

        clock.advance(Duration.ofMinutes(1));
        log.report();

        assertThat(lines().get(1))
                .startsWith("F: 2 more in 60 s, java.lang.IllegalStateException at ")
                .endsWith(", as internal error " + ids[0]);
        assertThat(failure("F", failures[0])).isNotEqualTo(ids[0]);
    }

    @Test
    void countsFailuresOfOtherClassesAndSitesSeparately() {
        failure("F", new IllegalStateException());
        failure("F", new IllegalStateException());
        failure("F", new IllegalArgumentException());

        assertThat(lines()).hasSize(3);
    }

    @Test
    void countsFailuresWithOtherRootCausesSeparately() {
        for (Throwable cause : List.of(new IllegalStateException(), new IllegalStateException())) {
            failure("F", wrapped(cause));
            failure("F", wrapped(cause));
        }

        assertThat(lines()).hasSize(1);
        failure("F", wrapped(new IllegalStateException()));
        assertThat(lines()).hasSize(2);
    }

    private static Throwable wrapped(Throwable cause) {
        return new IllegalArgumentException(cause);
    }

    @Test
    void acceptsFailuresWithoutStackTrace() {
        Throwable bare = new Throwable("bare", null, false, false) {};
        failure("F", bare);
        failure("F", bare);

        assertThat(lines()).hasSize(1);
    }

    @Test
    void limitsTheNumberOfKinds() {
        for (int i = 0; i < 10_000; i++) {
            event("reason " + i, "x");
        }
        String id = failure("F", new IllegalStateException());
        assertThat(lines()).hasSize(257);
        assertThat(id).matches("[0-9a-f]{12}");

        clock.advance(Duration.ofMinutes(1));
        log.report();

        assertThat(lines().subList(257, lines().size()))
                .containsExactly("WEBSHOCKET-0219: too many kinds of events to count separately: 9744 more in 60 s,"
                        + " as internal error " + id);
        event("reason 9999", "again");
        assertThat(lines()).endsWith("reason 9999: again");
    }

    @Test
    void escapesLineBreaks() {
        event("A", "x\r\nINFO fake\u2028\u001b[2J\u202e");

        assertThat(lines()).containsExactly("A: x\\u000d\\u000aINFO fake\\u2028\\u001b[2J\\u202e");
    }

    @Test
    void cutsLongTexts() {
        event("A", "x".repeat(1_000_000));

        assertThat(lines()).containsExactly("A: " + "x".repeat(700) + "... (999300 more characters)");
    }

    @Test
    void doesNotParseTextsAsMessageFormats() {
        event("A", "{0} it's '{1}");

        assertThat(lines()).containsExactly("A: {0} it's '{1}");
    }

    @Test
    void escapesExceptionsTheirCausesAndSuppressedOnes() {
        Exception cause = new Exception("cause\nINFO fake");
        RuntimeException failure = new IllegalStateException("plain", cause);
        failure.addSuppressed(new Exception("also\rfake"));
        cause.addSuppressed(failure);
        failure("F", failure);

        Throwable thrown = recorded.records().get(0).getThrown();
        assertThat(thrown).hasToString("java.lang.IllegalStateException: plain");
        assertThat(thrown.getStackTrace()).isEqualTo(failure.getStackTrace());
        assertThat(thrown.getCause()).hasToString("java.lang.Exception: cause\\u000aINFO fake");
        assertThat(thrown.getSuppressed()[0]).hasToString("java.lang.Exception: also\\u000dfake");
    }

    @Test
    void cutsLongTextsOfExceptions() {
        failure("F", new IllegalStateException("x".repeat(1_000_000)));

        assertThat(recorded.records().get(0).getThrown().toString())
                .hasSizeLessThan(2_100)
                .endsWith(" more characters)");
    }

    @Test
    void acceptsExceptionsWhoseToStringFails() {
        failure("F", new IllegalStateException() {
            @Override
            public String getMessage() {
                throw new UnsupportedOperationException();
            }
        });

        assertThat(recorded.records().get(0).getThrown().toString()).contains("its text cannot be read");
    }

    @Test
    void evaluatesDetailsOnlyIfTheyAreWritten() {
        log.event(Level.TRACE, "A", () -> {
            throw new AssertionError("asked");
        });
        event("B", "one");
        log.event(Level.WARNING, "B", () -> {
            throw new AssertionError("asked");
        });

        assertThat(lines()).containsExactly("B: one");
    }

    @Test
    void doesNotSplitSurrogatePairs() {
        event("A", "x".repeat(699) + "\ud83d\ude00" + "\ud83d");

        assertThat(lines()).containsExactly("A: " + "x".repeat(699) + "... (3 more characters)");
        assertThat(LogText.of("a\ud83d\ude00\ud83d")).isEqualTo("a\ud83d\ude00\\ud83d");
        assertThat(LogText.of(null)).isEqualTo("null");
    }

    @Test
    void escapesQuotes() {
        assertThat(LogText.quoted("a\" b\\\n")).isEqualTo("\"a\\u0022 b\\u005c\\u000a\"");
        assertThat(LogText.quoted("x".repeat(201))).isEqualTo("\"" + "x".repeat(200) + "... (1 more characters)\"");
    }
}
