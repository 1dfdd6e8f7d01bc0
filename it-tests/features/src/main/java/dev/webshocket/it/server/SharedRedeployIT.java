package dev.webshocket.it.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.webshocket.demo.DemoClient;
import dev.webshocket.demo.Encoding;
import dev.webshocket.demo.cluster.RedisProcess;
import dev.webshocket.it.Archives;
import dev.webshocket.it.Server;
import dev.webshocket.it.app.FarewellHandler;
import dev.webshocket.it.app.GuestBook;
import dev.webshocket.it.app.NoGrace;
import dev.webshocket.it.app.shared.RedisUrl;
import dev.webshocket.it.app.shared.SharedHandler;
import jakarta.enterprise.inject.spi.Extension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that shares channels by Redis, and is redeployed many times: no class loader, thread or connection remains. */
@ExtendWith(ArquillianExtension.class)
class SharedRedeployIT {

    private static final String NAME = "shared";
    private static final String CHANNEL = "news";
    private static final int TIMES = Integer.getInteger("redeployments", 5);

    private static RedisProcess redis;

    @ArquillianResource
    Deployer deployer;

    private final Server server = new Server(NAME);

    @Deployment(name = NAME, managed = false, testable = false)
    static WebArchive shared() throws Exception {
        redis = RedisProcess.start();
        // In a library of its own: classes beside an extension are no beans.
        JavaArchive url = ShrinkWrap.create(JavaArchive.class, "redis-url.jar")
                .addClass(RedisUrl.class)
                .addAsServiceProvider(Extension.class, RedisUrl.class)
                .addAsResource(new StringAsset(redis.url()), RedisUrl.RESOURCE);
        WebArchive war = Archives.war(NAME, FarewellHandler.class, GuestBook.class, NoGrace.class, SharedHandler.class)
                .addAsLibrary(url);
        for (String type : List.of(
                "dev.webshocket.redis.RedisSettings",
                "redis.clients.jedis.UnifiedJedis",
                "org.apache.commons.pool2.ObjectPool",
                "com.google.gson.Gson",
                "org.json.JSONObject",
                "org.slf4j.Logger",
                "io.github.bucket4j.redis.consts.LuaScripts")) {
            war.addAsLibrary(Archives.libraryOf(Class.forName(type)));
        }
        return war;
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES) // Longer than what all tests have.
    void earlierDeploymentsLeaveNothing() throws Exception {
        deployer.deploy(NAME);
        List<String> threads = useAndUndeploy();
        for (int i = 1; i < TIMES; i++) {
            deployer.deploy(NAME);
            assertThat(useAndUndeploy()).isEqualTo(threads);
        }
        await().atMost(RetainedDeployments.PATIENCE)
                .untilAsserted(() -> assertThat(connections()).isEqualTo(1)); // this one
        new RetainedDeployments(deployer, NAME).assertNone(this::useAndUndeploy);
    }

    /** Returns the threads for Redis that there are while the application runs. */
    private List<String> useAndUndeploy() throws Exception {
        try (DemoClient listener = server.connect("/shared", Encoding.MSGPACK);
                DemoClient speaker = server.connect("/shared", Encoding.JSON)) {
            assertThat(speaker.call("ready").response()).isEqualTo(true);
            listener.call("join", CHANNEL);
            speaker.call("say", CHANNEL, "hello");
            assertThat(listener.nextPacket().get("data")).isEqualTo("hello");
            List<String> threads = ((List<?>) speaker.call("threads").response())
                    .stream().map(String.class::cast).toList();
            assertThat(threads).isNotEmpty();
            deployer.undeploy(NAME);

            assertThat(listener.closeCode()).isEqualTo(1001);
            return threads;
        }
    }

    /** Returns how many connections Redis has, this one included. */
    private static long connections() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("INFO clients\r\nQUIT\r\n".getBytes(US_ASCII));
            Stream<String> lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).lines();
            return lines.filter(line -> line.startsWith("connected_clients:"))
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                    .sum();
        }
    }
}
