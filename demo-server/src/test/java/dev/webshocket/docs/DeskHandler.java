package dev.webshocket.docs;

import dev.webshocket.Channels;
import dev.webshocket.Description;
import dev.webshocket.Publishes;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;

// region handler
@WebSocketHandler("/desk")
@Description("Tickets of the help desk.")
@Publishes(channel = "tickets.*", type = DeskHandler.TicketChanged.class, description = "A ticket has changed.")
public class DeskHandler {

    public record TicketChanged(
            String id, @Description("open, held or closed") String state) {}

    @Inject
    Channels channels;

    @RpcMethod
    @Description("Closes a ticket, and tells all who watch it.")
    public void close(@Description("as open returned it") String id) {
        channels.publish("tickets." + id, new TicketChanged(id, "closed"));
    }
}
// endregion
