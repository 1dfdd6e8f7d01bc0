package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.AnyOf;
import dev.webshocket.ClientConnection;
import dev.webshocket.Has;
import dev.webshocket.Is;
import dev.webshocket.IsEqual;
import dev.webshocket.Predicates;
import dev.webshocket.Requires;
import dev.webshocket.RpcMethod;
import dev.webshocket.Rule;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.support.AttributeConnection;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule is used twice in every place, each time with its own attribute, so that each is required. */
class AccessPlacesTest {

    abstract static class Needs implements Rule {

        private final String attribute;

        Needs(String attribute) {
            this.attribute = attribute;
        }

        @Override
        public Predicate<ClientConnection> predicate() {
            return Predicates.is(attribute);
        }
    }

    static class MethodRule1 extends Needs {
        MethodRule1() {
            super("method requires 1");
        }
    }

    static class MethodRule2 extends Needs {
        MethodRule2() {
            super("method requires 2");
        }
    }

    static class ClassRule1 extends Needs {
        ClassRule1() {
            super("class requires 1");
        }
    }

    static class ClassRule2 extends Needs {
        ClassRule2() {
            super("class requires 2");
        }
    }

    static class OwnRule1 extends Needs {
        OwnRule1() {
            super("own requires 1");
        }
    }

    static class OwnRule2 extends Needs {
        OwnRule2() {
            super("own requires 2");
        }
    }

    @Is("own is 1")
    @Is("own is 2")
    @Has("own has 1")
    @Has("own has 2")
    @IsEqual(name = "own isEqual 1", value = "true")
    @IsEqual(name = "own isEqual 2", value = "true")
    @AnyOf(is = @Is("own anyOf 1"))
    @AnyOf(is = @Is("own anyOf 2"))
    @Requires(OwnRule1.class)
    @Requires(OwnRule2.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Own {}

    @WebSocketHandler("/ws")
    @Is("class is 1")
    @Is("class is 2")
    @Has("class has 1")
    @Has("class has 2")
    @IsEqual(name = "class isEqual 1", value = "true")
    @IsEqual(name = "class isEqual 2", value = "true")
    @AnyOf(is = @Is("class anyOf 1"))
    @AnyOf(is = @Is("class anyOf 2"))
    @Requires(ClassRule1.class)
    @Requires(ClassRule2.class)
    static class Guarded {

        @RpcMethod
        @Own
        @Is("method is 1")
        @Is("method is 2")
        @Has("method has 1")
        @Has("method has 2")
        @IsEqual(name = "method isEqual 1", value = "true")
        @IsEqual(name = "method isEqual 2", value = "true")
        @AnyOf(is = @Is("method anyOf 1"))
        @AnyOf(is = @Is("method anyOf 2"))
        @Requires(MethodRule1.class)
        @Requires(MethodRule2.class)
        void query() {}
    }

    private static final Predicate<ClientConnection> ACCESS =
            service(Guarded.class).methods().get("query").access();

    static Stream<String> attributes() {
        return Stream.of("method", "class", "own")
                .flatMap(place ->
                        Stream.of("is", "has", "isEqual", "anyOf", "requires").map(kind -> place + ' ' + kind))
                .flatMap(rule -> Stream.of(rule + " 1", rule + " 2"));
    }

    private static Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>();
        attributes().forEach(name -> all.put(name, true));
        return all;
    }

    @Test
    void aCallerWithAllAttributesMayCall() {
        assertThat(ACCESS.test(AttributeConnection.with(all()))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void aCallerWithoutOneAttributeMayNot(String missing) {
        Map<String, Object> others = all();
        others.remove(missing);
        assertThat(ACCESS.test(AttributeConnection.with(others))).isFalse();
    }
}
