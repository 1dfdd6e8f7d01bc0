package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** The two encodings, for tests that run with both. */
enum EachEncoding {
    MSGPACK(Encoding.MSGPACK),
    JSON(Encoding.JSON);

    static final Binding BINDING = new Binding();

    private final Encoding encoding;

    EachEncoding(Encoding encoding) {
        this.encoding = encoding;
    }

    Codec codec(int maxNesting) {
        return new Codec(encoding, BINDING, maxNesting);
    }

    /** Makes a codec with a limit on the values of a message. */
    Codec bounded(int maxValues) {
        return new Codec(encoding, BINDING, 64, maxValues, Set.of());
    }

    /** Makes a codec of version 2 with a limit on the values of a message. */
    Codec boundedV2(int maxValues) {
        return new Codec(encoding, BINDING, 64, maxValues, Set.of(), ProtocolVersion.V2);
    }

    /** Makes a codec that knows the names of methods. */
    Codec knowing(Set<String> methods) {
        return new Codec(encoding, BINDING, 64, Integer.MAX_VALUE, methods);
    }

    /** Makes a codec of version 2. */
    Codec v2() {
        return new Codec(encoding, BINDING, 64, Integer.MAX_VALUE, Set.of("add"), ProtocolVersion.V2);
    }

    /** Encodes any value, also one that is not a packet. */
    byte[] bytes(Object plain) {
        OutputBuffer out = new OutputBuffer();
        BINDING.write(plain, encoding.sink(out), 0);
        return out.toByteArray();
    }

    Packet decode(Object plain) throws MalformedPacketException {
        return codec(64).decode(bytes(plain));
    }

    /** Encodes a value as the data of a packet, and returns the decoded data. */
    Object carry(Object value) throws MalformedPacketException {
        Codec codec = codec(64);
        return codec.decode(codec.encode(Packet.custom(value))).data();
    }

    /** Encodes a value as an argument of a call, and reads it as a parameter of a type. */
    Object roundTrip(Object value, Type type) throws Exception {
        Codec codec = codec(64);
        Packet call = Packet.rpc(new RpcRequest("m", Arrays.asList(value), Map.of(), "c"));
        RpcRequest request = (RpcRequest) codec.decode(codec.encode(call)).rpc();
        return BINDING.readerFor(type).read(request.args().get(0));
    }
}
