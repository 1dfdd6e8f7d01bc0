package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;
import java.io.IOException;

/**
 * Writes one packet: its members without those that have their default, all members of its {@code rpc}. Section
 * "Packet" of the wire protocol.
 */
final class PacketOutput {

    private final Binding binding;
    private final PlainSink sink;

    PacketOutput(Binding binding, PlainSink sink) {
        this.binding = binding;
        this.sink = sink;
    }

    void write(Packet packet) throws IOException {
        sink.map(1
                + count(packet.data())
                + count(packet.rpc())
                + count(packet.channel())
                + count(packet.timestamp())
                + count(packet.correlationId()));
        sink.key("source");
        sink.integer(packet.source().code());
        if (packet.rpc() != null) {
            sink.key("rpc");
            write(packet.rpc());
        }
        if (packet.data() != null) {
            sink.key("data");
            binding.write(packet.data(), sink, 1);
        }
        if (packet.channel() != null) {
            member("channel", packet.channel());
        }
        if (packet.timestamp() != null) {
            sink.key("timestamp");
            sink.real(packet.timestamp());
        }
        if (packet.correlationId() != null) {
            member("correlation_id", packet.correlationId());
        }
        sink.end();
    }

    private void write(RpcMessage message) throws IOException {
        if (message instanceof RpcResponse response) {
            write(response);
        } else if (message instanceof RpcRequest request) {
            write(request);
        } else if (message instanceof RpcCancel cancel) {
            sink.map(2);
            member("type", "cancel");
            id(cancel.callId());
            sink.end();
        }
    }

    private void write(RpcRequest request) throws IOException {
        sink.map(5);
        member("type", "request");
        member("method", request.method());
        sink.key("args");
        binding.write(request.args(), sink, 2);
        sink.key("kwargs");
        binding.write(request.kwargs(), sink, 2);
        id(request.callId());
        sink.end();
    }

    private void write(RpcResponse response) throws IOException {
        sink.map(6 + count(response.data()));
        member("type", "response");
        id(response.callId());
        sink.key("response");
        binding.write(response.response(), sink, 2);
        sink.key("error");
        if (response.error() == null) {
            sink.nil();
        } else {
            sink.integer(response.error());
        }
        sink.key("is_stream");
        sink.bool(response.stream());
        sink.key("is_end");
        sink.bool(response.end());
        if (response.data() != null) {
            sink.key("data");
            binding.write(response.data(), sink, 2);
        }
        sink.end();
    }

    private void id(Object callId) throws IOException {
        sink.key("call_id");
        binding.write(callId, sink, 2);
    }

    private void member(String name, String value) throws IOException {
        sink.key(name);
        sink.text(value);
    }

    private static int count(Object member) {
        return member == null ? 0 : 1;
    }
}
