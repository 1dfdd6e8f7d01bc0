package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.problems;
import static dev.webshocket.internal.model.Reading.service;
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
import dev.webshocket.Predicates;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.Rule;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.spi.platform.RuleInstances;
import dev.webshocket.support.AttributeConnection;
import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Access annotations of an application's own. */
class OwnAccessRulesTest {

    private static final String FIXTURES = "dev.webshocket.internal.model.OwnAccessRulesTest.";

    private static Set<String> open(Map<String, Object> attributes, Class<?>... handlers) {
        Set<String> open = new TreeSet<>();
        service(handlers).methods().forEach((name, method) -> {
            if (method.access().test(AttributeConnection.with(attributes))) {
                open.add(name);
            }
        });
        return open;
    }

    @AccessRule(LevelCheck.class)
    @Repeatable(Levels.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Level {
        String of() default "level";

        int least();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Levels {
        Level[] value();
    }

    static class LevelCheck implements AccessCheck<Level> {

        private static final AtomicInteger MADE = new AtomicInteger();

        LevelCheck() {
            MADE.incrementAndGet();
        }

        @Override
        public Predicate<ClientConnection> predicate(Level level, AccessRules rules) {
            if (level.least() < 0) {
                throw new IllegalArgumentException("there is no level below 0; write one that is not negative");
            }
            if (level.least() > 99) {
                throw new IllegalArgumentException("levels end with 99");
            }
            return connection -> connection.get(level.of()) instanceof Integer has && has >= level.least();
        }
    }

    @WebSocketHandler("/ws")
    static class OnMethods {
        @RpcMethod
        @Level(least = 3)
        void three() {}

        @RpcMethod
        @Level(least = 5)
        @Is("x")
        void five() {}

        @RpcMethod
        @Level(least = 1)
        @Level(of = "rank", least = 2)
        void both() {}

        @RpcMethod
        void free() {}
    }

    @Test
    void theCheckGetsTheValuesOfTheAnnotation() {
        assertThat(open(Map.of(), OnMethods.class)).containsExactly("free");
        assertThat(open(Map.of("level", 3), OnMethods.class)).containsExactly("free", "three");
        assertThat(open(Map.of("level", 5), OnMethods.class)).containsExactly("free", "three");
        assertThat(open(Map.of("level", 5, "x", true), OnMethods.class)).containsExactly("five", "free", "three");
        assertThat(open(Map.of("level", 1, "rank", 2), OnMethods.class)).containsExactly("both", "free");
    }

    @Level(least = 2)
    interface Above {}

    @Level(least = 4)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Senior {}

    @WebSocketHandler("/ws")
    @Level(of = "rank", least = 1)
    static class OnClasses implements Above {
        @RpcMethod
        void any() {}

        @RpcMethod
        @Senior
        void senior() {}
    }

    @Test
    void itStandsOnClassesInterfacesAndOtherAnnotations() {
        assertThat(open(Map.of("level", 4), OnClasses.class)).isEmpty();
        assertThat(open(Map.of("rank", 1), OnClasses.class)).isEmpty();
        assertThat(open(Map.of("rank", 1, "level", 2), OnClasses.class)).containsExactly("any");
        assertThat(open(Map.of("rank", 1, "level", 4), OnClasses.class)).containsExactly("any", "senior");
    }

    @AccessRule(AnyOf.Check.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Either {
        Level[] level() default {};

        Is[] is() default {};

        Senior senior() default @Senior;

        Class<? extends Rule>[] rules() default {};

        String because() default "";
    }

    static class Owner implements Rule {
        @Override
        public Predicate<ClientConnection> predicate() {
            return Predicates.has("owner");
        }
    }

    @WebSocketHandler("/ws")
    static class Combined {
        @RpcMethod
        @Either(level = @Level(of = "rank", least = 7), is = @Is("is_admin"), rules = Owner.class, because = "of that")
        void either() {}
    }

    @Test
    void whatCombinesRulesTakesThoseOfAnApplicationToo() {
        assertThat(open(Map.of("rank", 6, "level", 3), Combined.class)).isEmpty();
        for (Map<String, Object> one : List.<Map<String, Object>>of(
                Map.of("rank", 7), Map.of("is_admin", true), Map.of("level", 4), Map.of("owner", 1))) {
            assertThat(open(one, Combined.class)).as("%s", one).containsExactly("either");
        }
    }

    static class AllCheck implements AccessCheck<All> {
        @Override
        public Predicate<ClientConnection> predicate(All all, AccessRules rules) {
            return rules.of(all.level()).and(rules.of(all.rule()));
        }
    }

    @AccessRule(AllCheck.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        Level level();

        Class<? extends Rule> rule();
    }

    @WebSocketHandler("/ws")
    static class OwnCombination {
        @RpcMethod
        @All(level = @Level(least = 2), rule = Owner.class)
        void all() {}
    }

    @Test
    void aCheckOfOnesOwnCombinesRules() {
        assertThat(open(Map.of("level", 2), OwnCombination.class)).isEmpty();
        assertThat(open(Map.of("owner", 2), OwnCombination.class)).isEmpty();
        assertThat(open(Map.of("owner", 2, "level", 2), OwnCombination.class)).containsExactly("all");
    }

    @Test
    void aServiceMakesACheckOnce() {
        int made = LevelCheck.MADE.get();
        service(OnMethods.class);
        assertThat(LevelCheck.MADE).hasValue(made + 1);
    }

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
    void rejectsValuesWithinAndAddsACureWhereThereIsNone() {
        assertThat(onlyProblem(
                        "WEBSHOCKET-0066",
                        "@Either on " + FIXTURES + "WrongValuesWithin#query()",
                        WrongValuesWithin.class))
                .contains("levels end with 99; write values that " + FIXTURES + "LevelCheck takes");
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
                .contains(FIXTURES + "LevelCheck", "checks @" + FIXTURES + "Level;");
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
    void rejectsAMemberThatIsNoRule() {
        assertThat(onlyProblem("WEBSHOCKET-0068", "@WithNoRule on " + FIXTURES + "OfNoRule#query()", OfNoRule.class))
                .contains("@" + FIXTURES + "NoRule is none");
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
    void rejectsACheckThatGivesNoPredicate() {
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
    void rejectsChecksThatThrowOrCannotBeMade() {
        assertThat(problems(Broken.class)).extracting(DefinitionProblem::code).containsOnly("WEBSHOCKET-0036");
        assertThat(problems(Broken.class))
                .extracting(DefinitionProblem::message)
                .anyMatch(each -> each.contains("ThrowingCheck cannot be made: it throws") && each.contains("not now"))
                .anyMatch(each -> each.contains("AbstractCheck cannot be made: it is abstract"));
    }

    @WebSocketHandler("/ws")
    static class NoCall {
        @RpcMethod
        void query() {}

        @Level(least = 1)
        void other() {}
    }

    @Test
    void rejectsOneWhereItWouldProtectNothing() {
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
    void aCheckWithinItsAnnotationIsAskedBeforeBeansCanBeMade() {
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
