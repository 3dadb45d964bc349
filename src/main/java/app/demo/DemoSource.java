package app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small files of several formats for the demonstration. */
final class DemoSource {

    private static final int A_FOLDER = 50;

    /** The smallest GIF: one white pixel. */
    private static final byte[] PIXEL = {
        'G',
        'I',
        'F',
        '8',
        '9',
        'a',
        1,
        0,
        1,
        0,
        (byte) 0x80,
        0,
        0,
        (byte) 255,
        (byte) 255,
        (byte) 255,
        0,
        0,
        0,
        ',',
        0,
        0,
        0,
        0,
        1,
        0,
        1,
        0,
        0,
        2,
        2,
        0x44,
        1,
        0,
        ';'
    };

    private DemoSource() {}

    static Path make(Path directory, int files) throws IOException {
        for (int i = 0; i < files; i++) {
            var folder = Files.createDirectories(directory.resolve("box " + (i / A_FOLDER + 1)));
            switch (i % 3) {
                case 0 ->
                    write(folder, "letter " + i + ".txt", text("Dear reader of letter " + i + ",\nall is well.\n"));
                case 1 ->
                    write(
                            folder,
                            "note " + i + ".xml",
                            text("<?xml version=\"1.0\"?>\n<note number=\"" + i + "\"/>\n"));
                default -> write(folder, "picture " + i + ".gif", PIXEL);
            }
        }
        return directory;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path folder, String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }
}
