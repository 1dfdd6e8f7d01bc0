package dev.webshocket.internal.model;

import static dev.webshocket.internal.model.Reading.onlyProblem;
import static dev.webshocket.internal.model.Reading.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

    private static final String FIXTURES = "@WebSocketHandler on dev.webshocket.internal.model.PathRulesTest.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/ws",
                "/rooms/{room}",
                "/{tenant}/rooms/{room}",
                "/a.b-c_d~e",
                "/v1/{room.id}",
                "/caf%C3%A9"
            })
    void acceptsAPath(String path) {
        assertThat(new PathTemplate(path).faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''             | slash",
                "ws             | slash",
                "/ws?x=1        | query",
                "/ws#top        | fragment",
                "/ws/           | empty segment",
                "/a//b          | empty segment",
                "/a/../b        | segment \"..\"",
                "/a/./b         | segment \".\"",
                "/a/{}          | a variable must fill its segment",
                "/a/x{y}        | a variable must fill its segment",
                "/a/{x}-{y}     | a variable must fill its segment",
                "/a/{x          | a variable must fill its segment",
                "/a/{+x}        | a variable must fill its segment",
                "/a/{x*}        | a variable must fill its segment",
                "/{x}/{x}       | variable {x} twice",
                "/a b           | characters",
                "/café          | characters",
                "/100%          | characters"
            })
    void rejectsAPath(String path, String reason) {
        assertThat(new PathTemplate(path).faults()).singleElement().asString().contains(reason);
    }

    @Test
    void findsEveryFaultOfAPath() {
        assertThat(new PathTemplate("/{}/../ x/").faults()).hasSize(4);
    }

    @WebSocketHandler("ws")
    static class NoSlash {
        @RpcMethod
        void ping() {}
    }

    @Test
    void reportsAnInvalidPath() {
        String message = onlyProblem("WEBSHOCKET-0002", FIXTURES + "NoSlash", NoSlash.class);
        assertThat(message).contains("path \"ws\"");
    }

    static class Unannotated {
        @RpcMethod
        void ping() {}
    }

    @Test
    void reportsAMissingAnnotation() {
        onlyProblem("WEBSHOCKET-0001", FIXTURES + "Unannotated", Unannotated.class);
    }

    @WebSocketHandler("/a/{x}")
    static class ByX {
        @RpcMethod
        void ping() {}
    }

    @WebSocketHandler("/a/{y}")
    static class ByY {
        @RpcMethod
        void ping() {}
    }

    @Test
    void reportsPathsOfTheSameShapeWithBothClasses() {
        String message = onlyProblem("WEBSHOCKET-0003", FIXTURES + "ByX", ByY.class, ByX.class);
        assertThat(message)
                .contains("\"/a/{x}\" of dev.webshocket.internal.model.PathRulesTest.ByX")
                .contains("\"/a/{y}\" of dev.webshocket.internal.model.PathRulesTest.ByY");
    }

    @WebSocketHandler("/a/b")
    static class ByLiteral {
        @RpcMethod
        void ping() {}
    }

    @Test
    void allowsALiteralBesideAVariable() {
        assertThat(read(ByX.class, ByLiteral.class).services())
                .extracting(ServiceModel::path)
                .containsExactly("/a/b", "/a/{x}");
    }
}
