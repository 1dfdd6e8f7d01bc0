package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.RecordedLog;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Of repeated failures of a method, the first in a minute is logged with its stack trace, and the others are counted.
 */
@Tag("slow")
class SampledFailuresTest {

    private static final int CALLS = 50;

    @WebSocketHandler("/ws")
    static class Handler {

        @RpcMethod
        int divide(int a, int b) {
            return a / b;
        }

        @RpcMethod
        Stream<Integer> quotients(int a, int b) {
            return Stream.of(b).map(divisor -> a / divisor);
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theFirstIsLoggedCompletelyAndTheOthersAreCounted(Wire wire) throws Exception {
        try (RecordedLog log = RecordedLog.of("dev.webshocket");
                EngineServer server = EngineServer.start(new Handler());
                WireClient one = WireClient.connect(server.uri("/ws"), wire);
                WireClient other = WireClient.connect(server.uri("/ws"), wire)) {
            Set<String> ids = new HashSet<>();
            for (int i = 0; i < CALLS; i++) {
                ids.add(failureId((i % 2 == 0 ? one : other).call("divide", 1, 0)));
            }

            assertThat(ids).hasSize(1);
            String id = ids.iterator().next();
            LogRecord whole = only(log);
            assertThat(whole.getMessage())
                    .startsWith("WEBSHOCKET-0200: call of \"divide\" failed in ")
                    .contains("internal error " + id);
            assertThat(whole.getThrown()).hasStackTraceContaining(Handler.class.getName() + ".divide(");

            // An exception from another line is another failure.
            log.records().clear();
            assertThat(failureId(one.call("quotients", 1, 0))).isNotEqualTo(id);
            assertThat(only(log).getMessage()).startsWith("WEBSHOCKET-0200: call of \"quotients\" failed in ");

            log.records().clear();
            server.forgetLogged();
            await().untilAsserted(() -> assertThat(log.records()).isNotEmpty());
            LogRecord count = only(log);
            assertThat(count.getMessage())
                    .startsWith("WEBSHOCKET-0200: call of \"divide\" failed in ")
                    .contains(CALLS - 1 + " more in 60 s", ArithmeticException.class.getName())
                    .endsWith("as internal error " + id);
            assertThat(count.getThrown()).isNull();

            log.records().clear();
            assertThat(failureId(one.call("divide", 1, 0))).isNotEqualTo(id);
            assertThat(only(log).getThrown()).hasStackTraceContaining(Handler.class.getName() + ".divide(");
        }
    }

    /** Returns the id that links the answer to the log. */
    private static String failureId(RpcResponse response) {
        assertThat(response.error()).isEqualTo(RpcErrorCode.RPC_INTERNAL_ERROR.code());
        assertThat(response.response().toString()).matches("Internal error [0-9a-f]{12}\\.");
        return response.response()
                .toString()
                .substring("Internal error ".length())
                .replace(".", "");
    }

    private static LogRecord only(RecordedLog log) {
        List<LogRecord> records = log.records();
        assertThat(records).hasSize(1);
        return records.get(0);
    }
}
