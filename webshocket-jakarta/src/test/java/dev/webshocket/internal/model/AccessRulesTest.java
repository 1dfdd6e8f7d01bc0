package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.method;
import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.problems;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.AnyOf;
import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.Has;
import dev.webshocket.Is;
import dev.webshocket.IsEqual;
import dev.webshocket.OnConnect;
import dev.webshocket.OnReceive;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.Rule;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The problems of access annotations. */
class AccessRulesTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.AccessRulesTest.";

    @WebSocketHandler("/ws")
    static class BlankIs {
        @RpcMethod
        @Is("")
        void query() {}
    }

    @Test
    void rejectsABlankAttributeInIs() {
        onlyProblem("WEBSHOCKET-0034", "@Is on " + FIXTURES + "BlankIs#query()", BlankIs.class);
    }

    @WebSocketHandler("/ws")
    static class BlankHas {
        @RpcMethod
        @Has("x")
        @Has(" ")
        void query() {}
    }

    @Test
    void rejectsABlankAttributeInARepeatedHas() {
        onlyProblem("WEBSHOCKET-0034", "@Has on " + FIXTURES + "BlankHas#query()", BlankHas.class);
    }

    @WebSocketHandler("/ws")
    @IsEqual(name = "", value = "")
    static class BlankIsEqual {
        @RpcMethod
        void query() {}
    }

    @Test
    void rejectsABlankAttributeInIsEqual() {
        onlyProblem("WEBSHOCKET-0034", "@IsEqual on " + FIXTURES + "BlankIsEqual", BlankIsEqual.class);
    }

    @WebSocketHandler("/ws")
    static class BlankAlternative {
        @RpcMethod
        @AnyOf(is = @Is("x"), has = @Has(""))
        void query() {}
    }

    @Test
    void rejectsABlankAttributeInAnAlternative() {
        onlyProblem("WEBSHOCKET-0034", "@AnyOf on " + FIXTURES + "BlankAlternative#query()", BlankAlternative.class);
    }

    @WebSocketHandler("/ws")
    static class NoAlternative {
        @RpcMethod
        @AnyOf
        void query() {}
    }

    @Test
    void rejectsAnEmptyAnyOf() {
        onlyProblem("WEBSHOCKET-0035", "@AnyOf on " + FIXTURES + "NoAlternative#query()", NoAlternative.class);
    }

    abstract static class AbstractRule implements Rule {}

    @WebSocketHandler("/ws")
    static class WithAbstractRule {
        @RpcMethod
        @Requires(AbstractRule.class)
        void query() {}
    }

    @Test
    void rejectsAnAbstractRule() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0036",
                        "@Requires on " + FIXTURES + "WithAbstractRule#query()",
                        WithAbstractRule.class))
                .contains("the rule " + FIXTURES + "AbstractRule cannot be created: it is abstract");
    }

    record WithArgument(String room) implements Rule {
        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> true;
        }
    }

    @WebSocketHandler("/ws")
    static class WithRuleOfArguments {
        @RpcMethod
        @AnyOf(requires = WithArgument.class)
        void query() {}
    }

    @Test
    void rejectsARuleWithoutAConstructorWithoutParameters() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0036",
                        "@AnyOf on " + FIXTURES + "WithRuleOfArguments#query()",
                        WithRuleOfArguments.class))
                .contains(FIXTURES + "WithArgument", "no constructor without parameters");
    }

    class Inner implements Rule {
        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> true;
        }
    }

    @WebSocketHandler("/ws")
    @Requires(Inner.class)
    static class WithInnerRule {
        @RpcMethod
        void query() {}
    }

    @Test
    void rejectsAnInnerRule() {
        assertThat(onlyProblem("WEBSHOCKET-0036", "@Requires on " + FIXTURES + "WithInnerRule", WithInnerRule.class))
                .contains("inner class");
    }

    static class Throwing implements Rule {
        Throwing() {
            throw new IllegalStateException("no database");
        }

        @Override
        public Predicate<ClientConnection> predicate() {
            return connection -> true;
        }
    }

    @WebSocketHandler("/ws")
    static class WithThrowingRule {
        @RpcMethod
        @Requires(Throwing.class)
        void query() {}
    }

    @Test
    void rejectsARuleWhoseConstructorThrows() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0036",
                        "@Requires on " + FIXTURES + "WithThrowingRule#query()",
                        WithThrowingRule.class))
                .contains(FIXTURES + "Throwing", "no database");
    }

    static class Nothing implements Rule {
        @Override
        public Predicate<ClientConnection> predicate() {
            return null;
        }
    }

    @WebSocketHandler("/ws")
    static class WithRuleOfNothing {
        @RpcMethod
        @Requires(Nothing.class)
        void query() {}
    }

    @Test
    void rejectsARuleWithoutAPredicate() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0036",
                        "@Requires on " + FIXTURES + "WithRuleOfNothing#query()",
                        WithRuleOfNothing.class))
                .contains("returns null");
    }

    @WebSocketHandler("/ws")
    static class Contradiction {
        @RpcMethod
        @PermitAll
        @DenyAll
        void query() {}
    }

    @Test
    void rejectsPermitAllWithDenyAll() {
        onlyProblem("WEBSHOCKET-0037", "@PermitAll on " + FIXTURES + "Contradiction#query()", Contradiction.class);
    }

    @WebSocketHandler("/ws")
    @DenyAll
    @RolesAllowed("staff")
    static class ContradictionOfClass {
        @RpcMethod
        void query() {}
    }

    @Test
    void rejectsRolesAllowedWithDenyAllOnAClass() {
        onlyProblem("WEBSHOCKET-0037", "@DenyAll on " + FIXTURES + "ContradictionOfClass", ContradictionOfClass.class);
    }

    @WebSocketHandler("/ws")
    static class NoRoles {
        @RpcMethod
        @RolesAllowed({})
        void query() {}
    }

    @Test
    void rejectsNoRoles() {
        onlyProblem("WEBSHOCKET-0038", "@RolesAllowed on " + FIXTURES + "NoRoles#query()", NoRoles.class);
    }

    @WebSocketHandler("/ws")
    static class BlankRole {
        @RpcMethod
        @RolesAllowed({"staff", ""})
        void query() {}
    }

    @Test
    void rejectsABlankRole() {
        onlyProblem("WEBSHOCKET-0038", "@RolesAllowed on " + FIXTURES + "BlankRole#query()", BlankRole.class);
    }

    @WebSocketHandler("/ws")
    static class OnHelper {
        @RpcMethod
        void query() {}

        @Is("x")
        void help() {}
    }

    @Test
    void rejectsARuleOfAMethodThatNobodyCanCall() {
        onlyProblem("WEBSHOCKET-0039", "@Is on " + FIXTURES + "OnHelper#help()", OnHelper.class);
    }

    @WebSocketHandler("/ws")
    static class OnCallback {
        @OnReceive
        @Has("x")
        void received() {}
    }

    @Test
    void rejectsARuleOfACallback() {
        onlyProblem("WEBSHOCKET-0039", "@Has on " + FIXTURES + "OnCallback#received()", OnCallback.class);
    }

    @WebSocketHandler("/ws")
    static class RolesOnCallback {
        @OnConnect
        @RolesAllowed("staff")
        void connected() {}
    }

    @Test
    void rejectsRolesOfACallback() {
        onlyProblem(
                "WEBSHOCKET-0039",
                "@RolesAllowed on " + FIXTURES + "RolesOnCallback#connected()",
                RolesOnCallback.class);
    }

    @WebSocketHandler("/ws")
    @RolesAllowed("staff")
    static class OnlyCallbacks {
        @OnConnect
        void connected() {}
    }

    @Test
    void rejectsRolesOfAClassThatNobodyCanCall() {
        onlyProblem("WEBSHOCKET-0039", "@RolesAllowed on " + FIXTURES + "OnlyCallbacks", OnlyCallbacks.class);
    }

    @WebSocketHandler("/ws")
    static class RolesForAnother {
        @RpcMethod
        void query() {}

        @RolesAllowed("staff")
        void ofAnotherContainer() {}
    }

    @Test
    void ignoresRolesOfOtherMethods() {
        method("query", RolesForAnother.class);
    }

    @WebSocketHandler("/ws")
    @Is("")
    static class Many {
        @RpcMethod
        @Has("")
        @AnyOf
        @DenyAll
        @PermitAll
        void query() {}
    }

    @Test
    void reportsAllAtOnce() {
        assertThat(problems(Many.class))
                .extracting(DefinitionProblem::code)
                .containsExactlyInAnyOrder("WEBSHOCKET-0034", "WEBSHOCKET-0034", "WEBSHOCKET-0035", "WEBSHOCKET-0037");
    }

    @Test
    void aClassWithoutRulesAllowsEverybody() {
        assertThat(service(RolesForAnother.class)
                        .methods()
                        .get("query")
                        .access()
                        .test(null))
                .isTrue();
    }
}
