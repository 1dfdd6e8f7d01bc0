package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.methods.ResultShape;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResultShapeTest {

    private static final String FIXTURES = "@RpcMethod on dev.webshocket.internal.model.ResultShapeTest.";

    @WebSocketHandler("/ws")
    static class Shapes {
        @RpcMethod
        void nothing() {}

        @RpcMethod
        int number() {
            return 1;
        }

        @RpcMethod
        Optional<String> optional() {
            return Optional.empty();
        }

        @RpcMethod
        List<String> list() {
            return List.of();
        }

        @RpcMethod
        CompletionStage<String> stage() {
            return null;
        }

        @RpcMethod
        CompletableFuture<String> future() {
            return null;
        }

        @RpcMethod
        Stream<String> stream() {
            return null;
        }

        @RpcMethod
        Flow.Publisher<String> publisher() {
            return null;
        }

        @RpcMethod
        SubmissionPublisher<String> submission() {
            return null;
        }

        @RpcMethod
        void emitter(RpcStream<String> out) {}
    }

    @Test
    void derivesTheShapeFromTheSignature() {
        assertThat(service(Shapes.class).methods().values())
                .extracting(m -> m.name() + " " + m.shape())
                .containsExactly(
                        "emitter EMITTER",
                        "future STAGE",
                        "list VALUE",
                        "nothing VALUE",
                        "number VALUE",
                        "optional VALUE",
                        "publisher PUBLISHER",
                        "stage STAGE",
                        "stream STREAM",
                        "submission PUBLISHER");
    }

    @WebSocketHandler("/ws")
    static class EmitterWithResult {
        @RpcMethod
        String query(RpcStream<String> out) {
            return "";
        }
    }

    @Test
    void rejectsAResultWithAnRpcStream() {
        String message = onlyProblem(
                "WEBSHOCKET-0072", FIXTURES + "EmitterWithResult#query(RpcStream)", EmitterWithResult.class);
        assertThat(message).contains("java.lang.String");
    }

    @WebSocketHandler("/ws")
    static class PrimitiveStream {
        @RpcMethod
        IntStream query() {
            return null;
        }
    }

    @Test
    void rejectsAPrimitiveStream() {
        assertThat(onlyProblem("WEBSHOCKET-0073", FIXTURES + "PrimitiveStream#query()", PrimitiveStream.class))
                .contains("boxed()");
    }

    @WebSocketHandler("/ws")
    static class PlainFuture {
        @RpcMethod
        Future<String> query() {
            return null;
        }
    }

    @Test
    void rejectsAFutureThatIsNotAStage() {
        onlyProblem("WEBSHOCKET-0074", FIXTURES + "PlainFuture#query()", PlainFuture.class);
    }

    @WebSocketHandler("/ws")
    static class AnIterator {
        @RpcMethod
        Iterator<String> query() {
            return null;
        }
    }

    @Test
    void rejectsAnIterator() {
        onlyProblem("WEBSHOCKET-0075", FIXTURES + "AnIterator#query()", AnIterator.class);
    }

    abstract static class Generic<R> {
        @RpcMethod
        R query() {
            return null;
        }
    }

    @WebSocketHandler("/ws")
    static class GenericStream extends Generic<Stream<String>> {}

    @Test
    void resolvesTypeVariables() {
        assertThat(service(GenericStream.class).methods().get("query").shape()).isEqualTo(ResultShape.STREAM);
    }
}
