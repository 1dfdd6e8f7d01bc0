package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.BindingRules;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.Encoding;
import dev.webshocket.internal.concurrent.CallExecutors;
import dev.webshocket.internal.concurrent.DefaultExecutors;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the clients of one class loader share: threads, the encoding, and the right to hold a container's thread. It is made
 * with the first client and ends with the last. Nothing of any client's state is here. Safe for use by any thread.
 *
 * <p>Where Java has no virtual threads there are five pools, so that what waits never stands before what it waits for: a
 * callback may wait for a future to complete, a future for something to be sent, and a connection, or a long message, for its
 * server.
 */
final class ClientRuntime {

    private static final int OWN_WORKERS = 5;
    private static final int APPLICATION_WORKERS = 9;
    /** Fewer than the threads that Tyrus reads with, since other clients need some, too. */
    private static final int HELD_READERS = 10;

    private static ClientRuntime shared;
    private static int leases;

    private final DefaultExecutors own;
    private final DefaultExecutors application;
    private final Binding binding = new Binding(BindingRules.OF_RESULTS);
    private final Codec codec = new Codec(Encoding.MSGPACK, binding, Codec.MAX_NESTING);
    private final ResultTypes types = new ResultTypes(binding);
    private final Semaphore heldReaders = new Semaphore(HELD_READERS);

    private ClientRuntime() {
        // The pools outlive the first client, whose application's class loader they must not keep alive.
        Thread current = Thread.currentThread();
        ClassLoader loader = current.getContextClassLoader();
        current.setContextClassLoader(ClientRuntime.class.getClassLoader());
        try {
            own = new DefaultExecutors(OWN_WORKERS);
            application = new DefaultExecutors(APPLICATION_WORKERS);
        } finally {
            current.setContextClassLoader(loader);
        }
    }

    /** Takes part in the runtime until the lease is closed. */
    static Lease acquire() {
        synchronized (ClientRuntime.class) {
            if (shared == null) {
                shared = new ClientRuntime();
            }
            leases++;
            return new Lease(shared);
        }
    }

    private static void release(ClientRuntime runtime) {
        synchronized (ClientRuntime.class) {
            leases--;
            if (leases > 0) {
                return;
            }
            shared = null;
        }
        runtime.own.shutdown();
        runtime.application.shutdown();
        runtime.binding.close();
    }

    /** A client's part in the runtime. */
    static final class Lease implements AutoCloseable {

        private final ClientRuntime runtime;
        private final CallExecutors own;
        private final CallExecutors application;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(ClientRuntime runtime) {
            this.runtime = runtime;
            this.own = runtime.own.executors();
            this.application = runtime.application.executors();
        }

        /** Runs what sends, and so never blocks. */
        void send(Runnable task) {
            run(own.calls(), task);
        }

        /** Runs what sends a long message, which blocks as long as its server does not read. */
        void sendLong(Runnable task) {
            run(own.upkeep(), task);
        }

        /** Runs what connects, which blocks as long as a server does. */
        void connect(Runnable task) {
            run(own.concurrent(), task);
        }

        /** Runs what completes futures, with what depends on them. */
        void complete(Runnable task) {
            run(application.calls(), task);
        }

        /** Runs callbacks. */
        void callBack(Runnable task) {
            run(application.concurrent(), task);
        }

        /** By the current thread where the runtime has ended meanwhile. */
        private static void run(Executor executor, Runnable task) {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        }

        ScheduledExecutorService timer() {
            return own.timer();
        }

        Codec codec() {
            return runtime.codec;
        }

        ResultTypes types() {
            return runtime.types;
        }

        Semaphore heldReaders() {
            return runtime.heldReaders;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(runtime);
            }
        }
    }
}
