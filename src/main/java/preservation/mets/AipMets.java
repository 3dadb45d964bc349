package preservation.mets;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import model.EntryKind;
import model.FileFacts;
import model.FileUse;
import model.Ids;
import model.ToolId;
import packaging.mets.DmdSec;
import packaging.mets.FileSec;
import packaging.mets.MetsHeader;
import packaging.mets.MetsWriter;
import packaging.mets.StructMap;
import packaging.premis.EventTable;
import packaging.premis.PremisAgents;
import packaging.premis.PremisObject;
import packaging.xml.XmlName;
import preservation.ActionContext;
import preservation.descriptions.DescriptionList;

/**
 * The METS of one AIP being written: section after section, each from a walk over the entries in the same order, so that
 * numbers given in one are found again in the next by counting. Where the bytes go is not its business.
 */
public final class AipMets {

    /** The administrative section of the package itself; those of the entries follow it. */
    private static final int PACKAGE_AMD_SEC = 1;

    /** The descriptive section of the package itself; those of the received directories follow it. */
    private static final int PACKAGE_DMD_SEC = 1;

    private final ActionContext context;
    private final EntryIndex index;
    private final PremisAgents agents;
    private final EventTable events;
    private final MetsWriter mets;
    private final DescribedEntries described = new DescribedEntries();

    /** What was written, for a sentence about it. */
    public record Counts(int files, int removed, int descriptions) {}

    public AipMets(ActionContext context, EntryIndex index, PremisAgents agents, EventTable events, OutputStream out)
            throws IOException {
        this.context = context;
        this.index = index;
        this.agents = agents;
        this.events = events;
        this.mets = new MetsWriter(out);
    }

    /** The UUID of the objects directory where the transfer came without one. */
    public static UUID objectsDirectory(UUID sip) {
        return Ids.derived(sip, "objects");
    }

    public Counts write(ToolId software, Instant now) throws IOException, InterruptedException {
        var transfer = context.transfer();
        mets.begin(new MetsHeader(
                transfer.sip(),
                transfer.name(),
                now,
                software.toString(),
                agents.repository().name(),
                Map.of("transfer UUID", transfer.id().toString(), "event chain head", transfer.chainHead())));
        int descriptions = describe();
        administerPackage(now);
        int removed = administerEntries();
        int files = files();
        structMap(StructMap.Kind.PHYSICAL);
        structMap(StructMap.Kind.LOGICAL);
        mets.end();
        return new Counts(files, removed, descriptions);
    }

    /** The package and each directory as a whole, then what came with the transfer; the answer counts the latter. */
    private int describe() throws IOException {
        var transfer = context.transfer();
        var name = new XmlName(transfer.name(), false);
        mets.describe(DmdSec.intellectualEntity(new PremisObject.IntellectualEntity(transfer.sip(), name)));
        index.read(entry -> {
            if (isReceivedDirectory(entry)) {
                mets.describe(DmdSec.intellectualEntity(new PremisObject.IntellectualEntity(
                        entry.id().orElseThrow(), XmlName.of(entry.originalPath()))));
            }
        });
        int[] rows = {0};
        DescriptionList.read(context, row -> {
            rows[0]++;
            for (var section : DescriptiveSections.of(row)) {
                int number = mets.describe(section);
                row.entry().ifPresent(entry -> described.add(entry, number));
            }
        });
        return rows[0];
    }

    private static boolean isReceivedDirectory(EntryIndex.Entry entry) {
        return entry.kind() == EntryIndex.Kind.DIRECTORY && entry.id().isPresent();
    }

    private void administerPackage(Instant now) throws IOException {
        var transfer = context.transfer();
        var history = new ArrayList<>(events.events(transfer.sip(), transfer.packageFindings()));
        history.add(events.aipCreation(transfer.sip(), transfer.id().value(), transfer.chainHead(), now));
        mets.administer(List.of(), history, agents.all());
    }

    /** Every file with its history, also that of a removed one; the answer counts those. */
    private int administerEntries() throws IOException, InterruptedException {
        var premisFiles = new PremisFiles(context);
        int removed = 0;
        try (Stream<FileFacts> register = context.entries()) {
            for (Iterator<FileFacts> all = register.iterator(); all.hasNext(); ) {
                if (context.isGivenUp()) {
                    throw new InterruptedException("the attempt was given up");
                }
                var facts = all.next();
                var history = events.events(facts.id(), facts.findings());
                if (facts.kind() == EntryKind.FILE) {
                    mets.administer(List.of(premisFiles.of(facts)), history, List.of());
                    removed += facts.removed() ? 1 : 0;
                } else if (!history.isEmpty() && !facts.removed()) {
                    mets.administer(List.of(), history, List.of());
                }
            }
        }
        return removed;
    }

    private int files() throws IOException {
        var fileSec = mets.fileSec();
        int[] files = {0};
        for (var use : FileUse.values()) {
            int[] amdSec = {PACKAGE_AMD_SEC};
            index.read(entry -> {
                amdSec[0] += entry.administered() ? 1 : 0;
                if (entry.kind() == EntryIndex.Kind.FILE && entry.use() == use) {
                    fileSec.file(new FileSec.Entry(entry.id().orElseThrow(), use, entry.path(), amdSec[0]));
                    files[0]++;
                }
            });
        }
        fileSec.end();
        return files[0];
    }

    private void structMap(StructMap.Kind kind) throws IOException {
        var transfer = context.transfer();
        var map = mets.structMap(kind);
        map.begin(transfer.name() + "-" + transfer.sip(), List.of(PACKAGE_DMD_SEC), PACKAGE_AMD_SEC);
        var walk = new StructMapWalk(map, described, objectsDirectory(transfer.sip()));
        index.read(walk::entry);
        map.end();
    }
}
