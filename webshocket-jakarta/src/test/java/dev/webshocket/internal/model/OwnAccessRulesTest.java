package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.AccessCheck;
import dev.webshocket.AccessRule;
import dev.webshocket.AccessRules;
import dev.webshocket.AnyOf;
import dev.webshocket.ClientConnection;
import dev.webshocket.Is;
import dev.webshocket.Predicates;
import dev.webshocket.RpcMethod;
import dev.webshocket.Rule;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.AttributeConnection;
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

/** An application's own access annotations. */
class OwnAccessRulesTest {

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
    void appliesOnClassesInterfacesAndOtherAnnotations() {
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
    void combinationsAcceptAnApplicationsRules() {
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
    void anApplicationsCheckCombinesRules() {
        assertThat(open(Map.of("level", 2), OwnCombination.class)).isEmpty();
        assertThat(open(Map.of("owner", 2), OwnCombination.class)).isEmpty();
        assertThat(open(Map.of("owner", 2, "level", 2), OwnCombination.class)).containsExactly("all");
    }

    @Test
    void aServiceCreatesACheckOnce() {
        int created = LevelCheck.MADE.get();
        service(OnMethods.class);
        assertThat(LevelCheck.MADE).hasValue(created + 1);
    }
}
