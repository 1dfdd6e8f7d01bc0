package dev.webshocket.internal.rpc;

import dev.webshocket.ClientConnection;
import dev.webshocket.internal.methods.Wording;
import dev.webshocket.packet.RpcErrorCode;
import java.util.function.Predicate;

/** Checks the access rules. If a rule throws, the call is denied. */
final class AccessStep implements CallStep {

    private final Predicate<ClientConnection> access;
    private final Answers answers;

    AccessStep(Predicate<ClientConnection> access, Answers answers) {
        this.access = access;
        this.answers = answers;
    }

    @Override
    public Progress take(Call call) {
        try {
            if (access.test(call.peer().connection())) {
                return Progress.ON;
            }
        } catch (Throwable failure) {
            answers.failures().accessRuleFailed(call.method(), call.peer().connection(), failure);
        }
        return answers.refuse(
                call,
                RpcErrorCode.RPC_ACCESS_DENIED,
                Wording.accessDenied(call.method().name()));
    }
}
