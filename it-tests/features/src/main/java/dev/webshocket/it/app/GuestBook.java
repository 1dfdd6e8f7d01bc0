package dev.webshocket.it.app;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** Records that outlive the application: lines in files, and its class loaders in the server's memory. */
@ApplicationScoped
public class GuestBook {

    private static final String LOADERS = "dev.webshocket.it.loaders";

    @PostConstruct
    void enter() {
        loaders().add(GuestBook.class.getClassLoader());
    }

    /** Writes a file with one line. */
    public void write(String file, String line) {
        try {
            Files.writeString(Path.of(file), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects garbage, and returns how many class loaders remain. */
    public int classLoaders() {
        System.gc();
        return loaders().size();
    }

    /** Made of JDK classes only, so that it retains no application itself. */
    @SuppressWarnings("unchecked")
    private static Set<ClassLoader> loaders() {
        return (Set<ClassLoader>) System.getProperties()
                .computeIfAbsent(
                        LOADERS, key -> Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>())));
    }
}
