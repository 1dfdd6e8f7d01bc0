package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.ItemEnvelope;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SteppedScheduler;

/**
 * Takes the items 0, 1, 2 and so on of an upload when the test steps the threads, and answers how many there were. For one
 * thread.
 */
final class CountedUpload {

    private final AnsweredCall call;
    private final ItemBuffer<ItemEnvelope> items;
    private final SteppedScheduler.Line threads;
    private final int most;
    private long taken;

    /**
     * Makes what takes the items.
     *
     * @param most how many items to take; more are declined
     */
    CountedUpload(AnsweredCall call, ItemBuffer<ItemEnvelope> items, SteppedScheduler.Line threads, int most) {
        this.call = call;
        this.items = items;
        this.threads = threads;
        this.most = most;
    }

    void begin() {
        items.onChange(() -> threads.add(this::take));
        threads.add(this::take);
    }

    private void take() {
        if (call.isOver()) {
            return;
        }
        if (taken == most) {
            items.stop();
            call.answer(RpcResponse.result(call.id(), taken));
            return;
        }
        ItemBuffer.Item<ItemEnvelope> item = items.poll();
        if (item != null) {
            assertThat(TwoEnds.value(item.value())).isEqualTo(taken);
            taken++;
            threads.add(this::take);
        } else if (items.isDrained()) {
            assertThat(items.failure()).isNull();
            call.answer(RpcResponse.result(call.id(), taken));
        }
    }
}
