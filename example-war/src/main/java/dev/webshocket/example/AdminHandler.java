package dev.webshocket.example;

import dev.webshocket.Channels;
import dev.webshocket.Is;
import dev.webshocket.Predicates;
import dev.webshocket.Recipients;
import dev.webshocket.RpcMethod;
import dev.webshocket.WebSocketHandler;
import jakarta.inject.Inject;

/** An access rule on a class: only clients that have logged in as an admin may call its methods. */
@WebSocketHandler("/ws")
@Is("is_admin")
public class AdminHandler {

    @Inject
    Channels channels;

    /** Returns what admins alone may know. */
    @RpcMethod("admin_action")
    public String adminAction() {
        return "Secret data";
    }

    /** Sends a message to everybody. */
    @RpcMethod
    public void broadcast(String msg) {
        channels.broadcast(msg);
    }

    /** Sends a message to the admins. */
    @RpcMethod("notify_admins")
    public void notifyAdmins(String msg) {
        channels.broadcast(msg, Recipients.where(Predicates.is("is_admin")));
    }
}
