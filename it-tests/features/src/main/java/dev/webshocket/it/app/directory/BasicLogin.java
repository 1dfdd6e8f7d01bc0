package dev.webshocket.it.app.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;

/** Says that the {@link Directory} is asked for the name and password that a browser would ask its user for. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "directory")
public class BasicLogin {}
