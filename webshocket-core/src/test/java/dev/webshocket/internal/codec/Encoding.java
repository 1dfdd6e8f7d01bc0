package dev.webshocket.internal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcRequest;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Both encodings, for tests of what holds in each. */
enum Encoding {
    MSGPACK {
        @Override
        Codec codec(int maxNesting) {
            return new MsgpackCodec(BINDING, maxNesting);
        }

        @Override
        Codec bounded(int maxValues) {
            return new MsgpackCodec(BINDING, 64, maxValues);
        }

        @Override
        byte[] bytes(Object plain) {
            try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
                BINDING.write(plain, new MsgpackSink(packer), 0);
                return packer.toByteArray();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    },
    JSON {
        @Override
        Codec codec(int maxNesting) {
            return new JsonCodec(BINDING, maxNesting);
        }

        @Override
        Codec bounded(int maxValues) {
            return new JsonCodec(BINDING, 64, maxValues);
        }

        @Override
        byte[] bytes(Object plain) {
            StringWriter text = new StringWriter();
            try (JsonGenerator generator = Json.createGenerator(text)) {
                BINDING.write(plain, new JsonSink(generator), 0);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return text.toString().getBytes(UTF_8);
        }
    };

    static final Binding BINDING = new Binding();

    abstract Codec codec(int maxNesting);

    /** Makes a codec for messages of so many values. */
    abstract Codec bounded(int maxValues);

    /** Encodes any value, be it a packet or not. */
    abstract byte[] bytes(Object plain);

    Packet decode(Object plain) throws MalformedPacketException {
        return codec(64).decode(bytes(plain));
    }

    /** Sends a value as the data of a packet and returns what arrives. */
    Object carry(Object value) throws MalformedPacketException {
        Codec codec = codec(64);
        return codec.decode(codec.encode(Packet.custom(value))).data();
    }

    /** Sends a value as an argument of a call and reads it as a parameter of a type. */
    Object roundTrip(Object value, Type type) throws Exception {
        Codec codec = codec(64);
        Packet call = Packet.rpc(new RpcRequest("m", Arrays.asList(value), Map.of(), "c"));
        RpcRequest request = (RpcRequest) codec.decode(codec.encode(call)).rpc();
        return BINDING.readerFor(type).read(request.args().get(0));
    }
}
