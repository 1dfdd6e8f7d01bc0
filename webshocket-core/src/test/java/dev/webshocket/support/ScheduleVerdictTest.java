package dev.webshocket.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.support.CutSchedule.Kind;
import dev.webshocket.support.ScheduleReport.Call;
import dev.webshocket.support.ScheduleReport.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A verdict that finds no fault would let both clients pass. */
class ScheduleVerdictTest {

    private static final CutSchedule KEEPING = find(schedule -> schedule.keeps() && schedule.remembers());
    private static final CutSchedule LOSING = find(schedule -> !schedule.keeps() && !schedule.remembers());

    private final Map<String, Integer> runs = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, List<Integer>> heard = new HashMap<>();
    private List<String> gaps = List.of();
    private List<Integer> pushes = List.of(1, 2);
    private List<Integer> received = List.of();
    private List<String> disorder = List.of();
    private int losses;

    private static CutSchedule find(Predicate<CutSchedule> wanted) {
        return LongStream.range(1, 1000)
                .mapToObj(CutSchedule::of)
                .filter(wanted)
                .filter(schedule -> sends(schedule) > 1)
                .findFirst()
                .orElseThrow();
    }

    private static int sends(CutSchedule schedule) {
        return (int) schedule.steps().stream()
                .filter(step -> step.kind() == Kind.SEND)
                .count();
    }

    /** All is as it should be. */
    private void allIsWell(CutSchedule schedule) {
        long steps = schedule.steps().stream()
                .filter(step ->
                        !List.of(Kind.SEND, Kind.CUT, Kind.REFUSE, Kind.PAUSE).contains(step.kind()))
                .count();
        for (int i = 0; i < steps + CutSchedule.CHANNELS.size(); i++) {
            calls.add(new Call("call" + i, i == 0, Outcome.ANSWERED));
            runs.put("call" + i, 1);
        }
        CutSchedule.CHANNELS.forEach(channel -> heard.put(channel, List.of(1, 2, 3)));
        received = LongStream.rangeClosed(1, sends(schedule))
                .mapToObj(number -> (int) number)
                .toList();
    }

    private List<String> verdict(CutSchedule schedule) {
        Map<String, Integer> published = new HashMap<>();
        CutSchedule.CHANNELS.forEach(channel -> published.put(channel, 3));
        return ScheduleVerdict.of(
                new ScheduleAccount.Summary(runs, published, 2, received, disorder),
                new ScheduleReport(schedule.seed(), calls, heard, gaps, pushes, sends(schedule), losses));
    }

    private void call(int index, Outcome outcome, int times) {
        Call call = calls.get(index);
        calls.set(index, new Call(call.id(), call.isIdempotent(), outcome));
        runs.put(call.id(), times);
    }

    @Test
    void findsNothingWhereAllIsWell() {
        allIsWell(KEEPING);
        assertThat(verdict(KEEPING)).isEmpty();
    }

    @Test
    void allowsWhatTheLossOfASessionMayCost() {
        allIsWell(LOSING);
        losses = 1;
        call(0, Outcome.ANSWERED, 2);
        call(1, Outcome.UNKNOWN, 0);
        call(2, Outcome.UNKNOWN, 1);
        heard.put("c1", List.of(1, 3));
        gaps = List.of("c*");
        pushes = List.of(2);
        received = List.of();
        assertThat(verdict(LOSING)).isEmpty();
    }

    @Test
    void findsCallsThatRanTwiceOrNever() {
        allIsWell(KEEPING);
        call(0, Outcome.ANSWERED, 2);
        call(1, Outcome.ANSWERED, 0);
        assertThat(verdict(KEEPING))
                .containsExactly("call0 ran 2 times, and 0 sessions were lost", "call1 has an answer, and never ran");
    }

    @Test
    void findsCallsThatWereGivenUpThoughTheirSessionWasThere() {
        allIsWell(KEEPING);
        call(1, Outcome.UNKNOWN, 1);
        assertThat(verdict(KEEPING)).containsExactly("the outcome of call1 is unknown, though no session was lost");
    }

    @Test
    void findsIdempotentCallsThatWereNotMadeAgain() {
        allIsWell(LOSING);
        losses = 1;
        call(0, Outcome.UNKNOWN, 1);
        assertThat(verdict(LOSING)).containsExactly("call0 is not made again");
    }

    @Test
    void findsSessionsThatWereLostAndStepsThatWereLeftOut() {
        allIsWell(KEEPING);
        losses = 2;
        calls.remove(calls.size() - 1);
        disorder = List.of("call2 at 2 after 3");
        assertThat(verdict(KEEPING))
                .containsExactly(
                        "2 sessions were lost",
                        "calls started out of order: [call2 at 2 after 3]",
                        calls.size() + " calls of " + (calls.size() + 1));
    }

    @Test
    void findsMessagesOfChannelsThatAreLostRepeatedOrOutOfOrder() {
        allIsWell(KEEPING);
        heard.put("a", List.of(1, 3));
        heard.put("b", List.of(1, 2, 2, 3));
        heard.put("c1", List.of(1, 2));
        heard.remove("c2");
        assertThat(verdict(KEEPING))
                .containsExactly(
                        "of 3 messages of a came [1, 3]",
                        "messages of b: 2 behind 2",
                        "of 3 messages of b came [1, 2, 2, 3]",
                        "of 3 messages of c1 came [1, 2]",
                        "of 3 messages of c2 came []");
    }

    @Test
    void findsGapsThatNeedNotBeAndMessagesLostBehindThem() {
        allIsWell(KEEPING);
        gaps = List.of("a");
        heard.put("a", List.of(1, 2));
        assertThat(verdict(KEEPING)).containsExactly("a gap in a, which keeps all", "the last message of a is 2 of 3");
    }

    @Test
    void findsMessagesToEitherSideThatAreLostRepeatedOrMadeUp() {
        allIsWell(KEEPING);
        pushes = List.of(2, 1);
        received = List.of(1);
        assertThat(verdict(KEEPING))
                .containsExactly(
                        "messages to the client: 1 behind 2",
                        "of 2 messages to the client came [2, 1]",
                        "of " + sends(KEEPING) + " messages to the server came [1]");
        losses = 1;
        pushes = List.of(3);
        assertThat(verdict(KEEPING)).contains("the client has 3 of 2 messages");
    }
}
