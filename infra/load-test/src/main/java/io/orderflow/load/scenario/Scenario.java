package io.orderflow.load.scenario;

import io.vertx.core.json.JsonObject;

/** Something to find out about a running stack. */
public interface Scenario {

    /** Runs it to the end, every order drained, and returns the results. */
    JsonObject run(Session session) throws Exception;
}
