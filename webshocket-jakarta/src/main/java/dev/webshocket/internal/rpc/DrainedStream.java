package dev.webshocket.internal.rpc;

import dev.webshocket.packet.RpcResponse;
import java.util.stream.Stream;

/** Sends the items of a stream as they are made, on a thread of its own. */
final class DrainedStream {

    private final Call call;
    private final Answers answers;
    private final Stream<?> items;

    DrainedStream(Call call, Answers answers, Stream<?> items) {
        this.call = call;
        this.answers = answers;
        this.items = items;
    }

    void start() {
        call.peer()
                .lane()
                .threads()
                .runBeside(call, () -> answers.conclude(call, this::send), () -> answers.conclude(call, this::refuse));
    }

    private void refuse() {
        try (items) {
            answers.refuse(call, Shortage.THREADS);
        }
    }

    private void send() {
        boolean entered = call.enter();
        try (items) {
            if (entered) {
                Emitter<Object> emitter = new Emitter<>(call, answers);
                // Not an iterator: that would fill a buffer with the whole of each inner stream of a flatMap.
                items.sequential().forEachOrdered(emitter::send);
                answers.answer(call, RpcResponse.end(call.id()));
            }
        } catch (Throwable failure) {
            answers.fail(call, failure);
        } finally {
            if (entered) {
                call.leave();
            }
        }
    }
}
