package io.orderflow.local.launcher.token;

import io.orderflow.local.issuer.SigningKeys;
import io.orderflow.local.issuer.TokenIssuer;
import io.orderflow.local.issuer.TokenSigner;
import io.orderflow.local.launcher.console.Refusal;
import io.orderflow.local.launcher.data.Secrets;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;

/** The bearer tokens of one data folder: signed with its key, good for 12 hours, and checked by services with the published part. */
public final class LocalTokens {

    /** Name of the secret with which the dashboard asks the issuer for tokens in an operator's name. */
    public static final String CLIENT_SECRET = "token-client";

    static final String KEYS = "token-keys";
    static final Duration LIFETIME = Duration.ofHours(12);

    /** A part of what services accept, all of which types easily. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final Secrets secrets;
    private final SigningKeys keys;
    private final Clock clock;

    public LocalTokens(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
        try {
            this.keys = SigningKeys.in(secrets.folder().resolve(KEYS));
        } catch (IOException e) {
            throw new Refusal("The token keys in " + secrets.folder() + " can't be read or written: " + e + ".", e);
        }
    }

    public String issue(Role role, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Refusal("A name has 1 to 64 letters, digits or . _ @ - and begins with a letter or digit.");
        }
        try {
            return new TokenSigner(keys.current(), clock).sign(name, role.claim(), LIFETIME);
        } catch (IOException e) {
            throw new Refusal("The token keys can't be read: " + e.getMessage() + ".", e);
        }
    }

    /** From now on a new key signs; tokens of the earlier one stay good until they expire. */
    public void rotate() {
        try {
            keys.rotate(clock.instant());
        } catch (IOException e) {
            throw new Refusal("The token keys can't be written: " + e.getMessage() + ".", e);
        }
    }

    /** The stack's issuer, on loopback, until it is closed. */
    public TokenIssuer startIssuer(int port) throws IOException {
        return TokenIssuer.start(port, keys, secrets.get(CLIENT_SECRET), clock);
    }
}
