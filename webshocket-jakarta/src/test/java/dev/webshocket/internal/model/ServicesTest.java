package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.problems;
import static dev.webshocket.internal.model.Reading.read;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.Concurrent;
import dev.webshocket.DefaultValue;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServicesTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.ServicesTest.";

    @WebSocketHandler("/ws")
    static class First {
        @RpcMethod
        void b() {}
    }

    @WebSocketHandler("/ws")
    static class Second {
        @RpcMethod
        void a() {}
    }

    @WebSocketHandler("/admin")
    static class Elsewhere {
        @RpcMethod
        void a() {}
    }

    @Test
    void mergesTheClassesOfAPath() {
        ServiceModel service = service(First.class, Second.class);
        assertThat(service.path()).isEqualTo("/ws");
        assertThat(service.handlers()).containsExactly(First.class, Second.class);
        assertThat(service.methods().keySet()).containsExactly("a", "b");
        assertThat(service.methods().get("a").handlerIndex()).isEqualTo(1);
        assertThat(service.methods().get("b").handlerIndex()).isZero();
    }

    @Test
    void sortsTheServicesByPath() {
        assertThat(read(First.class, Elsewhere.class, Second.class).services())
                .extracting(ServiceModel::path)
                .containsExactly("/admin", "/ws");
    }

    @Test
    void readsADuplicateClassOnce() {
        assertThat(service(First.class, First.class).handlers()).containsExactly(First.class);
    }

    @Test
    void readsNothingWithoutHandlers() {
        assertThat(read()).isEqualTo(new HandlerModels(List.of(), List.of()));
    }

    @WebSocketHandler("/ws")
    static class Overloaded {
        @RpcMethod
        void a(int x) {}

        @RpcMethod
        void a(String x) {}
    }

    @Test
    void rejectsOverloads() {
        String message =
                onlyProblem("WEBSHOCKET-0015", "@RpcMethod on " + FIXTURES + "Overloaded#a(String)", Overloaded.class);
        assertThat(message).contains(FIXTURES + "Overloaded#a(int)");
    }

    @WebSocketHandler("/ws")
    static class AliasedAlike {
        @RpcMethod("a")
        void c() {}
    }

    @Test
    void listsEveryMethodOfADuplicateNameOnce() {
        String message = onlyProblem(
                "WEBSHOCKET-0015",
                "@RpcMethod on " + FIXTURES + "Second#a()",
                Second.class,
                Overloaded.class,
                AliasedAlike.class,
                Elsewhere.class);
        assertThat(message)
                .contains("\"a\"")
                .contains("\"/ws\"")
                .contains("by " + FIXTURES + "Second#a()")
                .contains("by " + FIXTURES + "Overloaded#a(int)")
                .contains("by " + FIXTURES + "Overloaded#a(String)")
                .contains("by " + FIXTURES + "AliasedAlike#c()")
                .doesNotContain("Elsewhere");
    }

    abstract static class Common {
        @RpcMethod
        void ping() {}
    }

    @WebSocketHandler("/ws")
    static class OneOfCommon extends Common {}

    @WebSocketHandler("/ws")
    static class OtherOfCommon extends Common {}

    @Test
    void namesTheClassesThatInheritADuplicateName() {
        String message = onlyProblem(
                "WEBSHOCKET-0015",
                "@RpcMethod on " + FIXTURES + "Common#ping() (inherited by " + FIXTURES + "OneOfCommon)",
                OneOfCommon.class,
                OtherOfCommon.class);
        assertThat(message).contains("(inherited by " + FIXTURES + "OtherOfCommon)");
    }

    @WebSocketHandler("broken")
    static class Broken {
        @RpcMethod(" ")
        Iterator<String> z(@DefaultValue("x") int n) {
            return null;
        }

        @RpcMethod
        @SuppressWarnings("unused")
        private void a() {}

        @Concurrent
        void stray() {}
    }

    @WebSocketHandler("/other")
    static final class BrokenToo {
        @RpcMethod
        void one() {}

        @RpcMethod("one")
        void two() {}
    }

    @Test
    void reportsAllProblemsOfAllClassesAtOnceInOrder() {
        assertThat(problems(First.class, Broken.class, BrokenToo.class))
                .extracting(DefinitionProblem::code)
                .containsExactly(
                        "WEBSHOCKET-0002",
                        "WEBSHOCKET-0010",
                        "WEBSHOCKET-0017",
                        "WEBSHOCKET-0014",
                        "WEBSHOCKET-0024",
                        "WEBSHOCKET-0075",
                        "WEBSHOCKET-0008",
                        "WEBSHOCKET-0015");
    }

    @Test
    void returnsNoServicesIfThereAreProblems() {
        assertThat(read(First.class, Broken.class).services()).isEmpty();
    }
}
