package dev.webshocket.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.webshocket.Channels;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.spi.extension.MessageLog;
import dev.webshocket.support.EngineServer;
import dev.webshocket.support.WireClient;
import dev.webshocket.support.WireClient.Wire;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A channel without a rule costs what it costs where no channel has one: what the publishing thread allocates for a message, both
 * measured by turns.
 */
class UnruledChannelsTest {

    private static final int ROUNDS = 20;
    private static final int MESSAGES = 200;

    /** For the search of the rule, of which there is none. */
    private static final long FEW_BYTES = 100;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final RoomsHandler handler = new RoomsHandler();

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void costWhatTheyCostWithoutRules(int subscribers) throws Exception {
        try (MessageLog log = MessageLog.inMemory(1 << 20);
                EngineServer plain = EngineServer.start(handler);
                EngineServer ruled = handler.start(log)) {
            List<WireClient> ofPlain = new ArrayList<>();
            List<WireClient> ofRuled = new ArrayList<>();
            try {
                for (int i = 0; i < subscribers; i++) {
                    ofPlain.add(subscribe(plain));
                    ofRuled.add(subscribe(ruled));
                }
                long without = Long.MAX_VALUE;
                long unruled = Long.MAX_VALUE;
                long kept = Long.MAX_VALUE;
                for (int i = 0; i < ROUNDS; i++) {
                    without = Math.min(without, bytes(plain, "other", ofPlain));
                    unruled = Math.min(unruled, bytes(ruled, "other", ofRuled));
                    kept = Math.min(kept, bytes(ruled, "room.a", ofRuled));
                }
                System.out.printf(
                        "UnruledChannelsTest: %d subscribers: %d bytes a message without rules, %d without a rule, %d kept%n",
                        subscribers, without, unruled, kept);
                assertThat(unruled).isLessThanOrEqualTo(without + without / 10 + FEW_BYTES);
                // So that is what the bound tells from others.
                assertThat(kept).isGreaterThan(without + without / 10 + FEW_BYTES);
            } finally {
                for (WireClient client :
                        Stream.concat(ofPlain.stream(), ofRuled.stream()).toList()) {
                    client.close();
                }
            }
        }
    }

    private static WireClient subscribe(EngineServer server) throws Exception {
        WireClient client = WireClient.connect(server.uri("/rooms"), Wire.JSON);
        client.request("join", List.of(List.of("other", "room.a")), Map.of());
        assertThat(client.packet().rpc()).isInstanceOf(RpcResponse.class);
        return client;
    }

    /** Returns how many bytes this thread allocates for a message, when the subscribers have got all before. */
    private long bytes(EngineServer server, String channel, List<WireClient> subscribers) throws Exception {
        Channels channels = server.engine().channels();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MESSAGES; i++) {
            channels.publish(channel, "message");
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        for (WireClient subscriber : subscribers) {
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(subscriber.packet().channel()).isEqualTo(channel);
            }
        }
        return allocated / MESSAGES;
    }
}
