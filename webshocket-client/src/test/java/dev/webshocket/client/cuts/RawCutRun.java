package dev.webshocket.client.cuts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.Envelope;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcEnd;
import dev.webshocket.packet.RpcItem;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The same as {@link CutRun} by a client that keeps to the protocol by itself, in either encoding: it numbers, repeats and counts
 * what the norm says. For one thread.
 */
final class RawCutRun {

    private static final int BUMPS = 20;
    private static final int ITEMS = 60;
    private static final int ASKS = 5;
    private static final int MESSAGES = 80;
    private static final int CALLS = BUMPS + ASKS + 4;
    private static final int CREDIT = 16;

    private final URI uri;
    private final Wire wire;
    private final String name;

    /** All numbered packets of this side, in their order. */
    private final List<RpcMessage> outgoing = new ArrayList<>();

    private final Map<Object, List<Object>> items = new HashMap<>();
    private final Map<Object, Object> results = new HashMap<>();
    private final Map<Object, Integer> questions = new HashMap<>();
    private final List<Object> messages = new ArrayList<>();
    private final Map<String, Upload> uploads = new HashMap<>();

    private Welcome welcome;
    private long received;
    private int sent;

    /** A stream of this side. */
    private final class Upload {

        private final String id;
        private final List<?> values;
        private int next;

        Upload(String id, List<?> values) {
            this.id = id;
            this.values = values;
        }

        void send(int credit) {
            for (int i = 0; i < credit && next < values.size(); i++) {
                outgoing.add(new RpcItem(id, values.get(next++)));
                if (next == values.size()) {
                    outgoing.add(new RpcEnd(id, null, null));
                }
            }
        }
    }

    RawCutRun(URI uri, Wire wire, String name) {
        this.uri = uri;
        this.wire = wire;
        this.name = name;
    }

    void perform() throws Exception {
        call("push", MESSAGES);
        for (int i = 0; i < BUMPS; i++) {
            call("bump" + i);
        }
        for (int i = 0; i < ASKS; i++) {
            call("ask" + i);
        }
        upload("sum", IntStream.rangeClosed(1, ITEMS).boxed().toList());
        call("count", ITEMS);
        upload("shout", IntStream.rangeClosed(1, ITEMS).mapToObj(i -> "w" + i).toList());
        while (!isDone()) {
            goOn();
        }
        check();
    }

    private void call(String call, Object... more) {
        outgoing.add(request(call, List.of(), more));
    }

    private void upload(String call, List<?> values) {
        Upload upload = new Upload("s-" + call, values);
        uploads.put(upload.id, upload);
        outgoing.add(request(call, List.of(upload.id)));
        upload.send(RpcRequest.DEFAULT_CREDIT);
    }

    private RpcRequest request(String call, List<String> streams, Object... more) {
        List<Object> args = new ArrayList<>(List.of(more));
        args.add(0, name + "/" + call);
        String method = call.replaceAll("[0-9]", "");
        return new RpcRequest(method, args, Map.of(), call, streams, Map.of(), RpcRequest.DEFAULT_CREDIT);
    }

    private boolean isDone() {
        return results.size() == CALLS && messages.size() >= MESSAGES && sent == outgoing.size();
    }

    /** Goes on over one socket, until it is cut or all is done. */
    private void goOn() throws Exception {
        try (SessionSocket socket = SessionSocket.connect(uri, wire)) {
            socket.hello(welcome == null ? null : welcome.resume(), received);
            Envelope first = socket.poll(Duration.ofSeconds(3));
            if (first != null) {
                serve(socket, (Welcome) first.session());
            }
            if (!isDone()) {
                socket.cut();
            }
        } catch (CompletionException e) {
            // The socket was cut while it was opened, or while this side was sending.
        }
    }

    private void serve(SessionSocket socket, Welcome newest) throws Exception {
        if (welcome != null) {
            assertThat(newest.resumed()).isEqualTo(Resumed.ALL);
        }
        welcome = newest;
        sent = (int) newest.received();
        socket.ack(received);
        while (!isDone()) {
            while (sent < outgoing.size()) {
                socket.send(Packet.rpc(outgoing.get(sent)));
                sent++;
            }
            Envelope next = socket.poll(Duration.ofSeconds(2));
            if (next == null) {
                return;
            }
            if (next.session() == null) {
                received++;
                take(next.packet());
                socket.ack(received);
            }
        }
    }

    private void take(Packet packet) {
        if (packet.rpc() == null) {
            messages.add(packet.data());
        } else if (packet.rpc() instanceof RpcResponse answer) {
            answered(answer);
        } else if (packet.rpc() instanceof RpcCredit credit) {
            uploads.get(credit.stream()).send(credit.items());
        } else if (packet.rpc() instanceof RpcRequest request) {
            Object question = request.args().get(0);
            questions.merge(question, 1, Integer::sum);
            outgoing.add(RpcResponse.result(request.callId(), "re: " + question));
        }
    }

    private void answered(RpcResponse answer) {
        assertThat(answer.error()).as("%s", answer).isNull();
        if (answer.stream() && !answer.end()) {
            List<Object> got = items.computeIfAbsent(answer.callId(), id -> new ArrayList<>());
            got.add(answer.response());
            if (got.size() % CREDIT == 0) {
                outgoing.add(new RpcCredit(answer.callId(), null, CREDIT));
            }
        } else {
            assertThat(results).doesNotContainKey(answer.callId());
            results.put(answer.callId(), answer.response());
        }
    }

    private void check() {
        assertThat(messages).isEqualTo(numbers(MESSAGES));
        assertThat(items.get("count")).isEqualTo(numbers(ITEMS));
        assertThat(items.get("shout"))
                .isEqualTo(
                        IntStream.rangeClosed(1, ITEMS).mapToObj(i -> "W" + i).toList());
        assertThat(results.get("sum")).isEqualTo(ITEMS * (ITEMS + 1) / 2L);
        for (int i = 0; i < BUMPS; i++) {
            assertThat(results.get("bump" + i)).isEqualTo(i + 1L);
        }
        for (int i = 0; i < ASKS; i++) {
            String question = name + "/ask" + i;
            assertThat(results.get("ask" + i)).isEqualTo("re: " + question);
            assertThat(questions).containsEntry(question, 1);
        }
        LedgerHandler.checkRuns(name, CALLS);
    }

    private static List<Object> numbers(int count) {
        return LongStream.rangeClosed(1, count).<Object>mapToObj(Long::valueOf).toList();
    }
}
