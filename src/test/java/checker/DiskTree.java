package checker;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What lies below an AIP's top directory. Follows no link: an AIP has none, so one is a problem. */
record DiskTree(SortedMap<String, DiskFile> files, SortedSet<String> directories) {

    static DiskTree of(Path top, Problems problems) throws IOException {
        var files = new TreeMap<String, DiskFile>();
        var directories = new TreeSet<String>();
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (!directory.equals(top)) {
                    directories.add(name(top, directory));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    files.put(name(top, file), new DiskFile(file));
                } else {
                    problems.add(name(top, file) + " is a link or a special file; an AIP holds regular files only.");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new DiskTree(files, directories);
    }

    private static String name(Path top, Path below) {
        return top.relativize(below).toString();
    }
}
