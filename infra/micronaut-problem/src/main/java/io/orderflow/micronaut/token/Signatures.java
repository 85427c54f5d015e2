package io.orderflow.micronaut.token;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who computes signatures: BoringSSL where Conscrypt brings it for this platform, else the JDK. The JDK's RSA is quick only once
 * the JVM's best compiler has seen it: 0.25 to 1.5 ms for each new customer in the first minutes, against 0.04 ms.
 */
final class Signatures {

    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final @Nullable Provider NATIVE = nativeProvider();

    private Signatures() {}

    static RSASSAVerifier verifier(RSAPublicKey key) {
        var verifier = new RSASSAVerifier(key);
        if (NATIVE != null) {
            verifier.getJCAContext().setProvider(NATIVE);
        }
        return verifier;
    }

    private static @Nullable Provider nativeProvider() {
        try {
            Conscrypt.checkAvailability();
            return Conscrypt.newProvider();
        } catch (UnsatisfiedLinkError unsupported) {
            LOG.info(
                    "Tokens are checked by the JDK, since Conscrypt has nothing for this platform: {}",
                    unsupported.toString());
            return null;
        }
    }
}
