package dev.webshocket.docs;

// region live
import dev.webshocket.LiveHandler;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.security.RolesAllowed;

@WebSocketHandler("/live")
@RolesAllowed("operator")
public class Live extends LiveHandler {}
// endregion
