package dev.webshocket.support;

import dev.webshocket.support.CutSchedule.Kind;
import dev.webshocket.support.ScheduleReport.Call;
import dev.webshocket.support.ScheduleReport.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What must hold when a client has gone through a {@link CutSchedule}, whichever client it is: it compares what the client reports with
 * the account of the server. For one thread.
 */
final class ScheduleVerdict {

    /** Steps that are no calls. */
    private static final Set<Kind> OTHERS = EnumSet.of(Kind.SEND, Kind.CUT, Kind.REFUSE, Kind.PAUSE);

    private final CutSchedule schedule;
    private final ScheduleAccount.Summary account;
    private final ScheduleReport report;
    private final List<String> faults = new ArrayList<>();

    private ScheduleVerdict(ScheduleAccount.Summary account, ScheduleReport report) {
        this.schedule = CutSchedule.of(report.seed());
        this.account = account;
        this.report = report;
    }

    /** Returns what does not hold; empty if all does. */
    static List<String> of(ScheduleAccount.Summary account, ScheduleReport report) {
        ScheduleVerdict verdict = new ScheduleVerdict(account, report);
        verdict.sessions();
        verdict.calls();
        CutSchedule.CHANNELS.forEach(verdict::channel);
        verdict.messages("the client", report.pushes(), account.pushed());
        verdict.messages("the server", account.received(), report.sent());
        return verdict.faults;
    }

    private void check(boolean holds, String otherwise, Object... values) {
        if (!holds) {
            faults.add(otherwise.formatted(values));
        }
    }

    private void sessions() {
        check(report.losses() == 0 || !schedule.keeps(), "%d sessions were lost", report.losses());
        check(account.disorder().isEmpty(), "calls started out of order: %s", account.disorder());
    }

    private void calls() {
        long made = schedule.steps().stream()
                .filter(step -> !OTHERS.contains(step.kind()))
                .count();
        // In the end it publishes once more in each channel.
        long expected = made + CutSchedule.CHANNELS.size();
        check(
                report.calls().size() == expected,
                "%d calls of %d",
                report.calls().size(),
                expected);
        long sends = schedule.steps().stream()
                .filter(step -> step.kind() == Kind.SEND)
                .count();
        check(report.sent() == sends, "%d messages of %d", report.sent(), sends);
        report.calls().forEach(this::call);
    }

    private void call(Call call) {
        int runs = account.runs().getOrDefault(call.id(), 0);
        int most = call.isIdempotent() ? 1 + report.losses() : 1;
        check(runs <= most, "%s ran %d times, and %d sessions were lost", call.id(), runs, report.losses());
        check(runs > 0 || call.outcome() != Outcome.ANSWERED, "%s has an answer, and never ran", call.id());
        if (call.outcome() == Outcome.UNKNOWN) {
            check(report.losses() > 0, "the outcome of %s is unknown, though no session was lost", call.id());
            check(!call.isIdempotent(), "%s is not made again", call.id());
        }
    }

    private void channel(String channel) {
        List<Integer> heard = report.heard().getOrDefault(channel, List.of());
        ascending("messages of " + channel, heard);
        int published = account.published().getOrDefault(channel, 0);
        boolean isGap = report.gaps().stream().anyMatch(name -> CutSchedule.covers(name, channel));
        check(!isGap || !schedule.remembers(), "a gap in %s, which keeps all", channel);
        if (isGap) {
            check(last(heard) == published, "the last message of %s is %d of %d", channel, last(heard), published);
        } else {
            check(heard.equals(upTo(published)), "of %d messages of %s came %s", published, channel, heard);
        }
    }

    /** Messages to one side; only a session that is lost takes some along. */
    private void messages(String receiver, List<Integer> received, int sent) {
        ascending("messages to " + receiver, received);
        check(last(received) <= sent, "%s has %d of %d messages", receiver, last(received), sent);
        check(
                report.losses() > 0 || received.equals(upTo(sent)),
                "of %d messages to %s came %s",
                sent,
                receiver,
                received);
    }

    private void ascending(String what, List<Integer> numbers) {
        for (int i = 1; i < numbers.size(); i++) {
            check(numbers.get(i) > numbers.get(i - 1), "%s: %d behind %d", what, numbers.get(i), numbers.get(i - 1));
        }
    }

    private static int last(List<Integer> numbers) {
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    private static List<Integer> upTo(int n) {
        return IntStream.rangeClosed(1, n).boxed().toList();
    }
}
