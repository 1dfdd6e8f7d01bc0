package dev.webshocket.internal.codec;

import dev.webshocket.Member;
import dev.webshocket.PresenceChange;
import dev.webshocket.packet.PacketSource;
import java.util.List;

/**
 * Writes packets that tell who has come to a channel and who has left it: section "Channels" of the wire protocol. Both lists are
 * written even if they are empty; an info that is null is left out.
 */
final class PresenceWriter {

    /** Within how many lists and maps an info is. */
    private static final int DEPTH = 4;

    private final Binding binding;
    private final PlainSink sink;

    PresenceWriter(Binding binding, PlainSink sink) {
        this.binding = binding;
        this.sink = sink;
    }

    void write(PresenceChange change) {
        sink.map(3);
        sink.key(PacketMember.SOURCE);
        sink.integer(PacketSource.CHANNEL.code());
        sink.key(PacketMember.CHANNEL);
        sink.text(change.channel());
        sink.key(PacketMember.PRESENCE);
        sink.map(2);
        write(PresenceMember.JOINED, change.joined());
        write(PresenceMember.LEFT, change.left());
        sink.endMap();
        sink.endMap();
    }

    private void write(String name, List<Member> members) {
        sink.key(name);
        sink.list(members.size());
        members.forEach(this::write);
        sink.endList();
    }

    private void write(Member member) {
        sink.map(member.info() == null ? 1 : 2);
        sink.key(PresenceMember.ID);
        sink.text(member.id());
        if (member.info() != null) {
            sink.key(PresenceMember.INFO);
            binding.write(member.info(), sink, DEPTH);
        }
        sink.endMap();
    }
}
