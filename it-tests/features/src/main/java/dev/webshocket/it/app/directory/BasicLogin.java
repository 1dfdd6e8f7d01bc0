package dev.webshocket.it.app.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.authentication.mechanism.http.BasicAuthenticationMechanismDefinition;

/** Checks HTTP Basic credentials with the {@link Directory}. */
@ApplicationScoped
@BasicAuthenticationMechanismDefinition(realmName = "directory")
public class BasicLogin {}
