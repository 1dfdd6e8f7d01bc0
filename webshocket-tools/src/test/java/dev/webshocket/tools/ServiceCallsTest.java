package dev.webshocket.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a generated client calls its {@code Caller} with, and which calls and listeners do not compile. */
@Tag("slow")
@Timeout(300)
class ServiceCallsTest {

    private static final Path FILES = Path.of("src/test/resources");

    @TempDir
    Path directory;

    private void generate(String... source) {
        List<String> line = new ArrayList<>(List.of(source));
        line.addAll(List.of("--out", directory.toString()));
        assertThat(ServiceGenerator.run(System.out, System.err, line.toArray(String[]::new)))
                .isZero();
    }

    private static String file(String name) {
        return FILES.resolve("golden").resolve(name).toString();
    }

    private Path copy(String name) throws IOException {
        return Files.copy(FILES.resolve("node").resolve(name), directory.resolve(name));
    }

    @Test
    void argumentsGoByPositionUntilOneIsLeftOutBeforeOthers() throws Exception {
        generate("--file", file("methods/openrpc.json"));

        assertThat(TypeScript.run(copy("calls.ts")).lines())
                .containsExactly(
                        "[\"call\",\"ping\"]",
                        "[\"call\",\"add\",1,2]",
                        "[\"call\",\"add\",{\"a\":1,\"b\":2},\"named\"]",
                        "[\"call\",\"search\",\"x\"]",
                        "[\"call\",\"search\",\"x\"]",
                        "[\"call\",\"search\",\"x\",5]",
                        "[\"call\",\"search\",{\"text\":\"x\",\"order\":\"name\"},\"named\"]",
                        "[\"call\",\"late\",{\"second\":\"b\"},\"named\"]",
                        "[\"call\",\"sum\",1,2,3]",
                        "[\"call\",\"sum\"]",
                        "[\"call\",\"format\",\"p\",\"de\",1,2]",
                        "[\"call\",\"format\",{\"pattern\":\"p\",\"values\":[1,null]},\"named\"]",
                        "[\"call\",\"average\",\"roof\",\"readings\"]",
                        "[\"call\",\"average\",\"roof\",\"readings\",\"K\"]",
                        "[\"call\",\"average\",{\"sensor\":\"roof\"},\"named\",\"readings\"]",
                        "[\"stream\",\"count_to\",3]");
    }

    @Test
    void theCompilerRefusesWhatTheServiceWouldRefuse() throws Exception {
        generate("--file", file("methods/openrpc.json"));
        copy("types.ts");

        assertThat(TypeScript.check(directory)).isEmpty();
    }

    @Test
    void theCompilerKnowsWhatIsPublished() throws Exception {
        generate("--file", file("channels/openrpc.json"), "--channels", file("channels/asyncapi.json"));
        copy("channel-types.ts");

        assertThat(TypeScript.check(directory)).isEmpty();
    }
}
