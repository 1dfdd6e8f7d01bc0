package dev.webshocket.benchmarks.load;

import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Creates the bare endpoints' answers, which the load generator recognises, as fast as possible. */
final class Bare {

    private static final int ID_LENGTH = 10;
    private static final int LONGEST_MESSAGE = 4 << 20;
    private static final byte[] IS_END = "\"is_end\":true".getBytes(StandardCharsets.US_ASCII);

    private Bare() {}

    static void allowLongMessages(Session session) {
        session.setMaxBinaryMessageBufferSize(LONGEST_MESSAGE);
        session.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
    }

    /** Creates a message of this length, which starts with the request's id: the end of a request in MessagePack. */
    static ByteBuffer answer(ByteBuffer request, int size) {
        ByteBuffer answer = ByteBuffer.allocate(Math.max(size, ID_LENGTH));
        answer.put(request.duplicate().position(request.limit() - ID_LENGTH));
        return answer.rewind();
    }

    /** Creates the message that ends a stream. */
    static ByteBuffer end(ByteBuffer item) {
        ByteBuffer end = ByteBuffer.allocate(ID_LENGTH + IS_END.length);
        return end.put(item.duplicate().limit(ID_LENGTH)).put(IS_END).rewind();
    }
}
