package dev.webshocket.it.app.secured;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An enterprise bean with access rules. */
@Stateless
public class Vault {

    @Resource
    SessionContext context;

    @PermitAll
    public String caller() {
        return context.getCallerPrincipal().getName();
    }

    @RolesAllowed("admin")
    public String secret() {
        return "Secret data";
    }
}
