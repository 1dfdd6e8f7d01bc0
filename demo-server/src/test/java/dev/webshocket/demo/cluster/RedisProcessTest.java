package dev.webshocket.demo.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RedisProcessTest {

    @Test
    void keepsNothingWithoutADirectory() throws Exception {
        try (RedisProcess redis = RedisProcess.start()) {
            assertThat(said(redis, "SET a 1")).isEqualTo("+OK");

            redis.restart();

            assertThat(said(redis, "GET a")).isEqualTo("$-1");
        }
    }

    @Test
    void keepsWhatItHasAnsweredInADirectory(@TempDir Path data) throws Exception {
        try (RedisProcess redis = RedisProcess.start(data)) {
            assertThat(said(redis, "SET a 1")).isEqualTo("+OK");
            long before = redis.pid();

            redis.restart();

            assertThat(redis.pid()).isNotEqualTo(before);
            assertThat(said(redis, "GET a")).isEqualTo("$1");
        }
    }

    @Test
    void saysNothingWhileItIsFrozen() throws Exception {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.freeze();
            assertThatThrownBy(() -> said(redis, "PING")).isInstanceOf(SocketTimeoutException.class);

            redis.thaw();
            assertThat(said(redis, "PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void tellsOfItsEndAndCanBeClosedWhileFrozen() throws Exception {
        RedisProcess redis = RedisProcess.start();
        var ended = redis.onEnd();
        redis.freeze();

        redis.close();
        redis.close();

        ended.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> said(redis, "PING")).isInstanceOf(IOException.class);
    }

    @Test
    void saysWhyItDoesNotStart(@TempDir Path directory) throws Exception {
        assertThatThrownBy(() -> RedisProcess.start(directory.resolve("missing")))
                .isInstanceOf(RedisProcess.NotStartedException.class)
                .hasMessageContaining("redis-server does not start: ")
                .hasMessageContaining("No such file or directory");
    }

    /** Returns the first line of the answer to an inline command. */
    private static String said(RedisProcess redis, String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
        }
    }
}
