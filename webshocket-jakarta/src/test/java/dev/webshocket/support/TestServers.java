package dev.webshocket.support;

import dev.webshocket.spi.extension.ServerGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Servers of one process that ask each other. Safe for use by any thread. */
public final class TestServers {

    private final List<Server> all = new CopyOnWriteArrayList<>();

    /** The questions that were asked. */
    public final List<byte[]> questions = new CopyOnWriteArrayList<>();

    /** What asking fails with from now on; null for nothing. */
    public volatile RuntimeException failure;

    /** Lets one more server join. */
    public Server join(String id) {
        Server server = new Server(id);
        all.add(server);
        return server;
    }

    /** One of the servers. */
    public final class Server implements ServerGroup {

        private final String id;
        private volatile Function<byte[], byte[]> answerer;

        private Server(String id) {
            this.id = id;
        }

        @Override
        public String self() {
            return id;
        }

        /** Returns the ids of all servers that have joined. */
        List<String> alive() {
            return all.stream().map(Server::self).sorted().toList();
        }

        /** Lets it answer nothing more. */
        public void leave() {
            all.remove(this);
        }

        @Override
        public CompletionStage<List<byte[]>> ask(byte[] question, Duration patience) {
            questions.add(question);
            if (failure != null) {
                return CompletableFuture.failedStage(failure);
            }
            return CompletableFuture.supplyAsync(() -> {
                List<byte[]> answers = new ArrayList<>();
                for (Server server : all) {
                    if (server != this && server.answerer != null) {
                        answers.add(server.answerer.apply(question));
                    }
                }
                return answers;
            });
        }

        @Override
        public void answer(Function<byte[], byte[]> given) {
            answerer = given;
        }
    }
}
