package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import dev.webshocket.internal.settings.SettingType;
import java.util.List;

/** The settings of the threads that calls and streams run on. */
final class ThreadSettings {

    // The upper bound is that of a ForkJoinPool.
    static final Setting<Integer> WORKER_THREADS = Setting.number("workerThreads", 256, Bounds.between(2, 0x7fff), """
            How many threads run calls, and how many run streams and other concurrent calls, [on an application
            server](servers.md#the-threads) and on a Java version without virtual threads (before 21). Each of the two
            has [up to a quarter more](decisions/0019-no-client-takes-all-threads.md), for clients that have few.
            """);

    static final Setting<String> MANAGED_EXECUTOR = new Setting<>(
            "managedExecutor",
            SettingType.TEXT,
            "",
            Bounds.where("a name that begins with java:", name -> name.isEmpty() || name.startsWith("java:")),
            """
            The JNDI name of the application server's `ManagedExecutorService` that [runs calls and
            streams](servers.md#the-threads), such as `java:comp/DefaultManagedExecutorService`; empty, the default, for
            the library's own threads.
            """);

    static final SettingGroup ALL = new SettingGroup("Threads", List.of(WORKER_THREADS, MANAGED_EXECUTOR));

    private ThreadSettings() {}
}
