package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SessionSocket.Wire;
import dev.webshocket.support.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bounds and the credit of streams, and what is refused. */
@Tag("slow")
class StreamBoundsTest extends UploadCalls {

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aWrongNumberOfUploadsIsRefused(Wire wire) throws Exception {
        open(wire);
        call("1", "sum", List.of());
        assertThat(answer()).isEqualTo(failure("1", RpcErrorCode.RPC_INVALID_PARAMS, "0 uploads given, but 1 taken"));
        call("2", "sum", List.of(), "a", "b");
        upload("a", 1);
        assertThat(answer()).isEqualTo(failure("2", RpcErrorCode.RPC_INVALID_PARAMS, "2 uploads given, but 1 taken"));
        call("3", "ping", List.of(), "a");
        assertThat(answer()).isEqualTo(failure("3", RpcErrorCode.RPC_INVALID_PARAMS, "1 uploads given, but 0 taken"));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anIdInUseIsRefused(Wire wire) throws Exception {
        open(wire);
        call("1", "slow", List.of(), "a");
        call("2", "sum", List.of(), "a");
        RpcResponse refused = answer();
        assertThat(refused.callId()).isEqualTo("2");
        assertThat(refused.error()).isEqualTo(-32602);
        call("3", "two", List.of("x"), "b", "b");
        assertThat(answer().error()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void atMost32UploadsAreOpen(Wire wire) throws Exception {
        open(wire);
        for (int i = 0; i < 32; i++) {
            call("c" + i, "sum", List.of(), "s" + i);
        }
        call("more", "sum", List.of(), "more");
        assertThat(answer())
                .isEqualTo(
                        failure("more", RpcErrorCode.RPC_OVERLOADED, "Too many streams of this connection are open."));
        end("s0");
        assertThat(answer()).isEqualTo(RpcResponse.result("c0", 0L));
        call("again", "sum", List.of(), "again");
        end("again");
        assertThat(answer()).isEqualTo(RpcResponse.result("again", 0L));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void atMost32AnswersAreStreams(Wire wire) throws Exception {
        open(wire);
        List<Object> begun = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            call("c" + i, "blockedStream", List.of());
            begun.add(answer().callId());
        }
        assertThat(begun).hasSize(32).doesNotHaveDuplicates();
        call("more", "numbers", List.of(1));
        assertThat(answer())
                .isEqualTo(
                        failure("more", RpcErrorCode.RPC_OVERLOADED, "Too many streams of this connection are open."));
        // Streams take no place among concurrent calls, of which 16 may run.
        call("beside", "beside", List.of());
        assertThat(answer()).isEqualTo(RpcResponse.result("beside", "beside"));
        send(new RpcCancel("c0"));
        call("last", "numbers", List.of(0));
        assertThat(answer()).isEqualTo(RpcResponse.end("last"));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anAnswerHasNoMoreItemsThanItsCredit(Wire wire) throws Exception {
        open(wire);
        call("1", "numbers", List.of(100), 2);
        assertThat(answer()).isEqualTo(RpcResponse.item("1", 0L));
        assertThat(answer()).isEqualTo(RpcResponse.item("1", 1L));
        call("2", "ping", List.of());
        assertThat(answer()).isEqualTo(RpcResponse.result("2", "pong"));
        send(new RpcCredit("1", null, 3));
        for (long i = 2; i < 5; i++) {
            assertThat(answer()).isEqualTo(RpcResponse.item("1", i));
        }
        call("3", "ping", List.of());
        assertThat(answer()).isEqualTo(RpcResponse.result("3", "pong"));
        send(new RpcCredit("1", null, Integer.MAX_VALUE));
        send(new RpcCredit("1", null, Integer.MAX_VALUE));
        for (long i = 5; i < 100; i++) {
            assertThat(answer()).isEqualTo(RpcResponse.item("1", i));
        }
        assertThat(answer()).isEqualTo(RpcResponse.end("1"));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anErrorIsOfAStreamOnlyAfterAnItem(Wire wire) throws Exception {
        open(wire);
        call("1", "failing", List.of(0));
        assertThat(answer()).isEqualTo(failure("1", RpcErrorCode.RPC_APPLICATION_ERROR, "no more"));
        call("2", "failing", List.of(1));
        assertThat(answer()).isEqualTo(RpcResponse.item("2", 0L));
        assertThat(answer()).isEqualTo(RpcResponse.failedEnd("2", RpcErrorCode.RPC_APPLICATION_ERROR, "no more"));
    }

    @Test
    void aPublisherOfAnUploadHasOneSubscriber() throws Exception {
        open(Wire.MSGPACK);
        call("1", "twice", List.of(), "a");
        assertThat(answer()).isEqualTo(RpcResponse.result("1", 1L));
        assertThat(handler.failures.poll(20, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSubscriberThatThrowsFailsItsCall() throws Exception {
        open(Wire.MSGPACK);
        call("1", "broken", List.of(), "a");
        upload("a", 1);
        assertThat(next()).isEqualTo(new RpcCancel(null, "a"));
        assertThat(answer().error()).isEqualTo(-32603);
    }

    @Test
    void unknownStreamsAreIgnored() throws Exception {
        open(Wire.JSON);
        upload("no", 1);
        end("no");
        send(new RpcCredit(null, "no", 1));
        send(new RpcCredit("no", null, 1));
        send(new RpcCancel(null, "no"));
        call("1", "ping", List.of());
        assertThat(answer()).isEqualTo(RpcResponse.result("1", "pong"));
    }

    @ParameterizedTest
    @EnumSource(WireClient.Wire.class)
    void version1HasNoUploads(WireClient.Wire wire) throws Exception {
        try (WireClient old = WireClient.connect(server.uri("/ws"), wire)) {
            RpcResponse answer = old.call("sum");
            assertThat(answer.error()).isEqualTo(-32602);
            assertThat(answer.response()).isEqualTo("0 uploads given, but 1 taken");
        }
    }
}
