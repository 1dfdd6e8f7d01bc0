package dev.webshocket.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.RpcException;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcEnd;
import dev.webshocket.packet.RpcErrorCode;
import dev.webshocket.packet.RpcItem;
import dev.webshocket.packet.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The streams of incoming calls, as messages of the other side reach them. */
class StreamTableTest {

    private static final int BOUND = 1 << 20;

    private final StreamLink link = new StreamLink();

    private CallStreams.Opened open(Object callId, boolean answer, String... uploads) {
        return CallStreams.open(link.link(), callId, List.of(uploads), BOUND, answer, 2);
    }

    private IncomingUpload upload(String id) {
        return open("call of " + id, false, id).streams().uploads().get(0);
    }

    private static Object value(IncomingUpload upload) throws Exception {
        ItemBuffer.Item<dev.webshocket.internal.codec.ItemEnvelope> item =
                upload.items().poll();
        return item == null ? null : item.value().open().value();
    }

    @Test
    void itemsReachTheirUploadUntilItsEnd() throws Exception {
        IncomingUpload a = upload("a");
        IncomingUpload b = upload("b");
        assertThat(link.streams.size()).isEqualTo(2);
        assertThat(link.receive(new RpcItem("a", 1L))).isTrue();
        assertThat(link.receive(new RpcItem("b", 2L))).isTrue();
        assertThat(link.receive(new RpcEnd("a", null, null))).isTrue();
        assertThat(link.receive(new RpcItem("a", 3L))).isTrue();
        assertThat(value(a)).isEqualTo(1L);
        assertThat(value(a)).isNull();
        assertThat(a.items().isDrained()).isTrue();
        assertThat(a.items().failure()).isNull();
        assertThat(value(b)).isEqualTo(2L);
        assertThat(b.items().isDrained()).isFalse();
        assertThat(link.streams.size()).isEqualTo(1);
        link.receive(new RpcEnd("b", 4711, null));
        assertThat(b.items().failure()).isInstanceOfSatisfying(RpcException.class, e -> {
            assertThat(e.code()).isEqualTo(4711);
            assertThat(e).hasMessage("");
        });
    }

    @Test
    void messagesAboutNoStreamAreNotTaken() {
        assertThat(link.receive(new RpcRequest("m", List.of(), Map.of(), "1"))).isFalse();
        assertThat(link.receive(new RpcCancel("1"))).isFalse();
        assertThat(link.receive(new RpcCancel(null, "no"))).isTrue();
        assertThat(link.receive(new RpcCredit(null, "no", 1))).isTrue();
        assertThat(link.receive(new RpcCredit("no", null, 1))).isTrue();
        assertThat(link.receive(new RpcEnd("no", null, null))).isTrue();
        assertThat(link.receive(new RpcItem("no", null))).isTrue();
    }

    @Test
    void anItemBeyondTheCreditEndsItsUpload() throws Exception {
        IncomingUpload a = CallStreams.open(link.link(), "1", List.of("a"), 1, false, 0)
                .streams()
                .uploads()
                .get(0);
        for (int i = 0; i < 33; i++) {
            link.receive(new RpcItem("a", i));
        }
        assertThat(link.refused).containsExactly(new RpcCancel(null, "a"));
        assertThat(link.streams.size()).isZero();
        assertThat(value(a)).isEqualTo(0L);
        assertThat(a.items().failure())
                .isInstanceOfSatisfying(
                        UploadException.class,
                        e -> assertThat(e.code()).isEqualTo(RpcErrorCode.RPC_INVALID_PARAMS.code()));
    }

    @Test
    void anItemWithoutMemoryEndsItsUpload() {
        StreamLink poor = new StreamLink(4_096);
        IncomingUpload a = CallStreams.open(poor.link(), "1", List.of("a"), BOUND, false, 0)
                .streams()
                .uploads()
                .get(0);
        poor.streams.received(StreamLink.item("a", 1), 10_000);
        assertThat(poor.refused).containsExactly(new RpcCancel(null, "a"));
        assertThat(a.items().failure())
                .isInstanceOfSatisfying(
                        UploadException.class, e -> assertThat(e.code()).isEqualTo(RpcErrorCode.RPC_OVERLOADED.code()));
    }

    @Test
    void takenItemsAreGrantedAnew() throws Exception {
        IncomingUpload a = upload("a");
        for (int i = 0; i < 32; i++) {
            link.receive(new RpcItem("a", i));
            value(a);
        }
        assertThat(link.sent)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message)
                        .isInstanceOfSatisfying(
                                RpcCredit.class,
                                credit -> assertThat(credit.stream()).isEqualTo("a")));
    }

    @Test
    void aConsumerThatStopsTellsTheCallerOnce() {
        IncomingUpload a = upload("a");
        a.items().stop();
        a.items().stop();
        assertThat(link.refused).containsExactly(new RpcCancel(null, "a"));
        IncomingUpload b = upload("b");
        link.receive(new RpcEnd("b", null, null));
        b.items().stop();
        assertThat(link.refused).hasSize(1);
    }

    @Test
    void uploadsEndWithTheirCallWithoutAMessage() {
        CallStreams streams = open("1", true, "a").streams();
        link.receive(new RpcItem("a", 1));
        streams.end(false);
        assertThat(streams.uploads().get(0).items().failure())
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("answered");
        assertThat(link.refused).isEmpty();
        assertThat(link.memory.held()).isZero();
        assertThat(link.streams.size()).isZero();
        assertThat(open("1", true, "a").fault()).as("the id is free").isNull();
    }

    @Test
    void theEndOfTheSessionEndsAll() {
        IncomingUpload a = upload("a");
        OutgoingUpload sent = new OutgoingUpload("out", link.link(), (work, instead) -> {}, (failure, tell) -> {});
        sent.start(UploadSource.of(List.of()));
        link.streams.end();
        assertThat(a.items().failure())
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("cancelled");
        assertThat(sent.isCancelled()).isTrue();
        assertThat(open("2", false, "b").fault()).isEqualTo(StreamTable.Fault.OVER);
        assertThat(link.streams.size()).isZero();
    }

    @Test
    void anIdIsUsedOnce() {
        assertThat(open("1", false, "a").fault()).isNull();
        assertThat(open("2", false, "b", "a").fault()).isEqualTo(StreamTable.Fault.ID_IN_USE);
        assertThat(open("3", false, "c", "c").fault()).isEqualTo(StreamTable.Fault.ID_IN_USE);
        assertThat(link.streams.size()).as("none of a refused call").isEqualTo(1);
    }

    @Test
    void thereAreAtMost32UploadsAnd32Answers() {
        String[] ids = IntStream.range(0, 31).mapToObj(String::valueOf).toArray(String[]::new);
        CallStreams many = open("1", false, ids).streams();
        assertThat(open("2", false, "x", "y").fault()).isEqualTo(StreamTable.Fault.TOO_MANY);
        assertThat(open("3", false, "x").fault()).isNull();
        assertThat(open("4", false, "y").fault()).isEqualTo(StreamTable.Fault.TOO_MANY);
        CallStreams first = open("first", true).streams();
        for (int i = 1; i < 32; i++) {
            assertThat(open("s" + i, true).fault()).isNull();
        }
        assertThat(open("more", true).fault()).isEqualTo(StreamTable.Fault.TOO_MANY);
        assertThat(open("value", false)).isSameAs(CallStreams.Opened.NONE);
        first.end(true);
        many.end(false);
        assertThat(open("more", true, "y").fault()).isNull();
    }

    @Test
    void ownUploadsCountAmongTheStreamsThatThisSideSends() {
        for (int i = 0; i < 32; i++) {
            new OutgoingUpload("o" + i, link.link(), (work, instead) -> {}, (failure, tell) -> {})
                    .start(UploadSource.of(List.of()));
        }
        assertThat(open("more", true).fault()).isEqualTo(StreamTable.Fault.TOO_MANY);
        assertThat(open("in", false, "i").fault()).isNull();
    }

    @Test
    void creditReachesTheAnswerOfItsCall() {
        CallStreams streams = open("1", true).streams();
        assertThat(streams.credit().take(9)).isEqualTo(2);
        link.receive(new RpcCredit("1", null, 5));
        assertThat(streams.credit().take(9)).isEqualTo(5);
        streams.end(false);
        link.receive(new RpcCredit("1", null, 5));
        assertThat(streams.credit().take(9)).isZero();
    }
}
