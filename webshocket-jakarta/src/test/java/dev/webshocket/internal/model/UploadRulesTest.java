package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.method;
import static dev.webshocket.internal.model.Reading.onlyProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.NonBlocking;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.CompiledSource;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of a method that receive uploads. */
class UploadRulesTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.UploadRulesTest.";

    @WebSocketHandler("/ws")
    static class Uploads {
        @RpcMethod
        void merge(String name, RpcItems<Integer> left, Flow.Publisher<String> right) {}
    }

    @Test
    void itemsAndPublishersReceiveUploads() {
        assertThat(method("merge", Uploads.class).parameters()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.webshocket.RpcItems",
                "dev.webshocket.RpcItems<?>",
                "java.util.concurrent.Flow.Publisher",
                "java.util.concurrent.Flow.Publisher<? extends Number>"
            })
    void theTypeOfTheItemsIsNamed(String type) {
        Class<?> handler = CompiledSource.load("com.acme.Api", Map.of("com.acme.Api", """
                        package com.acme;
                        @dev.webshocket.WebSocketHandler("/ws")
                        public class Api {
                            @dev.webshocket.RpcMethod
                            void take(%s items) {}
                        }
                        """.formatted(type)));

        String simple = type.startsWith("dev") ? "RpcItems" : "Publisher";
        assertThat(onlyProblem("WEBSHOCKET-0043", "@RpcMethod on com.acme.Api#take(" + simple + ")", handler))
                .contains("does not define the type of the items that callers upload")
                .contains("RpcItems<String>");
    }

    @WebSocketHandler("/ws")
    static class Unreadable {
        @RpcMethod
        void take(RpcItems<InputStream> items) {}
    }

    @Test
    void theItemsCanBeRead() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0044", "@RpcMethod on " + FIXTURES + "Unreadable#take(RpcItems)", Unreadable.class))
                .contains("use a type that JSON-B can read");
    }

    @WebSocketHandler("/ws")
    static class Stalling {
        @RpcMethod
        @NonBlocking
        void take(RpcItems<String> items) {}
    }

    @Test
    void aMethodThatReceivesUploadsIsNotNonBlocking() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0045", "@NonBlocking on " + FIXTURES + "Stalling#take(RpcItems)", Stalling.class))
                .contains("remove @NonBlocking");
    }

    @Test
    void aMethodReceivesNoMoreUploadsThanAConnectionMayHave() {
        String place =
                "@RpcMethod on com.acme.Api#take(" + String.join(", ", Collections.nCopies(33, "RpcItems")) + ")";
        assertThat(onlyProblem("WEBSHOCKET-0046", place, handlerWithUploads(33)))
                .contains("33 parameters receive uploads, but a connection may have 32 at a time");
        assertThat(method("take", handlerWithUploads(32)).parameters()).hasSize(32);
    }

    private static Class<?> handlerWithUploads(int count) {
        String parameters = IntStream.range(0, count)
                .mapToObj(i -> "dev.webshocket.RpcItems<String> p" + i)
                .collect(Collectors.joining(", "));
        return CompiledSource.load("com.acme.Api", Map.of("com.acme.Api", """
                        package com.acme;
                        @dev.webshocket.WebSocketHandler("/ws")
                        public class Api {
                            @dev.webshocket.RpcMethod
                            void take(%s) {}
                        }
                        """.formatted(parameters)));
    }
}
