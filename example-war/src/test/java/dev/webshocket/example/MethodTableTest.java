package dev.webshocket.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.ClientConnection;
import dev.webshocket.DefaultValue;
import dev.webshocket.RpcItems;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the page's table of methods with the handlers' annotations. */
class MethodTableTest {

    private static final Path TABLE = Path.of("src/main/webapp/methods.js");
    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void listsTheMethodsOfTheService() throws Exception {
        assertThat(pageMethods()).containsExactlyInAnyOrderElementsOf(exposedMethods());
    }

    /** The ids of the fields that the page creates begin with {@code call-}; no other element may have such an id. */
    @Test
    void idsOfThePageAreUnique() throws Exception {
        String page = Files.readString(TABLE.resolveSibling("index.html"));
        List<String> ids = Pattern.compile(" id=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(id -> id.group(1))
                .toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates().noneMatch(id -> id.startsWith("call-"));
        assertThat(Files.readString(TABLE.resolveSibling("page.js")))
                .contains("id: `call-${method.name}-${parameter.name}`");
    }

    private record Exposed(String name, List<Argument> parameters, boolean stream) {}

    private record Argument(String name, String type, Optional<String> defaultValue) {}

    private static List<Exposed> pageMethods() throws IOException {
        String script = Files.readString(TABLE);
        String table = script.substring(script.indexOf("= [") + 2, script.lastIndexOf("]") + 1);
        try (JsonReader reader = Json.createReader(new StringReader(table))) {
            return reader.readArray().getValuesAs(MethodTableTest::pageMethod);
        }
    }

    private static Exposed pageMethod(JsonObject method) {
        List<Argument> parameters = method.getJsonArray("parameters")
                .getValuesAs((JsonObject parameter) -> new Argument(
                        parameter.getString("name"),
                        parameter.getString("type"),
                        Optional.ofNullable(parameter.getString("default", null))));
        return new Exposed(method.getString("name"), parameters, method.getBoolean("stream"));
    }

    private static List<Exposed> exposedMethods() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .<Class<?>>map(MethodTableTest::load)
                    .filter(type -> type.isAnnotationPresent(WebSocketHandler.class))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(RpcMethod.class))
                    .filter(method -> !needsVersion2(method))
                    .map(MethodTableTest::exposed)
                    .toList();
        }
    }

    /** The page speaks version 1 of the protocol, which has neither uploads nor calls of the client. */
    private static boolean needsVersion2(Method method) {
        return method.getDeclaringClass() == QuestionHandler.class
                || Arrays.asList(method.getParameterTypes()).contains(RpcItems.class);
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Exposed exposed(Method method) {
        String alias = method.getAnnotation(RpcMethod.class).value();
        List<Argument> parameters = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getType() != ClientConnection.class)
                .filter(parameter -> parameter.getType() != RpcStream.class)
                .map(MethodTableTest::argument)
                .toList();
        boolean stream = method.getReturnType() == Stream.class
                || Arrays.asList(method.getParameterTypes()).contains(RpcStream.class);
        return new Exposed(alias.isEmpty() ? method.getName() : alias, parameters, stream);
    }

    private static Argument argument(Parameter parameter) {
        String type = switch (parameter.getType().getSimpleName()) {
            case "int" -> "int";
            case "double" -> "number";
            case "String" -> "text";
            default -> "any";
        };
        RpcParam renamed = parameter.getAnnotation(RpcParam.class);
        return new Argument(
                renamed == null ? parameter.getName() : renamed.value(),
                type,
                Optional.ofNullable(parameter.getAnnotation(DefaultValue.class)).map(DefaultValue::value));
    }
}
