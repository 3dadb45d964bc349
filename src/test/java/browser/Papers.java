package browser;

import codec.NameBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import model.FilePath;

/** A transfer source that tests fill, each with folders of its own. */
record Papers(Path root) {

    /** A folder with as many small letters. */
    void letters(String folder, int count) throws IOException {
        for (int number = 1; number <= count; number++) {
            write(folder + "/objects/letter-" + number + ".txt", "Dear Ada, this is letter " + number + ".");
        }
    }

    /** Overwrites what is there. */
    void write(String path, String content) throws IOException {
        write(FilePath.of(path), content);
    }

    /** With a name that need be no text. */
    void write(FilePath path, String content) throws IOException {
        var file = NameBytes.resolve(root, path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
