package dev.webshocket.internal.codec;

import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import dev.webshocket.packet.RpcCancel;
import dev.webshocket.packet.RpcCredit;
import dev.webshocket.packet.RpcEnd;
import dev.webshocket.packet.RpcItem;
import dev.webshocket.packet.RpcMessage;
import dev.webshocket.packet.RpcRequest;
import dev.webshocket.packet.RpcResponse;

/**
 * Writes one packet: the members that differ from their default, and of its {@code rpc} all members in version 1, or
 * those that differ from their default in version 2. Section "Packet" of the wire protocol.
 */
final class PacketWriter {

    private final Binding binding;
    private final PlainSink sink;
    private final ProtocolVersion version;

    PacketWriter(Binding binding, PlainSink sink, ProtocolVersion version) {
        this.binding = binding;
        this.sink = sink;
        this.version = version;
    }

    void write(Packet packet) {
        if (packet.source() == PacketSource.SESSION) {
            throw new EncodingException("packets of source SESSION are those of the session itself");
        }
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
            writeResponse(response);
        } else if (message instanceof RpcRequest request) {
            writeRequest(request);
        } else if (message instanceof RpcCancel cancel) {
            sink.map(2);
            member(RpcMember.TYPE, RpcType.CANCEL.text());
            target(cancel.callId(), cancel.stream());
        } else if (message instanceof RpcCredit credit) {
            sink.map(3);
            member(RpcMember.TYPE, RpcType.CREDIT.text());
            target(credit.callId(), credit.stream());
            key(RpcMember.ITEMS);
            sink.integer(credit.items());
        } else if (message instanceof RpcItem item) {
            sink.map(2 + count(item.value()));
            member(RpcMember.TYPE, RpcType.ITEM.text());
            member(RpcMember.STREAM, item.stream());
            if (item.value() != null) {
                key(RpcMember.VALUE);
                binding.write(item.value(), sink, 2);
            }
        } else if (message instanceof RpcEnd end) {
            sink.map(2 + count(end.error()) + count(end.message()));
            member(RpcMember.TYPE, RpcType.END.text());
            member(RpcMember.STREAM, end.stream());
            if (end.error() != null) {
                key(RpcMember.ERROR);
                sink.integer(end.error());
            }
            if (end.message() != null) {
                member(RpcMember.MESSAGE, end.message());
            }
        }
        sink.endMap();
    }

    /** Writes the id of either a call or a stream. */
    private void target(Object callId, String stream) {
        if (stream == null) {
            id(callId);
        } else {
            member(RpcMember.STREAM, stream);
        }
    }

    private void writeRequest(RpcRequest request) {
        boolean args = isWritten(!request.args().isEmpty());
        boolean kwargs = isWritten(!request.kwargs().isEmpty());
        boolean credit = isOfV2(request.credit() != RpcRequest.DEFAULT_CREDIT);
        boolean uploads = isOfV2(!request.uploads().isEmpty());
        boolean meta = isOfV2(!request.meta().isEmpty());
        sink.map(3 + count(args) + count(kwargs) + count(credit) + count(uploads) + count(meta));
        member(RpcMember.TYPE, RpcType.REQUEST.text());
        member(RpcMember.METHOD, request.method());
        if (args) {
            key(RpcMember.ARGS);
            binding.writeList(request.args(), sink, 2);
        }
        if (kwargs) {
            key(RpcMember.KWARGS);
            binding.writeMap(request.kwargs(), sink, 2);
        }
        id(request.callId());
        if (credit) {
            key(RpcMember.CREDIT);
            sink.integer(request.credit());
        }
        if (uploads) {
            key(RpcMember.UPLOADS);
            binding.writePlain(request.uploads(), sink, 2);
        }
        if (meta) {
            key(RpcMember.META);
            binding.writePlain(request.meta(), sink, 2);
        }
    }

    private void writeResponse(RpcResponse response) {
        boolean value = isWritten(response.response() != null);
        boolean error = isWritten(response.error() != null);
        boolean stream = isWritten(response.stream());
        boolean end = isWritten(response.end());
        sink.map(2 + count(value) + count(error) + count(stream) + count(end) + count(response.data()));
        member(RpcMember.TYPE, RpcType.RESPONSE.text());
        id(response.callId());
        if (value) {
            key(RpcMember.RESPONSE);
            if (response.error() == null) {
                binding.write(response.response(), sink, 2);
            } else {
                binding.writePlain(response.response(), sink, 2);
            }
        }
        if (error) {
            key(RpcMember.ERROR);
            if (response.error() == null) {
                sink.nil();
            } else {
                sink.integer(response.error());
            }
        }
        flag(RpcMember.IS_STREAM, stream, response.stream());
        flag(RpcMember.IS_END, end, response.end());
        if (response.data() != null) {
            key(RpcMember.DATA);
            binding.write(response.data(), sink, 2);
        }
    }

    private void flag(RpcMember member, boolean written, boolean value) {
        if (written) {
            key(member);
            sink.bool(value);
        }
    }

    /** Tells whether a member is written that version 1 writes always, and version 2 unless it has its default. */
    private boolean isWritten(boolean differs) {
        return differs || version == ProtocolVersion.V1;
    }

    /** Tells whether a member is written that version 1 does not have. */
    private boolean isOfV2(boolean differs) {
        return differs && version != ProtocolVersion.V1;
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

    private static int count(boolean written) {
        return written ? 1 : 0;
    }

    private static int count(Object member) {
        return member == null ? 0 : 1;
    }
}
