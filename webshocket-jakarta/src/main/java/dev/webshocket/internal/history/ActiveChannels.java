package dev.webshocket.internal.history;

/** The channels of a shard in the order of their latest messages: a list through the channels. Guarded by the lock of the shard. */
final class ActiveChannels {

    private KeptChannel first;
    private KeptChannel last;

    /** Returns the channel with the latest message; null if there is no channel. {@link KeptChannel#earlier} goes on. */
    KeptChannel last() {
        return last;
    }

    /** Returns the channel whose latest message is the oldest; null if there is no channel. {@link KeptChannel#later} goes on. */
    KeptChannel first() {
        return first;
    }

    /** Adds a channel that is not in the list, as the last. */
    void add(KeptChannel channel) {
        channel.earlier = last;
        if (last == null) {
            first = channel;
        } else {
            last.later = channel;
        }
        last = channel;
    }

    /** Moves a channel of the list to its end. */
    void toEnd(KeptChannel channel) {
        if (channel != last) {
            remove(channel);
            add(channel);
        }
    }

    /** Takes a channel out of the list. */
    void remove(KeptChannel channel) {
        if (channel.earlier == null) {
            first = channel.later;
        } else {
            channel.earlier.later = channel.later;
        }
        if (channel.later == null) {
            last = channel.earlier;
        } else {
            channel.later.earlier = channel.earlier;
        }
        channel.earlier = null;
        channel.later = null;
    }
}
