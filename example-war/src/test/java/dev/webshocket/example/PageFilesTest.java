package dev.webshocket.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcMethod;
import dev.webshocket.RpcParam;
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
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the files of the page with each other and with the handlers. */
class PageFilesTest {

    private static final Path PAGE = Path.of("src/main/webapp");
    private static final Path CLASSES = Path.of("target/classes");

    /** A method or a parameter that has got another name would lose its example. */
    @Test
    void examplesAreOfMethodsThatThereAre() throws Exception {
        Map<String, Set<String>> methods = parametersByMethod();

        JsonObject examples = examples();
        assertThat(examples).hasSizeGreaterThan(20);
        examples.forEach((method, arguments) -> {
            assertThat(methods).containsKey(method);
            assertThat(methods.get(method)).containsAll(arguments.asJsonObject().keySet());
        });
    }

    @Test
    void idsAreUnique() throws IOException {
        assertThat(found(read("index.html"), " id=\"([^\"]*)\"")).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void labelsAndScriptsFindTheirElements() throws IOException {
        String page = read("index.html");
        List<String> ids = found(page, " id=\"([^\"]*)\"");

        assertThat(ids).containsAll(found(page, " (?:for|aria-labelledby|aria-controls)=\"([^\"]*)\""));
        for (Path script : files("page", ".js")) {
            assertThat(ids)
                    .as(script.toString())
                    .containsAll(found(Files.readString(script), "byId\\(\"([^\"]*)\"\\)"));
        }
    }

    @Test
    void allStylesAreLinked() throws IOException {
        List<String> styles = files("style", ".css").stream()
                .map(file -> PAGE.relativize(file).toString().replace(File.separatorChar, '/'))
                .toList();

        assertThat(found(read("index.html"), "rel=\"stylesheet\" href=\"([^\"]*)\""))
                .containsExactlyInAnyOrderElementsOf(styles);
    }

    /** The policy of the page forbids them, and what others have written must not become HTML. */
    @Test
    void nothingIsInlineAndNoTextBecomesHtml() throws IOException {
        assertThat(read("index.html"))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'")
                .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]* src=)");
        for (Path script : files("page", ".js")) {
            assertThat(Files.readString(script))
                    .as(script.toString())
                    .doesNotContainPattern(
                            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|DOMParser");
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(PAGE.resolve(file));
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(PAGE.resolve(folder))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** What stands between the braces of the script is JSON. */
    private static JsonObject examples() throws IOException {
        String script = read("page/examples.js");
        String json = script.substring(script.indexOf("= {") + 2, script.lastIndexOf("}") + 1);
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static Map<String, Set<String>> parametersByMethod() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .<Class<?>>map(PageFilesTest::load)
                    .filter(type -> type.isAnnotationPresent(WebSocketHandler.class))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(RpcMethod.class))
                    .collect(Collectors.toMap(PageFilesTest::name, PageFilesTest::parameters));
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(Method method) {
        String alias = method.getAnnotation(RpcMethod.class).value();
        return alias.isEmpty() ? method.getName() : alias;
    }

    private static Set<String> parameters(Method method) {
        Function<Parameter, String> name = parameter -> {
            RpcParam renamed = parameter.getAnnotation(RpcParam.class);
            return renamed == null ? parameter.getName() : renamed.value();
        };
        return Arrays.stream(method.getParameters()).map(name).collect(Collectors.toSet());
    }
}
