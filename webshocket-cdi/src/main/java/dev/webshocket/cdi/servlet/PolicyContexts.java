package dev.webshocket.cdi.servlet;

import dev.webshocket.spi.platform.CallContexts;
import jakarta.security.jacc.PolicyContext;
import java.util.concurrent.Executor;

/**
 * Takes along, beside what others do, whose roles a thread means: the policy context of Jakarta Authorization, that is the
 * application. Payara's {@code SecurityContext.isCallerInRole} asks the thread for it, and its context service leaves it
 * out.
 */
final class PolicyContexts implements CallContexts {

    private final CallContexts others;

    private PolicyContexts(CallContexts others) {
        this.others = others;
    }

    /** Returns the others alone where the server has no Jakarta Authorization, as one of the Web Profile need not. */
    static CallContexts beside(CallContexts others) {
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
