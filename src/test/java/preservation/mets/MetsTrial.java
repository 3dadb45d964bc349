package preservation.mets;

import codec.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import model.BlobRef;
import model.FileFacts;
import model.FilePath;
import model.FileUse;
import model.Finding;
import model.StoredText;
import model.TaskResult;
import model.TaskStatus;
import model.ToolId;
import model.Verdict;
import preservation.GenerateMets;
import preservation.LoadDescriptions;
import testing.Entries;

/** Loads descriptions of, and writes the METS for, as many files as it is told; run it with a small heap. */
public final class MetsTrial {

    private static final FilePath LIST = FilePath.of("metadata/metadata.csv");
    private static final String BLOB =
            "<?xml version='1.0'?><found>" + "<tag name='x'>some value</tag>".repeat(60) + "</found>";

    private MetsTrial() {}

    /** The number of files, and an empty directory. */
    public static void main(String[] arguments) throws Exception {
        int files = Integer.parseInt(arguments[0]);
        var context = new TrialContext(Path.of(arguments[1]), List.of(), BLOB);
        writeFacts(files, context);

        var described = timed("load-descriptions", () -> new LoadDescriptions()
                .run(new LoadDescriptions.Parameters(null, null, null), Entries.packageTask(), context));
        var withDescriptions = new TrialContext(context.directory(), described.products(), BLOB);
        var made = timed("generate-mets", () -> new GenerateMets(
                        new ToolId("Muniment", "0"), InstantSource.fixed(Histories.START))
                .run(new GenerateMets.Parameters(null, null), Entries.packageTask(), withDescriptions));

        System.out.printf("%-18s %,d MB, %s%n", "METS", made.products().get(0).size() / 1_000_000, made.message());
        System.out.printf(
                "%-18s %,d MB, which was enough%n", "heap", Runtime.getRuntime().maxMemory() >> 20);
    }

    private interface Work {
        TaskResult run() throws Exception;
    }

    private static TaskResult timed(String name, Work work) throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        var result = work.run();
        if (result.status() != TaskStatus.COMPLETED) {
            throw new IllegalStateException(result.message());
        }
        System.out.printf(
                "%-18s %,d ms, %,d ms of CPU%n",
                name,
                Duration.ofNanos(System.nanoTime() - wall).toMillis(),
                Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu).toMillis());
        return result;
    }

    private static void writeFacts(int files, TrialContext context) throws IOException {
        try (BufferedWriter csv = Files.newBufferedWriter(context.directory().resolve("metadata.csv"));
                BufferedWriter facts = Files.newBufferedWriter(context.facts())) {
            csv.write("filename,dc.title,dc.date,shelfmark\n");
            line(facts, list());
            for (int i = 0; i < files; i++) {
                var name = String.format("objects/d%04d/file number %08d.jpg", i / 100, i);
                var path = FilePath.of(name.replace(' ', '_'));
                line(facts, withBlob(Histories.file(FilePath.of(name), path, FileUse.ORIGINAL)));
                csv.write(name + ",Title " + i + ",2001,AB/" + i + "\n");
            }
        }
    }

    private static void line(BufferedWriter out, FileFacts facts) throws IOException {
        out.write(Json.text().writeValueAsString(facts));
        out.write('\n');
    }

    private static FileFacts list() {
        var facts = Histories.with(Entries.file(LIST), new Finding.IdentifierAssigned(Optional.empty()));
        return new FileFacts(
                facts.id(),
                facts.kind(),
                LIST,
                LIST,
                FileUse.METADATA,
                Optional.of(FilePath.of("metadata.csv")),
                1,
                facts.modified(),
                Map.of(),
                Optional.empty(),
                false,
                facts.findings());
    }

    private static FileFacts withBlob(FileFacts facts) {
        var findings = new ArrayList<Finding>();
        facts.findings().forEach(dated -> findings.add(dated.finding()));
        findings.add(new Finding.Characterized(
                Verdict.PASS,
                Optional.of(Histories.EXIFTOOL),
                new StoredText(Optional.empty(), Optional.of(new BlobRef("a", 0, BLOB.length(), "00"))),
                ""));
        return Histories.with(facts, findings.toArray(Finding[]::new));
    }
}
