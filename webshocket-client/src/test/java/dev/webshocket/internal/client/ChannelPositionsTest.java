package dev.webshocket.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.internal.codec.SessionMessage.Resumed;
import dev.webshocket.internal.codec.SessionMessage.Welcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPositionsTest {

    private static final long KEEP = 30;
    private static final long BEAT = 20;
    /** How long the positions of hello remain when nothing is caught up with. */
    private static final long PATIENCE = KEEP + 5 * BEAT / 2;

    private long seconds = 1_000;
    private final ChannelPositions positions = new ChannelPositions(() -> TimeUnit.SECONDS.toNanos(seconds));
    private Object session;

    /** Says hello and gets a welcome; returns the positions of hello. */
    private List<String> connect(Resumed resumed, String... heads) {
        List<String> said = positions.hello(session != null);
        if (resumed != Resumed.ALL) {
            session = new Object();
        }
        positions.welcomed(session, said, new Welcome("s", "r", resumed, 0, KEEP, BEAT, List.of(heads), null));
        return said;
    }

    private boolean receive(String channel, String position) {
        boolean taken = positions.takes(session, channel, position);
        positions.heard(session);
        return taken;
    }

    private List<String> known() {
        return positions.hello(true);
    }

    @Test
    void aFirstHelloHasNoPositions() {
        assertThat(connect(Resumed.NO, "e.0.5", "e.1.7")).isEmpty();
        assertThat(known()).containsExactlyInAnyOrder("e.0.5", "e.1.7");
    }

    @Test
    void theHighestOffsetOfEachShardCounts() {
        connect(Resumed.NO, "e.0.5", "e.1.7");
        assertThat(receive("a", "e.0.9")).isTrue();
        assertThat(receive("a", "e.0.8")).isTrue();
        positions.told(session, List.of("e.1.6", "f.2.3"));
        assertThat(known()).containsExactlyInAnyOrder("e.0.9", "e.1.7", "f.2.3");
    }

    @Test
    void aShardThatBeginsAnewIsKnownByItsNewEpochOnly() {
        connect(Resumed.NO, "e.0.50", "e.1.70", "e.2.30");
        // The server has told of the gap, so the next one need not.
        assertThat(receive("a", "f.0.2")).isTrue();
        positions.told(session, List.of("g.1.3"));
        assertThat(known()).containsExactlyInAnyOrder("f.0.2", "g.1.3", "e.2.30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "e", "e.1", "e.1.", "e..1", ".1.1", "e.1.-1", "e.1.x", "e.1.9223372036854775808"})
    void whatIsNoPositionIsIgnored(String text) {
        connect(Resumed.NO, "e.0.5", text);
        assertThat(receive("a", text)).isTrue();
        positions.told(session, List.of(text));
        assertThat(known()).containsExactly("e.0.5");
    }

    @Test
    void textThatIsTooLongIsNoPosition() {
        connect(Resumed.NO, "e.0.5", "e".repeat(80) + ".1.1");
        assertThat(known()).containsExactly("e.0.5");
    }

    @Test
    void aMessageWithoutAChannelIsDeliveredAndNotCounted() {
        connect(Resumed.NO, "e.0.5");
        assertThat(receive(null, "e.0.6")).isTrue();
        assertThat(known()).containsExactly("e.0.5");
    }

    @Test
    void aClientThatIsCutAgainSaysTheSamePositions() {
        connect(Resumed.NO, "e.0.5");
        receive("a", "e.0.6");
        assertThat(connect(Resumed.NO, "e.0.9")).containsExactly("e.0.6");
        assertThat(receive("a", "e.0.7")).isTrue();
        assertThat(receive("b", "e.0.12")).isTrue();
        seconds += PATIENCE - 1;
        positions.heard(session);
        assertThat(connect(Resumed.STATE, "e.0.15")).containsExactly("e.0.6");
        // What it has had comes again, and what follows is new.
        assertThat(receive("a", "e.0.7")).isFalse();
        assertThat(receive("a", "e.0.8")).isTrue();
        assertThat(receive("b", "e.0.12")).isFalse();
        assertThat(receive("c", "e.0.11")).isTrue();
    }

    @Test
    void thePositionsOfHelloAreForgottenAfterTheTimeThatIsKept() {
        connect(Resumed.NO, "e.0.5");
        connect(Resumed.NO, "e.0.9");
        seconds += PATIENCE + 1;
        positions.heard(session);
        assertThat(connect(Resumed.NO, "e.0.20")).containsExactly("e.0.9");
    }

    @Test
    void whatIsSentAtTheEndOfTheTimeMayComeLater() {
        connect(Resumed.NO, "e.0.5", "e.1.5");
        connect(Resumed.NO, "e.0.9", "e.1.9");
        assertThat(receive("a", "e.0.6")).isTrue();
        assertThat(receive("a", "e.0.7")).isTrue();
        connect(Resumed.NO, "e.0.9", "e.1.9");
        // The server has taken the subscription in the last second of that time, and its answer has been under way
        // since.
        seconds += KEEP + 5;
        positions.heard(session);
        assertThat(receive("a", "e.0.6")).as("had before").isFalse();
        assertThat(receive("a", "e.0.7")).as("had before").isFalse();
        assertThat(receive("a", "e.0.8")).isTrue();
    }

    @Test
    void aClientThatIsCutBehindALateAnswerMissesNothing() {
        connect(Resumed.NO, "e.0.5");
        connect(Resumed.NO, "e.0.9");
        seconds += KEEP + 5;
        positions.heard(session);
        assertThat(connect(Resumed.NO, "e.0.20")).containsExactly("e.0.5");
    }

    @Test
    void aSessionThatIsBeingPreparedForgetsNothing() {
        connect(Resumed.NO, "e.0.5");
        ClientSession preparing = IdleSession.create(positions);
        session = preparing;
        positions.welcomed(
                session,
                positions.hello(false),
                new Welcome("s", "r", Resumed.NO, 0, KEEP, BEAT, List.of("e.0.9"), null));
        seconds += PATIENCE + 1;
        preparing.beat(List.of());
        assertThat(known()).containsExactly("e.0.5");
        preparing.setPrepared();
        preparing.beat(List.of());
        assertThat(known()).containsExactly("e.0.9");
    }

    @Test
    void aLatePacketOfASessionThatIsGivenUpForgetsNothing() {
        connect(Resumed.NO, "e.0.5");
        connect(Resumed.NO, "e.0.9");
        assertThat(receive("a", "e.0.6")).isTrue();
        Object before = session;
        seconds += PATIENCE + 1;
        List<String> said = positions.hello(false);
        positions.heard(before);
        session = new Object();
        positions.welcomed(session, said, new Welcome("s", "r", Resumed.NO, 0, KEEP, BEAT, List.of("e.0.9"), null));
        assertThat(receive("a", "e.0.6")).as("had before").isFalse();
        assertThat(receive("a", "e.0.7")).isTrue();
    }

    @Test
    void timesOfAnyLengthAreTaken() {
        connect(Resumed.NO, "e.0.5");
        positions.welcomed(
                session,
                positions.hello(false),
                new Welcome("s", "r", Resumed.NO, 0, Long.MAX_VALUE, Long.MAX_VALUE, List.of("e.0.9"), null));
        seconds += TimeUnit.DAYS.toSeconds(10_000);
        positions.heard(session);
        assertThat(known()).containsExactly("e.0.5");
    }

    @Test
    void timeAloneForgetsNothing() {
        connect(Resumed.NO, "e.0.5");
        connect(Resumed.NO, "e.0.9");
        // The link may have been lost at once, and noticed late.
        seconds += 100 * PATIENCE;
        assertThat(connect(Resumed.NO, "e.0.20")).containsExactly("e.0.5");
    }

    @Test
    void thePositionsOfHelloRemainWhileMessagesAreCaughtUpWith() {
        connect(Resumed.NO, "e.0.5");
        connect(Resumed.NO, "e.0.100");
        for (int offset = 6; offset <= 10; offset++) {
            seconds += PATIENCE - 1;
            assertThat(receive("a", "e.0." + offset)).isTrue();
        }
        assertThat(known()).containsExactly("e.0.5");
        seconds += PATIENCE + 1;
        assertThat(receive("a", "e.0.101")).isTrue();
        assertThat(known()).containsExactly("e.0.101");
    }

    @Test
    void aServerThatKeepsNoSessionLetsItsClientsCatchUp() {
        connect(Resumed.NO, "e.0.5");
        positions.welcomed(
                session, positions.hello(false), new Welcome("s", "r", Resumed.NO, 0, 0, 1, List.of("e.0.9"), null));
        seconds += 10;
        positions.heard(session);
        assertThat(known()).containsExactly("e.0.5");
        seconds += 1;
        positions.heard(session);
        assertThat(known()).containsExactly("e.0.9");
    }

    @Test
    void aSessionThatIsResumedGoesOnCatchingUp() {
        connect(Resumed.NO, "e.0.5");
        connect(Resumed.NO, "e.0.9");
        seconds += PATIENCE - 1;
        assertThat(connect(Resumed.ALL, "e.0.30")).containsExactly("e.0.5");
        seconds += PATIENCE - 1;
        positions.heard(session);
        assertThat(known()).containsExactly("e.0.5");
        assertThat(receive("a", "e.0.6")).isTrue();
        seconds += PATIENCE + 1;
        positions.heard(session);
        // Messages before the head in that welcome may still be on their way.
        assertThat(known()).containsExactly("e.0.9");
    }

    @Test
    void epochsThatWelcomeDoesNotNameAreForgottenAfterThat() {
        connect(Resumed.NO, "e.0.5", "e.1.5", "f.2.5");
        connect(Resumed.NO, "f.2.9", "g.0.1");
        assertThat(known()).containsExactlyInAnyOrder("e.0.5", "e.1.5", "f.2.5");
        // Another epoch begins in the meantime.
        receive("a", "h.1.1");
        seconds += PATIENCE + 1;
        positions.heard(session);
        assertThat(known()).containsExactlyInAnyOrder("f.2.9", "g.0.1", "h.1.1");
    }

    @Test
    void aMessageOfAnotherEpochIsNoRepetition() {
        connect(Resumed.NO, "e.0.5");
        connect(Resumed.NO, "e.0.9");
        receive("a", "e.0.9");
        connect(Resumed.NO, "f.0.3");
        assertThat(receive("a", "f.0.3")).isTrue();
    }

    @Test
    void whatASessionSendsTwiceIsDeliveredTwice() {
        // The application has asked for the latest messages again.
        connect(Resumed.NO, "e.0.5");
        connect(Resumed.NO, "e.0.9");
        assertThat(receive("a", "e.0.7")).isTrue();
        assertThat(receive("a", "e.0.7")).isTrue();
    }

    @Test
    void messagesOfASessionThatIsGivenUpDoNotCount() {
        connect(Resumed.NO, "e.0.5");
        Object before = session;
        session = null;
        assertThat(positions.hello(false)).containsExactly("e.0.5");
        // Still being handled when hello was made: the next session sends it again.
        assertThat(positions.takes(before, "a", "e.0.6")).isFalse();
        positions.told(before, List.of("e.0.7"));
        assertThat(positions.hello(false)).containsExactly("e.0.5");
    }

    @Test
    void theNumberOfShardsIsBounded() {
        connect(Resumed.NO);
        for (int shard = 1; shard < 5_000; shard++) {
            positions.told(session, List.of("e.0." + shard, "e." + shard + ".1"));
        }
        assertThat(known()).hasSize(1_024).contains("e.0.4999", "e.4999.1");
    }

    @Test
    void theChannelThatIsSilentForLongestIsForgottenFirst() {
        HadMessages had = new HadMessages(1_000);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            names.add("channel " + i);
            assertThat(had.add(names.get(i), new ReadPosition("e.0", i))).isTrue();
            assertThat(had.add(names.get(0), new ReadPosition("e.0", i))).isTrue();
        }
        had.nextSession();
        assertThat(had.add(names.get(0), new ReadPosition("e.0", 49))).isFalse();
        assertThat(had.add(names.get(49), new ReadPosition("e.0", 49))).isFalse();
        assertThat(had.add(names.get(1), new ReadPosition("e.0", 1))).isTrue();
        // A name that takes all the room is kept as well.
        assertThat(had.add("x".repeat(1_000), new ReadPosition("e.0", 1))).isTrue();
        had.nextSession();
        assertThat(had.add("x".repeat(1_000), new ReadPosition("e.0", 1))).isFalse();
    }
}
