package workflow;

import java.util.List;

/**
 * Which entries of the file register a step is about: those under one of {@code under} (anything when empty) and not
 * under one of {@code except}. Paths are logical ones, relative to the package, in UTF-8. A file-scope step never takes
 * directories, whatever this says.
 */
public record EntryFilter(List<String> under, List<String> except, boolean directories, boolean removed) {

    /** Every file that is still part of the package. */
    public static final EntryFilter FILES = new EntryFilter(List.of(), List.of(), false, false);
}
