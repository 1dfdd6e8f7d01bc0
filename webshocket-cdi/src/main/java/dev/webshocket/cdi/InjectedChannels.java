package dev.webshocket.cdi;

import dev.webshocket.ChannelMessage;
import dev.webshocket.ChannelPresence;
import dev.webshocket.Channels;
import dev.webshocket.ClientConnection;
import dev.webshocket.Recipients;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The injectable {@link Channels}. It delegates to the channels of the application's engine, which is created after the
 * beans. Safe for use by any thread.
 */
final class InjectedChannels implements Channels {

    private final Engines engines;

    InjectedChannels(Engines engines) {
        this.engines = engines;
    }

    private Channels channels() {
        return engines.current().channels();
    }

    @Override
    public int publish(String channel, Object data, Recipients recipients) {
        return channels().publish(channel, data, recipients);
    }

    @Override
    public int publish(Collection<String> channels, Object data, Recipients recipients) {
        return channels().publish(channels, data, recipients);
    }

    @Override
    public int broadcast(Object data, Recipients recipients) {
        return channels().broadcast(data, recipients);
    }

    @Override
    public int toUser(String name, Object data) {
        return channels().toUser(name, data);
    }

    @Override
    public ChannelPresence presence(String channel) {
        return channels().presence(channel);
    }

    @Override
    public CompletionStage<ChannelPresence> presenceAsync(String channel) {
        return channels().presenceAsync(channel);
    }

    @Override
    public CompletionStage<Integer> presenceCount(String channel) {
        return channels().presenceCount(channel);
    }

    @Override
    public List<ChannelMessage> history(String channel, int limit, String before) {
        return channels().history(channel, limit, before);
    }

    @Override
    public CompletionStage<List<ChannelMessage>> historyAsync(String channel, int limit, String before) {
        return channels().historyAsync(channel, limit, before);
    }

    @Override
    public Set<String> names() {
        return channels().names();
    }

    @Override
    public Set<ClientConnection> subscribers(String channel) {
        return channels().subscribers(channel);
    }

    @Override
    public Channels at(String path) {
        return channels().at(path);
    }
}
