package app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one sentence on standard error; a stack trace is for the log. */
final class SayWhy implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SayWhy.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        LOG.debug("{} failed", command.getCommandName(), failure);
        var message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println("muniment: " + message);
        return failure instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
}
