package dev.webshocket.support;

import dev.webshocket.support.CuttingProxy.Cut;
import dev.webshocket.support.CuttingProxy.Fate;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What a client does and what happens to its sockets meanwhile, as a seed determines. The Java client and the browser's client go through the
 * same ones, with a {@link ScheduleHandler}; the latter gets them as JSON.
 *
 * @param seed what all else follows from
 * @param keeps whether a session outlives its socket; otherwise each cut loses one
 * @param remembers whether channels keep all messages; otherwise so few that gaps are to be expected
 * @param fates what happens to the first sockets, one after the other; later ones are cut by steps alone
 * @param steps what the client does, each without waiting for those before
 */
public record CutSchedule(long seed, boolean keeps, boolean remembers, List<Fate> fates, List<Step> steps) {

    /** A run without a cut takes about so many bytes. */
    private static final int LENGTH = 12_000;

    private static final int STEPS = 40;

    /** The channels that a client may publish in. */
    public static final List<String> CHANNELS = List.of("a", "b", "c1", "c2");

    /** What a client subscribes to. */
    public static final List<String> SUBSCRIPTIONS = List.of("a", "b", "c*");

    /** Whether a subscription has a channel. */
    public static boolean covers(String subscription, String channel) {
        return subscription.endsWith("*")
                ? channel.startsWith(subscription.replace("*", ""))
                : channel.equals(subscription);
    }

    /**
     * A step.
     *
     * @param kind what is done
     * @param n how many items, messages, connections or milliseconds; which cut
     * @param m how many items are taken; the position of a channel
     */
    public record Step(Kind kind, int n, int m) {}

    /** What a client or the network does. */
    public enum Kind {
        /** Calls for a value. */
        ONCE,
        /** The same, by a call that may run twice. */
        IDEMPOTENT,
        /** Calls what fails. */
        FAIL,
        /** Calls for n items, and leaves the loop after m. */
        COUNT,
        /** Calls for n items, behind which comes an error. */
        BREAK_OFF,
        /** Uploads n items. */
        SUM,
        /** Uploads n items, of which the method takes m. */
        FIRST,
        /** Uploads n items, each of which is answered. */
        ECHO,
        /** Makes a call that never ends, and gives it up at the next pause. */
        ABORT,
        /** Makes a call that never ends, with a time limit of n milliseconds. */
        TIMEOUT,
        /** Sends a message to the server's application. */
        SEND,
        /** Asks the server for n messages. */
        PUSH,
        /** Publishes n messages in the channel at position m. */
        PUBLISH,
        /** Has the server call the client with n, which it doubles. */
        ASK,
        /** Cuts all sockets, in the way at position n. */
        CUT,
        /** The next n sockets are refused. */
        REFUSE,
        /** Does nothing for n milliseconds. */
        PAUSE
    }

    /** How often each kind of step is chosen. */
    private static final List<Kind> MIX = List.of(
            Kind.ONCE,
            Kind.ONCE,
            Kind.ONCE,
            Kind.IDEMPOTENT,
            Kind.IDEMPOTENT,
            Kind.FAIL,
            Kind.COUNT,
            Kind.COUNT,
            Kind.COUNT,
            Kind.BREAK_OFF,
            Kind.SUM,
            Kind.SUM,
            Kind.FIRST,
            Kind.ECHO,
            Kind.ECHO,
            Kind.ABORT,
            Kind.TIMEOUT,
            Kind.SEND,
            Kind.SEND,
            Kind.SEND,
            Kind.PUSH,
            Kind.PUSH,
            Kind.PUBLISH,
            Kind.PUBLISH,
            Kind.PUBLISH,
            Kind.ASK,
            Kind.ASK,
            Kind.CUT,
            Kind.CUT,
            Kind.REFUSE,
            Kind.PAUSE,
            Kind.PAUSE);

    /** Returns the schedule of a seed. */
    public static CutSchedule of(long seed) {
        Random random = new Random(seed);
        // The first numbers of seeds that follow each other are alike.
        random.nextInt();
        boolean keeps = random.nextInt(3) > 0;
        boolean remembers = random.nextInt(3) > 0;
        List<Fate> fates = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fates.add(new Fate(
                    random.nextInt(LENGTH),
                    cut(random.nextInt(12)),
                    random.nextBoolean() ? 1 << 16 : 1 + random.nextInt(64),
                    random.nextInt(8) == 0 ? 1 : 0));
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 1 + random.nextInt(STEPS); i > 0; i--) {
            steps.add(step(MIX.get(random.nextInt(MIX.size())), random));
        }
        return new CutSchedule(seed, keeps, remembers, List.copyOf(fates), List.copyOf(steps));
    }

    /** Returns a way of cutting. Silence is rare, since it takes time until a client is sure of it. */
    public static Cut cut(int n) {
        return n == 0 ? Cut.SILENCE : Cut.values()[n % 2];
    }

    private static Step step(Kind kind, Random random) {
        return switch (kind) {
            case COUNT -> new Step(kind, random.nextInt(60), 1 + random.nextInt(90));
            case BREAK_OFF, SUM, ECHO -> new Step(kind, random.nextInt(60), 0);
            case FIRST -> new Step(kind, random.nextInt(60), 1 + random.nextInt(10));
            case TIMEOUT -> new Step(kind, 1 + random.nextInt(40), 0);
            case PUSH -> new Step(kind, 1 + random.nextInt(10), 0);
            case PUBLISH -> new Step(kind, 1 + random.nextInt(10), random.nextInt(CHANNELS.size()));
            case ASK -> new Step(kind, random.nextInt(100), 0);
            case CUT -> new Step(kind, random.nextInt(24), 0);
            case REFUSE -> new Step(kind, 1 + random.nextInt(2), 0);
            case PAUSE -> new Step(kind, random.nextInt(20), 0);
            default -> new Step(kind, 0, 0);
        };
    }

    /** Returns it as the browser's client reads it. */
    public JsonObject json() {
        JsonArrayBuilder sockets = Json.createArrayBuilder();
        for (Fate fate : fates) {
            sockets.add(Json.createObjectBuilder()
                    .add("bytes", fate.bytes())
                    .add("how", fate.cut().name())
                    .add("chunk", fate.chunk())
                    .add("delay", fate.delayMillis()));
        }
        JsonArrayBuilder acts = Json.createArrayBuilder();
        for (Step step : steps) {
            acts.add(Json.createObjectBuilder()
                    .add("kind", step.kind().name().toLowerCase(Locale.ROOT))
                    .add("n", step.n())
                    .add("m", step.m()));
        }
        return Json.createObjectBuilder()
                .add("seed", seed)
                .add("keeps", keeps)
                .add("remembers", remembers)
                .add("fates", sockets)
                .add("steps", acts)
                .build();
    }
}
