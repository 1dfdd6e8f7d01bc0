package dev.webshocket.tyrus;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The threads of this JVM, by name. */
final class Threads {

    private Threads() {}

    static Set<String> names() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    /** Returns the threads that a server may have started, without those of the test libraries and the JVM. */
    static Set<String> namesBeyond(Set<String> before) {
        Set<String> names = new TreeSet<>(names());
        names.removeAll(before);
        names.removeIf(name -> name.startsWith("HttpClient-")
                || name.startsWith("awaitility")
                || name.startsWith("C1 ")
                || name.startsWith("C2 ")
                || name.startsWith("ForkJoinPool")
                || name.startsWith("VirtualThread-un")
                || name.startsWith("Attach Listener"));
        return names;
    }

    /** Returns the threads of all Weld containers; their names do not identify the container. */
    static Set<Thread> ofWeld() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("weld-"))
                .collect(Collectors.toSet());
    }

    static Set<String> nonDaemons() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .map(Thread::getName)
                .collect(Collectors.toSet());
    }
}
