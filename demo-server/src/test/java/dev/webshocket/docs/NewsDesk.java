package dev.webshocket.docs;

import dev.webshocket.ChannelMessage;
import dev.webshocket.Channels;
import dev.webshocket.Predicates;
import dev.webshocket.Recipients;
import dev.webshocket.packet.Packet;
import dev.webshocket.packet.PacketSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

@ApplicationScoped
public class NewsDesk {

    // region publishing
    @Inject
    Channels channels;

    public void publish() {
        channels.publish("news.tech", Map.of("headline", "New CPU released"));
        channels.publish("news.sports", Map.of("headline", "Team wins championship"));
    }
    // endregion

    // region several
    public int publishToSeveral() {
        return channels.publish(List.of("news.tech", "weather"), "Cold in the data centre");
    }
    // endregion

    public void publishPacket(String correlationId) {
        // region packet
        double now = System.currentTimeMillis() / 1000.0;
        channels.publish("news.tech", new Packet(PacketSource.CHANNEL, "Recalled", null, null, now, correlationId));
        // endregion
    }

    // region history
    public List<ChannelMessage> older(ChannelMessage oldestKnown) {
        return channels.history("room.1", 50, oldestKnown.position()); // at most 50, the oldest first
    }
    // endregion

    public void broadcast() {
        // region broadcasting
        channels.broadcast("Server is shutting down in 5 minutes");
        // endregion
    }

    public int tellAda() {
        // region user
        int devices = channels.toUser("ada", Map.of("mail", 3));
        // endregion
        return devices;
    }

    public void notifyAdmins() {
        // region recipients
        Recipients admins = Recipients.where(Predicates.is("is_admin"));
        Recipients east = Recipients.where(Predicates.isEqual("region", "us-east"));

        channels.broadcast("Admin notice", admins);
        channels.publish("news.alerts", "Power failure", east);
        channels.publish("news.alerts", "The keys are in the safe", admins.and(east));
        // endregion
    }

    public void tellReaders() {
        // region endpoint
        channels.at("/news").broadcast("The news desk closes at ten");
        // endregion
    }
}
