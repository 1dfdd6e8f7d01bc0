package dev.webshocket.internal.tools.generate;

import dev.webshocket.WebSocketHandler;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Finds handler classes on the class path, without running code of theirs.
 *
 * @param loader the class path
 */
record HandlerClasses(ClassLoader loader) {

    private static final String SUFFIX = ".class";

    /** Returns the handlers of packages, those below them included, and of classes, in the order of their names. */
    List<Class<?>> find(List<String> names) throws GenerationException {
        SortedSet<String> found = new TreeSet<>();
        for (String each : names) {
            String name = each.strip().replace('/', '.');
            List<String> candidates = isHandler(name) ? List.of(name) : inPackage(name);
            List<String> handlers = candidates.stream().filter(this::isHandler).toList();
            if (handlers.isEmpty()) {
                throw new GenerationException(
                        GenerationException.NO_HANDLERS,
                        "\"" + name
                                + "\" is neither a class with @WebSocketHandler nor a package that has one, on the"
                                + " class path");
            }
            found.addAll(handlers);
        }
        List<Class<?>> classes = new ArrayList<>();
        for (String name : found) {
            classes.add(load(name));
        }
        return classes;
    }

    /** Classes that cannot be loaded, for lack of a library that is not there, are none. */
    private boolean isHandler(String name) {
        Class<?> type = load(name);
        return type != null && type.isAnnotationPresent(WebSocketHandler.class);
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private List<String> inPackage(String name) throws GenerationException {
        List<String> classes = new ArrayList<>();
        String folder = name.replace('.', '/');
        try {
            for (URL place : Collections.list(loader.getResources(folder))) {
                URLConnection connection = place.openConnection();
                if (connection instanceof JarURLConnection jar) {
                    jar.setUseCaches(false);
                    try (JarFile file = jar.getJarFile()) {
                        file.stream()
                                .map(entry -> entry.getName())
                                .filter(entry -> entry.startsWith(folder + '/'))
                                .forEach(entry -> add(entry, classes));
                    }
                } else if (place.getProtocol().equals("file")) {
                    inDirectory(place.toURI(), folder, classes);
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new GenerationException(
                    GenerationException.NO_HANDLERS, "the package " + name + " cannot be searched: " + e);
        }
        return classes;
    }

    private static void inDirectory(URI place, String folder, List<String> classes) throws IOException {
        Path directory = Path.of(place);
        try (Stream<Path> files = Files.walk(directory)) {
            files.forEach(file ->
                    add(folder + '/' + directory.relativize(file).toString().replace('\\', '/'), classes));
        }
    }

    private static void add(String file, List<String> classes) {
        if (file.endsWith(SUFFIX)) {
            classes.add(file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'));
        }
    }
}
