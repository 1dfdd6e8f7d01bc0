package dev.webshocket.internal.client;

import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.MsgpackCodec;
import dev.webshocket.spi.DefaultExecutors;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the clients of one class loader share: threads, the encoding, and the right to hold a container's thread. It is made
 * with the first client and ends with the last. Nothing of any client's state is here. Safe for use by any thread.
 */
final class ClientRuntime {

    private static final int WORKERS = 16;
    private static final int NESTING = 64;
    /** Containers have few threads to read with, and other clients need them too. */
    private static final int HELD_READERS = 4;

    private static ClientRuntime shared;
    private static int leases;

    private final DefaultExecutors executors = new DefaultExecutors(WORKERS);
    private final Binding binding = new Binding();
    private final MsgpackCodec codec = new MsgpackCodec(binding, NESTING);
    private final ResultTypes types = new ResultTypes(binding);
    private final Semaphore heldReaders = new Semaphore(HELD_READERS);

    private ClientRuntime() {}

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
        runtime.executors.shutdown();
        runtime.binding.close();
    }

    /** A client's part in the runtime. */
    static final class Lease implements AutoCloseable {

        private final ClientRuntime runtime;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(ClientRuntime runtime) {
            this.runtime = runtime;
        }

        /** Runs a task that may block; by the current thread where the runtime has ended meanwhile. */
        void execute(Runnable task) {
            run(runtime.executors.executors().concurrent(), task);
        }

        /** Runs a task that does not block, and that those that do may be waiting for. */
        void executeSoon(Runnable task) {
            run(runtime.executors.executors().calls(), task);
        }

        private static void run(Executor executor, Runnable task) {
            try {
                executor.execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        }

        ScheduledExecutorService timer() {
            return runtime.executors.executors().timer();
        }

        MsgpackCodec codec() {
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
