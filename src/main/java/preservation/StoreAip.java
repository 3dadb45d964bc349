package preservation;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import model.Finding;
import model.Product;
import model.TaskResult;
import model.TransferFacts;
import storage.AipStore;
import storage.Receipt;
import storage.StoredAip;

/**
 * Puts the verified AIP into the store, with its receipt beside it. Run again, it finds the AIP there, compares the bytes and
 * adopts it.
 */
public final class StoreAip implements PreservationAction<StoreAip.Parameters> {

    private final AipStore store;
    private final InstantSource clock;

    public StoreAip(AipStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What the workflow may set.
     *
     * @param copy true to copy files also where hard links are possible
     */
    public record Parameters(boolean copy) {}

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
        var before = store.probe(transfer.sip());
        var stored = store.store(transfer.sip(), context.physical(aip.path()), parameters.copy());
        var receipt = receipt(transfer, aip, stored);
        store.writeReceipt(receipt);
        var message = (before.isPresent() ? "was in the store already: " : "stored as ") + stored.path();
        return TaskResult.completed(new Finding.AipStored(stored.location(), aip.size(), aip.sha256()))
                .withMessage(message);
    }

    private Receipt receipt(TransferFacts transfer, Product aip, StoredAip stored) {
        return new Receipt(
                transfer.sip(),
                transfer.id(),
                stored.location(),
                aip.size(),
                aip.sha256(),
                clock.instant(),
                transfer.chainHead(),
                Optional.empty(),
                Optional.empty());
    }
}
