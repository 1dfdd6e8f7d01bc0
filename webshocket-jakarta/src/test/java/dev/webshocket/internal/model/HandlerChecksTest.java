package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.problems;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Concurrent;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.OnReceive;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;

class HandlerChecksTest {

    private static final String FIXTURES = "@WebSocketHandler on dev.webshocket.internal.model.HandlerChecksTest.";

    @WebSocketHandler("/ws")
    interface AnInterface {
        @RpcMethod
        void ping();
    }

    @Test
    void rejectsAnInterface() {
        assertThat(onlyProblem("WEBSHOCKET-0004", FIXTURES + "AnInterface", AnInterface.class))
                .contains("an interface");
    }

    @WebSocketHandler("/ws")
    @interface AnAnnotation {
        @RpcMethod
        int ping();
    }

    @Test
    void rejectsAnAnnotation() {
        assertThat(onlyProblem("WEBSHOCKET-0004", FIXTURES + "AnAnnotation", AnAnnotation.class))
                .contains("an annotation");
    }

    @WebSocketHandler("/ws")
    enum AnEnum {
        ONE;

        @RpcMethod
        void ping() {}
    }

    @Test
    void rejectsAnEnum() {
        assertThat(onlyProblem("WEBSHOCKET-0004", FIXTURES + "AnEnum", AnEnum.class))
                .contains("an enum");
    }

    @WebSocketHandler("/ws")
    abstract static class AnAbstractClass {
        @RpcMethod
        abstract void ping();
    }

    @Test
    void rejectsAnAbstractClass() {
        assertThat(onlyProblem("WEBSHOCKET-0004", FIXTURES + "AnAbstractClass", AnAbstractClass.class))
                .contains("is abstract");
    }

    @SuppressWarnings("ClassCanBeStatic") // what the test is about
    @WebSocketHandler("/ws")
    class Inner {
        @RpcMethod
        void ping() {}
    }

    @Test
    void rejectsAnInnerClass() {
        onlyProblem("WEBSHOCKET-0005", FIXTURES + "Inner", Inner.class);
    }

    @Test
    void rejectsALocalClassByItsBinaryName() {
        @WebSocketHandler("/ws")
        class Local {
            @SuppressWarnings("unused")
            @RpcMethod
            void ping() {}
        }
        onlyProblem(
                "WEBSHOCKET-0005",
                "@WebSocketHandler on dev.webshocket.internal.model.HandlerChecksTest$1Local",
                Local.class);
    }

    @WebSocketHandler("/ws")
    private static class Private {
        @SuppressWarnings("unused")
        @RpcMethod
        void ping() {}
    }

    @Test
    void rejectsAPrivateClass() {
        onlyProblem("WEBSHOCKET-0006", FIXTURES + "Private", Private.class);
    }

    @WebSocketHandler("/ws")
    static final class Final {
        @RpcMethod
        final void ping() {}
    }

    @Test
    void rejectsAFinalClassOnce() {
        onlyProblem("WEBSHOCKET-0008", FIXTURES + "Final", Final.class);
    }

    @WebSocketHandler("/ws")
    record ARecord(int x) {
        @RpcMethod
        void ping() {}
    }

    @Test
    void rejectsARecordThatNeedsAProxy() {
        onlyProblem("WEBSHOCKET-0008", FIXTURES + "ARecord", ARecord.class);
    }

    @Dependent
    @WebSocketHandler("/ws")
    static final class FinalDependent {
        @RpcMethod
        void ping() {}
    }

    @Test
    void acceptsAFinalClassWithoutAProxy() {
        assertThat(service(FinalDependent.class).methods()).containsOnlyKeys("ping");
    }

    @Singleton
    static class OfPseudoScope {}

    @RequestScoped
    static class OfNormalScope {}

    @Test
    void knowsWhichScopesHaveAProxy() {
        assertThat(HandlerChecks.needsProxy(OfPseudoScope.class)).isFalse();
        assertThat(HandlerChecks.needsProxy(FinalDependent.class)).isFalse();
        assertThat(HandlerChecks.needsProxy(OfNormalScope.class)).isTrue();
        assertThat(HandlerChecks.needsProxy(Final.class)).isTrue();
    }

    @WebSocketHandler("/ws")
    static class Nothing {
        void ping() {}
    }

    @Test
    void rejectsAClassThatServesNothing() {
        onlyProblem("WEBSHOCKET-0009", FIXTURES + "Nothing", Nothing.class);
    }

    @WebSocketHandler("/ws")
    static class OnlyConcurrent {
        @Concurrent
        void ping() {}
    }

    @Test
    void rejectsAClassWithOnlyRules() {
        assertThat(problems(OnlyConcurrent.class))
                .extracting(DefinitionProblem::code)
                .containsExactly("WEBSHOCKET-0017", "WEBSHOCKET-0009");
    }

    @WebSocketHandler("/ws")
    static class OnlyCallback {
        @OnReceive
        void receive() {}
    }

    @Test
    void acceptsAClassWithOnlyACallback() {
        assertThat(service(OnlyCallback.class).onReceive()).hasSize(1);
    }

    @WebSocketHandler("/ws")
    private abstract static class PrivateAndAbstract {}

    @Test
    void reportsEveryMistakeOfAClass() {
        assertThat(problems(PrivateAndAbstract.class))
                .extracting(DefinitionProblem::code)
                .containsExactly("WEBSHOCKET-0004", "WEBSHOCKET-0006", "WEBSHOCKET-0009");
    }
}
