package preservation.descriptions;

import java.io.IOException;

/** A metadata list that cannot be read; the message names the file and the line and says what to do. */
public final class MalformedList extends IOException {

    public MalformedList(String list, long line, String trouble) {
        super(list + ", line " + line + ": " + trouble + "; correct the file and submit the transfer again");
    }
}
