package dev.webshocket.internal.rpc;

import dev.webshocket.internal.calls.ItemSender;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.methods.ArgumentBinder;
import dev.webshocket.internal.methods.InvalidParamsException;
import dev.webshocket.internal.methods.ResultShape;
import dev.webshocket.packet.RpcErrorCode;

/** Decodes the arguments of a call, within the memory of the application. */
final class BindStep implements CallStep {

    private final Answers answers;

    BindStep(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Progress take(Call call) {
        if (!call.resources().reserve()) {
            return answers.refuse(call, Shortage.MEMORY);
        }
        ItemSender<?> emitter = call.method().shape() == ResultShape.EMITTER ? new ItemSender<>(call) : null;
        try {
            call.arguments(ArgumentBinder.bind(
                    call.method().target().types(),
                    call.request(),
                    call.peer().connection(),
                    emitter,
                    call.uploadArguments()));
        } catch (MalformedPacketException | InvalidParamsException e) {
            return answers.refuse(call, RpcErrorCode.RPC_INVALID_PARAMS, e.getMessage());
        }
        if (!call.method().nonBlocking()) {
            // From now on it may take long without using a thread.
            call.resources().leave();
        }
        return Progress.ON;
    }
}
