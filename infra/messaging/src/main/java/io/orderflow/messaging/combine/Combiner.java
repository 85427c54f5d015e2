package io.orderflow.messaging.combine;

import io.orderflow.messaging.combine.Reply.Answered;
import io.orderflow.messaging.combine.Reply.Failed;
import io.orderflow.messaging.combine.Reply.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Combines many calls for one member into few calls for groups, where a call is expensive and one more member is cheap. A
 * member that comes while fewer than {@link Limits#callsAtOnce} are under way is called at once; others gather for the next
 * call. So no member waits only to fill a group, and groups grow with the load: the group commit of databases (DeWitt et al.,
 * Implementation Techniques for Main Memory Database Systems, SIGMOD 1984, section 5.2).
 *
 * <p>Guarantees: bounded, without locks. A member is in at most one call, gets exactly one {@link Reply}, also if its call
 * throws, and members are taken in the order in which they came. Does not split a group that fails: the call knows what that
 * means.
 *
 * @param <M> a member of a group
 * @param <R> a call's result for one member
 */
public final class Combiner<M, R> {

    /** Runs on a virtual thread of its own, without what is bound to the submitting threads. */
    @FunctionalInterface
    public interface Call<M, R> {

        /** @return one result for each member, in their order */
        List<R> of(List<M> group) throws Exception;
    }

    private final String name;
    private final Limits limits;
    private final ToLongFunction<M> weight;
    private final Call<M, R> call;

    private final Queue<Waiting<M, R>> gathered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    /** Waiting, under way, or withdrawn and still in the queue. */
    private final AtomicInteger unanswered = new AtomicInteger();

    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile boolean closed;

    /**
     * @param name of its threads
     * @param weight of a member, in the unit of {@link Limits#weightPerCall}
     */
    public Combiner(String name, Limits limits, ToLongFunction<M> weight, Call<M, R> call) {
        this.name = name;
        this.limits = limits;
        this.weight = weight;
        this.call = call;
    }

    /**
     * Waits until a call has answered for {@code member}. Meant for virtual threads.
     *
     * @param patience how long it may wait for its turn. Once its call is under way, nothing ends the waiting but the answer
     * @throws InterruptedException if the caller is interrupted while waiting; if its call is under way already, it continues
     */
    public Reply<R> submit(M member, Duration patience) throws InterruptedException {
        var waiting = admit(member);
        if (waiting == null) {
            return new Refused<>();
        }
        pump();
        try {
            return answer(waiting, patience);
        } catch (InterruptedException interrupted) {
            waiting.claim();
            throw interrupted;
        }
    }

    /** Members that wait for a call or are in one. */
    public int unanswered() {
        return unanswered.get();
    }

    /**
     * Refuses new members. Accepted members are still answered.
     *
     * @return whether all of them were within {@code patience}
     */
    public boolean close(Duration patience) throws InterruptedException {
        closed = true;
        tellIfDrained();
        return drained.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private @Nullable Waiting<M, R> admit(M member) {
        var waiting = new Waiting<M, R>(member, weight.applyAsLong(member));
        // Counts first, then checks closed: a close() in between waits for this member.
        if (unanswered.incrementAndGet() > limits.capacity() || closed) {
            gone(1);
            return null;
        }
        gathered.add(waiting);
        return waiting;
    }

    private Reply<R> answer(Waiting<M, R> waiting, Duration patience) throws InterruptedException {
        try {
            try {
                return waiting.reply.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                return waiting.claim() ? new Refused<>() : waiting.reply.get();
            }
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("A reply is never completed with a failure", impossible);
        }
    }

    private void pump() {
        if (!gathered.isEmpty() && begin()) {
            Thread.ofVirtual().name(name).start(this::work);
        }
    }

    /** @return whether one more call may be under way, and is now */
    private boolean begin() {
        while (true) {
            int underWay = calls.get();
            if (underWay >= limits.callsAtOnce()) {
                return false;
            }
            if (calls.compareAndSet(underWay, underWay + 1)) {
                return true;
            }
        }
    }

    private void work() {
        do {
            for (var group = next(); !group.isEmpty(); group = next()) {
                call(group);
            }
            calls.decrementAndGet();
            // A member that came after the last poll may have found no free call: look again.
        } while (!gathered.isEmpty() && begin());
    }

    private List<Waiting<M, R>> next() {
        var group = new ArrayList<Waiting<M, R>>();
        long weighs = 0;
        while (group.size() < limits.membersPerCall() && weighs < limits.weightPerCall()) {
            var each = gathered.poll();
            if (each == null) {
                break;
            }
            if (each.claim()) {
                group.add(each);
                weighs += each.weight;
            } else {
                gone(1);
            }
        }
        return group;
    }

    private void call(List<Waiting<M, R>> group) {
        try {
            var results = call.of(group.stream().map(each -> each.member).toList());
            if (results.size() != group.size()) {
                throw new IllegalStateException(
                        "A call for %d members answered for %d".formatted(group.size(), results.size()));
            }
            for (int i = 0; i < group.size(); i++) {
                group.get(i).reply.complete(new Answered<>(results.get(i)));
            }
        } catch (Throwable failure) { // an Error, too: each of them gets it, whatever it was
            group.forEach(each -> each.reply.complete(new Failed<>(failure)));
        } finally {
            gone(group.size());
        }
    }

    private void gone(int members) {
        unanswered.addAndGet(-members);
        tellIfDrained();
    }

    private void tellIfDrained() {
        if (closed && unanswered.get() == 0) {
            drained.countDown();
        }
    }

    private static final class Waiting<M, R> {

        private final M member;
        private final long weight;
        private final CompletableFuture<Reply<R>> reply = new CompletableFuture<>();
        private final AtomicBoolean claimed = new AtomicBoolean();

        Waiting(M member, long weight) {
            this.member = member;
            this.weight = weight;
        }

        /** Succeeds once: either for a call or for the submitter that gave up waiting. */
        boolean claim() {
            return claimed.compareAndSet(false, true);
        }
    }
}
