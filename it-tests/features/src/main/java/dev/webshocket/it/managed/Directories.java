package dev.webshocket.it.managed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A server's configuration, copied anew for each build: a killed server leaves its deployments in it. */
public final class Directories {

    private Directories() {}

    /** Replaces a directory by an empty one. */
    public static void clear(Path directory) throws IOException {
        delete(directory);
        Files.createDirectories(directory);
    }

    private static void delete(Path directory) throws IOException {
        for (Path old : tree(directory, Comparator.reverseOrder())) {
            Files.delete(old);
        }
    }

    /** Replaces a directory by a copy of another one. */
    public static void replace(Path original, Path copy) {
        try {
            delete(copy);
            Files.createDirectories(copy.getParent());
            for (Path path : tree(original, Comparator.naturalOrder())) {
                Files.copy(path, copy.resolve(original.relativize(path).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> tree(Path root, Comparator<Path> order) throws IOException {
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.sorted(order).toList();
        }
    }
}
