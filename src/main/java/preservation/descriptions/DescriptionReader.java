package preservation.descriptions;

import java.io.IOException;
import java.io.InputStream;

/** Reads a metadata list row by row; of the whole list it holds one row at a time. */
public interface DescriptionReader {

    /** What is done with each row, in the order of the list. */
    interface Each {
        void row(Description description) throws IOException;
    }

    /**
     * Gives every row that has a value or a file name.
     *
     * @param list its name for messages
     * @throws MalformedList where it can't be read, after the rows before have been given
     */
    void read(String list, InputStream in, Each each) throws IOException;
}
