package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.AccessCheck;
import dev.webshocket.AccessRule;
import dev.webshocket.AccessRules;
import dev.webshocket.AnyOf;
import dev.webshocket.ClientConnection;
import dev.webshocket.DefinitionException;
import dev.webshocket.DefinitionProblem;
import dev.webshocket.Has;
import dev.webshocket.Is;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.model.OwnAccessRulesTest.Either;
import dev.webshocket.internal.model.OwnAccessRulesTest.Level;
import dev.webshocket.internal.model.OwnAccessRulesTest.LevelCheck;
import dev.webshocket.internal.model.OwnAccessRulesTest.Owner;
import dev.webshocket.spi.platform.RuleInstances;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The problems of an application's own access annotations. */
class OwnAccessMistakesTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.OwnAccessMistakesTest.";
    private static final String RULES = "dev.webshocket.internal.model.OwnAccessRulesTest.";

    @WebSocketHandler("/ws")
    static class WrongValues {
        @RpcMethod
        @Level(least = -1)
        void query() {}
    }

    @Test
    void rejectsValuesThatTheCheckRefuses() {
        assertThat(onlyProblem("WEBSHOCKET-0066", "@Level on " + FIXTURES + "WrongValues#query()", WrongValues.class))
                .endsWith("there is no level below 0; write one that is not negative");
    }

    @WebSocketHandler("/ws")
    static class WrongValuesWithin {
        @RpcMethod
        @Either(level = @Level(least = 100))
        void query() {}
    }

    @Test
    void rejectsNestedValuesAndAddsAMissingCure() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0066",
                        "@Either on " + FIXTURES + "WrongValuesWithin#query()",
                        WrongValuesWithin.class))
                .contains("levels end with 99; write values that " + RULES + "LevelCheck accepts");
    }

    static class CodedCheck implements AccessCheck<Annotation> {
        @Override
        public Predicate<ClientConnection> predicate(Annotation annotation, AccessRules rules) {
            throw new DefinitionException(List.of(
                    new DefinitionProblem("SHOP-1", "it is wrong; mend it"),
                    new DefinitionProblem("SHOP-2", "it is wrong too; mend it")));
        }
    }

    @AccessRule(CodedCheck.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Coded {}

    @WebSocketHandler("/ws")
    @Coded
    static class WithCodes {
        @RpcMethod
        void query() {}
    }

    @Test
    void reportsTheCodesOfAnApplication() {
        assertThat(problems(WithCodes.class))
                .containsExactly(
                        new DefinitionProblem("SHOP-1", "@Coded on " + FIXTURES + "WithCodes: it is wrong; mend it"),
                        new DefinitionProblem(
                                "SHOP-2", "@Coded on " + FIXTURES + "WithCodes: it is wrong too; mend it"));
    }

    @AccessRule(LevelCheck.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface NotALevel {}

    @WebSocketHandler("/ws")
    static class OfAnother {
        @RpcMethod
        @NotALevel
        void query() {}
    }

    @Test
    void rejectsTheCheckOfAnotherAnnotation() {
        assertThat(onlyProblem("WEBSHOCKET-0067", "@NotALevel on " + FIXTURES + "OfAnother#query()", OfAnother.class))
                .contains(RULES + "LevelCheck", "checks @" + RULES + "Level;");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface NoRule {}

    @AccessRule(AnyOf.Check.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface WithNoRule {
        NoRule[] value();

        Has[] has() default {};
    }

    @WebSocketHandler("/ws")
    static class OfNoRule {
        @RpcMethod
        @WithNoRule(@NoRule)
        void query() {}
    }

    @Test
    void rejectsAMemberThatIsNotARule() {
        assertThat(onlyProblem("WEBSHOCKET-0068", "@WithNoRule on " + FIXTURES + "OfNoRule#query()", OfNoRule.class))
                .contains("@" + FIXTURES + "NoRule is not a rule");
    }

    static class NullCheck implements AccessCheck<Annotation> {
        @Override
        public Predicate<ClientConnection> predicate(Annotation annotation, AccessRules rules) {
            return null;
        }
    }

    @AccessRule(NullCheck.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Null {}

    @WebSocketHandler("/ws")
    static class OfNull {
        @RpcMethod
        @Null
        void query() {}
    }

    @Test
    void rejectsACheckThatReturnsNoPredicate() {
        assertThat(onlyProblem("WEBSHOCKET-0036", "@Null on " + FIXTURES + "OfNull#query()", OfNull.class))
                .contains("predicate() returns null");
    }

    static class ThrowingCheck implements AccessCheck<Annotation> {
        @Override
        public Predicate<ClientConnection> predicate(Annotation annotation, AccessRules rules) {
            throw new IllegalStateException("not now");
        }
    }

    @AccessRule(ThrowingCheck.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Throwing {}

    abstract static class AbstractCheck implements AccessCheck<Annotation> {}

    @AccessRule(AbstractCheck.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Abstract {}

    @WebSocketHandler("/ws")
    static class Broken {
        @RpcMethod
        @Throwing
        @Abstract
        void query() {}
    }

    @Test
    void rejectsChecksThatThrowOrCannotBeCreated() {
        assertThat(problems(Broken.class)).extracting(DefinitionProblem::code).containsOnly("WEBSHOCKET-0036");
        assertThat(problems(Broken.class))
                .extracting(DefinitionProblem::message)
                .anyMatch(
                        each -> each.contains("ThrowingCheck cannot be created: it throws") && each.contains("not now"))
                .anyMatch(each -> each.contains("AbstractCheck cannot be created: it is abstract"));
    }

    @WebSocketHandler("/ws")
    static class NoCall {
        @RpcMethod
        void query() {}

        @Level(least = 1)
        void other() {}
    }

    @Test
    void rejectsAnAnnotationThatWouldProtectNothing() {
        onlyProblem("WEBSHOCKET-0039", "@Level on " + FIXTURES + "NoCall#other()", NoCall.class);
    }

    @AccessRule(Early.Check.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Early {
        final class Check implements AccessCheck<Early> {
            @Override
            public Predicate<ClientConnection> predicate(Early early, AccessRules rules) {
                throw new IllegalArgumentException("never; leave it out");
            }
        }
    }

    @WebSocketHandler("/ws")
    static class FoundEarly {
        @RpcMethod
        @Early
        @AnyOf
        @Is("")
        @Level(least = -1)
        @Requires(Owner.class)
        void query() {}
    }

    @Test
    void aNestedCheckIsUsedBeforeBeansAreReady() {
        Binding binding = new Binding();
        assertThat(HandlerModelReader.check(
                        List.of(FoundEarly.class),
                        binding,
                        new Codec(Encoding.JSON, binding, 64),
                        RuleInstances.CONSTRUCTED))
                .extracting(DefinitionProblem::code)
                .containsExactlyInAnyOrder("WEBSHOCKET-0066", "WEBSHOCKET-0035", "WEBSHOCKET-0034");
    }
}
