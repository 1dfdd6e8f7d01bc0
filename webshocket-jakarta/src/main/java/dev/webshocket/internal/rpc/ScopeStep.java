package dev.webshocket.internal.rpc;

import dev.webshocket.spi.platform.CallScopes;

/**
 * Activates the call's scope for the method, and lets a cancellation interrupt the thread meanwhile. Answers exceptions of
 * later steps.
 */
final class ScopeStep implements CallStep {

    private final CallScopes scopes;
    private final Answers answers;

    ScopeStep(CallScopes scopes, Answers answers) {
        this.scopes = scopes;
        this.answers = answers;
    }

    @Override
    public Progress take(Call call) {
        Progress progress = Progress.OVER;
        if (!call.enter()) {
            return progress;
        }
        try {
            call.begin(scopes);
            try (CallScopes.Scope scope = call.activate()) {
                progress = call.chain().advance(call);
            }
        } catch (Throwable failure) {
            answers.fail(call, failure);
        } finally {
            if (progress == Progress.OVER) {
                call.endScope();
            }
            call.leave();
        }
        return progress;
    }
}
