package dev.webshocket.internal.rpc;

/** Takes a call through the interceptors, which may refuse it, now or later. */
final class InterceptStep implements CallStep {

    private final CallInterceptors interceptors;

    InterceptStep(CallInterceptors interceptors) {
        this.interceptors = interceptors;
    }

    @Override
    public Progress take(Call call) {
        Interception first = interceptors.of(call);
        // Another one where the call is over, and they have been told.
        return call.interception(first) == first ? first.begin() : Progress.OVER;
    }
}
