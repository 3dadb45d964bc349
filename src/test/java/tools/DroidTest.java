package tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import model.FilePath;
import model.Format;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DroidTest {

    private static final byte[] PNG = png();
    private static final byte[] PDF = bytes("%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

    private static Droid droid;

    @TempDir
    private Path directory;

    @BeforeAll
    static void load(@TempDir Path none) throws IOException {
        droid = new Droid(new Signatures(none.resolve("signatures")), Duration.ofSeconds(60));
        droid.warm();
    }

    @Test
    void the_tool_names_both_signature_files() {
        assertThat(droid.tool().toString()).isEqualTo("DROID 6.8.0 (V111, container 20230307)");
    }

    @Test
    void a_signature_gives_puid_name_version_and_mime_type() throws Exception {
        var found = identify("report.pdf", PDF);

        assertThat(found.format())
                .contains(new Format(
                        "fmt/18", "Acrobat PDF 1.4 - Portable Document Format", "1.4", "application/pdf", "Signature"));
        assertThat(found.warning()).isEmpty();
    }

    @Test
    void what_is_inside_a_container_decides() throws Exception {
        var found = identify("book.epub", zip("mimetype", bytes("application/epub+zip")));

        assertThat(found.format())
                .contains(new Format("fmt/483", "ePub format", "", "application/epub+zip", "Container"));
        assertThat(found.warning()).isEmpty();
    }

    @Test
    void a_container_of_nothing_known_stays_a_container() throws Exception {
        var found = identify("things.zip", zip("a.txt", bytes("a")));

        assertThat(found.format()).map(Format::puid).contains("x-fmt/263");
        assertThat(found.format()).map(Format::method).contains("Signature");
    }

    @Test
    void a_broken_container_is_still_what_its_first_bytes_say() throws Exception {
        var broken = zip("a.txt", new byte[5000]);
        Arrays.fill(broken, broken.length - 60, broken.length - 22, (byte) 0x55); // the central directory

        var found = identify("half.zip", broken);

        assertThat(found.format()).map(Format::puid).contains("x-fmt/263");
        assertThat(found.warning()).contains("could not be opened as a container");
    }

    @ParameterizedTest
    @CsvSource({"notes.txt,x-fmt/111", "NOTES.TXT,x-fmt/111", "a b;c'd.txt,x-fmt/111"})
    void the_extension_speaks_where_signatures_are_silent(String name, String puid) throws Exception {
        var found = identify(name, bytes("plain words"));

        assertThat(found.format()).map(Format::puid).contains(puid);
        assertThat(found.format()).map(Format::method).contains("Extension");
        assertThat(found.warning()).contains("extension alone");
    }

    @Test
    void an_extension_of_several_formats_identifies_nothing_but_names_them() throws Exception {
        var found = identify("letter.doc", bytes("plain words"));

        assertThat(found.format()).isEmpty();
        assertThat(found.warning()).contains("several formats").contains("x-fmt/");
    }

    @Test
    void an_extension_that_does_not_go_with_the_signature_is_a_warning() throws Exception {
        var found = identify("picture.txt", PNG);

        assertThat(found.format()).map(Format::method).contains("Signature");
        assertThat(found.warning()).contains("extension does not go with");
    }

    @ParameterizedTest
    @CsvSource({"empty,false", "empty.pdf,false", "empty.txt,true"})
    void empty_files_do_no_harm(String name, boolean identified) throws Exception {
        assertThat(identify(name, new byte[0]).format().isPresent()).isEqualTo(identified);
    }

    @Test
    void a_name_that_is_not_utf8_keeps_its_extension() throws Exception {
        var name = FilePath.ofBytes(new byte[] {'c', 'a', 'f', (byte) 0xE9, '.', 't', 'x', 't'});

        var found = droid.identify(file(bytes("plain words")), name);

        assertThat(found.format()).map(Format::puid).contains("x-fmt/111");
    }

    @Test
    void garbage_behind_the_first_bytes_of_containers_does_no_harm() throws Exception {
        var random = new Random(20261124);
        for (var magic : new String[] {"PK\3\4", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"}) {
            for (int i = 0; i < 50; i++) {
                var garbage = new byte[4096];
                random.nextBytes(garbage);
                var start = bytes(magic);
                System.arraycopy(start, 0, garbage, 0, start.length);

                assertThat(identify("garbage.bin", garbage)).isNotNull();
            }
        }
    }

    @Test
    void a_bomb_inside_a_container_is_not_unpacked_to_its_end() throws Exception {
        var bomb = zip("[Content_Types].xml", new byte[400 << 20]);

        var before = System.nanoTime();
        var found = identify("bomb.docx", bomb);

        assertThat(found.format()).map(Format::puid).contains("x-fmt/263");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_table_of_contents_that_would_fill_the_memory_is_not_read() throws Exception {
        var honest = zip("a.txt", bytes("a"));
        var hostile = ByteBuffer.wrap(honest).order(ByteOrder.LITTLE_ENDIAN);
        hostile.putInt(honest.length - 10, Integer.MAX_VALUE); // size of the central directory

        var found = identify("wide.zip", honest);

        assertThat(found.format()).map(Format::puid).contains("x-fmt/263");
        assertThat(found.warning()).contains("table of contents has more than");
    }

    @Test
    void a_file_that_is_not_there_is_an_error() {
        assertThatThrownBy(() -> droid.identify(directory.resolve("gone"), FilePath.of("gone.txt")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_file_that_takes_too_long_is_unidentified_with_a_warning(@TempDir Path none) throws Exception {
        var hasty = new Droid(new Signatures(none), Duration.ofNanos(1));

        var pdf = file(PDF);
        // A busy machine may let the whole work be done before anybody looks at the clock, but not every time.
        var found = hasty.identify(pdf, FilePath.of("slow.pdf"));
        for (int i = 0; i < 100 && found.format().isPresent(); i++) {
            found = hasty.identify(pdf, FilePath.of("slow.pdf"));
        }

        assertThat(found.format()).isEmpty();
        assertThat(found.warning()).contains("no answer");
    }

    @Test
    void threads_share_one_instance() throws Exception {
        var pdf = file(PDF);
        var png = file(PNG);
        var pool = Executors.newFixedThreadPool(4);
        try {
            var work = IntStream.range(0, 400)
                    .<Callable<Identification>>mapToObj(i -> () -> i % 2 == 0
                            ? droid.identify(pdf, FilePath.of("a.pdf"))
                            : droid.identify(png, FilePath.of("a.png")))
                    .toList();
            var answers = pool.invokeAll(work);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get().format())
                        .map(Format::mimeType)
                        .contains(i % 2 == 0 ? "application/pdf" : "image/png");
            }
        } finally {
            pool.shutdown();
        }
    }

    private Identification identify(String name, byte[] content) throws Exception {
        return droid.identify(file(content), FilePath.of(name));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve(UUID.randomUUID().toString()), content);
    }

    private static byte[] png() {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(Object... namesAndContents) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                var content = (byte[]) namesAndContents[i + 1];
                var entry = new ZipEntry((String) namesAndContents[i]);
                if (entry.getName().equals("mimetype")) { // ODF wants it stored, at a fixed place
                    stored(entry, content);
                }
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static void stored(ZipEntry entry, byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
    }
}
