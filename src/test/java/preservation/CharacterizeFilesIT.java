package preservation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import model.FileFacts;
import model.Finding;
import model.Format;
import model.TaskResult;
import model.TaskStatus;
import model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Altered;
import testing.Entries;
import testing.FakeContext;
import testing.Needs;
import tools.ExifTool;
import tools.Ffprobe;
import tools.MediaInfo;
import tools.Programs;
import tools.ToolRunner;

/** Goal: the real tools say what our readers of their reports expect. Method: small files made here, all three tools. */
class CharacterizeFilesIT {

    private static final CharacterizeFiles.Parameters USUAL =
            new CharacterizeFiles.Parameters(Optional.empty(), Optional.empty());

    @TempDir
    Path directory;

    @Test
    void picture_sound_text_and_noise_are_described_as_far_as_they_can_be() throws Exception {
        Needs.program("exiftool");
        Needs.program("mediainfo");
        Needs.program("ffprobe");
        var context = FakeContext.in(directory);
        var noise = new byte[4000];
        new Random(3).nextBytes(noise);
        var files = List.of(
                identified(Entries.received(context, "objects/a.png", png()), "fmt/11", "image/png"),
                identified(Entries.received(context, "objects/b.wav", wav()), "fmt/141", "audio/x-wav"),
                identified(
                        Entries.received(context, "objects/c.txt", "text\n".getBytes(StandardCharsets.UTF_8)),
                        "x-fmt/111",
                        "text/plain"),
                Entries.received(context, "objects/noise", noise),
                identified(Entries.received(context, "objects/no.wav", noise), "fmt/141", "audio/x-wav"));

        var results = describe(context, files);

        assertThat(results.stream().map(TaskResult::status)).hasSize(5).containsOnly(TaskStatus.COMPLETED);
        assertThat(verdicts(results.get(0))).containsExactly(Verdict.PASS);
        assertThat(verdicts(results.get(1))).containsExactly(Verdict.PASS, Verdict.PASS, Verdict.PASS);
        assertThat(verdicts(results.get(2))).containsExactly(Verdict.PASS);
        assertThat(verdicts(results.get(3))).isEmpty();
        assertThat(results.get(3).message()).isEqualTo("objects/noise: ExifTool does not know this format");
        assertThat(verdicts(results.get(4))).contains(Verdict.FAIL).doesNotContain(Verdict.NOT_DONE);

        assertThat(output(context, results.get(0), 0)).contains("ImageWidth>7<").doesNotContain("FileModifyDate");
        assertThat(output(context, results.get(1), 1)).startsWith("<MediaInfo").contains("<SamplingRate>8000<");
        assertThat(output(context, results.get(1), 2)).startsWith("<ffprobe").contains("sample_rate=\"8000\"");
        for (int i = 0; i < 3; i++) {
            assertThat(output(context, results.get(1), i))
                    .contains(files.get(1).id().toString())
                    .doesNotContain("<?xml")
                    .doesNotContain("schemaLocation")
                    .doesNotContain(directory.toString());
        }
    }

    private List<TaskResult> describe(FakeContext context, List<FileFacts> files) throws Exception {
        var results = new ArrayList<TaskResult>();
        try (var runner = ToolRunner.start(Programs.ofThisMachine())) {
            var installed = new CharacterizeFiles.Installed(
                    ExifTool.find(runner, directory),
                    MediaInfo.find(runner, directory),
                    Ffprobe.find(runner, directory));
            var action = new CharacterizeFiles(() -> installed);
            action.runGroup(USUAL, Entries.tasks(files), context, (task, result) -> results.add(result));
        }
        return results;
    }

    private static List<Verdict> verdicts(TaskResult result) {
        return result.findings().stream()
                .map(finding -> ((Finding.Characterized) finding).verdict())
                .toList();
    }

    private static String output(FakeContext context, TaskResult result, int finding) throws IOException {
        return context.text(((Finding.Characterized) result.findings().get(finding)).output());
    }

    private static FileFacts identified(FileFacts facts, String puid, String mime) {
        return Altered.of(facts)
                .format(Optional.of(new Format(puid, "", "", mime, "Signature")))
                .facts();
    }

    private static byte[] png() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(7, 5, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] wav() throws IOException {
        var format = new AudioFormat(8000, 16, 1, true, false);
        var sound = new AudioInputStream(new ByteArrayInputStream(new byte[16_000]), format, 8000);
        var bytes = new ByteArrayOutputStream();
        AudioSystem.write(sound, AudioFileFormat.Type.WAVE, bytes);
        return bytes.toByteArray();
    }
}
