package io.orderflow.micronaut.problem;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.orderflow.testkit.fuzz.RouteFuzz;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every service gets from this module holds for whatever is sent; and the fuzzer finds what does not. */
class RouteFuzzTest {

    private static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = ApplicationContext.run(EmbeddedServer.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_answer_is_as_documented() {
        fuzz().except("GET /shelf/broken", "it is there to fail")
                .except("GET /shelf/busy", "it is there to be unavailable")
                .except("GET /shelf/stored/{how}", "it is there to fail")
                .except("POST /shelf/lenient", "it takes what others refuse")
                .run();
    }

    @Test
    void route_that_fails_is_found() {
        assertThatThrownBy(() -> fuzz().run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /shelf/broken: status 500")
                .hasMessageContaining("GET /shelf/broken: logged ERROR")
                .hasMessageContaining("GET /shelf/busy: status 503")
                .hasMessageContaining("-Dfuzz.seed=");
    }

    private static RouteFuzz fuzz() {
        return RouteFuzz.of(server.getApplicationContext())
                .except("GET /wire/never", "it never answers")
                .except("GET /wire/ocean", "it answers more than anybody reads")
                .except("POST /wire/length", "it takes any text")
                .as("ada", "Authorization: Bearer " + Tokens.good())
                .body("POST /shelf", "{\"lines\":[{\"title\":\"Emma\",\"quantity\":1}],\"cover\":\"SOFT\"}");
    }
}
