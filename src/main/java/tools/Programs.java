package tools;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which programs are installed. Looks along a search path as a shell would, but starts nothing. */
public final class Programs {

    /** Where Debian keeps programs; what a tool is told when our own environment says nothing. */
    private static final String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String searchPath;

    public Programs(String searchPath) {
        this.searchPath = searchPath;
    }

    /** Along this process's own {@code PATH}. */
    public static Programs ofThisMachine() {
        var own = System.getenv("PATH");
        return new Programs(own == null || own.isBlank() ? USUAL_PATH : own);
    }

    public String searchPath() {
        return searchPath;
    }

    /** The program's absolute path; empty when it is not installed. */
    public Optional<Path> find(String name) {
        List<String> directories = Arrays.asList(searchPath.split(":", -1));
        return directories.stream()
                .filter(directory -> directory.startsWith("/")) // a relative entry would let a transfer plant a program
                .map(directory -> Path.of(directory, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
