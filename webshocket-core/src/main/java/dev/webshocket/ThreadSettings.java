package dev.webshocket;

import dev.webshocket.internal.settings.Bounds;
import dev.webshocket.internal.settings.Setting;
import dev.webshocket.internal.settings.SettingGroup;
import dev.webshocket.internal.settings.SettingType;
import java.util.List;

/** What calls and streams run on. */
final class ThreadSettings {

    // At most as many as a fork-join pool may have.
    static final Setting<Integer> WORKER_THREADS = Setting.number("workerThreads", 256, Bounds.between(2, 0x7fff), """
            How many threads run calls, and how many run streams and other calls beside them, [on an application
            server](servers.md#the-threads) and where Java has no virtual threads (before 21). Each of the two has [up
            to a quarter more](decisions/0019-no-client-takes-all-threads.md), for clients that have few.
            """);

    static final Setting<String> MANAGED_EXECUTOR = new Setting<>(
            "managedExecutor",
            SettingType.TEXT,
            "",
            Bounds.where("a name that begins with java:", name -> name.isEmpty() || name.startsWith("java:")),
            """
            The name in JNDI of the application server's `ManagedExecutorService` that calls and streams [run
            on](servers.md#the-threads), such as `java:comp/DefaultManagedExecutorService`; empty, the default, for
            threads of our own.
            """);

    static final SettingGroup ALL = new SettingGroup("Threads", List.of(WORKER_THREADS, MANAGED_EXECUTOR));

    private ThreadSettings() {}
}
