package io.orderflow.local.launcher.control;

import io.orderflow.local.launcher.process.Stack;
import io.orderflow.local.launcher.process.Supervised;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Answers one request: a verb, then perhaps the name of a process. */
final class Controls {

    private final Stack stack;

    Controls(Stack stack) {
        this.stack = stack;
    }

    /** Blocks until what was asked for is done. */
    Answer answer(String request) throws InterruptedException {
        List<String> words = List.of(request.strip().split(" ", 2));
        if (words.equals(List.of("status"))) {
            return Answer.done(StatusJson.write(stack.status()));
        }
        if (words.size() < 2) {
            return Answer.refused("There is no request called " + words.getFirst() + ".");
        }
        Optional<Supervised> process = stack.find(words.get(1));
        if (process.isEmpty()) {
            return Answer.refused("There is no process called " + words.get(1) + ": choose one of "
                    + stack.processes().stream().map(Supervised::name).collect(Collectors.joining(", ")) + ".");
        }
        return switch (words.getFirst()) {
            case "start" -> start(process.get());
            case "stop" -> stop(process.get());
            default -> Answer.refused("There is no request called " + words.getFirst() + ".");
        };
    }

    private Answer start(Supervised process) throws InterruptedException {
        if (stack.isStopping()) {
            return Answer.refused("The stack is being stopped.");
        }
        try {
            process.start().get();
            return Answer.done(process.name() + " is ready on port "
                    + process.server().ports().getFirst() + ".");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return Answer.refused(cause == null ? e.toString() : String.valueOf(cause.getMessage()));
        }
    }

    private static Answer stop(Supervised process) throws InterruptedException {
        process.stop();
        return Answer.done(process.name() + " is stopped; infra/start " + process.name() + " starts it again.");
    }
}
