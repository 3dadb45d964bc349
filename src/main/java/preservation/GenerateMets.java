package preservation;

import java.io.IOException;
import java.time.InstantSource;
import java.util.stream.Stream;
import model.FileFacts;
import model.TaskResult;
import model.ToolId;
import packaging.premis.EventTable;
import packaging.premis.PremisAgents;
import preservation.mets.AipMets;
import preservation.mets.EntryIndex;

/**
 * Writes the METS of the AIP with the PREMIS history of every file, from the facts that the journal holds. It reads no
 * original; what happens after it is recorded beside the AIP, not in it.
 */
public final class GenerateMets implements PreservationAction<GenerateMets.Parameters> {

    /**
     * Who the repository is, as a PREMIS agent.
     *
     * @param repositoryCode its identifier, such as an ISIL; {@code repository} when it is not given
     * @param repositoryName for people; {@code The repository} when it is not given
     */
    public record Parameters(String repositoryCode, String repositoryName) {
        public Parameters {
            repositoryCode = repositoryCode == null ? "repository" : repositoryCode;
            repositoryName = repositoryName == null ? "The repository" : repositoryName;
        }
    }

    private final ToolId software;
    private final InstantSource clock;

    /** Names this program, and where the document's date comes from. */
    public GenerateMets(ToolId software, InstantSource clock) {
        this.software = software;
        this.clock = clock;
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
        var transfer = context.transfer();
        var agents = PremisAgents.of(
                software, parameters.repositoryCode(), parameters.repositoryName(), transfer.submittedBy());
        var events = new EventTable(software, agents);
        var name = "METS." + transfer.sip() + ".xml";
        try (var file = new SealedFile(context.attemptDirectory().resolve(name))) {
            AipMets.Counts counts;
            try (var index = index(context, events)) {
                counts = new AipMets(context, index, agents, events, file.out()).write(software, clock.instant());
            }
            return TaskResult.completed(sentence(counts)).withTool(software).withProducts(file.seal("mets", context));
        }
    }

    private static EntryIndex index(ActionContext context, EventTable events) throws IOException {
        try (Stream<FileFacts> register = context.entries()) {
            return EntryIndex.write(
                    context.attemptDirectory().resolve("entries.tsv"), register, directory -> !events.events(
                                    directory.id(), directory.findings())
                            .isEmpty());
        }
    }

    private static String sentence(AipMets.Counts counts) {
        return counts.files() + " files" + (counts.removed() > 0 ? ", " + counts.removed() + " removed ones" : "")
                + (counts.descriptions() > 0 ? ", " + counts.descriptions() + " rows of description" : "");
    }
}
