package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.method;
import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Concurrent;
import dev.webshocket.NonBlocking;
import dev.webshocket.OnConnect;
import dev.webshocket.OnDisconnect;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MethodChecksTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.MethodChecksTest.";

    @WebSocketHandler("/ws")
    static class WithPrivate {
        @SuppressWarnings("unused")
        @RpcMethod
        private void query(String q) {}
    }

    @Test
    void rejectsAPrivateMethod() {
        onlyProblem("WEBSHOCKET-0010", "@RpcMethod on " + FIXTURES + "WithPrivate#query(String)", WithPrivate.class);
    }

    @WebSocketHandler("/ws")
    static class BelowPrivate extends WithPrivate {}

    @Test
    void findsAPrivateMethodOfASuperclass() {
        onlyProblem(
                "WEBSHOCKET-0010",
                "@RpcMethod on " + FIXTURES + "WithPrivate#query(String) (inherited by " + FIXTURES + "BelowPrivate)",
                BelowPrivate.class);
    }

    @WebSocketHandler("/ws")
    static class WithPrivateCallback {
        @SuppressWarnings("unused")
        @OnDisconnect
        private void gone() {}
    }

    @Test
    void rejectsAPrivateCallback() {
        onlyProblem(
                "WEBSHOCKET-0010",
                "@OnDisconnect on " + FIXTURES + "WithPrivateCallback#gone()",
                WithPrivateCallback.class);
    }

    @WebSocketHandler("/ws")
    static class WithStatic {
        @RpcMethod
        static void query(int[] q, List<String> names) {}
    }

    @Test
    void rejectsAStaticMethod() {
        onlyProblem("WEBSHOCKET-0011", "@RpcMethod on " + FIXTURES + "WithStatic#query(int[], List)", WithStatic.class);
    }

    @WebSocketHandler("/ws")
    static class WithStaticCallback {
        @OnConnect
        static void hello() {}
    }

    @Test
    void rejectsAStaticCallback() {
        onlyProblem(
                "WEBSHOCKET-0011",
                "@OnConnect on " + FIXTURES + "WithStaticCallback#hello()",
                WithStaticCallback.class);
    }

    @WebSocketHandler("/ws")
    static class WithFinal {
        @RpcMethod
        final void query() {}
    }

    @Test
    void rejectsAFinalMethodBehindAProxy() {
        onlyProblem("WEBSHOCKET-0012", "@RpcMethod on " + FIXTURES + "WithFinal#query()", WithFinal.class);
    }

    @WebSocketHandler("/ws")
    static class WithFinalCallback {
        @OnConnect
        final void hello() {}
    }

    @Test
    void rejectsAFinalCallbackBehindAProxy() {
        onlyProblem(
                "WEBSHOCKET-0012", "@OnConnect on " + FIXTURES + "WithFinalCallback#hello()", WithFinalCallback.class);
    }

    @Dependent
    @WebSocketHandler("/ws")
    static class DependentWithFinal {
        @RpcMethod
        final void query() {}
    }

    @Test
    void acceptsAFinalMethodWithoutAProxy() {
        method("query", DependentWithFinal.class);
    }

    @WebSocketHandler("/ws")
    static class WithGeneric {
        @RpcMethod
        <T extends Comparable<T>> T max(List<T> values) {
            return null;
        }
    }

    @Test
    void rejectsAGenericMethod() {
        onlyProblem("WEBSHOCKET-0013", "@RpcMethod on " + FIXTURES + "WithGeneric#max(List)", WithGeneric.class);
    }

    @WebSocketHandler("/ws")
    static class BlankAlias {
        @RpcMethod(" ")
        void query() {}
    }

    @Test
    void rejectsABlankAlias() {
        onlyProblem("WEBSHOCKET-0014", "@RpcMethod on " + FIXTURES + "BlankAlias#query()", BlankAlias.class);
    }

    @WebSocketHandler("/ws")
    static class ControlAlias {
        @RpcMethod("a\u0007b")
        void query() {}
    }

    @Test
    void rejectsAControlCharacterInAnAlias() {
        onlyProblem("WEBSHOCKET-0014", "@RpcMethod on " + FIXTURES + "ControlAlias#query()", ControlAlias.class);
    }

    @WebSocketHandler("/ws")
    static class Aliased {
        @RpcMethod("send_message")
        void sendMessage() {}
    }

    @Test
    void exposesTheAliasInsteadOfTheName() {
        assertThat(service(Aliased.class).methods()).containsOnlyKeys("send_message");
    }

    @WebSocketHandler("/ws")
    static class StrayConcurrent {
        @OnConnect
        @Concurrent
        void hello() {}
    }

    @Test
    void rejectsConcurrentWithoutRpcMethod() {
        onlyProblem("WEBSHOCKET-0017", "@Concurrent on " + FIXTURES + "StrayConcurrent#hello()", StrayConcurrent.class);
    }

    @WebSocketHandler("/ws")
    static class StrayNonBlocking {
        @OnConnect
        @NonBlocking
        void hello() {}
    }

    @Test
    void rejectsNonBlockingWithoutRpcMethod() {
        onlyProblem(
                "WEBSHOCKET-0017", "@NonBlocking on " + FIXTURES + "StrayNonBlocking#hello()", StrayNonBlocking.class);
    }

    @WebSocketHandler("/ws")
    static class ConcurrentAndNonBlocking {
        @RpcMethod
        @Concurrent
        @NonBlocking
        void query() {}
    }

    @Test
    void rejectsConcurrentWithNonBlocking() {
        onlyProblem(
                "WEBSHOCKET-0018",
                "@NonBlocking on " + FIXTURES + "ConcurrentAndNonBlocking#query()",
                ConcurrentAndNonBlocking.class);
    }

    @WebSocketHandler("/ws")
    static class NonBlockingStream {
        @RpcMethod
        @NonBlocking
        Stream<String> query() {
            return Stream.of();
        }
    }

    @Test
    void rejectsANonBlockingStream() {
        onlyProblem(
                "WEBSHOCKET-0019",
                "@NonBlocking on " + FIXTURES + "NonBlockingStream#query()",
                NonBlockingStream.class);
    }

    @WebSocketHandler("/ws")
    static class NonBlockingEmitter {
        @RpcMethod
        @NonBlocking
        void query(RpcStream<String> out) {}
    }

    @Test
    void rejectsANonBlockingRpcStream() {
        onlyProblem(
                "WEBSHOCKET-0019",
                "@NonBlocking on " + FIXTURES + "NonBlockingEmitter#query(RpcStream)",
                NonBlockingEmitter.class);
    }

    @WebSocketHandler("/ws")
    static class CallbackAndRpc {
        @RpcMethod
        @OnConnect
        void hello() {}
    }

    @Test
    void rejectsACallbackThatIsAnRpcMethod() {
        onlyProblem("WEBSHOCKET-0020", "@OnConnect on " + FIXTURES + "CallbackAndRpc#hello()", CallbackAndRpc.class);
    }

    @WebSocketHandler("/ws")
    static class Marked {
        @RpcMethod
        @Concurrent
        void concurrent() {}

        @RpcMethod
        @NonBlocking
        void nonBlocking() {}

        @RpcMethod
        @NonBlocking
        CompletionStage<String> nonBlockingStage() {
            return null;
        }

        @RpcMethod
        @Concurrent
        Stream<String> concurrentStream() {
            return null;
        }

        @RpcMethod
        void plain() {}
    }

    @Test
    void readsConcurrentAndNonBlocking() {
        ServiceModel service = service(Marked.class);
        assertThat(service.methods().values())
                .filteredOn(RpcMethodModel::concurrent)
                .extracting(RpcMethodModel::name)
                .containsExactly("concurrent", "concurrentStream");
        assertThat(service.methods().values())
                .filteredOn(RpcMethodModel::nonBlocking)
                .extracting(RpcMethodModel::name)
                .containsExactly("nonBlocking", "nonBlockingStage");
    }
}
