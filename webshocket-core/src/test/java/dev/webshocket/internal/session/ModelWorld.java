package dev.webshocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.SlowConsumer;
import dev.webshocket.internal.codec.Codec;
import dev.webshocket.internal.codec.SessionMessage;
import dev.webshocket.internal.codec.SessionMessage.Ack;
import dev.webshocket.internal.codec.SessionMessage.Hello;
import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import dev.webshocket.internal.link.CloseStatus;
import dev.webshocket.internal.link.Pipe;
import dev.webshocket.internal.memory.MemoryBudget;
import dev.webshocket.internal.session.SessionTerms.Side;
import dev.webshocket.support.SteppedScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A client and a server of version 2, and the pipes between them, which break. The client connects again when its session is
 * suspended, and begins anew when it has ended. For one thread.
 */
final class ModelWorld {

    final ModelEnd.Settings settings;
    final Codec codec;
    long now = 1;
    private final SteppedScheduler scheduler;
    private final Random random;
    private final boolean nests;
    private final SteppedScheduler.Line reconnects;

    /** Both ends of each session, the newest last; the client's is null before its welcome has come. */
    private final List<Pair> sessions = new ArrayList<>();

    /** The server's links from which no hello has come. */
    private final List<SessionLink> silentLinks = new ArrayList<>();

    private final List<MemoryBudget> linkMemory = new ArrayList<>();
    private Pipe pipe;
    private SessionLink connecting;
    private Pair client;
    private int nesting;
    private boolean closing;

    /** A session. */
    private static final class Pair {

        final SentLog upward = new SentLog();
        final SentLog downward = new SentLog();
        ModelEnd server;
        ModelEnd client;

        List<ModelEnd> ends() {
            return client == null ? List.of(server) : List.of(server, client);
        }
    }

    ModelWorld(long seed) {
        this.scheduler = new SteppedScheduler(seed);
        this.random = scheduler.random();
        this.settings = new ModelEnd.Settings(
                random.nextBoolean(),
                random.nextInt(3) == 0 ? 1_500 : 100_000,
                SlowConsumer.values()[random.nextInt(SlowConsumer.values().length)],
                random.nextInt(8) == 0 ? Duration.ZERO : Duration.ofSeconds(30),
                Duration.ofSeconds(5));
        this.codec = settings.codec();
        this.nests = random.nextBoolean();
        this.reconnects = scheduler.line();
        connect();
    }

    /** Other things happen while a message is being handled. */
    void whileHandling(ModelEnd end) {
        if (nests && nesting < 3 && random.nextInt(8) == 0) {
            nesting++;
            for (int n = random.nextInt(20); n > 0; n--) {
                act(end);
            }
            nesting--;
        }
    }

    /** A session has lost its link or has ended. */
    void changed(ModelEnd end) {
        if (client != null && end == client.client) {
            reconnect();
        }
    }

    private void reconnect() {
        if (closing || connecting != null) {
            return;
        }
        Pair mine = client;
        if (mine == null || mine.client.hasEnded()) {
            reconnects.add(this::connect);
        } else {
            mine.client.session.whenQuiet(received -> reconnects.add(this::connect));
        }
    }

    private void connect() {
        if (closing || connecting != null || (client != null && client.client.session.isLinked())) {
            return;
        }
        boolean resumes = client != null && !client.client.hasEnded();
        pipe = new Pipe(scheduler, settings.bounds().maxMessageBytes());
        SessionLink server = link(pipe, false, new Greeting());
        silentLinks.add(server);
        server.start();
        connecting = link(pipe, true, new Answer());
        connecting.start();
        connecting.send(
                resumes
                        ? new Hello(
                                String.valueOf(sessions.indexOf(client)),
                                client.client.session.received(),
                                List.of(),
                                null)
                        : new Hello(null, 0, List.of(), null));
    }

    private SessionLink link(Pipe pipe, boolean isFirst, SessionLink.Opening opening) {
        MemoryBudget budget = new MemoryBudget(1 << 20, Runnable::run);
        linkMemory.add(budget);
        return new SessionLink(
                isFirst ? pipe.first() : pipe.second(), settings.bounds(), codec, budget.share(() -> {}), opening);
    }

    /** The server's side of a new link. */
    private final class Greeting implements SessionLink.Opening {

        @Override
        public void opened(SessionLink link, SessionMessage first) {
            silentLinks.remove(link);
            Hello hello = (Hello) first;
            if (hello.resume() != null) {
                Pair known = sessions.get(Integer.parseInt(hello.resume()));
                if (known.server.session.take(
                        link, hello.received(), received -> welcome(known, Resumed.ALL, received))) {
                    return;
                }
            }
            Pair made = new Pair();
            made.server = new ModelEnd(ModelWorld.this, Side.SERVER, made.downward, made.upward);
            sessions.add(made);
            assertThat(made.server.session.take(link, 0, received -> welcome(made, Resumed.NO, received)))
                    .isTrue();
        }

        private SessionMessage welcome(Pair session, Resumed resumed, long received) {
            String id = String.valueOf(sessions.indexOf(session));
            return new Welcome(id, "secret" + id, resumed, received, 30, 5, List.of(), null);
        }

        @Override
        public void failed(SessionLink link, CloseStatus status) {
            assertThat(status.code()).isNotEqualTo(CloseStatus.PROTOCOL_ERROR);
        }
    }

    /** The client's side of a new link. */
    private final class Answer implements SessionLink.Opening {

        @Override
        public void opened(SessionLink link, SessionMessage first) {
            connecting = null;
            Welcome welcome = (Welcome) first;
            if (welcome.resumed() == Resumed.ALL) {
                if (!client.client.session.take(link, welcome.received(), Ack::new)) {
                    assertThat(client.client.hasEnded()).isTrue();
                    link.close(ModelEnd.FAREWELL);
                    reconnects.add(ModelWorld.this::connect);
                }
                return;
            }
            if (client != null) {
                Pair lost = client;
                client = null;
                lost.client.session.terminate(new CloseStatus(CloseStatus.ABNORMAL, "gone"));
            }
            client = sessions.get(Integer.parseInt(welcome.session()));
            client.client = new ModelEnd(ModelWorld.this, Side.CLIENT, client.upward, client.downward);
            client.client.session.take(link, welcome.received(), Ack::new);
        }

        @Override
        public void failed(SessionLink link, CloseStatus status) {
            assertThat(status.code()).isNotEqualTo(CloseStatus.PROTOCOL_ERROR);
            connecting = null;
            reconnects.add(ModelWorld.this::connect);
        }
    }

    /** Lets anything happen. */
    void act() {
        Pair pair = sessions.isEmpty() ? null : sessions.get(sessions.size() - 1);
        if (pair != null) {
            List<ModelEnd> ends = pair.ends();
            act(ends.get(random.nextInt(ends.size())));
        } else {
            scheduler.step();
        }
    }

    private void act(ModelEnd end) {
        switch (random.nextInt(40)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> end.send(random);
            case 8 -> end.withdraw(random);
            case 9, 10 -> end.awaitRoom();
            case 11, 12 -> end.suspendReading();
            case 13, 14, 15 -> end.resumeReading();
            case 16 -> pass(Duration.ofMillis(random.nextInt(600)));
            case 17 -> {
                if (random.nextInt(3) == 0) {
                    pipe.cut();
                }
            }
            case 18 -> {
                if (random.nextInt(6) == 0) {
                    pipe.fallSilent();
                }
            }
            case 19 -> {
                if (random.nextInt(20) == 0) {
                    pass(Duration.ofSeconds(31));
                }
            }
            default -> scheduler.step();
        }
    }

    /** Time passes, and both sides look at the clock. */
    void pass(Duration time) {
        now += time.toNanos();
        List.copyOf(sessions).forEach(pair -> pair.ends().forEach(end -> end.session.check(now)));
        if (connecting != null && !connecting.isOpen()) {
            connecting.check(now);
        }
    }

    /** Repairs everything, and runs until nothing happens any more. */
    void calmDown() {
        for (int round = 0; round < 200; round++) {
            List.copyOf(sessions).forEach(pair -> pair.ends().forEach(ModelEnd::resumeAll));
            scheduler.run();
            if (connecting != null && round % 40 == 39) {
                // Hello or welcome got lost in silence: the client's timeout.
                connecting.abort(new CloseStatus(CloseStatus.ABNORMAL, "no welcome"));
                scheduler.run();
            }
            pass(Duration.ofMillis(500));
        }
        scheduler.run();
        assertThat(client).as("the client is connected").isNotNull();
        assertThat(client.client.session.isLinked()).isTrue();
        assertThat(client.server.session.isLinked()).isTrue();
        client.upward.checkWhole();
        client.downward.checkWhole();
        client.ends().forEach(ModelEnd::checkIdle);
    }

    /** Ends everything, and checks that nothing is left. */
    void close() {
        closing = true;
        List.copyOf(silentLinks).forEach(link -> link.abort(ModelEnd.FAREWELL));
        ModelEnd closer = client.ends().get(random.nextInt(2));
        closer.session.close(ModelEnd.FAREWELL);
        scheduler.run();
        client.ends().forEach(end -> assertThat(end.ends.get(0).status()).isEqualTo(ModelEnd.FAREWELL));
        for (int round = 0; round < 100; round++) {
            pass(Duration.ofMillis(500));
            scheduler.run();
        }
        List.copyOf(sessions).forEach(pair -> pair.ends().forEach(ModelEnd::checkEnd));
        linkMemory.forEach(budget -> assertThat(budget.held()).isZero());
    }

    int sessionCount() {
        return sessions.size();
    }
}
