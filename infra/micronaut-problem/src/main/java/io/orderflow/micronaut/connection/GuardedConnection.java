package io.orderflow.micronaut.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.orderflow.micronaut.problem.Problem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection, and whether it takes too long over what it is doing. Its event loop only notes what that is, without a clock
 * or a timer; a periodic {@linkplain #look look} checks whether that is still the same.
 */
final class GuardedConnection {

    private static final int IDLE = 0;
    private static final int HEADER = 1;
    private static final int BODY = 2;
    private static final int ANSWER = 3;
    private static final int PHASE_BITS = 2;
    private static final int FRESH = 0;

    private final Channel channel;
    private final ConnectionLimits limits;
    private final byte[] tooLate;

    /** What it does, and above that how often it has changed. */
    private final AtomicInteger step = new AtomicInteger(FRESH);

    // Of the event loop.
    private boolean headerBegun;
    private boolean bodyAwaited;
    private boolean answerBegun;
    private int unanswered;

    // Used by look() alone.
    private int seenStep = FRESH;
    private long seenAt;
    private long seenPending;
    private long movingAt;

    /** @param tooLate the answer to a request that does not arrive in time: a problem document */
    GuardedConnection(Channel channel, ConnectionLimits limits, byte[] tooLate, long nanos) {
        this.channel = channel;
        this.limits = limits;
        this.tooLate = tooLate;
        this.seenAt = nanos;
        this.movingAt = nanos;
    }

    /** @param codec name of the handler that makes messages out of bytes */
    void watch(String codec) {
        channel.pipeline().addBefore(codec, "connection-bytes", new Bytes());
        channel.pipeline().addAfter(codec, "connection-messages", new Messages());
    }

    private void changed() {
        int now = bodyAwaited ? BODY : headerBegun ? HEADER : unanswered > 0 ? ANSWER : IDLE;
        int before = step.getPlain();
        if ((before & (1 << PHASE_BITS) - 1) != now || before == FRESH) {
            step.setRelease((before >>> PHASE_BITS) + 1 << PHASE_BITS | now);
        }
    }

    /** By one thread at a time. Ends the connection if it has been in the same step for too long. */
    void look(long nanos) {
        int now = step.getAcquire();
        if (now != seenStep) {
            seenStep = now;
            seenAt = nanos;
        }
        long pending = pending();
        if (pending == 0 || pending < seenPending) {
            movingAt = nanos;
        }
        seenPending = pending;
        if (pending > 0) {
            if (nanos - movingAt >= limits.stalledFor().toNanos()) {
                channel.close();
            }
        } else if (nanos - seenAt >= longest(now).toNanos()) {
            channel.eventLoop().execute(() -> end(now));
        }
    }

    private Duration longest(int step) {
        return switch (step & (1 << PHASE_BITS) - 1) {
            case HEADER -> limits.headerWithin();
            case BODY -> limits.bodyWithin();
            // Some answers never end: event streams.
            case ANSWER -> Duration.ofNanos(Long.MAX_VALUE);
            default -> step == FRESH ? limits.headerWithin() : limits.idleFor();
        };
    }

    private long pending() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private void end(int of) {
        if (step.getPlain() != of) {
            return;
        }
        boolean mayBeTold = bodyAwaited ? unanswered > 0 && !answerBegun : headerBegun && unanswered == 0;
        if (mayBeTold) {
            // From the end of the pipeline: the handlers that complete other answers complete this one.
            channel.writeAndFlush(timeout()).addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.close();
        }
    }

    private HttpResponse timeout() {
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT, Unpooled.wrappedBuffer(tooLate));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, tooLate.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (!headerBegun && !bodyAwaited) {
                headerBegun = true;
                changed();
            }
            context.fireChannelRead(bytes);
        }
    }

    private final class Messages extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                headerBegun = false;
                bodyAwaited = true;
                unanswered++;
            }
            if (message instanceof LastHttpContent) {
                bodyAwaited = false;
            }
            changed();
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse response) {
                if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                    context.write(message, promise);
                    return;
                }
                answerBegun = true;
            }
            if (message instanceof LastHttpContent) {
                answerBegun = false;
                unanswered = Math.max(0, unanswered - 1);
                changed();
            }
            context.write(message, promise);
        }
    }
}
