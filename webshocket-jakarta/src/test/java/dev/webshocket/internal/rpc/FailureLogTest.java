package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.internal.methods.MethodModel;
import dev.webshocket.internal.methods.MethodTypes;
import dev.webshocket.internal.methods.ResultShape;
import dev.webshocket.internal.model.RpcMethodModel;
import dev.webshocket.support.AttributeConnection;
import dev.webshocket.support.RecordedLog;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The caller in the log lines of failures. */
class FailureLogTest {

    private final FailureLog failures = new FailureLog(new SampledLog());

    private static RpcMethodModel model(String name) throws Exception {
        return new RpcMethodModel(
                new MethodModel(
                        name,
                        FailureLogTest.class.getDeclaredMethod("model", String.class),
                        MethodHandles.empty(MethodType.methodType(void.class)),
                        new MethodTypes(List.of(), ResultShape.VALUE, Optional.empty())),
                0,
                false,
                false,
                connection -> true,
                List.of(),
                Optional.empty());
    }

    private static String lineOf(RecordedLog log, String code) {
        assertThat(log.records()).hasSize(1);
        assertThat(log.records().get(0).getMessage()).startsWith(code);
        return log.records().get(0).getMessage();
    }

    @Test
    void aFailureNamesConnectionPrincipalAndMethod() throws Exception {
        ClientConnection alice = AttributeConnection.of("alice", null);
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            String id = failures.callFailed(model("divide"), alice, new ArithmeticException("/ by zero"));

            assertThat(lineOf(log, "WEBSHOCKET-0200"))
                    .contains(
                            "call of \"divide\"",
                            FailureLogTest.class.getName() + "#model",
                            "connection " + alice.uid() + " of principal \"alice\"",
                            "internal error " + id)
                    .doesNotContain("without principal");
        }
    }

    @Test
    void thePrincipalsNameCannotForgeALine() throws Exception {
        ClientConnection mallory = AttributeConnection.of("mallory\r\nWEBSHOCKET-0200: fake\u001b[31m\u0000", null);
        try (RecordedLog log = RecordedLog.of("dev.webshocket")) {
            failures.callFailed(model("divide"), mallory, new ArithmeticException("/ by zero"));

            String line = lineOf(log, "WEBSHOCKET-0200");
            assertThat(line).contains("of principal \"mallory", "WEBSHOCKET-0200: fake");
            assertThat(line.chars()).noneMatch(Character::isISOControl);
        }
    }
}
