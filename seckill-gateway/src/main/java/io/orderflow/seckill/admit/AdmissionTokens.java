package io.orderflow.seckill.admit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.orderflow.seckill.admit.Answer.BadToken.Why;
import io.orderflow.seckill.sale.Sale;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Admission tokens: signed JSON (JWS, HS256) for one customer, one sale and one epoch, for a short time. Nothing is stored for one
 * before it buys; the script remembers those that did.
 *
 * <p>Their key is derived from a secret that only the gateway's instances have. Bearer tokens have another kind of key and
 * another type, so that neither is ever accepted for the other.
 */
@Singleton
class AdmissionTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("admission+jwt");
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build();
    private static final byte[] PURPOSE = "orderflow admission token, version 1".getBytes(StandardCharsets.UTF_8);
    private static final int KEY_BYTES = 32;

    private final ObjectMapper json;
    private final AdmissionSettings.Tokens settings;
    private final MACSigner signer;
    private final MACVerifier verifier;

    /** @param exp the last second in which it buys, as Unix time */
    @Serdeable
    @Introspected
    record Claims(String jti, String sub, long sale, int epoch, long exp) {}

    record Issued(String token, Instant expiresAt) {}

    sealed interface Check {

        /** @param id by which a second use is recognised */
        record Good(String id) implements Check {}

        record Bad(Why why) implements Check {}
    }

    AdmissionTokens(ObjectMapper json, AdmissionSettings.Tokens settings, @Value("${admission.secret}") String secret)
            throws GeneralSecurityException, JOSEException {
        this.json = json;
        this.settings = settings;
        byte[] key = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                        .thenExpand(PURPOSE, KEY_BYTES));
        this.signer = new MACSigner(key);
        this.verifier = new MACVerifier(key);
    }

    /** When the first token of a sale is given. */
    Instant givenFrom(Sale sale) {
        return sale.opensAt().minus(settings.early());
    }

    Issued issue(Sale sale, String customerId, Instant now) {
        var from = now.isBefore(sale.opensAt()) ? sale.opensAt() : now;
        var expiresAt = Instant.ofEpochSecond(from.plus(settings.valid()).getEpochSecond());
        var claims = new Claims(
                UUID.randomUUID().toString(), customerId, sale.id(), sale.epoch(), expiresAt.getEpochSecond());
        try {
            var token = new JWSObject(HEADER, new Payload(json.writeValueAsBytes(claims)));
            token.sign(signer);
            return new Issued(token.serialize(), expiresAt);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("A token could not be signed", impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A token could not be written", impossible);
        }
    }

    /** Checks all but whether it was used already. {@code EXPIRED} means that everything else is right. */
    Check check(@Nullable String token, Sale sale, String customerId, Instant now) {
        if (token == null || token.isBlank()) {
            return new Check.Bad(Why.MISSING);
        }
        Claims claims;
        try {
            var signed = JWSObject.parse(token);
            if (!JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())
                    || !TYPE.equals(signed.getHeader().getType())
                    || !signed.verify(verifier)) {
                return new Check.Bad(Why.FORGED);
            }
            claims = json.readValue(signed.getPayload().toBytes(), Claims.class);
        } catch (ParseException | JOSEException | IOException | IllegalArgumentException unreadable) {
            return new Check.Bad(Why.FORGED);
        }
        if (!claims.sub().equals(customerId)) {
            return new Check.Bad(Why.OTHER_CUSTOMER);
        }
        if (claims.sale() != sale.id()) {
            return new Check.Bad(Why.OTHER_SALE);
        }
        if (claims.epoch() != sale.epoch()) {
            return new Check.Bad(Why.OTHER_EPOCH);
        }
        return now.getEpochSecond() > claims.exp() ? new Check.Bad(Why.EXPIRED) : new Check.Good(claims.jti());
    }
}
