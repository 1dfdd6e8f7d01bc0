package dev.webshocket.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts exactly what came of what was published. */
final class Completeness {

    private Completeness() {}

    /**
     * Checks channels with history after all traffic: what was published is in the history once and in the order of its publisher; who
     * speaks version 2, and was told of no gap, has got the history; who speaks version 1 has missed nothing but what came while it was
     * away.
     */
    static void check(Traffic traffic) {
        Map<String, List<Message>> history = traffic.history();
        history.forEach((channel, kept) -> {
            assertThat(kept).as("once in %s", channel).doesNotHaveDuplicates();
            assertPublished(traffic, channel, kept);
        });
        for (Subscriber subscriber : traffic.subscribers()) {
            for (String channel : traffic.channels(subscriber)) {
                assertReceived(subscriber, channel, history.get(channel));
            }
        }
    }

    /** Names what is missing and what came twice: of two long lists AssertJ shows the beginnings and the ends. */
    private static void assertSame(List<Message> received, List<Message> kept, String whose) {
        Set<Message> missing = new HashSet<>(kept);
        received.forEach(missing::remove);
        assertThat(missing).as("missing in %s, of %d", whose, kept.size()).isEmpty();
        Set<Message> seen = new HashSet<>();
        assertThat(received.stream().filter(message -> !seen.add(message)))
                .as("twice in %s", whose)
                .isEmpty();
        assertThat(received).as(whose).isEqualTo(kept);
    }

    private static void assertReceived(Subscriber subscriber, String channel, List<Message> kept) {
        Reader reader = subscriber.reader();
        if (subscriber.isReliable()) {
            assertThat(reader.gaps()).as("gaps of %s", subscriber.reader()).isEmpty();
            assertSame(reader.messages(channel), kept, channel + " of " + reader);
            return;
        }
        int behind = 0;
        for (List<Message> piece : reader.pieces(channel)) {
            int begin = kept.indexOf(piece.get(0));
            assertThat(begin).as("%s of %s goes on", channel, reader).isGreaterThanOrEqualTo(behind);
            behind = begin + piece.size();
            assertThat(piece).as("%s of %s", channel, reader).isEqualTo(kept.subList(begin, behind));
        }
        assertThat(behind).as("%s of %s to its end", channel, reader).isEqualTo(kept.size());
        if (reader.breaks() == 0) {
            assertThat(reader.messages(channel)).as("%s of %s", channel, reader).isEqualTo(kept);
        }
    }

    /** Checks channels without history, while nothing failed: all have got all that was published, once and in one order of a publisher. */
    static void checkTransient(Traffic traffic) {
        for (Subscriber subscriber : traffic.subscribers()) {
            for (String channel : traffic.channels(subscriber)) {
                List<Message> received = subscriber.reader().messages(channel);
                assertThat(received).as("once in %s", channel).doesNotHaveDuplicates();
                assertPublished(traffic, channel, received);
                // One more is the last of all.
                assertThat(received)
                        .as("%s of %s", channel, subscriber.reader())
                        .hasSize(1
                                + traffic.publishers().stream()
                                        .mapToInt(publisher ->
                                                publisher.published(channel).size())
                                        .sum());
            }
        }
    }

    /** Checks that what the servers have confirmed is there, in the order of its publisher. */
    private static void assertPublished(Traffic traffic, String channel, List<Message> messages) {
        for (Publisher publisher : traffic.publishers()) {
            List<Message> published = publisher.published(channel);
            Set<Message> confirmed = new HashSet<>(published);
            assertThat(messages.stream().filter(confirmed::contains))
                    .as("what was published to %s", channel)
                    .containsExactlyElementsOf(published);
        }
    }

    /** Checks that nothing came twice, whatever was lost. */
    static void assertOnce(Traffic traffic) {
        for (Subscriber subscriber : traffic.subscribers()) {
            for (String channel : traffic.channels(subscriber)) {
                List<Message> received = subscriber.reader().messages(channel);
                assertThat(new HashSet<>(received))
                        .as("%s of %s", channel, subscriber.reader())
                        .hasSameSizeAs(received);
            }
        }
    }
}
