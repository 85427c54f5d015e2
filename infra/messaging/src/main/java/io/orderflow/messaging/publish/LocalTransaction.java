package io.orderflow.messaging.publish;

/**
 * The service's own writes. Runs inside an open transaction that also holds the fence; what it throws rolls both back.
 */
@FunctionalInterface
public interface LocalTransaction<R> {

    R execute() throws Exception;
}
