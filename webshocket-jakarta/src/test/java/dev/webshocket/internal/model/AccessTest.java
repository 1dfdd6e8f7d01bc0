package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.AnyOf;
import dev.webshocket.ClientConnection;
import dev.webshocket.Has;
import dev.webshocket.Is;
import dev.webshocket.IsEqual;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.Rule;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.AttributeConnection;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The combination of access rules. */
class AccessTest {

    /** Returns the methods that a connection may call. */
    private static Set<String> open(ClientConnection connection, Class<?>... handlers) {
        Set<String> open = new TreeSet<>();
        service(handlers).methods().forEach((name, method) -> {
            if (method.access().test(connection)) {
                open.add(name);
            }
        });
        return open;
    }

    private static Set<String> open(Map<String, Object> attributes, Class<?>... handlers) {
        return open(AttributeConnection.with(attributes), handlers);
    }

    @WebSocketHandler("/ws")
    static class OneRule {
        @RpcMethod
        @Is("a")
        void is() {}

        @RpcMethod
        @Has("a")
        void has() {}

        @RpcMethod
        @IsEqual(name = "a", value = "true")
        void isEqual() {}

        @RpcMethod
        void free() {}
    }

    @Test
    void eachRuleTestsItsAttribute() {
        assertThat(open(Map.of(), OneRule.class)).containsExactly("free");
        assertThat(open(Map.of("a", false), OneRule.class)).containsExactly("free", "has");
        assertThat(open(Map.of("a", 1), OneRule.class)).containsExactly("free", "has", "is");
        assertThat(open(Map.of("a", true), OneRule.class)).containsExactly("free", "has", "is", "isEqual");
        assertThat(open(Map.of("b", true), OneRule.class)).containsExactly("free");
    }

    enum Level {
        HIGH {
            @Override
            public String toString() {
                return "high";
            }
        }
    }

    @WebSocketHandler("/ws")
    static class Texts {
        @RpcMethod
        @IsEqual(name = "a", value = "5")
        void five() {}

        @RpcMethod
        @IsEqual(name = "a", value = "5.0")
        void fivePointZero() {}

        @RpcMethod
        @IsEqual(name = "a", value = "HIGH")
        void high() {}

        @RpcMethod
        @IsEqual(name = "a", value = "")
        void empty() {}

        @RpcMethod
        @IsEqual(name = "a", value = "[]")
        void list() {}

        @RpcMethod
        @IsEqual(name = "a", value = "null")
        void none() {}
    }

    @Test
    void isEqualComparesTheTextOfScalars() {
        assertThat(open(Map.of("a", "5"), Texts.class)).containsExactly("five");
        assertThat(open(Map.of("a", 5), Texts.class)).containsExactly("five");
        assertThat(open(Map.of("a", 5L), Texts.class)).containsExactly("five");
        assertThat(open(Map.of("a", 5.0), Texts.class)).containsExactly("fivePointZero");
        assertThat(open(Map.of("a", new BigDecimal("5.0")), Texts.class)).containsExactly("fivePointZero");
        assertThat(open(Map.of("a", Level.HIGH), Texts.class)).containsExactly("high");
        assertThat(open(Map.of("a", ""), Texts.class)).containsExactly("empty");
        assertThat(open(Map.of("a", List.of()), Texts.class)).isEmpty();
        assertThat(open(Map.of(), Texts.class)).isEmpty();
    }

    @WebSocketHandler("/ws")
    @Has("class")
    static class Added extends AddedAbove implements AddedBeside {
        @RpcMethod
        @Has("method")
        @Has("again")
        void own() {}
    }

    @Has("above")
    static class AddedAbove {
        @RpcMethod
        void inherited() {}
    }

    @Has("beside")
    interface AddedBeside {}

    @Test
    void rulesAccumulateOverTheMethodTheClassAndItsSupertypes() {
        Set<String> all = Set.of("class", "above", "beside", "method", "again");
        assertThat(open(attributes(all), Added.class)).containsExactly("inherited", "own");
        for (String missing : all) {
            Set<String> others = new TreeSet<>(all);
            others.remove(missing);
            assertThat(open(attributes(others), Added.class))
                    .as("without %s", missing)
                    .doesNotContain("own");
        }
        assertThat(open(attributes(Set.of("class", "above", "beside")), Added.class))
                .containsExactly("inherited");
        assertThat(open(attributes(Set.of("above", "beside")), Added.class)).isEmpty();
    }

    private static Map<String, Object> attributes(Set<String> names) {
        return names.stream().collect(java.util.stream.Collectors.toMap(name -> name, name -> 0));
    }

    static class Even implements Rule {
        private static final AtomicInteger MADE = new AtomicInteger();
        private static final AtomicInteger ASKED = new AtomicInteger();

        Even() {
            MADE.incrementAndGet();
        }

        @Override
        public Predicate<ClientConnection> predicate() {
            ASKED.incrementAndGet();
            return connection -> connection.get("n") instanceof Integer n && n % 2 == 0;
        }
    }

    @WebSocketHandler("/ws")
    static class Alternatives {
        @RpcMethod
        @AnyOf(
                is = {@Is("a"), @Is("b")},
                has = @Has("c"),
                isEqual = @IsEqual(name = "d", value = "1"),
                requires = Even.class)
        void any() {}

        @RpcMethod
        @AnyOf(is = @Is("a"))
        @AnyOf(is = @Is("b"))
        void both() {}

        @RpcMethod
        @Requires(Even.class)
        void even() {}
    }

    @Test
    void anyOfHoldsIfOneAlternativeHolds() {
        assertThat(open(Map.of("a", 1), Alternatives.class)).containsExactly("any");
        assertThat(open(Map.of("b", 1), Alternatives.class)).containsExactly("any");
        assertThat(open(Map.of("c", 0), Alternatives.class)).containsExactly("any");
        assertThat(open(Map.of("d", 1), Alternatives.class)).containsExactly("any");
        assertThat(open(Map.of("n", 2), Alternatives.class)).containsExactly("any", "even");
        assertThat(open(Map.of("a", 0, "d", 2, "n", 1), Alternatives.class)).isEmpty();
        assertThat(open(Map.of("a", 1, "b", 1), Alternatives.class)).containsExactly("any", "both");
    }

    @WebSocketHandler("/other")
    static class OtherService {
        @RpcMethod
        @Requires(Even.class)
        void query() {}
    }

    @Test
    void aServiceCreatesARuleOnce() {
        int created = Even.MADE.get();
        int asked = Even.ASKED.get();
        assertThat(Reading.read(Alternatives.class, OtherService.class).services())
                .hasSize(2);
        assertThat(Even.MADE).hasValue(created + 2);
        assertThat(Even.ASKED).hasValue(asked + 2);
    }

    @Is("is_admin")
    @Retention(RetentionPolicy.RUNTIME)
    @interface AdminOnly {}

    @AdminOnly
    @Has("office")
    @Has("desk")
    @Retention(RetentionPolicy.RUNTIME)
    @interface Boss {}

    @Circle
    @Has("circle")
    @Round
    @Retention(RetentionPolicy.RUNTIME)
    @interface Circle {}

    @Circle
    @Retention(RetentionPolicy.RUNTIME)
    @interface Round {}

    @Has("stamp")
    @Repeatable(Stamps.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Stamp {
        String value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Stamps {
        Stamp[] value();
    }

    @WebSocketHandler("/ws")
    static class Composed {
        @RpcMethod
        @AdminOnly
        void admin() {}

        @RpcMethod
        @Boss
        void boss() {}

        @RpcMethod
        @Round
        void round() {}

        @RpcMethod
        @Stamp("a")
        @Stamp("b")
        void stamped() {}
    }

    @Test
    void rulesMayBeMetaAnnotations() {
        assertThat(open(Map.of(), Composed.class)).isEmpty();
        assertThat(open(Map.of("is_admin", true), Composed.class)).containsExactly("admin");
        assertThat(open(attributes(Set.of("office", "desk")), Composed.class)).isEmpty();
        assertThat(open(Map.of("is_admin", true, "office", 1), Composed.class)).containsExactly("admin");
        assertThat(open(Map.of("is_admin", true, "office", 1, "desk", 2), Composed.class))
                .containsExactly("admin", "boss");
        assertThat(open(Map.of("circle", 1), Composed.class)).containsExactly("round");
        assertThat(open(Map.of("stamp", 1), Composed.class)).containsExactly("stamped");
    }

    @RolesAllowed("inherited")
    static class RolesAbove {
        @RpcMethod
        void above() {}
    }

    @WebSocketHandler("/ws")
    @RolesAllowed("staff")
    static class Roles extends RolesAbove {
        @RpcMethod
        void staff() {}

        @RpcMethod
        @RolesAllowed({"boss", "board"})
        void boss() {}

        @RpcMethod
        @PermitAll
        void all() {}

        @RpcMethod
        @DenyAll
        void nobody() {}

        @RpcMethod
        @PermitAll
        @Is("x")
        void rules() {}
    }

    @Test
    void theNearestSecurityAnnotationAppliesTogetherWithTheRules() {
        assertThat(open(AttributeConnection.inRoles("staff"), Roles.class)).containsExactly("all", "staff");
        assertThat(open(AttributeConnection.inRoles("board"), Roles.class)).containsExactly("all", "boss");
        assertThat(open(AttributeConnection.inRoles("inherited"), Roles.class)).containsExactly("above", "all");
        assertThat(open(Map.of(), Roles.class)).containsExactly("all");
        assertThat(open(Map.of("x", true), Roles.class)).containsExactly("all", "rules");
    }

    static class Unsaid {
        @RpcMethod
        void above() {}
    }

    @WebSocketHandler("/ws")
    @DenyAll
    static class DeniedBelow extends Unsaid {
        @RpcMethod
        void own() {}
    }

    @WebSocketHandler("/ws")
    static class AllowedAbove extends RolesAbove {
        @RpcMethod
        void own() {}
    }

    @Test
    void theAnnotationOfAClassAppliesToMethodsWithoutOne() {
        assertThat(open(Map.of(), DeniedBelow.class)).isEmpty();
        assertThat(open(Map.of(), AllowedAbove.class)).isEmpty();
        assertThat(open(AttributeConnection.inRoles("inherited"), AllowedAbove.class))
                .containsExactly("above", "own");
    }

    @RolesAllowed("staff")
    @Retention(RetentionPolicy.RUNTIME)
    @interface StaffOnly {}

    @WebSocketHandler("/ws")
    static class ComposedRoles {
        @RpcMethod
        @StaffOnly
        void staff() {}

        @RpcMethod
        @StaffOnly
        @RolesAllowed("staff")
        void same() {}
    }

    @Test
    void securityAnnotationsMayBeMetaAnnotations() {
        assertThat(open(Map.of(), ComposedRoles.class)).isEmpty();
        assertThat(open(AttributeConnection.inRoles("staff"), ComposedRoles.class))
                .containsExactly("same", "staff");
    }

    static class Base {
        @RpcMethod
        @Is("x")
        void query() {}
    }

    @WebSocketHandler("/ws")
    static class Overriding extends Base {
        @Override
        @RpcMethod
        void query() {}
    }

    @Test
    void anOverrideDoesNotInheritTheRulesOfTheMethod() {
        assertThat(open(Map.of(), Overriding.class)).containsExactly("query");
    }
}
