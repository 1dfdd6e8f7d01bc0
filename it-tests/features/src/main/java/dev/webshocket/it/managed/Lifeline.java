package dev.webshocket.it.managed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Ends a server when the tests that started it end, however they end. The tests lock a file; the system releases the
 * lock with their process, and an agent in the server waits for that.
 */
public final class Lifeline {

    /** Stays open while the tests run: closing it would release the lock. */
    private static FileChannel held;

    /** The file of the lock that is held; null for none. */
    private static Path locked;

    private Lifeline() {}

    /**
     * Takes the lock, unless these tests have it: a test that is run again starts its server again.
     *
     * @param directory for the lock and the agent's jar
     * @return the option that makes a JVM end with this one
     */
    public static synchronized String option(Path directory) {
        Path lock = directory.resolve("lifeline.lock").toAbsolutePath();
        Path jar = directory.resolve("lifeline.jar").toAbsolutePath();
        String option = "-javaagent:" + jar + "=" + lock;
        if (lock.equals(locked)) {
            return option;
        }
        try {
            Files.createDirectories(directory);
            held = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (held.tryLock() == null) {
                throw new IllegalStateException("another build runs in " + directory);
            }
            pack(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        locked = lock;
        return option;
    }

    private static void pack(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Lifeline.class.getName());
        String file = Lifeline.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var content = Lifeline.class.getClassLoader().getResourceAsStream(file)) {
            out.putNextEntry(new JarEntry(file));
            content.transferTo(out);
        }
    }

    /**
     * The agent; called by the JVM.
     *
     * @param lock the file
     * @throws IOException if it cannot be opened, which keeps the JVM from starting
     */
    public static void premain(String lock) throws IOException {
        FileChannel channel = FileChannel.open(Path.of(lock), StandardOpenOption.WRITE);
        Thread waiting = new Thread(() -> endAfter(channel), "lifeline");
        waiting.setDaemon(true);
        waiting.start();
    }

    private static void endAfter(FileChannel channel) {
        try {
            channel.lock();
        } catch (IOException e) {
            System.err.println("lifeline: " + e);
        }
        Runtime.getRuntime().halt(1);
    }
}
