package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.method;
import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.webshocket.DefaultValue;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import dev.webshocket.internal.methods.ParameterModel;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultValueTest {

    private static final String FIXTURES = "@DefaultValue on dev.webshocket.internal.model.DefaultValueTest.";

    enum Colour {
        RED,
        GREEN
    }

    @WebSocketHandler("/ws")
    static class Defaults {
        @RpcMethod
        void string(@DefaultValue("12") String value) {}

        @RpcMethod
        void quotedString(@DefaultValue("\"12\"") String value) {}

        @RpcMethod
        void number(@DefaultValue("0.1") double value) {}

        @RpcMethod
        void list(@DefaultValue("[1,2]") List<Integer> value) {}

        @RpcMethod
        void enumeration(@DefaultValue("RED") Colour value) {}

        @RpcMethod
        void date(@DefaultValue("2026-01-31") LocalDate value) {}

        @RpcMethod
        void nothing(@DefaultValue("null") Integer value) {}

        @RpcMethod
        void object(@DefaultValue("{\"a\":[1]}") Object value) {}
    }

    private static ParameterModel.Value parameterOf(String method) {
        List<ParameterModel> parameters = method(method, Defaults.class).parameters();
        return (ParameterModel.Value) parameters.get(0);
    }

    private static Object defaultOf(String method) throws Exception {
        ParameterModel.Value parameter = parameterOf(method);
        assertThat(parameter.required()).isFalse();
        return parameter.reader().read(parameter.defaultPlain());
    }

    @Test
    void usesTheTextItselfForAString() throws Exception {
        assertThat(defaultOf("string")).isEqualTo("12");
        assertThat(defaultOf("quotedString")).isEqualTo("\"12\"");
    }

    @Test
    void parsesJsonForOtherTypes() throws Exception {
        assertThat(defaultOf("number")).isEqualTo(0.1);
        assertThat(defaultOf("list")).isEqualTo(List.of(1, 2));
        assertThat(defaultOf("nothing")).isNull();
    }

    @Test
    void usesInvalidJsonAsAString() throws Exception {
        assertThat(defaultOf("enumeration")).isEqualTo(Colour.RED);
        assertThat(defaultOf("date")).isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @Test
    void readsTheValueAgainForEachCall() throws Exception {
        ParameterModel.Value parameter = parameterOf("list");
        assertThat(parameter.reader().read(parameter.defaultPlain()))
                .isNotSameAs(parameter.reader().read(parameter.defaultPlain()));
    }

    @Test
    void cannotBeChangedByACall() {
        Map<?, ?> plain = (Map<?, ?>) parameterOf("object").defaultPlain();
        assertThatThrownBy(plain::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) plain.get("a")).clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @WebSocketHandler("/ws")
    static class Unfit {
        @RpcMethod
        void query(@DefaultValue("many") int limit) {}
    }

    @Test
    void rejectsTextThatDoesNotFit() {
        assertThat(onlyProblem("WEBSHOCKET-0024", FIXTURES + "Unfit#query(int)", Unfit.class))
                .contains("\"many\"")
                .contains("parameter \"limit\" of type int");
    }

    @WebSocketHandler("/ws")
    static class NullPrimitive {
        @RpcMethod
        void query(@DefaultValue("null") int limit) {}
    }

    @Test
    void rejectsNullForAPrimitive() {
        onlyProblem("WEBSHOCKET-0024", FIXTURES + "NullPrimitive#query(int)", NullPrimitive.class);
    }

    @WebSocketHandler("/ws")
    static class RequiredAfterOptional {
        @RpcMethod
        void query(@DefaultValue("1") int from, int to) {}
    }

    @Test
    void allowsARequiredParameterAfterAnOptionalOne() {
        assertThat(service(RequiredAfterOptional.class).methods().get("query").parameters())
                .extracting(p -> ((ParameterModel.Value) p).required())
                .containsExactly(false, true);
    }
}
