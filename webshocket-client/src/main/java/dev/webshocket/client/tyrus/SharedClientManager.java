package dev.webshocket.client.tyrus;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.client.ClientManager;

/**
 * Tyrus's container with one thread for all containers in place of one for each. Tyrus times sessions with it, which ours do
 * not need; it is there while there is something to do.
 */
final class SharedClientManager extends ClientManager {

    private static final int IDLE_SECONDS = 5;
    // Threads and nothing else: no state of any application is in them.
    private static final ScheduledThreadPoolExecutor THREAD = thread();

    private static ScheduledThreadPoolExecutor thread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "webshocket-client-timer");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public ExecutorService getExecutorService() {
        return THREAD;
    }

    @Override
    public ScheduledExecutorService getScheduledExecutorService() {
        return THREAD;
    }
}
