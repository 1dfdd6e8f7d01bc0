package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.webshocket.ClientConnection;
import dev.webshocket.Concurrent;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.Is;
import dev.webshocket.NonBlocking;
import dev.webshocket.OnConnect;
import dev.webshocket.RateLimit;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.client.Exposed;
import dev.webshocket.client.ExposedFunction;
import dev.webshocket.internal.codec.Binding;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The mistakes in what a client exposes. */
class ExposedReaderTest {

    private static List<String> codes(List<Object> objects, ExposedFunction... functions) {
        DefinitionException thrown = catchThrowableOfType(
                DefinitionException.class,
                () -> ExposedReader.read(new Exposed(objects, List.of(functions), 1), new Binding()));
        assertThat(thrown).isNotNull();
        return thrown.problems().stream().map(DefinitionProblem::code).toList();
    }

    private static ExposedFunction function(String name, Class<?> type) {
        return new ExposedFunction(name, type, argument -> argument);
    }

    static class Good {
        @RpcMethod
        String answer(String question) {
            return question;
        }

        @RpcMethod("count")
        Stream<Integer> countTo(int n) {
            return IntStream.range(0, n).boxed();
        }

        @RpcMethod
        void send(RpcStream<String> items) {
            items.send("a");
        }
    }

    @Test
    void methodsAndFunctionsAreFoundByTheirNames() {
        assertThat(ExposedReader.read(
                        new Exposed(List.of(new Good()), List.of(function("f", null), function("g", String.class)), 1),
                        new Binding()))
                .containsOnlyKeys("answer", "count", "send", "f", "g");
    }

    @Test
    void anObjectExposesSomething() {
        assertThat(codes(List.of("a text"))).containsExactly("WEBSHOCKET-0050");
    }

    static class WithConnection {
        @RpcMethod
        void answer(ClientConnection connection) {}
    }

    @Test
    void clientsHaveNoConnection() {
        assertThat(codes(List.of(new WithConnection()))).containsExactly("WEBSHOCKET-0051");
    }

    @Test
    void namesAreExposedOnce() {
        assertThat(codes(List.of(new Good()), function("count", null), function("f", null), function("f", null)))
                .containsExactly("WEBSHOCKET-0052", "WEBSHOCKET-0052");
    }

    @Test
    void functionsHaveAVisibleNameAndAType() {
        assertThat(codes(List.of(), function(" ", null), function("a\nb", null), function("thread", Thread.class)))
                .containsExactly("WEBSHOCKET-0053", "WEBSHOCKET-0053", "WEBSHOCKET-0053");
    }

    static class Annotated {
        @RpcMethod
        @NonBlocking
        void a() {}

        @RpcMethod
        @Concurrent
        void b() {}

        @RpcMethod
        @RateLimit(limit = 1, period = "1s")
        void c() {}

        @RpcMethod
        @Is("admin")
        void d() {}

        @OnConnect
        void e() {}
    }

    @Test
    void annotationsOfHandlersHaveNoEffect() {
        assertThat(codes(List.of(new Annotated()))).hasSize(5).containsOnly("WEBSHOCKET-0054");
    }

    static class Mistaken {
        @RpcMethod
        @SuppressWarnings("UnusedMethod")
        private void hidden() {}

        @RpcMethod
        static void common() {}

        @RpcMethod
        <T> void generic(T value) {}

        @RpcMethod(" ")
        void blank() {}

        @RpcMethod
        Thread unwritable() {
            return null;
        }

        @RpcMethod
        void unreadable(Thread thread) {}
    }

    @Test
    void theRulesOfMethodsHoldToo() {
        assertThat(codes(List.of(new Mistaken())))
                .containsExactlyInAnyOrder(
                        "WEBSHOCKET-0010",
                        "WEBSHOCKET-0011",
                        "WEBSHOCKET-0013",
                        "WEBSHOCKET-0014",
                        "WEBSHOCKET-0065",
                        "WEBSHOCKET-0071");
    }
}
