package dev.webshocket.docs;

import dev.webshocket.RpcException;
import dev.webshocket.spi.extension.CallInterceptor;
import dev.webshocket.spi.extension.CallOutcome;
import dev.webshocket.spi.extension.InterceptedCall;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

// region interceptor
@ApplicationScoped
@Priority(100) // the lowest is the outermost
public class CallTimes implements CallInterceptor {

    private static final System.Logger LOG = System.getLogger("times");

    private volatile boolean maintenance;

    @Override
    public CompletionStage<?> intercept(InterceptedCall call) {
        if (maintenance && !call.connection().isInRole("admin")) {
            throw new RpcException(503, "Down for maintenance");
        }
        long start = System.nanoTime();
        return call.proceed().whenComplete((outcome, none) -> {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            String error = outcome instanceof CallOutcome.Failed failed ? "failed, " + failed.cause() : "";
            LOG.log(System.Logger.Level.INFO, "{0} took {1} ms {2}", call.method(), millis, error);
        });
    }
}
// endregion
