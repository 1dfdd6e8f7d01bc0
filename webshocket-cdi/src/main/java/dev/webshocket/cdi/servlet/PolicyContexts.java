package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.platform.CallContexts;
import jakarta.security.jacc.PolicyContext;
import java.util.concurrent.Executor;

/**
 * Carries the policy context of Jakarta Authorization, which identifies the application, in addition to other contexts.
 * Payara's {@code SecurityContext.isCallerInRole} reads it from the thread, but Payara's context service does not carry
 * it. Safe for use by any thread.
 */
final class PolicyContexts implements CallContexts {

    private final CallContexts others;

    private PolicyContexts(CallContexts others) {
        this.others = others;
    }

    /**
     * Returns the others unchanged if the server has no Jakarta Authorization, which the Web Profile does not require.
     */
    static CallContexts addTo(CallContexts others) {
        try {
            PolicyContext.getContextID();
            return new PolicyContexts(others);
        } catch (NoClassDefFoundError e) {
            return others;
        }
    }

    @Override
    public Executor capture() {
        Executor context = others.capture();
        String application = PolicyContext.getContextID();
        return application == null ? context : task -> context.execute(() -> run(application, task));
    }

    private static void run(String application, Runnable task) {
        String before = PolicyContext.getContextID();
        PolicyContext.setContextID(application);
        try {
            task.run();
        } finally {
            PolicyContext.setContextID(before);
        }
    }
}
