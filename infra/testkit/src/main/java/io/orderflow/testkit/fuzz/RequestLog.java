package io.orderflow.testkit.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Keeps what no bad request may cause: lines at level ERROR, and lines with an exception. */
final class RequestLog implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Queue<String> incidents = new ConcurrentLinkedQueue<>();
    private final List<String> foreign;

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            boolean incident = event.getLevel().isGreaterOrEqual(Level.ERROR)
                    || event.getThrowableProxy() != null && event.getLevel().isGreaterOrEqual(Level.INFO);
            if (incident && foreign.stream().noneMatch(event.getLoggerName()::startsWith)) {
                incidents.add(told(event));
            }
        }
    };

    /** @param foreign loggers, by the beginning of their names, that report other things than requests */
    RequestLog(List<String> foreign) {
        this.foreign = List.copyOf(foreign);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    private static String told(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        String line = event.getLevel() + " " + event.getLoggerName() + " " + event.getMessage();
        return thrown == null ? line : line + " / " + innermost(thrown);
    }

    private static String innermost(IThrowableProxy thrown) {
        var cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var frames = cause.getStackTraceElementProxyArray();
        return cause.getClassName() + ": " + cause.getMessage()
                + (frames.length == 0 ? "" : " " + frames[0].getSTEAsString());
    }

    /** What was logged since the last time. */
    Stream<String> take() {
        return Stream.generate(incidents::poll).takeWhile(incident -> incident != null);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }
}
