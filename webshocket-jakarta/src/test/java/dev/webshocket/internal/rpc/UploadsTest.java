package dev.webshocket.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcException;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcEnd;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcResponse;
import dev.webshocket.support.SessionSocket;
import dev.webshocket.support.SessionSocket.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams that clients upload. */
@Tag("slow")
class UploadsTest extends UploadCalls {

    @ParameterizedTest
    @EnumSource(Wire.class)
    void itemsThatFollowTheCallAtOnceAreReceived(Wire wire) throws Exception {
        open(wire);
        call("1", "sum", List.of(), "a");
        upload("a", 1, 2, 3);
        end("a");
        assertThat(answer()).isEqualTo(RpcResponse.result("1", 6L));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void severalUploadsHaveTheOrderOfTheParameters(Wire wire) throws Exception {
        open(wire);
        call("1", "two", List.of("of "), "n", "r");
        upload("r", Map.of("sensor", "s", "value", 4));
        upload("n", 1, 2);
        end("r");
        end("n");
        assertThat(answer()).isEqualTo(RpcResponse.result("1", "of 3[Reading[sensor=s, value=4]]"));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anUploadIsStreamedBackAsItComes(Wire wire) throws Exception {
        open(wire);
        for (String method : List.of("shout", "mapped", "relayed")) {
            String stream = method + " words";
            call(method, method, List.of(), stream);
            for (String word : List.of("one", "two")) {
                upload(stream, word);
                String back = method.equals("shout")
                        ? word.toUpperCase(Locale.ROOT)
                        : word + (method.equals("mapped") ? "!" : "");
                assertThat(answer()).isEqualTo(RpcResponse.item(method, back));
            }
            end(stream);
            assertThat(answer()).isEqualTo(RpcResponse.end(method));
        }
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aPublisherParameterReceivesNullAsAnError(Wire wire) throws Exception {
        open(wire);
        call("1", "counted", List.of(), "a");
        upload("a", 1, "two", List.of(3));
        end("a");
        assertThat(answer()).isEqualTo(RpcResponse.result("1", 3L));

        call("2", "counted", List.of(), "b");
        upload("b", (Object) null);
        assertThat(next()).isEqualTo(new RpcCancel(null, "b"));
        assertThat(answer().error()).isEqualTo(-32603);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aLongUploadNeedsCreditAndGetsIt(Wire wire) throws Exception {
        open(wire);
        call("1", "sum", List.of(), "a");
        int items = 5_000;
        int credit = 32;
        for (int i = 0; i < items; i++) {
            while (credit == 0) {
                RpcCredit more = (RpcCredit) client.packet().rpc();
                assertThat(more.stream()).isEqualTo("a");
                credit += more.items();
            }
            credit--;
            upload("a", i);
        }
        end("a");
        assertThat(answer())
                .isEqualTo(RpcResponse.result(
                        "1", IntStream.range(0, items).asLongStream().sum()));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aSlowUploadHoldsUpNothingElse(Wire wire) throws Exception {
        open(wire);
        call("1", "slow", List.of(), "a");
        upload("a", 1);
        assertThat(handler.begun.await(20, TimeUnit.SECONDS)).isTrue();
        int credit = 31;
        // As much as the server takes; then it gives no credit, and everything else goes on.
        call("2", "ping", List.of());
        RpcMessage message = client.packet().rpc();
        while (message instanceof RpcCredit more) {
            credit += more.items();
            message = client.packet().rpc();
        }
        assertThat(message).isEqualTo(RpcResponse.result("2", "pong"));
        for (int i = 0; i < credit; i++) {
            upload("a", 1);
        }
        call("3", "beside", List.of());
        assertThat(answer()).isEqualTo(RpcResponse.result("3", "beside"));
        call("4", "sum", List.of(), "b");
        upload("b", 40, 2);
        end("b");
        assertThat(answer()).isEqualTo(RpcResponse.result("4", 42L));
        call("5", "numbers", List.of(2));
        assertThat(answer()).isEqualTo(RpcResponse.item("5", 0L));
        assertThat(answer()).isEqualTo(RpcResponse.item("5", 1L));
        assertThat(answer()).isEqualTo(RpcResponse.end("5"));
        handler.release.countDown();
        end("a");
        assertThat(answer()).isEqualTo(RpcResponse.result("1", 1L + credit));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anItemBeyondTheCreditEndsItsUpload(Wire wire) throws Exception {
        open(wire);
        call("1", "slow", List.of(), "a");
        upload("a", 1);
        assertThat(handler.begun.await(20, TimeUnit.SECONDS)).isTrue();
        // Far more than any credit: the server counts.
        for (int i = 0; i < 1_000; i++) {
            upload("a", 1);
        }
        assertThat(next()).isEqualTo(new RpcCancel(null, "a"));
        call("2", "ping", List.of());
        assertThat(answer()).isEqualTo(RpcResponse.result("2", "pong"));
        handler.release.countDown();
        RpcResponse answer = answer();
        assertThat(answer.callId()).isEqualTo("1");
        assertThat(answer.error()).isEqualTo(-32602);
        assertThat(answer.response()).asString().contains("beyond the credit");
        assertThat(answer.stream()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anItemThatDoesNotFitEndsItsUpload(Wire wire) throws Exception {
        open(wire);
        call("1", "sum", List.of(), "a");
        upload("a", 1, "two", 3);
        assertThat(next()).isEqualTo(new RpcCancel(null, "a"));
        RpcResponse answer = answer();
        assertThat(answer.error()).isEqualTo(-32602);
        assertThat(answer.response()).asString().contains("an uploaded item");
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void theMethodSeesTheErrorOfTheCaller(Wire wire) throws Exception {
        open(wire);
        call("1", "recording", List.of(), "a");
        upload("a", 1);
        send(new RpcEnd("a", 4711, "disk full"));
        RpcResponse answer = answer();
        assertThat(answer.error()).isEqualTo(4711);
        assertThat(answer.response()).isEqualTo("disk full");
        assertThat(handler.failures.poll(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.code()).isEqualTo(4711));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void anUploadEndsWithTheAnswerOfItsCall(Wire wire) throws Exception {
        open(wire);
        call("1", "first", List.of(), "a");
        upload("a", 7);
        assertThat(answer()).isEqualTo(RpcResponse.result("1", 7L));
        // Items in transit are ignored, and the id is free.
        upload("a", 8);
        call("2", "sum", List.of(), "a");
        upload("a", 9);
        end("a");
        assertThat(answer()).isEqualTo(RpcResponse.result("2", 9L));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void aMethodMayDeclineTheRest(Wire wire) throws Exception {
        open(wire);
        call("1", "closing", List.of(), "a");
        upload("a", 7);
        assertThat(next()).isEqualTo(new RpcCancel(null, "a"));
        handler.release.countDown();
        assertThat(answer()).isEqualTo(RpcResponse.result("1", 7L));
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void cancellingTheCallEndsItsUploads(Wire wire) throws Exception {
        open(wire);
        call("1", "recording", List.of(), "a");
        upload("a", 1);
        assertThat(handler.begun.await(20, TimeUnit.SECONDS)).isTrue();
        send(new RpcCancel("1"));
        assertThat(handler.failures.poll(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        call("2", "ping", List.of());
        assertThat(answer()).isEqualTo(RpcResponse.result("2", "pong"));
    }

    @Test
    void theEndOfTheSessionEndsUploads() throws Exception {
        open(Wire.MSGPACK);
        call("1", "recording", List.of(), "a");
        upload("a", 1);
        assertThat(handler.begun.await(20, TimeUnit.SECONDS)).isTrue();
        client.close();
        assertThat(handler.failures.poll(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aLostSocketOnlyPausesAnUpload() throws Exception {
        client = SessionSocket.connect(server.uri("/ws"), Wire.JSON);
        client.hello(null, 0);
        var welcome = client.welcome();
        client.ack(0);
        call("1", "sum", List.of(), "a");
        upload("a", 1);
        call("2", "ping", List.of());
        assertThat(answer()).isEqualTo(RpcResponse.result("2", "pong"));
        client.cut();
        client = SessionSocket.resume(server.uri("/ws"), Wire.JSON, welcome, 1);
        assertThat(client.welcome().received()).isEqualTo(3);
        client.ack(1);
        upload("a", 2);
        end("a");
        assertThat(answer()).isEqualTo(RpcResponse.result("1", 3L));
    }
}
