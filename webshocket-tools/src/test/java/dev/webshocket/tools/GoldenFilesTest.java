package dev.webshocket.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each document in {@code src/test/resources/golden}, with its channels, makes the {@code service.ts} beside it, and that compiles. With {@code
 * -Dgolden.write} the files are written instead.
 */
@Tag("slow")
@Timeout(300)
class GoldenFilesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean WRITE = System.getProperty("golden.write") != null;

    @TempDir
    Path directory;

    static List<String> names() {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void generate(String name, Path out) {
        Path document = GOLDEN.resolve(name).resolve("openrpc.json");
        List<String> line = new ArrayList<>(List.of("--file", document.toString(), "--out", out.toString()));
        if (Files.exists(channels(name))) {
            line.addAll(List.of("--channels", channels(name).toString()));
        }
        assertThat(ServiceGenerator.run(System.out, System.err, line.toArray(String[]::new)))
                .isZero();
    }

    private static Path channels(String name) {
        return GOLDEN.resolve(name).resolve("asyncapi.json");
    }

    @ParameterizedTest
    @MethodSource("names")
    void makesWhatItMade(String name) throws IOException {
        generate(name, directory);
        Path golden = GOLDEN.resolve(name).resolve("service.ts");
        String made = Files.readString(directory.resolve("service.ts"));
        if (WRITE) {
            Files.writeString(golden, made);
        }

        assertThat(made).isEqualTo(Files.readString(golden));
        assertThat(directory.resolve("openrpc.json")).exists();
        assertThat(Files.exists(directory.resolve("asyncapi.json"))).isEqualTo(Files.exists(channels(name)));
    }

    @Test
    void compiles() throws Exception {
        for (String name : names()) {
            generate(name, directory.resolve(name));
        }

        assertThat(TypeScript.check(directory)).isEmpty();
    }
}
