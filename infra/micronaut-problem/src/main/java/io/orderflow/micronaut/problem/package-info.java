/**
 * Every error of an HTTP service as RFC 9457 {@code application/problem+json}: stable {@code type}, numeric {@code status},
 * what is wrong and what is allowed; never a stack trace, and one log line that holds neither token nor body.
 *
 * <p>Putting this module on the classpath is enough. A controller refuses a request by throwing {@link
 * io.orderflow.micronaut.problem.ProblemException}.
 */
@NullMarked
package io.orderflow.micronaut.problem;

import org.jspecify.annotations.NullMarked;
