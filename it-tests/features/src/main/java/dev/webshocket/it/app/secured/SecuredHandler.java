package dev.webshocket.it.app.secured;

import dev.webshocket.ClientConnection;
import dev.webshocket.RpcMethod;
import dev.webshocket.RpcStream;
import dev.webshocket.WebSocketHandler;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;
import java.util.Map;

/** Returns the caller as each part of the server knows it. */
@WebSocketHandler("/ws")
public class SecuredHandler {

    @Inject
    SecurityContext security;

    @EJB
    Vault vault;

    @RpcMethod
    public Map<String, Object> connection(ClientConnection connection) {
        return Map.of(
                "name", connection.principal().map(Principal::getName).orElse(""),
                "admin", connection.isInRole("admin"),
                "viewer", connection.isInRole("viewer"));
    }

    @RpcMethod
    public Map<String, Object> context() {
        Principal caller = security.getCallerPrincipal();
        return Map.of(
                "name", caller == null ? "" : caller.getName(),
                "admin", security.isCallerInRole("admin"),
                "viewer", security.isCallerInRole("viewer"));
    }

    @RpcMethod
    public void contexts(RpcStream<Map<String, Object>> out) throws InterruptedException {
        out.send(context());
    }

    /** Like {@link #context}, after a call of an enterprise bean. */
    @RpcMethod("context_after_bean")
    public Map<String, Object> contextAfterBean() {
        vault.caller();
        return context();
    }

    /** Returns the caller as an enterprise bean knows it. */
    @RpcMethod
    public String bean() {
        return vault.caller();
    }

    @RpcMethod
    @RolesAllowed("admin")
    public String secret() {
        return "Secret data";
    }

    /** Like {@link #secret}, but an enterprise bean refuses. */
    @RpcMethod("bean_secret")
    public String beanSecret() {
        return vault.secret();
    }
}
