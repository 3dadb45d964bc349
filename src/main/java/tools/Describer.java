package tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import model.ToolId;

/** A tool that describes files. What is wrong with a file is a description; an exception means that the tool is. */
public interface Describer {

    /** A description is kept in the METS: more than this from one tool about one file is refused. */
    int OUTPUT_BYTES_MAX = 8 << 20;

    ToolId id();

    /**
     * Describes one file.
     *
     * @param file absolute
     * @param limit after which the tool is killed, and the description is a failure
     */
    Description describe(Path file, Duration limit, BooleanSupplier givenUp) throws IOException, InterruptedException;
}
