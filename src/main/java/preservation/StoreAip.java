package preservation;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.Finding;
import model.Ids;
import model.Product;
import model.TaskResult;
import model.ToolId;
import model.TransferFacts;
import packaging.aip.AipForm;
import packaging.aip.PointerFile;
import packaging.premis.EventTable;
import packaging.premis.PremisAgent;
import packaging.premis.PremisAgents;
import packaging.premis.PremisEvent;
import preservation.disk.DiskFull;
import storage.AipStore;
import storage.Receipt;
import storage.StoredAip;

/**
 * Puts the verified AIP into the store, with a pointer file and a receipt beside it. Run again, it finds the AIP there,
 * compares the bytes and adopts it.
 */
public final class StoreAip implements PreservationAction<StoreAip.Parameters> {

    private final AipStore store;
    private final ToolId software;
    private final InstantSource clock;

    /** Names this program, and where the time of storing comes from. */
    public StoreAip(AipStore store, ToolId software, InstantSource clock) {
        this.store = store;
        this.software = software;
        this.clock = clock;
    }

    /**
     * What the workflow may set.
     *
     * @param copy true to copy files also where hard links are possible
     * @param repositoryCode as {@link GenerateMets} has it
     * @param repositoryName as {@link GenerateMets} has it
     */
    public record Parameters(boolean copy, String repositoryCode, String repositoryName) {
        public Parameters {
            var usual = new GenerateMets.Parameters(repositoryCode, repositoryName);
            repositoryCode = usual.repositoryCode();
            repositoryName = usual.repositoryName();
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public Effect effect() {
        return Effect.EXTERNAL;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws Exception {
        var transfer = context.transfer();
        var aip = transfer.product("aip")
                .orElseThrow(() -> new IOException("there is no AIP to store; the step compress-aip must run first"));
        try {
            return store(parameters, transfer, aip, context);
        } catch (IOException failure) {
            throw DiskFull.told(failure, store.root());
        }
    }

    private TaskResult store(Parameters parameters, TransferFacts transfer, Product aip, ActionContext context)
            throws IOException {
        boolean wasThere = store.probe(transfer.sip()).isPresent();
        var stored = store.store(transfer.sip(), context.physical(aip.path()), parameters.copy());
        var now = clock.instant();
        var pointer = pointer(parameters, transfer, aip, stored, now);
        store.putBeside(transfer.sip(), "pointer." + transfer.sip() + ".xml", pointer);
        store.writeReceipt(receipt(transfer, aip, stored, now));
        var message = (wasThere ? "was in the store already: " : "stored as ") + stored.path();
        return TaskResult.completed(new Finding.AipStored(stored.location(), aip.size(), aip.sha256()))
                .withTool(software)
                .withMessage(message);
    }

    private byte[] pointer(Parameters parameters, TransferFacts transfer, Product aip, StoredAip stored, Instant now)
            throws IOException {
        var name = stored.path().getFileName().toString();
        var form = AipForm.ofName(name);
        var agents = PremisAgents.of(
                software, parameters.repositoryCode(), parameters.repositoryName(), transfer.submittedBy());
        var house = List.of(agents.system(), agents.repository());
        var events = new ArrayList<>(eventsAfterMets(transfer, form, agents));
        events.add(storing(transfer, stored, now, house));
        return PointerFile.write(
                new PointerFile.Pointed(transfer.sip(), name, form, aip.size(), aip.sha256()), now, events, house);
    }

    /** Those of the package's history that the METS within the AIP does not have, with the identifiers they have anywhere. */
    private List<PremisEvent> eventsAfterMets(TransferFacts transfer, AipForm form, PremisAgents agents) {
        var table = new EventTable(software, agents);
        var history = transfer.packageFindings();
        int packing = 0;
        while (packing < history.size() && !(history.get(packing).finding() instanceof Finding.Packed)) {
            packing++;
        }
        int inMets = table.events(transfer.sip(), history.subList(0, packing)).size();
        var all = table.events(transfer.sip(), history);
        return all.subList(inMets, all.size()).stream()
                .filter(event -> !(form.isDirectory() && event.type().equals("compression")))
                .toList();
    }

    private PremisEvent storing(TransferFacts transfer, StoredAip stored, Instant now, List<PremisAgent> agents) {
        return new PremisEvent(
                Ids.derived(transfer.sip(), "premis-event/stored"),
                "ingestion end",
                now,
                "program=\"" + software.name() + "\"; version=\"" + software.version() + "\"",
                "",
                "location=" + stored.location() + "; event chain head=" + transfer.chainHead(),
                agents.stream().map(PremisAgent::identifier).toList());
    }

    private static Receipt receipt(TransferFacts transfer, Product aip, StoredAip stored, Instant now) {
        return new Receipt(
                transfer.sip(),
                transfer.id(),
                stored.location(),
                aip.size(),
                aip.sha256(),
                now,
                transfer.chainHead(),
                Optional.empty(),
                Optional.empty());
    }
}
