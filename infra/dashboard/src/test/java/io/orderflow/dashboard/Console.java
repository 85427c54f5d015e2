package io.orderflow.dashboard;

import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.testkit.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The dashboard on real servers, and people who use it with a browser's means: cookies and forms. */
public final class Console implements AutoCloseable {

    public static final String OPERATOR = "olga";
    public static final String OTHER_OPERATOR = "omar";
    public static final String READER = "rita";
    public static final String OPERATOR_PASSWORD = "the operator's";
    public static final String READER_PASSWORD = "the reader's";

    private static final Path ACCOUNTS = accounts();

    private static final Pattern TOKEN = Pattern.compile("name=\"csrfToken\" value=\"([^\"]*)\"");

    private final EmbeddedServer server;

    private Console(EmbeddedServer server) {
        this.server = server;
    }

    /** @param more properties that win over the usual ones */
    public static Console start(Map<String, ?> more) {
        Map<String, Object> properties = new HashMap<>(environment());
        properties.putAll(more);
        return new Console(ApplicationContext.run(EmbeddedServer.class, properties, "local"));
    }

    /** For a dashboard that is a process of its own. */
    public static Map<String, String> environment() {
        var servers = TestServers.get();
        var auditor = servers.audited("orders");
        Map<String, String> environment = new HashMap<>(servers.properties("dashboard"));
        environment.put("AUDITOR_DATABASE_URL", auditor.url());
        environment.put("AUDITOR_DATABASE_USER", auditor.user());
        environment.put("AUDITOR_DATABASE_PASSWORD", auditor.password());
        environment.put("DASHBOARD_ACCOUNTS_FILE", ACCOUNTS.toString());
        environment.put("MICRONAUT_ENVIRONMENTS", "local");
        return environment;
    }

    /** As {@code PasswordHash} writes them, with fewer iterations than people's passwords need. */
    private static Path accounts() {
        try {
            var file = Files.createTempFile("accounts", null);
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    String.join(
                            "\n",
                            "# name role hash",
                            OPERATOR + " operator " + hash(OPERATOR_PASSWORD),
                            OTHER_OPERATOR + " operator " + hash(OPERATOR_PASSWORD),
                            READER + " reader " + hash(READER_PASSWORD)));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static String hash(String password) {
        byte[] salt = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        var base64 = Base64.getEncoder().withoutPadding();
        try {
            var key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1_000, 256))
                    .getEncoded();
            return "pbkdf2-sha256$1000$" + base64.encodeToString(salt) + "$" + base64.encodeToString(key);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    public static Console start() {
        return start(Map.of());
    }

    public String url() {
        return server.getURL().toString();
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    public Visitor visitor() {
        return new Visitor();
    }

    public Visitor operator() {
        return signedIn(OPERATOR, OPERATOR_PASSWORD);
    }

    public Visitor reader() {
        return signedIn(READER, READER_PASSWORD);
    }

    /** Again where the session is not known, which was seen once on a busy machine and is not understood. */
    private Visitor signedIn(String name, String password) {
        var visitor = visitor();
        await().until(() -> visitor.signIn(name, password).statusCode() == 303
                && visitor.get("/dead-letters").statusCode() == 200);
        return visitor;
    }

    @Override
    public void close() {
        server.close();
    }

    /** One person's browser, without scripts. Redirects are not followed. */
    public final class Visitor {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(cookies).build();

        public HttpResponse<String> get(String path) {
            return send(request(path));
        }

        public HttpResponse<String> get(String path, String header, String value) {
            return send(request(path).header(header, value));
        }

        public HttpResponse<String> signIn(String name, String password) {
            return post("/sign-in", Map.of("name", name, "password", password));
        }

        /** A stream that stays open. */
        public HttpResponse<Stream<String>> open(String path) {
            try {
                return client.send(
                        HttpRequest.newBuilder(URI.create(url() + path))
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        /** Exactly this body, well-formed or not. */
        public HttpResponse<String> postRaw(String path, String form) {
            return send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
        }

        /** With the token of the page that {@code /} shows, as a form has it. */
        public HttpResponse<String> submit(String path, Map<String, String> fields) {
            Map<String, String> all = new HashMap<>(fields);
            all.put("csrfToken", csrfToken());
            return post(path, all);
        }

        /** Exactly these fields. */
        public HttpResponse<String> post(String path, Map<String, String> fields) {
            var form = fields.entrySet().stream()
                    .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                    .collect(Collectors.joining("&"));
            return send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)));
        }

        /** For requests that are not sent by this browser. */
        public String cookie() {
            return cookies.getCookieStore().getCookies().stream()
                    .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
        }

        public String csrfToken() {
            // Any page that does not depend on other servers.
            var page = get("/audit").body();
            var token = TOKEN.matcher(page);
            if (!token.find()) {
                throw new IllegalStateException("No form on the page: " + page);
            }
            return token.group(1);
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(url() + path)).header("Accept", "text/html");
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
