package dev.webshocket.internal.rpc;

/** One step of the {@link CallChain} around a call. Safe for use by any thread. */
@FunctionalInterface
interface CallStep {

    /**
     * Does its part for a call. Called once for each call, when the steps before it have let the call go on.
     *
     * @return how the call continues
     * @throws Throwable fails the call with an internal error
     */
    Progress take(Call call) throws Throwable;
}
