package storage;

import java.io.IOException;
import java.nio.file.Path;

/** Removes a file or a whole directory, links themselves and never what they lead to. What is not there is no error. */
public final class RemoveTree {

    private RemoveTree() {}

    public static void at(Path path) throws IOException {
        Trees.delete(path);
    }
}
