package dev.webshocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** The libraries that come with the client: its runtime class path, which the build writes into a file. */
class RuntimeClassPathTest {

    private static final Path CLASS_PATH = Path.of("target", "runtime-class-path.txt");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final long MOST_BYTES = 1_200_000;

    /** JSON-B and JSON-P: the APIs, and an implementation of each. */
    private static final List<String> JSON_B =
            List.of("jakarta.json-api-", "jakarta.json.bind-api-", "yasson-", "parsson-");

    private static List<Path> besidesJsonB() throws IOException {
        List<Path> libraries = new ArrayList<>();
        for (String library : Files.readString(CLASS_PATH).strip().split(File.pathSeparator)) {
            Path path = Path.of(library);
            if (JSON_B.stream().noneMatch(path.getFileName().toString()::startsWith)) {
                libraries.add(path);
            }
        }
        return libraries;
    }

    /** In this build a module may be a directory of classes, before its jar exists. */
    private static String name(Path library) {
        return library.endsWith(CLASSES)
                ? library.getName(library.getNameCount() - 3).toString()
                : library.getFileName().toString();
    }

    @Test
    void itsOnlyLibraryIsTheCore() throws IOException {
        assertThat(besidesJsonB())
                .extracting(RuntimeClassPathTest::name)
                .singleElement()
                .satisfies(name -> assertThat(name).startsWith("webshocket-core"));
    }

    @Test
    void itIsSmall() throws IOException {
        long bytes = size(CLASSES);
        for (Path library : besidesJsonB()) {
            bytes += Files.isDirectory(library) ? size(library) : Files.size(library);
        }
        System.out.printf("%,d bytes besides JSON-B%n", bytes);
        assertThat(bytes).isBetween(400_000L, MOST_BYTES);
    }

    /** Returns the size of the classes in a jar. */
    private static long size(Path classes) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Deflater deflater = new Deflater();
                try (OutputStream out = new DeflaterOutputStream(OutputStream.nullOutputStream(), deflater)) {
                    Files.copy(file, out);
                    out.close();
                    bytes += 200 + deflater.getBytesWritten();
                } finally {
                    deflater.end();
                }
            }
        }
        return bytes;
    }
}
