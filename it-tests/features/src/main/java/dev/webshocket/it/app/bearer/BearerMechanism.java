package dev.webshocket.it.app.bearer;

import dev.webshocket.it.managed.TestUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** Authenticates users of the application by a token. */
@ApplicationScoped
public class BearerMechanism implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return context.isProtected() ? context.responseUnauthorized() : context.doNothing();
        }
        return TestUser.OF_THE_APPLICATION.stream()
                .filter(user -> user.bearer().equals(authorization))
                .findFirst()
                .map(user -> context.notifyContainerAboutLogin(user.name(), Set.of(user.role())))
                .orElseGet(context::responseUnauthorized);
    }
}
