package fish.payara.microprofile.jwtauth.eesecurity;

import jakarta.security.enterprise.credential.Credential;

/** Stands for Payara's class at compile time, since that is in no public repository. Not deployed. */
public class SignedJWTCredential implements Credential {

    /** Makes a credential. */
    public SignedJWTCredential(String signedJwt) {
        throw new UnsupportedOperationException("Payara's own class is meant: " + signedJwt.length());
    }
}
