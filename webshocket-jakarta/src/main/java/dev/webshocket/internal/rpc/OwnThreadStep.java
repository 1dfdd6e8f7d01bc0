package dev.webshocket.internal.rpc;

/** Moves a call that may take any time from its lane to a separate thread. */
final class OwnThreadStep implements CallStep {

    @Override
    public Progress take(Call call) {
        if (call.isAside()) {
            // The call has its own thread already.
            return Progress.ON;
        }
        call.peer().lane().threads().runBeside(call, call, () -> call.refuse(Shortage.THREADS));
        return Progress.ELSEWHERE;
    }
}
