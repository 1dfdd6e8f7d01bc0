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

/** Remembers beyond the application: lines in files, and in the server's memory the class loaders that it has had. */
@ApplicationScoped
public class GuestBook {

    private static final String LOADERS = "dev.webshocket.it.loaders";

    @PostConstruct
    void enter() {
        loaders().add(GuestBook.class.getClassLoader());
    }

    /** Writes a file of one line. */
    public void write(String file, String line) {
        try {
            Files.writeString(Path.of(file), line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects garbage, and returns how many class loaders are left. */
    public int classLoaders() {
        System.gc();
        return loaders().size();
    }

    /** Of classes of the JDK only, so that it holds no application itself. */
    @SuppressWarnings("unchecked")
    private static Set<ClassLoader> loaders() {
        return (Set<ClassLoader>) System.getProperties()
                .computeIfAbsent(
                        LOADERS, key -> Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>())));
    }
}
