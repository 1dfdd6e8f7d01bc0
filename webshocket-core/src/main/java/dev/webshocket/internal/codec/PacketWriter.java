package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;

/**
 * Writes one packet: the members that differ from their default, and all members of its {@code rpc}. Section "Packet" of the
 * wire protocol.
 */
final class PacketWriter {

    private final Binding binding;
    private final PlainSink sink;

    PacketWriter(Binding binding, PlainSink sink) {
        this.binding = binding;
        this.sink = sink;
    }

    void write(Packet packet) {
        sink.map(1
                + count(packet.data())
                + count(packet.rpc())
                + count(packet.channel())
                + count(packet.timestamp())
                + count(packet.correlationId()));
        key(PacketMember.SOURCE);
        sink.integer(packet.source().code());
        if (packet.rpc() != null) {
            key(PacketMember.RPC);
            write(packet.rpc());
        }
        if (packet.data() != null) {
            key(PacketMember.DATA);
            binding.write(packet.data(), sink, 1);
        }
        if (packet.channel() != null) {
            member(PacketMember.CHANNEL, packet.channel());
        }
        if (packet.timestamp() != null) {
            key(PacketMember.TIMESTAMP);
            sink.real(packet.timestamp());
        }
        if (packet.correlationId() != null) {
            member(PacketMember.CORRELATION_ID, packet.correlationId());
        }
        sink.endMap();
    }

    /** Writes a packet with only a source and {@code rpc}. */
    void writePacket(RpcMessage message) {
        sink.map(2);
        key(PacketMember.SOURCE);
        sink.integer(PacketSource.RPC.code());
        key(PacketMember.RPC);
        write(message);
        sink.endMap();
    }

    private void write(RpcMessage message) {
        if (message instanceof RpcResponse response) {
            write(response);
        } else if (message instanceof RpcRequest request) {
            write(request);
        } else if (message instanceof RpcCancel cancel) {
            sink.map(2);
            member(RpcMember.TYPE, RpcType.CANCEL.text());
            id(cancel.callId());
            sink.endMap();
        }
    }

    private void write(RpcRequest request) {
        sink.map(5);
        member(RpcMember.TYPE, RpcType.REQUEST.text());
        member(RpcMember.METHOD, request.method());
        key(RpcMember.ARGS);
        binding.writeList(request.args(), sink, 2);
        key(RpcMember.KWARGS);
        binding.writeMap(request.kwargs(), sink, 2);
        id(request.callId());
        sink.endMap();
    }

    private void write(RpcResponse response) {
        sink.map(6 + count(response.data()));
        member(RpcMember.TYPE, RpcType.RESPONSE.text());
        id(response.callId());
        key(RpcMember.RESPONSE);
        if (response.error() == null) {
            binding.write(response.response(), sink, 2);
        } else {
            binding.writePlain(response.response(), sink, 2);
        }
        key(RpcMember.ERROR);
        if (response.error() == null) {
            sink.nil();
        } else {
            sink.integer(response.error());
        }
        key(RpcMember.IS_STREAM);
        sink.bool(response.stream());
        key(RpcMember.IS_END);
        sink.bool(response.end());
        if (response.data() != null) {
            key(RpcMember.DATA);
            binding.write(response.data(), sink, 2);
        }
        sink.endMap();
    }

    private void id(Object callId) {
        key(RpcMember.CALL_ID);
        binding.writePlain(callId, sink, 2);
    }

    private void member(WireMember member, String value) {
        key(member);
        sink.text(value);
    }

    private void key(WireMember member) {
        sink.key(member);
    }

    private static int count(Object member) {
        return member == null ? 0 : 1;
    }
}
