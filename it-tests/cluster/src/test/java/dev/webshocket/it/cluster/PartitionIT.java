package dev.webshocket.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.client.RetryPolicy;
import dev.webshocket.client.WebSocketClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of three servers that cannot reach Redis for a while. System properties: see {@link Load}. */
@Timeout(1800)
class PartitionIT {

    private static final String ROOM = "room.all";
    private static final int CUT_OFF = 0;
    /** How many are in the room on each server. */
    private static final int MEMBERS = 3;

    private static final Load LOAD = Load.ofProperties("PartitionIT");

    private final List<WebSocketClient> clients = new ArrayList<>();
    private TestCluster cluster;

    /** What users are promised; it usually takes a tenth of it. */
    private static final long HEALED_MILLIS = 15_000;

    @BeforeEach
    void start() throws Exception {
        cluster = TestCluster.start(3);
    }

    @AfterEach
    void stop() throws Exception {
        clients.forEach(WebSocketClient::close);
        cluster.close();
    }

    @Test
    void presenceAndMessagesAreRightAgainAfterAPartition() throws Exception {
        for (int i = 0; i < cluster.size(); i++) {
            enter(i);
        }
        awaitMembers(allBut(-1));
        try (Traffic traffic = new Traffic(cluster, LOAD, "kept", 5)) {
            traffic.publish();
            traffic.awaitPublished(0.3);
            cluster.cutOff(CUT_OFF);
            long cut = System.nanoTime();
            // Its leases end.
            awaitMembersOn(1, allBut(CUT_OFF));
            System.out.println("its members are gone after " + millisSince(cut) + " ms");
            try (WebSocketClient inside = WebSocketClient.connect(cluster.uri(CUT_OFF))) {
                assertThat(inside.call("ready", Boolean.class)).isFalse();
            }

            cluster.heal(CUT_OFF);
            long healed = System.nanoTime();
            awaitMembers(allBut(-1));
            long back = millisSince(healed);
            System.out.println("all are back after " + back + " ms");
            assertThat(back).isLessThan(HEALED_MILLIS);
            cluster.awaitReady();
            traffic.finish();

            Completeness.check(traffic);
        }
    }

    @Test
    void theMembersOfAKilledServerLeave() {
        for (int i = 0; i < cluster.size(); i++) {
            enter(i);
        }
        awaitMembers(allBut(-1));

        cluster.kill(CUT_OFF);

        awaitMembersOn(1, allBut(CUT_OFF));
        awaitMembersOn(2, allBut(CUT_OFF));
    }

    private void enter(int server) {
        for (String name : members(server)) {
            // It stays with its server, so that the server alone decides who is there.
            WebSocketClient client = WebSocketClient.builder(cluster.uri(server))
                    .retryLost(RetryPolicy.none())
                    .credentials(() -> name)
                    .connect();
            clients.add(client);
            client.call("enter", Void.class, ROOM, name);
        }
    }

    private static List<String> members(int server) {
        return IntStream.range(0, MEMBERS).mapToObj(i -> server + "-" + i).toList();
    }

    private List<String> allBut(int absent) {
        return IntStream.range(0, cluster.size())
                .filter(server -> server != absent)
                .mapToObj(PartitionIT::members)
                .flatMap(List::stream)
                .toList();
    }

    private void awaitMembers(List<String> expected) {
        for (int i = 0; i < cluster.size(); i++) {
            awaitMembersOn(i, expected);
        }
    }

    private void awaitMembersOn(int server, List<String> expected) {
        URI uri = cluster.uri(server);
        try (WebSocketClient client = WebSocketClient.connect(uri)) {
            await().atMost(TestCluster.PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat((List<?>) client.call("members", Object.class, ROOM))
                            .isEqualTo(expected));
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
