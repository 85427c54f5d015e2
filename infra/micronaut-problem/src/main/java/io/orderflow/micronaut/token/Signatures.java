package io.orderflow.micronaut.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What computes signatures and digests: BoringSSL where Conscrypt brings it for this platform, else the JDK. The JDK's RSA is quick
 * only once the JVM's best compiler has seen it: 0.25 to 1.5 ms for each new customer in the first minutes, against 0.04 ms.
 */
final class Signatures {

    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);
    private static final @Nullable Provider NATIVE = nativeProvider();

    private Signatures() {}

    /** @throws JOSEException if this is no key that signatures can be checked with */
    static RSASSAVerifier verifier(RSAPublicKey key) throws JOSEException {
        if (NATIVE == null) {
            return new RSASSAVerifier(key);
        }
        var verifier = new RSASSAVerifier(ofNative(key, NATIVE));
        verifier.getJCAContext().setProvider(NATIVE);
        return verifier;
    }

    /** Converted once: of a key of another provider, BoringSSL parses the encoded form for each signature. */
    private static RSAPublicKey ofNative(RSAPublicKey key, Provider provider) throws JOSEException {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA", provider)
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException refused) {
            throw new JOSEException("No RSA key that signatures can be checked with: " + refused.getMessage(), refused);
        }
    }

    static MessageDigest sha256() {
        try {
            return NATIVE == null ? MessageDigest.getInstance("SHA-256") : MessageDigest.getInstance("SHA-256", NATIVE);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every provider here has SHA-256", missing);
        }
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
