package dev.webshocket.internal.cluster;

import dev.webshocket.ChannelException;
import dev.webshocket.ClusterConnections;
import dev.webshocket.internal.channel.PacketEncoder;
import dev.webshocket.internal.channel.Receivers;
import dev.webshocket.internal.codec.Binding;
import dev.webshocket.internal.codec.MalformedPacketException;
import dev.webshocket.internal.log.SampledLog;
import dev.webshocket.spi.extension.ServerGroup;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks the servers of an application of their connections, this one included, and answers the others. Immutable; safe for use by any
 * thread.
 */
public final class ServerQuestions {

    /** How long the other servers have to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String UNASKED = "WEBSHOCKET-0274: the other servers ";

    /** Null if there are no others. */
    private final ServerGroup others;

    private final LocalConnections local;
    private final QuestionFormat format;
    private final PacketEncoder encoder;
    private final SampledLog log;

    /**
     * Begins to answer.
     *
     * @param others null if there are none
     * @param self the id of this server
     * @param connections those of this server
     * @param binding writes payloads
     * @param log logs servers that fail
     */
    public ServerQuestions(ServerGroup others, String self, Receivers connections, Binding binding, SampledLog log) {
        this.others = others;
        this.local = new LocalConnections(self, connections);
        this.format = new QuestionFormat(binding);
        this.encoder = new PacketEncoder(binding);
        this.log = log;
        if (others != null) {
            others.answer(this::answer);
        }
    }

    /**
     * Returns the connections of all servers.
     *
     * @param endpoint only those of its path; null for all
     */
    public ClusterConnections connections(String endpoint) {
        return new AskedConnections(this, encoder, endpoint);
    }

    private byte[] answer(byte[] question) {
        ConnectionAnswer answer = ConnectionAnswer.NOTHING;
        try {
            answer = format.question(question).map(local::answer).orElse(answer);
        } catch (MalformedPacketException | IllegalArgumentException e) {
            unreadable("a question", e);
        }
        return format.write(answer);
    }

    /** Asks all servers, unless the answer of this one settles it. */
    CompletionStage<ConnectionAnswer> ask(ConnectionQuestion question) {
        ConnectionAnswer own = local.answer(question);
        if (others == null || own.settles(question)) {
            return CompletableFuture.completedStage(own);
        }
        CompletionStage<List<byte[]>> answers;
        try {
            answers = others.ask(format.write(question), PATIENCE);
        } catch (RuntimeException e) {
            answers = CompletableFuture.failedStage(e);
        }
        return answers.handle((all, failure) -> {
            if (failure != null) {
                throw failed(failure);
            }
            return all.stream().map(this::read).reduce(own, ConnectionAnswer::and);
        });
    }

    private ConnectionAnswer read(byte[] answer) {
        try {
            return format.answer(answer);
        } catch (MalformedPacketException e) {
            unreadable("an answer", e);
            return ConnectionAnswer.NOTHING;
        }
    }

    private void unreadable(String what, Exception why) {
        log.failure(Level.WARNING, "WEBSHOCKET-0275: what another server has sent cannot be read", why, id -> what);
    }

    private ChannelException failed(Throwable failure) {
        String id = log.failure(
                Level.ERROR, UNASKED + "could not be asked of their connections", failure, error -> "error " + error);
        return new ChannelException(UNASKED + "cannot be asked now, error " + id, failure);
    }
}
