package dev.webshocket.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.client.RpcResponse;
import dev.webshocket.client.WebSocketClient;
import dev.webshocket.it.cluster.app.ClusterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A limit of a user that calls three servers at the same time. */
@Timeout(600)
class SharedLimitIT {

    private static final int SERVERS = 3;
    /** Of each of its connections. */
    private static final int CALLS = 700;

    private static final int CONNECTIONS = 2;
    private static final int RATE_LIMITED = -32000;

    @Test
    void letsThroughExactlyAsManyCallsOfAUserAsItSays() throws Exception {
        try (TestCluster cluster = TestCluster.start(SERVERS)) {
            List<WebSocketClient> clients = new ArrayList<>();
            for (int i = 0; i < SERVERS * CONNECTIONS; i++) {
                clients.add(TestCluster.patient(cluster.uri(i % SERVERS))
                        .credentials(() -> "ada")
                        .outstandingCalls(CALLS)
                        .connect());
            }
            // One after the other on each connection, in turn on all of them.
            List<CompletableFuture<List<RpcResponse>>> hammering = clients.stream()
                    .map(client -> CompletableFuture.supplyAsync(() -> hammer(client)))
                    .toList();
            List<RpcResponse> answers = new ArrayList<>();
            hammering.forEach(each -> answers.addAll(each.join()));
            clients.forEach(WebSocketClient::close);

            assertThat(answers).hasSize(SERVERS * CONNECTIONS * CALLS);
            assertThat(answers.stream().filter(answer -> !answer.isError())).hasSize(ClusterSettings.LIMIT);
            assertThat(answers.stream().filter(RpcResponse::isError))
                    .allMatch(answer -> answer.code().getAsInt() == RATE_LIMITED);
        }
    }

    private static List<RpcResponse> hammer(WebSocketClient client) {
        List<RpcResponse> answers = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            answers.add(client.sendRpc("limited"));
        }
        return answers;
    }
}
