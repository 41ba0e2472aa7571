package io.blueshift.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One line per record: time with zone, level, thread, logger, message; then the stack trace where there is one. */
final class LogLineFormatter extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
            .withZone(ZoneId.systemDefault());

    private final UnaryOperator<String> mask;

    /** @param mask takes secrets out of a finished text */
    LogLineFormatter(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    @Override
    public String format(LogRecord record) {
        StringWriter line = new StringWriter();
        line.append(TIME.format(record.getInstant())).append(' ').append(record.getLevel().getName()).append(' ')
                .append(Thread.currentThread().getName()).append(' ').append(record.getLoggerName()).append(' ')
                .append(formatMessage(record)).append('\n');
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(line, true));
        }
        return mask.apply(line.toString());
    }
}
