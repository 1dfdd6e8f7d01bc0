package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.method;
import static dev.webshocket.internal.model.Reading.onlyProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefaultValue;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.methods.ParameterModel;
import dev.webshocket.support.CompiledSource;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ParameterRulesTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.ParameterRulesTest.";

    @WebSocketHandler("/ws")
    static class Mixed {
        @RpcMethod
        void countTo(
                @DefaultValue("1") int from,
                ClientConnection connection,
                @RpcParam("to") int limit,
                RpcStream<List<String>> out,
                Optional<String> label,
                OptionalInt step) {}
    }

    @Test
    void readsTheParametersInOrder() throws Exception {
        List<ParameterModel> parameters = method("countTo", Mixed.class).parameters();
        assertThat(parameters).hasSize(6);
        ParameterModel.Value from = (ParameterModel.Value) parameters.get(0);
        assertThat(from.name()).isEqualTo("from");
        assertThat(from.type()).isEqualTo(int.class);
        assertThat(from.required()).isFalse();
        assertThat(from.reader().read(from.defaultPlain())).isEqualTo(1);
        assertThat(parameters.get(1)).isEqualTo(new ParameterModel.Connection());
        ParameterModel.Value to = (ParameterModel.Value) parameters.get(2);
        assertThat(to.name()).isEqualTo("to");
        assertThat(to.required()).isTrue();
        assertThat(((ParameterModel.Emitter) parameters.get(3)).itemType().getTypeName())
                .isEqualTo("java.util.List<java.lang.String>");
        ParameterModel.Value label = (ParameterModel.Value) parameters.get(4);
        assertThat(label.required()).isFalse();
        assertThat(label.reader().read(label.defaultPlain())).isEqualTo(Optional.empty());
        ParameterModel.Value step = (ParameterModel.Value) parameters.get(5);
        assertThat(step.required()).isFalse();
        assertThat(step.reader().read(step.defaultPlain())).isEqualTo(OptionalInt.empty());
    }

    @Test
    void rejectsParametersWithoutNames() {
        Class<?> unnamed = CompiledSource.load("com.acme.Api", Map.of("com.acme.Api", """
                        package com.acme;
                        @dev.webshocket.WebSocketHandler("/ws")
                        public class Api {
                            @dev.webshocket.RpcMethod
                            void query(String text, dev.webshocket.ClientConnection c, int limit) {}

                            @dev.webshocket.RpcMethod
                            void named(@dev.webshocket.RpcParam("text") String text, dev.webshocket.ClientConnection c) {}
                        }
                        """));
        String message = onlyProblem(
                "WEBSHOCKET-0021", "@RpcMethod on com.acme.Api#query(String, ClientConnection, int)", unnamed);
        assertThat(message)
                .contains("no name for parameter 1 and parameter 3;")
                .contains("\"javac -parameters\"")
                .contains("<maven.compiler.parameters>true</maven.compiler.parameters>");
    }

    @WebSocketHandler("/ws")
    static class BlankName {
        @RpcMethod
        void query(@RpcParam(" ") String text) {}
    }

    @Test
    void rejectsABlankName() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0022", "@RpcParam on " + FIXTURES + "BlankName#query(String)", BlankName.class))
                .contains("parameter 1");
    }

    @WebSocketHandler("/ws")
    static class SameName {
        @RpcMethod
        void query(String text, @RpcParam("text") String other) {}
    }

    @Test
    void rejectsTwoParametersWithOneName() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0023",
                        "@RpcParam on " + FIXTURES + "SameName#query(String, String)",
                        SameName.class))
                .contains("\"text\"");
    }

    @WebSocketHandler("/ws")
    static class OptionalDefault {
        @RpcMethod
        void query(@DefaultValue("x") Optional<String> text) {}
    }

    @Test
    void rejectsADefaultForAnOptional() {
        onlyProblem(
                "WEBSHOCKET-0025",
                "@DefaultValue on " + FIXTURES + "OptionalDefault#query(Optional)",
                OptionalDefault.class);
    }

    @WebSocketHandler("/ws")
    static class NamedConnection {
        @RpcMethod
        void query(@RpcParam("c") ClientConnection connection) {}
    }

    @Test
    void rejectsANameForTheConnection() {
        onlyProblem(
                "WEBSHOCKET-0026",
                "@RpcParam on " + FIXTURES + "NamedConnection#query(ClientConnection)",
                NamedConnection.class);
    }

    @WebSocketHandler("/ws")
    static class DefaultConnection {
        @RpcMethod
        void query(@DefaultValue("c") ClientConnection connection) {}
    }

    @Test
    void rejectsADefaultForTheConnection() {
        onlyProblem(
                "WEBSHOCKET-0026",
                "@DefaultValue on " + FIXTURES + "DefaultConnection#query(ClientConnection)",
                DefaultConnection.class);
    }

    @WebSocketHandler("/ws")
    static class DefaultStream {
        @RpcMethod
        void query(@DefaultValue("c") RpcStream<String> out) {}
    }

    @Test
    void rejectsADefaultForAnRpcStream() {
        onlyProblem(
                "WEBSHOCKET-0026",
                "@DefaultValue on " + FIXTURES + "DefaultStream#query(RpcStream)",
                DefaultStream.class);
    }

    @WebSocketHandler("/ws")
    static class TwoConnections {
        @RpcMethod
        void query(ClientConnection one, String text, ClientConnection two) {}
    }

    @Test
    void rejectsASecondConnection() {
        onlyProblem(
                "WEBSHOCKET-0027",
                "@RpcMethod on " + FIXTURES + "TwoConnections#query(ClientConnection, String, ClientConnection)",
                TwoConnections.class);
    }

    @WebSocketHandler("/ws")
    static class TwoStreams {
        @RpcMethod
        void query(RpcStream<String> one, RpcStream<String> two) {}
    }

    @Test
    void rejectsASecondRpcStream() {
        onlyProblem(
                "WEBSHOCKET-0028",
                "@RpcMethod on " + FIXTURES + "TwoStreams#query(RpcStream, RpcStream)",
                TwoStreams.class);
    }

    @WebSocketHandler("/ws")
    static class RawStream {
        @SuppressWarnings("rawtypes")
        @RpcMethod
        void query(RpcStream out) {}
    }

    @Test
    void rejectsARawRpcStream() {
        onlyProblem("WEBSHOCKET-0029", "@RpcMethod on " + FIXTURES + "RawStream#query(RpcStream)", RawStream.class);
    }

    @WebSocketHandler("/ws")
    static class WildcardStream {
        @RpcMethod
        void query(RpcStream<? super String> out) {}
    }

    @Test
    void rejectsAnRpcStreamOfAWildcard() {
        onlyProblem(
                "WEBSHOCKET-0029",
                "@RpcMethod on " + FIXTURES + "WildcardStream#query(RpcStream)",
                WildcardStream.class);
    }

    @WebSocketHandler("/ws")
    static class Unbindable {
        @RpcMethod
        void query(InputStream text) {}
    }

    @Test
    void rejectsATypeThatNothingBindsTo() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0071",
                        "@RpcMethod on " + FIXTURES + "Unbindable#query(InputStream)",
                        Unbindable.class))
                .contains("parameter \"text\"")
                .contains("java.io.InputStream");
    }

    @WebSocketHandler("/ws")
    static class Unexposed {
        @RpcMethod
        void ping() {}

        void query(@RpcParam("") @DefaultValue("x") ClientConnection connection) {}
    }

    @Test
    void ignoresParametersOfOtherMethods() {
        method("ping", Unexposed.class);
    }

    @WebSocketHandler("/ws")
    static class VariadicDefault {
        @RpcMethod
        void sum(@DefaultValue("[1]") int... numbers) {}
    }

    @Test
    void rejectsADefaultOfVarargs() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0082",
                        "@DefaultValue on " + FIXTURES + "VariadicDefault#sum(int[])",
                        VariadicDefault.class))
                .contains("numbers");
    }

    @WebSocketHandler("/ws")
    static class VariadicBytes {
        @RpcMethod
        void sum(byte... numbers) {}
    }

    @Test
    void rejectsVarargsOfBytes() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0083",
                        "@RpcMethod on " + FIXTURES + "VariadicBytes#sum(byte[])",
                        VariadicBytes.class))
                .contains("byte[]");
    }
}
