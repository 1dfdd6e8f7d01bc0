package dev.webshocket.internal.rpc;

/** Runs the interceptors of a call, which may refuse it, now or later. */
final class InterceptStep implements CallStep {

    private final CallInterceptors interceptors;

    InterceptStep(CallInterceptors interceptors) {
        this.interceptors = interceptors;
    }

    @Override
    public Progress take(Call call) {
        Interception first = interceptors.of(call);
        // Another one if the call has ended, and they have been told.
        return call.interception(first) == first ? first.begin() : Progress.OVER;
    }
}
