package preservation;

import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import model.ChecksumAlgorithm;
import model.EntryKind;
import model.FileFacts;
import model.FilePath;
import model.Product;
import model.TaskResult;
import packaging.aip.AipName;
import preservation.disk.DiskFull;
import storage.TreeSync;

/**
 * Builds the AIP as a bag in its attempt directory, from the register, the METS file and the received files, which it links
 * or copies. Digests come from the journal: it reads no file of the payload.
 */
public final class PrepareAip implements PreservationAction<PrepareAip.Parameters> {

    private static final FilePath OBJECTS = FilePath.of("objects");

    private final InstantSource clock;

    /**
     * Works by itself.
     *
     * @param clock gives the bagging date
     */
    public PrepareAip(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * What the workflow may set.
     *
     * @param algorithms of the payload manifests; none means every one in which all files have a digest
     * @param copy true to copy files also where hard links are possible
     */
    public record Parameters(List<String> algorithms, boolean copy) {
        public Parameters {
            algorithms = algorithms == null ? List.of() : List.copyOf(algorithms);
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean needsDirectory() {
        return true;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws Exception {
        var algorithms = algorithms(parameters, context);
        try {
            return build(algorithms, parameters, context);
        } catch (IOException failure) {
            throw DiskFull.told(failure, context.attemptDirectory());
        }
    }

    private TaskResult build(Set<ChecksumAlgorithm> algorithms, Parameters parameters, ActionContext context)
            throws IOException, InterruptedException {
        var transfer = context.transfer();
        var mets = transfer.product("mets")
                .orElseThrow(
                        () -> new IOException("there is no METS file yet; the step that writes it must run first"));
        var bag = context.attemptDirectory().resolve(AipName.of(transfer.name(), transfer.sip()));
        try (var contents = new BagContents(bag, algorithms, parameters.copy(), context)) {
            contents.addMets(mets);
            contents.addReadMe();
            contents.addLogs();
            addObjects(contents, context);
            var seal = contents.finish(clock.instant());
            TreeSync.directory(context.attemptDirectory());
            var made = new Product("bag", context.inWorkArea(bag), contents.bytes(), seal);
            return TaskResult.completed(contents.files() + " payload files are in the bag")
                    .withProducts(made);
        }
    }

    private static void addObjects(BagContents contents, ActionContext context)
            throws IOException, InterruptedException {
        try (var entries = context.entries()) {
            for (var entry : (Iterable<FileFacts>) entries.filter(each -> !each.removed())::iterator) {
                if (context.isGivenUp()) {
                    throw new InterruptedException("the attempt was given up");
                }
                contents.addEntry(entry);
            }
        }
    }

    /** Looks at the whole register before anything is built, so that what can't become an AIP is found at once. */
    private static Set<ChecksumAlgorithm> algorithms(Parameters parameters, ActionContext context) throws IOException {
        var wanted = parameters.algorithms().stream().map(ChecksumAlgorithm::of).collect(Collectors.toSet());
        var common = EnumSet.allOf(ChecksumAlgorithm.class);
        try (var entries = context.entries()) {
            for (var entry : (Iterable<FileFacts>) entries.filter(each -> !each.removed())::iterator) {
                check(entry);
                if (entry.kind() == EntryKind.FILE) {
                    common.retainAll(entry.checksums().keySet());
                }
                if (!common.containsAll(wanted) || common.isEmpty()) {
                    throw new IOException(entry.path().display()
                            + ": has no digest in the algorithm that the bag is to have; assign checksums first");
                }
            }
        }
        return wanted.isEmpty() ? common : EnumSet.copyOf(wanted);
    }

    private static void check(FileFacts entry) throws IOException {
        boolean isObjectsItself = entry.path().equals(OBJECTS) && entry.kind() == EntryKind.DIRECTORY;
        if (!isObjectsItself && !entry.path().encoded().startsWith("objects/")) {
            throw new IOException(entry.path().display()
                    + ": does not stand below objects/; the steps that build the SIP must run first");
        }
    }
}
