package dev.webshocket.benchmarks;

import dev.webshocket.client.WebSocketClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Compares our client with the bare JDK client: calls of 64 bytes to {@link UndertowAnswers} in another JVM, with 1 and
 * with 50 outstanding, in alternating rounds. A separate thread makes the calls, or the thread that gets the previous
 * answer. Prints calls per second, the medians and their ratio.
 */
public final class ClientRatio {

    private static final int ROUNDS = 7;
    private static final long ROUND_NANOS = 1_500_000_000L;
    private static final byte[] DATA = new byte[64];

    private ClientRatio() {}

    /** Makes repeated calls; runs {@code answered} at each answer. */
    private interface Caller {

        void call(Runnable answered);

        /** Calls, and waits for the answer. */
        void callAndWait();
    }

    /**
     * Runs the comparison.
     *
     * @param args none
     * @throws Exception if the server does not start, or a call fails
     */
    public static void main(String[] args) throws Exception {
        Process server = startServer();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            URI uri = URI.create("ws://127.0.0.1:" + output.readLine().substring("port ".length()) + "/ws");
            try (WebSocketClient client = WebSocketClient.connect(uri)) {
                Caller ours = new Ours(client);
                Caller bare = new Bare(uri);
                compare("1 outstanding, waited for", bare, ours, ClientRatio::waiting);
                compare("50 outstanding, by one thread", bare, ours, caller -> fromOutside(caller, 50));
                compare("1 outstanding, chained", bare, ours, caller -> chained(caller, 1));
                compare("50 outstanding, chained", bare, ours, caller -> chained(caller, 50));
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static Process startServer() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), UndertowAnswers.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void compare(String load, Caller bare, Caller ours, Load how) throws InterruptedException {
        List<Double> rates = new ArrayList<>();
        List<Double> bareRates = new ArrayList<>();
        how.run(bare);
        how.run(ours);
        for (int round = 0; round < ROUNDS; round++) {
            bareRates.add(how.run(bare));
            rates.add(how.run(ours));
        }
        System.out.printf(
                "%s: the JDK's client %s%n",
                load, bareRates.stream().map(Math::round).toList());
        System.out.printf(
                "%s: ours             %s%n",
                load, rates.stream().map(Math::round).toList());
        System.out.printf(
                "%s: medians %,.0f and %,.0f a second, ratio %.2f%n",
                load, median(bareRates), median(rates), median(rates) / median(bareRates));
    }

    private static double median(List<Double> rates) {
        double[] sorted =
                rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** A way to make calls; returns the answers per second. */
    private interface Load {

        double run(Caller caller) throws InterruptedException;
    }

    private static boolean isOver(long start) {
        return System.nanoTime() - start >= ROUND_NANOS;
    }

    private static double rate(long answers, long start) {
        return answers * 1e9 / (System.nanoTime() - start);
    }

    /** One thread calls and waits for each answer. */
    private static double waiting(Caller caller) {
        long start = System.nanoTime();
        int calls = 0;
        for (; !isOver(start); calls++) {
            caller.callAndWait();
        }
        return rate(calls, start);
    }

    /** One thread calls, and waits while too many calls are outstanding. */
    private static double fromOutside(Caller caller, int outstanding) throws InterruptedException {
        long start = System.nanoTime();
        Semaphore room = new Semaphore(outstanding);
        int calls = 0;
        for (; !isOver(start); calls++) {
            room.acquire();
            caller.call(room::release);
        }
        room.acquire(outstanding);
        return rate(calls, start);
    }

    /** The thread that gets an answer makes the next call. */
    private static double chained(Caller caller, int outstanding) throws InterruptedException {
        long start = System.nanoTime();
        LongAdder answers = new LongAdder();
        CountDownLatch running = new CountDownLatch(outstanding);
        Runnable answered = new Runnable() {
            @Override
            public void run() {
                answers.increment();
                if (isOver(start)) {
                    running.countDown();
                } else {
                    caller.call(this);
                }
            }
        };
        for (int i = 0; i < outstanding; i++) {
            caller.call(answered);
        }
        running.await();
        return rate(answers.sum(), start);
    }

    private record Ours(WebSocketClient client) implements Caller {

        @Override
        public void call(Runnable answered) {
            client.callAsync("echo", byte[].class, (Object) DATA).thenRun(answered);
        }

        @Override
        public void callAndWait() {
            client.call("echo", byte[].class, (Object) DATA);
        }
    }

    /** The bare JDK client, which sends the same bytes as our client and ignores the content of answers. */
    private static final class Bare implements Caller, WebSocket.Listener {

        private static final byte[] CALL = call();

        private final Semaphore answer = new Semaphore(0);
        private volatile Runnable onAnswer;
        /** The JDK sends one message at a time. */
        private CompletableFuture<WebSocket> sending;

        Bare(URI uri) {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("webshocket.v1")
                    .buildAsync(uri, this)
                    .join();
            sending = CompletableFuture.completedFuture(socket);
        }

        private static byte[] call() {
            try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
                packer.packMapHeader(2).packString("source").packInt(5).packString("rpc");
                packer.packMapHeader(5).packString("type").packString("request");
                packer.packString("method")
                        .packString("echo")
                        .packString("args")
                        .packArrayHeader(1);
                packer.packBinaryHeader(DATA.length).addPayload(DATA);
                packer.packString("kwargs")
                        .packMapHeader(0)
                        .packString("call_id")
                        .packString("1a2b");
                return packer.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            byte[] message = new byte[part.remaining()];
            part.get(message);
            from.request(1);
            if (last && !Arrays.equals(message, DATA)) {
                onAnswer.run();
            }
            return null;
        }

        @Override
        public void call(Runnable answered) {
            onAnswer = answered;
            synchronized (this) {
                sending = sending.thenCompose(sent -> sent.sendBinary(ByteBuffer.wrap(CALL), true));
            }
        }

        @Override
        public void callAndWait() {
            call(answer::release);
            answer.acquireUninterruptibly();
        }
    }
}
