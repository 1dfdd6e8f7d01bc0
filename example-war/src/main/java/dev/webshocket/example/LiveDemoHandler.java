package dev.webshocket.example;

import dev.webshocket.LiveHandler;
import dev.webshocket.WebSocketHandler;

/** How the demo is doing, once a second. Open to all, since it is a demo: a real application asks for a role. */
@WebSocketHandler("/live")
public class LiveDemoHandler extends LiveHandler {}
