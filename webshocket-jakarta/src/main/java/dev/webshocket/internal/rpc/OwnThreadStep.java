package dev.webshocket.internal.rpc;

/** Moves a call that may take as long as it likes from its lane to a thread of its own. */
final class OwnThreadStep implements CallStep {

    @Override
    public Progress take(Call call) {
        if (call.isAside()) {
            // The call has one already.
            return Progress.ON;
        }
        call.peer().lane().threads().runBeside(call, call, () -> call.refuse(Shortage.THREADS));
        return Progress.ELSEWHERE;
    }
}
